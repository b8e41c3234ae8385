"""What a replica writes of its own users, and whom it takes for dead, against a database that can be away."""

import time
from collections.abc import Sequence, Set

import pytest
from pymongo.errors import AutoReconnect

from souk_common.identity import Identity
from souk_gateway.live.links import Link
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.presence.people import MOST_REMEMBERED, REMEMBERED_S, People
from souk_gateway.presence.preferences import Preferences
from souk_gateway.presence.reap import Reaper
from souk_gateway.presence.repository import Known, Preference
from souk_gateway.presence.who_is_online import Row, WhoIsOnline
from souk_gateway.presence.write_rows import OwnRows


class Database:
    """The rows of one gateway, and the heartbeats of others; `away` makes it fail, after it did half of the work."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.writes = 0
        self.away = False
        self.silent: dict[str, float] = {}
        self.deleted: list[Set[str]] = []

    async def write(self, _gateway: str, rows: Sequence[tuple[str, Row | None]]) -> None:
        self.writes += 1
        for user_id, row in rows[: len(rows) // 2] if self.away else rows:
            if row is None:
                self.rows.pop(user_id, None)
            else:
                self.rows[user_id] = row
        self._fail_if_away()

    async def silent_s(self, gateways: Set[str]) -> dict[str, float]:
        self._fail_if_away()
        return {name: seconds for name, seconds in self.silent.items() if name in gateways}

    async def delete_of(self, gateways: Set[str]) -> int:
        self._fail_if_away()
        self.deleted.append(gateways)
        return 1

    def _fail_if_away(self) -> None:
        if self.away:
            raise AutoReconnect


class Chosen(Preferences):
    """Preferences of whom a test names; nobody else's were read yet."""

    chosen: dict[str, Preference] = {}

    def get(self, user_id: str) -> Preference | None:
        return self.chosen.get(user_id)


class Place:
    """A replica that writes its rows when it is told to."""

    def __init__(self) -> None:
        self.database = Database()
        self.online = WhoIsOnline("here")
        self.signed_in = SignedIn()
        self.preferences = Chosen(self.signed_in)
        self.preferences.chosen = {}
        self.own = OwnRows(self.online, self.signed_in, self.preferences)
        self.signed_in.came_or_went = self.own.note

    def come(self, user_id: str, read: bool = True) -> Link:
        link = Link(f"{user_id}-{time.monotonic_ns()}", "198.51.100.1")
        if read:
            self.preferences.chosen.setdefault(user_id, Preference())
        self.signed_in.admit(link, Identity(user_id, "buyer", "session", time.time() + 60))
        return link

    async def write(self) -> None:
        await self.own.write(self.database)  # type: ignore[arg-type]  # a database of this test's own


async def test_who_comes_at_once_is_written_fifty_at_a_time_and_nobody_twice() -> None:
    place = Place()
    for number in range(120):
        place.come(f"user {number}")
    for written in (50, 100, 120, 120):
        await place.write()
        assert len(place.database.rows) == written
    assert place.database.writes == 3


async def test_a_row_says_how_many_sockets_there_are_and_goes_with_the_last() -> None:
    place = Place()
    desk, phone = place.come("nadia"), place.come("nadia")
    await place.write()
    assert place.database.rows == {"nadia": Row(2, True)}
    place.signed_in.forget(desk)
    await place.write()
    assert place.database.rows == {"nadia": Row(1, True)}
    place.signed_in.forget(phone)
    await place.write()
    assert place.database.rows == {}


async def test_nobody_is_shown_before_it_is_known_that_they_want_to_be() -> None:
    place = Place()
    place.come("nadia", read=False)
    await place.write()
    assert place.database.rows == {}
    place.preferences.chosen["nadia"] = Preference(appear_offline=True)
    place.own.note("nadia")
    await place.write()
    assert place.database.rows == {"nadia": Row(1, False)}


async def test_what_could_not_be_written_is_written_when_the_database_is_back_as_it_is_then() -> None:
    place = Place()
    stays, leaves = place.come("stays"), place.come("leaves")
    await place.write()
    place.database.away = True
    place.come("comes")
    place.signed_in.forget(leaves)
    for _ in range(3):
        with pytest.raises(AutoReconnect):
            await place.write()
    place.signed_in.forget(stays)
    place.database.away = False
    await place.write()
    assert place.database.rows == {"comes": Row(1, True)}


async def test_a_row_that_somebody_took_away_is_written_again_only_for_who_is_here() -> None:
    place = Place()
    place.come("nadia")
    await place.write()
    place.database.rows.clear()
    place.own.note_gone("nadia")
    place.own.note_gone("omar")
    await place.write()
    assert (place.database.rows, place.database.writes) == ({"nadia": Row(1, True)}, 2)


async def test_when_the_rows_are_read_anew_those_that_are_not_right_are_written() -> None:
    place = Place()
    for user_id in ("lost", "stale", "right"):
        place.come(user_id)
    await place.write()
    place.database.rows = {"stale": Row(3, False), "right": Row(1, True), "left over": Row(1, True)}
    place.online.replace([(user_id, "here", row) for user_id, row in place.database.rows.items()])
    place.online.put("elsewhere", "there", 1, True)
    place.own.compare()
    await place.write()
    assert place.database.rows == dict.fromkeys(("lost", "stale", "right"), Row(1, True))


async def test_a_replica_that_has_left_writes_no_more() -> None:
    place = Place()
    await place.own.leave(place.database)  # type: ignore[arg-type]  # as above
    place.come("nadia")
    await place.write()
    await place.own.leave(place.database)  # type: ignore[arg-type]  # as above
    assert (place.database.rows, place.database.deleted) == ({}, [{"here"}])


class Watch:
    """A reaper that looks when it is told to."""

    def __init__(self, *gateways: str) -> None:
        self.database = Database()
        self.online = WhoIsOnline("here")
        for gateway in ("here", *gateways):
            self.online.put("nadia", gateway, 1, True)
        self.reaper = Reaper(self.online)

    async def look(self) -> None:
        await self.reaper.look(self.database)  # type: ignore[arg-type]  # a database of this test's own


async def test_a_gateway_without_a_fresh_heartbeat_is_doubted_then_dead_at_the_second_look() -> None:
    watch = Watch("well", "slow", "silent", "unknown")
    watch.database.silent = {"well": 0.7, "slow": 11.9, "silent": 12.1}
    await watch.look()
    assert watch.database.deleted == []
    assert watch.online.doubted == {"slow", "silent", "unknown"}
    await watch.look()
    assert watch.database.deleted == [{"silent", "unknown"}]


async def test_nobody_is_taken_for_dead_for_an_outage_of_the_database() -> None:
    watch = Watch("one", "other")
    watch.database.silent = {"one": 0.5, "other": 12.5}
    await watch.look()
    watch.database.away = True
    with pytest.raises(AutoReconnect):
        await watch.look()
    watch.database.away = False
    watch.database.silent = {"one": 20.0, "other": 20.0}
    await watch.look()
    watch.database.silent = {"one": 1.0, "other": 1.0}
    await watch.look()
    assert watch.database.deleted == []
    assert watch.online.doubted == frozenset()


class Users:
    """Everybody exists whose name begins with an n; `asked` are those that were read."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def read(self, user_ids: Sequence[str]) -> dict[str, Known]:
        self.asked += user_ids
        return {each: Known("Somebody", "buyer", True) for each in user_ids if each.startswith("n")}


async def test_who_exists_is_remembered_for_a_minute_and_not_without_bound() -> None:
    now, users = [0.0], Users()
    people = People(users, lambda: now[0])  # type: ignore[arg-type]  # users of this test's own
    assert await people.known(["nadia", "omar"]) == {"nadia"}
    assert await people.known(["nadia", "omar", "nils"]) == {"nadia", "nils"}
    assert users.asked == ["nadia", "omar", "omar", "nils"]
    now[0] += REMEMBERED_S
    assert await people.known(["nadia"]) == {"nadia"}
    assert users.asked[4:] == ["nadia"]
    await people.known([f"n{number}" for number in range(MOST_REMEMBERED)])
    users.asked.clear()
    assert await people.known(["nadia", f"n{MOST_REMEMBERED - 1}"]) == {"nadia", f"n{MOST_REMEMBERED - 1}"}
    assert users.asked == ["nadia"]
