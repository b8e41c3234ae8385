"""Count what is searched for and what is chosen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI
from prometheus_client import Counter
from pymongo.errors import PyMongoError

from souk_catalog.searches.repository import Counted, Key, Searches
from souk_catalog.searches.searched_text import Outcome, kept_text
from souk_catalog.searches.visitors import Visitors, today
from souk_common.mongo import Mongo

WRITE_EVERY_S = 1.0
MAX_TEXTS_A_DAY = 1_000
"""More rows than these (of each replica) would make the report of 90 days slow."""
_LAST_WRITE_WITHIN_S = 3.0
_SEARCHED = Counter("souk_searches_total", "Searches, each visitor's once a day, by what they found", ["outcome"])
_LOST = Counter("souk_searches_not_counted_total", "Searches that were not counted, since too many other texts were")

log = structlog.get_logger("searches")


@asynccontextmanager
async def search_counts(app: FastAPI) -> AsyncIterator[None]:
    """Count while the app runs, in `app.state.search_counter`."""
    counter = SearchCounter(app.state.mongo)
    app.state.search_counter = counter
    writing = asyncio.create_task(counter.write_forever(), name="write searches")
    try:
        yield
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        await counter.write_the_rest()


class SearchCounter:
    """Counts searches in memory, and adds them to the database each second; a click at once.

    What a process that is killed had not written yet is lost: nobody was told that it is counted.
    """

    def __init__(self, mongo: Mongo) -> None:
        self._rows = Searches(mongo)
        self._visitors = Visitors()
        self._waiting: dict[Key, Counted] = {}
        self._texts: set[Key] = set()

    def searched(
        self, address: str, typed: str, words: str, corrected: str | None, outcome: Outcome, results: int
    ) -> None:
        """A visitor has searched; the same again on that day does not count."""
        text = kept_text(typed, words)
        if text is None or not self._visitors.is_first(address, text):
            return
        _SEARCHED.labels(outcome).inc()
        key = today(), text
        if self._has_room_for(key):
            self._waiting.setdefault(key, Counted()).add(outcome, results, corrected)

    async def clicked(self, address: str, typed: str, words: str, product_id: str, position: int) -> None:
        """A visitor has chosen a product of what was found; the same again on that day does not count.

        Raises:
            PyMongoError: it is not known whether it was counted.
        """
        text = kept_text(typed, words)
        if text is None or not self._visitors.is_first(address, text, product_id):
            return
        key = today(), text
        if self._has_room_for(key):
            await self._rows.add_click(key, position)

    async def write_forever(self) -> None:
        """Write what was counted, until cancelled."""
        while True:
            await asyncio.sleep(WRITE_EVERY_S)
            try:
                await self._write()
            except Exception:  # whatever it was, what is searched for later is to be counted
                log.exception("searches not written")

    async def write_the_rest(self) -> None:
        """Write what is left, or give it up."""
        try:
            async with asyncio.timeout(_LAST_WRITE_WITHIN_S):
                await self._write()
        except TimeoutError:
            log.warning("searches not written", texts=len(self._waiting))

    def _has_room_for(self, key: Key) -> bool:
        """Whether the text counts: it did before today, or there are not too many others yet."""
        if key in self._texts:
            return True
        if len(self._texts) >= MAX_TEXTS_A_DAY:
            self._texts = {known for known in self._texts if known[0] == key[0]}
        if len(self._texts) >= MAX_TEXTS_A_DAY:
            _LOST.inc()
            return False
        self._texts.add(key)
        return True

    async def _write(self) -> None:
        counted, self._waiting = self._waiting, {}
        if not counted:
            return
        try:
            again = await self._rows.add(counted)
        except PyMongoError as error:
            # to add it again might count it twice
            log.warning("searches not written", texts=len(counted), error=type(error).__name__)
            return
        for key in again:
            counted[key].merge(self._waiting.get(key, Counted()))
            self._waiting[key] = counted[key]
