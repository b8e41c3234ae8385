"""What others searched for and found, suggested to who begins to type the same."""

import asyncio
from bisect import bisect_left
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from heapq import nsmallest
from itertools import islice

import structlog
from fastapi import FastAPI
from pymongo.errors import PyMongoError

from souk_catalog.searches.repository import Searches, days_ago
from souk_catalog.searches.visitors import today

READ_EVERY_S = 30.0
DAYS = 30
FOUND_AT_LEAST = 5
"""A visitor is counted by each replica once a day: nobody gets there alone in a day."""
MOST = 5_000

log = structlog.get_logger("searches")


@asynccontextmanager
async def past_searches(app: FastAPI) -> AsyncIterator[None]:
    """Keep them while the app runs, in `app.state.past_searches`."""
    past = PastSearches()
    app.state.past_searches = past
    reading = asyncio.create_task(past.read_forever(Searches(app.state.mongo)), name="read past searches")
    try:
        yield
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


class PastSearches:
    """Texts that found products `FOUND_AT_LEAST` times or more in `DAYS` days, each visitor's counted once a day."""

    def __init__(self, texts: Iterable[tuple[str, int]] = ()) -> None:
        self._set(texts)

    def beginning(self, start: str, limit: int) -> list[str]:
        """The texts that begin like this, the most frequent first."""
        begun = islice(self._texts, bisect_left(self._texts, start), bisect_left(self._texts, f"{start}\U0010ffff"))
        return nsmallest(limit, begun, key=lambda text: (-self._often[text], text))

    async def read_forever(self, rows: Searches) -> None:
        """Read them, and again every `READ_EVERY_S`, until cancelled."""
        while True:
            try:
                self._set(await rows.found_since(days_ago(DAYS, today()), FOUND_AT_LEAST, MOST))
            except PyMongoError as error:
                log.warning("past searches not read", error=type(error).__name__)
            except Exception:  # whatever it was, they are to be read again
                log.exception("past searches not read")
            await asyncio.sleep(READ_EVERY_S)

    def _set(self, texts: Iterable[tuple[str, int]]) -> None:
        self._often = dict(texts)
        self._texts = sorted(self._often)
