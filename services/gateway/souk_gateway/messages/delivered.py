"""What has reached whom: clients say so for each message, and nobody waits until it is written."""

import asyncio

import structlog
from pymongo.errors import PyMongoError

from souk_common.problems import Problem
from souk_gateway.messages.model import Mark
from souk_gateway.messages.write_together import WriteTogether

log = structlog.get_logger("messages")

WINDOW_S = 0.1
MAX_KEPT = 20_000
_AT_ONCE = 500


class Delivered:
    """Gathers marks; of those of one side the furthest counts. What cannot be written is tried again."""

    def __init__(self) -> None:
        self._furthest: dict[tuple[str, str], Mark] = {}
        self._any = asyncio.Event()

    def note(self, mark: Mark) -> None:
        """A client has received everything up to there. Beyond `MAX_KEPT` sides reading makes up for it."""
        known = self._furthest.get(mark.people)
        if known is None and len(self._furthest) >= MAX_KEPT:
            return
        if known is None or known.seq < mark.seq:
            self._furthest[mark.people] = mark
            self._any.set()

    async def write_forever(self, write: WriteTogether) -> None:
        """Write what was noted, at most every `WINDOW_S`, until cancelled."""
        while True:
            await self._any.wait()
            await asyncio.sleep(WINDOW_S)
            self._any.clear()
            marks, self._furthest = list(self._furthest.values()), {}
            for start in range(0, len(marks), _AT_ONCE):
                await asyncio.gather(*(self._write(write, mark) for mark in marks[start : start + _AT_ONCE]))

    async def _write(self, write: WriteTogether, mark: Mark) -> None:
        try:
            await write.mark(mark)
        except (Problem, PyMongoError) as error:
            log.warning("delivery not marked", error=type(error).__name__)
            self.note(mark)
