"""The replica set, put together from what each of its members reports."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from souk_gateway.health.member_reports import Report
from souk_gateway.health.schemas import MemberHealth, MongoHealth

LAGS_MS = 5_000
MAY_PAUSE_S = 1.5
_WORKS = frozenset({"primary", "secondary", "arbiter"})
UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Asked:
    """A member and its report; without one, how long it has given none here, and the `last` that it gave."""

    name: str
    host: str
    report: Report | None
    silent_s: float
    last: Report | None


def overlook_a_pause(asked: Sequence[Asked]) -> list[Asked]:
    """A member that has missed a question or two counts as it last was, unless another knows that it is down."""
    down = {peer.host for each in asked if each.report for peer in each.report.peers if peer.is_down}
    return [
        replace(each, report=each.last)
        if each.report is None and each.silent_s < MAY_PAUSE_S and each.host not in down
        else each
        for each in asked
    ]


def primary_of(reports: Sequence[Report]) -> Report | None:
    """The primary: a frozen one that wakes up takes itself for it too, but in an older term."""
    claimants = [report for report in reports if report.is_primary]
    return max(claimants, key=lambda report: report.term, default=None)


def describe(set_name: str, asked: Sequence[Asked], known: MongoHealth | None) -> MongoHealth:
    """The set as it is; `known` is what was last answered, for what nobody can tell now."""
    reports = [each.report for each in asked if each.report is not None]
    primary = primary_of(reports)
    return MongoHealth(
        set=set_name,
        primary=primary.host if primary else None,
        term=max((report.term for report in reports), default=known.term if known else None),
        elections=sum(report.elections_won for report in reports) if reports else known.elections if known else 0,
        last_election_at=primary.elected_at if primary else known.last_election_at if known else None,
        members=[_member(each, reports, primary) for each in asked],
        writable=primary is not None,
    )


def lag_ms(host: str, primary: Report | None, own: Report | None) -> int | None:
    """How much older the newest write of the member is than the primary's, by the primary's clock.

    Told by the member itself, or, when it is silent, by what the primary knows of it. None for the primary, and
    while there is none.
    """
    if primary is None or primary.host == host:
        return None
    told = [peer.newest_write_at for peer in primary.peers if peer.host == host]
    if own is not None:
        told.append(own.newest_write_at)
    newest: datetime | None = max((moment for moment in told if moment is not None), default=None)
    if newest is None:
        return None
    return max(0, round((primary.newest_write_at - newest).total_seconds() * 1000))


def _member(asked: Asked, reports: Sequence[Report], primary: Report | None) -> MemberHealth:
    own = asked.report
    lag = lag_ms(asked.host, primary, own)
    return MemberHealth(
        host=asked.host,
        state=own.state if own else UNREACHABLE,
        healthy=own is not None and own.state in _WORKS,
        lag_ms=lag,
        uptime_s=own.uptime_s if own else None,
        connections=own.connections if own else None,
        cache_used_bytes=own.cache_used_bytes if own else None,
        cache_max_bytes=own.cache_max_bytes if own else None,
        message=_message(asked, reports, lag),
    )


def _message(asked: Asked, reports: Sequence[Report], lag: int | None) -> str | None:
    member = f"{asked.name} ({asked.host})"
    if asked.report is None:
        told = [peer.silent_s for report in reports for peer in report.peers if peer.host == asked.host]
        # the others' last word of it may be older than our first question, and newer than none at all
        silent_s = max([asked.silent_s, min((each for each in told if each is not None), default=0.0)])
        return f"{member} has not answered for {silent_s:.0f} s" if silent_s >= 1 else f"{member} does not answer"
    if asked.report.state not in _WORKS:
        return f"{member} is not ready yet: it says {asked.report.state}"
    if lag is not None and lag > LAGS_MS:
        return f"{member} is {lag / 1000:.0f} s behind the primary"
    return None
