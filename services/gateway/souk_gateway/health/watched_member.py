"""A member that is asked again and again, and waited for only while it is known to answer."""

import asyncio
import time

import structlog
from pymongo.errors import PyMongoError

from souk_common.mongo import Member
from souk_gateway.health.member_reports import ANSWER_WITHIN_S, Report, ask
from souk_gateway.health.mongo_set import Asked

log = structlog.get_logger("health")

# a little more than the question takes at most: in an outage it may have to queue for a thread
_WAIT_S = ANSWER_WITHIN_S + 0.1
_GLANCE_S = 0.1
_NEWS_FOR_S = 2.0


class WatchedMember:
    """One member and since when it has been silent. One question at a time."""

    def __init__(self, name: str, member: Member) -> None:
        self.member = member
        self._name = name
        self._silent_since: float | None = None
        self._asking: asyncio.Task[Report | None] | None = None
        self._asked_at = 0.0
        self._answered_at = 0.0
        self._last: Report | None = None

    async def report(self) -> Asked:
        """Its report. One that was silent gets but a moment: should it answer later, the next report tells."""
        if self._asking is None or (self._asking.done() and time.monotonic() - self._answered_at > _NEWS_FOR_S):
            self._asked_at = time.monotonic()
            self._asking = asyncio.create_task(self._ask())
        await asyncio.wait([self._asking], timeout=_WAIT_S if self._silent_since is None else _GLANCE_S)
        report = None
        if self._asking.done():
            report, self._asking = self._asking.result(), None
        elif self._silent_since is None:
            self._silent_since = self._asked_at
        silent_s = 0.0 if self._silent_since is None else time.monotonic() - self._silent_since
        return Asked(self._name, self.member.host, report, silent_s, self._last)

    async def close(self) -> None:
        """End the question under way and every connection."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait([self._asking])
        self.member.close()

    async def _ask(self) -> Report | None:
        try:
            report = await ask(self.member)
        except (PyMongoError, LookupError) as error:  # a member that is starting may leave out what is asked for
            log.debug("member silent", host=self.member.host, error=type(error).__name__)
            self._silent_since = self._silent_since or self._asked_at
            return None
        else:
            self._silent_since, self._last = None, report
            return report
        finally:
            self._answered_at = time.monotonic()
