"""What the health page says, from what the members and the replicas report."""

from datetime import UTC, datetime, timedelta

from souk_gateway.health import present
from souk_gateway.health.member_reports import Peer, Report
from souk_gateway.health.mongo_set import MAY_PAUSE_S, Asked, describe, lag_ms, overlook_a_pause, primary_of
from souk_gateway.health.replica_rows import Row
from souk_gateway.health.schemas import GatewayHealth, MongoHealth, ServiceHealth

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOSTS = ("a:1", "b:2", "c:3")


def report(
    host: str, state: str = "secondary", *, behind_ms: int = 0, term: int = 4, peers: tuple[Peer, ...] = ()
) -> Report:
    is_primary = state == "primary"
    return Report(
        host=host,
        state=state,
        term=term,
        newest_write_at=NOW - timedelta(milliseconds=behind_ms),
        uptime_s=60,
        connections=20,
        cache_used_bytes=1_000,
        cache_max_bytes=9_000,
        elections_won=2 if is_primary else 1,
        elected_at=NOW - timedelta(minutes=1) if is_primary else None,
        primary_for_s=60.0 if is_primary else None,
        peers=peers,
    )


def asked(*reports: Report | None, silent_s: float = 4.0) -> list[Asked]:
    return [
        Asked(f"mongo-{number}", host, each, 0.0 if each else silent_s, report(host))
        for number, (host, each) in enumerate(zip(HOSTS, reports, strict=True), start=1)
    ]


def whole_set() -> MongoHealth:
    return describe("souk", asked(report("a:1", "primary"), report("b:2"), report("c:3")), None)


def row(replica: str, service: str, *, seen_s_ago: float = 0.4, lag: float | None = None) -> Row:
    return Row(
        replica=replica,
        service=service,
        version="1",
        started_at=NOW,
        uptime_s=120,
        in_flight=1,
        window_s=60.0,
        requests=90,
        errors=2,
        p95_ms=12.5,
        sockets=3 if service == "gateway" else None,
        signed_in=1 if service == "gateway" else None,
        change_stream_lag_ms=lag,
        seen_s_ago=seen_s_ago,
    )


def rows(**silent_s: float) -> list[Row]:
    names = [f"{service}-{number}" for service in present.SERVICES for number in (1, 2)]
    return [row(name, name[:-2], seen_s_ago=silent_s.get(name.replace("-", ""), 0.4)) for name in names]


def problems_of(mongo: MongoHealth, told: list[ServiceHealth], live: list[GatewayHealth] | None = None) -> list[str]:
    return present.problems(mongo, told, live or [])


def test_a_whole_system_has_no_problems() -> None:
    mongo = whole_set()
    assert problems_of(mongo, present.services(rows(), can_report=True)) == []
    assert (mongo.primary, mongo.writable, mongo.term, mongo.elections) == ("a:1", True, 4, 4)
    assert [member.lag_ms for member in mongo.members] == [None, 0, 0]


def test_lag_is_told_in_milliseconds_and_only_for_those_who_follow() -> None:
    primary, slow = report("a:1", "primary"), report("b:2", behind_ms=340)
    assert lag_ms("b:2", primary, slow) == 340
    assert lag_ms("a:1", primary, primary) is None
    assert lag_ms("b:2", None, slow) is None


def test_a_secondary_that_was_asked_a_moment_later_is_not_ahead() -> None:
    assert lag_ms("b:2", report("a:1", "primary", behind_ms=5), report("b:2")) == 0


def test_the_lag_of_a_silent_member_is_what_the_primary_knows_of_it() -> None:
    peers = (Peer("b:2", True, NOW - timedelta(seconds=7), 7.0), Peer("c:3", False, None, None))
    primary = report("a:1", "primary", peers=peers)
    assert lag_ms("b:2", primary, None) == 7_000
    assert lag_ms("c:3", primary, None) is None


def test_a_silent_member_is_named_with_how_long_it_has_been_silent() -> None:
    peers = (Peer("b:2", True, NOW - timedelta(seconds=9), 9.4),)
    mongo = describe("souk", asked(report("a:1", "primary", peers=peers), None, report("c:3")), None)
    assert problems_of(mongo, present.services(rows(), can_report=True)) == ["mongo-2 (b:2) has not answered for 9 s"]
    assert (mongo.members[1].state, mongo.members[1].healthy) == ("unreachable", False)
    assert mongo.writable
    fresh = describe("souk", asked(report("a:1", "primary"), None, report("c:3"), silent_s=0.3), None)
    assert fresh.members[1].message == "mongo-2 (b:2) does not answer"


def test_without_a_primary_the_sentence_says_what_goes_on() -> None:
    known = whole_set()
    mongo = describe("souk", asked(None, report("b:2"), report("c:3")), known)
    told = present.services(rows(orders1=30), can_report=False)
    assert problems_of(mongo, told)[0] == "No primary: reads go on, writes wait"
    assert not any("orders" in sentence for sentence in problems_of(mongo, told))
    assert mongo.last_election_at == known.last_election_at
    assert [replica.state for replica in told[2].replicas] == ["unknown", "up"]


def test_with_all_members_gone_the_last_known_is_kept() -> None:
    mongo = describe("souk", asked(None, None, None), whole_set())
    assert problems_of(mongo, present.services([], can_report=False))[0].startswith("No member of the database answers")
    assert (mongo.term, mongo.elections, mongo.writable, mongo.primary) == (4, 4, False, None)
    never_seen = describe("souk", asked(None, None, None), None)
    assert (never_seen.term, never_seen.elections, never_seen.last_election_at) == (None, 0, None)


def test_a_member_that_is_not_ready_or_far_behind_says_so() -> None:
    mongo = describe(
        "souk", asked(report("a:1", "primary"), report("b:2", "startup2"), report("c:3", behind_ms=8_000)), None
    )
    assert [member.healthy for member in mongo.members] == [True, False, True]
    assert problems_of(mongo, present.services(rows(), can_report=True)) == [
        "mongo-2 (b:2) is not ready yet: it says startup2",
        "mongo-3 (c:3) is 8 s behind the primary",
    ]


def test_of_two_that_take_themselves_for_the_primary_the_later_term_is_right() -> None:
    woken, elected = report("a:1", "primary", term=4), report("b:2", "primary", term=5)
    assert primary_of([woken, elected]) == elected


def test_a_silent_replica_is_down_and_named() -> None:
    told = present.services(rows(orders1=5.2), can_report=True)
    assert [replica.state for replica in told[2].replicas] == ["down", "up"]
    assert problems_of(whole_set(), told) == ["orders-1 has not reported for 5 s"]


def test_a_service_without_replicas_is_named() -> None:
    none_left = [each for each in rows() if each.service != "catalog"]
    assert problems_of(whole_set(), present.services(none_left, can_report=True)) == [
        "No replica of catalog is running"
    ]
    all_down = present.services(rows(catalog1=9, catalog2=8), can_report=True)
    assert problems_of(whole_set(), all_down)[0] == "No replica of catalog is running"
    assert len(problems_of(whole_set(), all_down)) == 3


def test_rates_are_of_the_window_that_was_measured() -> None:
    replica = present.services([row("orders-1", "orders")], can_report=True)[2].replicas[0]
    assert (replica.requests_per_s, replica.errors_per_min, replica.p95_ms) == (1.5, 2, 12.5)


def test_a_gateway_that_is_late_is_named_and_a_silent_one_left_out() -> None:
    live = present.gateways([row("gateway-1", "gateway", lag=4_200), row("gateway-2", "gateway", seen_s_ago=9)])
    assert [each.replica for each in live] == ["gateway-1"]
    told = present.services(rows(), can_report=True)
    assert problems_of(whole_set(), told, live) == ["gateway-1 tells browsers what changed 4 s late"]


def test_a_short_pause_is_overlooked_unless_another_member_knows_better() -> None:
    primary = report("a:1", "primary")
    slow = asked(primary, None, report("c:3"), silent_s=MAY_PAUSE_S - 0.1)
    assert describe("souk", overlook_a_pause(slow), None).members[1].state == "secondary"
    silent = asked(primary, None, report("c:3"), silent_s=MAY_PAUSE_S)
    assert describe("souk", overlook_a_pause(silent), None).members[1].state == "unreachable"
    knowing = report("a:1", "primary", peers=(Peer("b:2", True, None, 0.7),))
    down = asked(knowing, None, report("c:3"), silent_s=0.5)
    assert describe("souk", overlook_a_pause(down), None).members[1].state == "unreachable"
