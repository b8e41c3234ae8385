"""What a MongoDB member says of itself and of the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pymongo

from souk_common.mongo import Document, Member

ANSWER_WITHIN_S = 0.8
# all that is long in serverStatus and not shown
_LEFT_OUT = ("metrics", "locks", "repl", "tcmalloc", "opLatencies", "opcounters", "transactions", "storageEngine")
Elections = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Peer:
    """A member as another sees it; `silent_s` since it was last heard, None when it never was."""

    host: str
    is_down: bool
    newest_write_at: datetime | None
    silent_s: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """A member's own words. `primary_for_s` and `elected_at` are None unless it is the primary."""

    host: str
    state: str
    term: int
    newest_write_at: datetime
    uptime_s: int
    connections: int
    cache_used_bytes: int
    cache_max_bytes: int
    elections_won: int
    elected_at: datetime | None
    primary_for_s: float | None
    peers: tuple[Peer, ...]

    @property
    def is_primary(self) -> bool:
        """Whether it takes writes."""
        return self.state == "primary"


async def ask(member: Member) -> Report:
    """What `member` reports, within `ANSWER_WITHIN_S`.

    Raises:
        PyMongoError: it does not answer in time, or not with what was asked for.
    """
    with pymongo.timeout(ANSWER_WITHIN_S):
        server = await member.admin.command({"serverStatus": 1, **dict.fromkeys(_LEFT_OUT, 0)})
        status = await member.admin.command("replSetGetStatus")
    return read_report(member.host, server, status)


def read_report(host: str, server: Document, status: Document) -> Report:
    """The report in the answers to `serverStatus` and `replSetGetStatus`."""
    own = next(each for each in status["members"] if each.get("self"))
    cache = server["wiredTiger"]["cache"]
    elected_at = own.get("electionDate")
    return Report(
        host=host,
        state=str(own["stateStr"]).lower(),
        term=int(status["term"]),
        newest_write_at=own.get("lastAppliedWallTime") or own["optimeDate"],
        uptime_s=int(server["uptime"]),
        connections=int(server["connections"]["current"]),
        cache_used_bytes=int(cache["bytes currently in the cache"]),
        cache_max_bytes=int(cache["maximum bytes configured"]),
        elections_won=_won(server["electionMetrics"]),
        elected_at=elected_at,
        primary_for_s=None if elected_at is None else (status["date"] - elected_at).total_seconds(),
        peers=tuple(_peers(status)),
    )


def _peers(status: Document) -> Iterator[Peer]:
    for each in status["members"]:
        if each.get("self"):
            continue
        heard_at: datetime | None = each.get("lastHeartbeatRecv")
        was_heard = heard_at is not None and heard_at.timestamp() > 0
        yield Peer(
            host=each["name"],
            is_down=not each["health"],
            newest_write_at=each.get("lastAppliedWallTime") or each.get("optimeDate"),
            silent_s=(status["date"] - heard_at).total_seconds() if heard_at and was_heard else None,
        )


def _won(metrics: Document) -> int:
    return sum(int(kind["successful"]) for kind in metrics.values() if isinstance(kind, dict))
