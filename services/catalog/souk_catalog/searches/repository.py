"""The rows of `searches`: what was searched for on a day, how often, and with what success."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError

from souk_catalog.searches.searched_text import Outcome
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo

SEARCHES = "searches"
_DUPLICATE_KEY = 11_000
Key = tuple[date, str]
"""A day and a text."""


@dataclass(slots=True)
class Counted:
    """Searches of one text; how many of them found it `partly`, or `nothing`.

    Of the last one: how many products it found, and what was searched instead, if anything.
    """

    searches: int = 0
    partly: int = 0
    nothing: int = 0
    results: int = 0
    corrected: str | None = None

    def add(self, outcome: Outcome, results: int, corrected: str | None) -> None:
        """One search more."""
        self.searches += 1
        self.partly += outcome == "partly"
        self.nothing += outcome == "nothing"
        self.results, self.corrected = results, corrected

    def merge(self, later: "Counted") -> None:
        """Those of `later` as well."""
        self.searches += later.searches
        self.partly += later.partly
        self.nothing += later.nothing
        if later.searches:
            self.results, self.corrected = later.results, later.corrected


class Searches:
    """Reads and writes `searches`."""

    def __init__(self, mongo: Mongo) -> None:
        self._rows: Collection = mongo.db[SEARCHES]
        self._read: Collection = mongo.read_db[SEARCHES]

    async def add(self, counted: Mapping[Key, Counted]) -> list[Key]:
        """Add what was counted; answers what must be added again, since another replica made the same row just now.

        Raises:
            PyMongoError: it is not known what was written.
        """
        keys = list(counted)
        try:
            await self._rows.bulk_write([_addition(key, counted[key]) for key in keys], ordered=False)
        except BulkWriteError as error:
            failed = (error.details or {}).get("writeErrors", [])
            if any(each["code"] != _DUPLICATE_KEY for each in failed):
                raise
            return [keys[each["index"]] for each in failed]
        return []

    async def add_click(self, key: Key, position: int) -> None:
        """A product was chosen that stood at `position` (from 1) of what the text found.

        Raises:
            PyMongoError: it is not known whether it was written.
        """
        added = {"$inc": {"clicks": 1, "positions": position}, "$setOnInsert": {**_born(key), **_NOTHING_COUNTED}}
        await self._rows.update_one(_row(key), added, upsert=True)

    async def found_since(self, day: date, at_least: int, most: int) -> list[tuple[str, int]]:
        """Texts that found products as they are at least so often, with how often, the most frequent first."""
        pipeline: list[Document] = [
            {"$match": {"day": {"$gte": midnight(day)}, "corrected": None}},
            {"$group": {"_id": "$text", "found": {"$sum": {"$subtract": ["$searches", _FAILED]}}}},
            {"$match": {"found": {"$gte": at_least}}},
            {"$sort": {"found": -1, "_id": 1}},
            {"$limit": most},
        ]
        rows = await self._read.aggregate(pipeline, maxTimeMS=READ_MAX_TIME_MS).to_list(most)
        return [(row["_id"], row["found"]) for row in rows]


_FAILED: Document = {"$add": ["$partly", "$nothing"]}
_NOTHING_COUNTED: Document = {"searches": 0, "partly": 0, "nothing": 0, "results": 0, "corrected": None}


def midnight(day: date) -> datetime:
    """The beginning of a day, as it stands in the rows."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def days_ago(days: int, today: date) -> date:
    """The first of the last `days` days, today among them."""
    return today - timedelta(days=days - 1)


def _row(key: Key) -> Document:
    """An id that the server makes would tell the second of the first search."""
    day, text = key
    return {"_id": f"{day.isoformat()} {text}"}


def _born(key: Key) -> Document:
    day, text = key
    return {"day": midnight(day), "text": text}


def _addition(key: Key, counted: Counted) -> UpdateOne:
    added = {"searches": counted.searches, "partly": counted.partly, "nothing": counted.nothing}
    update = {
        "$inc": added,
        "$set": {"results": counted.results, "corrected": counted.corrected},
        "$setOnInsert": {**_born(key), "clicks": 0, "positions": 0},
    }
    return UpdateOne(_row(key), update, upsert=True)
