"""The rows of `synonyms`: one group each."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bson import ObjectId
from pymongo import ReturnDocument
from pymongo.errors import BulkWriteError, DuplicateKeyError

from souk_catalog.search.synonyms import MOST_OTHERS, Group
from souk_catalog.synonyms.group import MAX_GROUPS, in_too_many, key_of
from souk_catalog.synonyms.schemas import GroupShape
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo, Session
from souk_common.problems import Conflict, Invalid, NotFound
from souk_common.schemas import to_z

SYNONYMS = "synonyms"
_DUPLICATE_KEY = 11_000
_MOST_READ = MAX_GROUPS + 500
"""Admins who add groups at the same moment may pass the bound by a few."""
_NEWEST_FIRST = [("updated_at", -1), ("_id", -1)]


class SynonymGroups:
    """Reads and writes `synonyms`: from the primary, so that admins see what they wrote."""

    def __init__(self, mongo: Mongo) -> None:
        self._rows: Collection = mongo.db[SYNONYMS]

    async def all(self) -> dict[str, Group]:
        """Every group by its id, those that were changed last first."""
        return {str(row["_id"]): row["words"] for row in await self._read()}

    async def matching(self, text: str) -> list[GroupShape]:
        """The groups in which the text occurs, whatever its case; those that were changed last first."""
        sought = text.casefold()
        return [_shape(row) for row in await self._read() if any(sought in word.casefold() for word in row["words"])]

    async def add(self, words: Group, session: Session) -> GroupShape:
        """Add a group.

        Raises:
            Conflict: it is there already, or there are too many.
            Invalid: one of the words is in too many groups.
        """
        present = [each["words"] for each in await self._read(session)]
        if len(present) >= MAX_GROUPS:
            raise Conflict(f"There are {MAX_GROUPS:,} groups already; more are not kept.")
        _refuse_crowd([*present, words])
        row = _row(words) | {"_id": ObjectId(), "created_at": datetime.now(UTC)}
        try:
            await self._rows.insert_one(row, session=session)
        except DuplicateKeyError:
            raise _there_already() from None
        return _shape(row)

    async def change(self, group_id: str, words: Group, session: Session) -> GroupShape:
        """Give a group other words.

        Raises:
            NotFound: there is no such group.
            Conflict: there is another one with these words.
            Invalid: one of the words is in too many groups.
        """
        others = [each["words"] for each in await self._read(session) if str(each["_id"]) != group_id]
        _refuse_crowd([*others, words])
        try:
            row = await self._rows.find_one_and_update(
                {"_id": ObjectId(group_id)},
                {"$set": _row(words)},
                return_document=ReturnDocument.AFTER,
                session=session,
            )
        except DuplicateKeyError:
            raise _there_already() from None
        if row is None:
            raise _no_such_group()
        return _shape(row)

    async def remove(self, group_id: str, session: Session) -> Group:
        """Take a group out; answers its words.

        Raises:
            NotFound: there is no such group.
        """
        row = await self._rows.find_one_and_delete({"_id": ObjectId(group_id)}, session=session)
        if row is None:
            raise _no_such_group()
        words: Group = row["words"]
        return words

    async def replace(self, removed: Iterable[str], added: Iterable[Group], session: Session) -> None:
        """Take some groups out, by their ids, and add others.

        Raises:
            Conflict: one of these was added in the meantime.
        """
        await self._rows.delete_many({"_id": {"$in": [ObjectId(each) for each in removed]}}, session=session)
        now = datetime.now(UTC)
        if rows := [_row(words) | {"created_at": now} for words in added]:
            try:
                await self._rows.insert_many(rows, session=session)
            except BulkWriteError as error:
                if any(each["code"] == _DUPLICATE_KEY for each in (error.details or {}).get("writeErrors", [])):
                    raise Conflict("Somebody has changed the groups meanwhile. Please check again.") from None
                raise

    async def read_in(self, session: Session) -> dict[str, Group]:
        """As `all`, in a transaction."""
        return {str(row["_id"]): row["words"] for row in await self._read(session)}

    async def _read(self, session: Session | None = None) -> list[Document]:
        rows = self._rows.find({}, sort=_NEWEST_FIRST, limit=_MOST_READ, max_time_ms=READ_MAX_TIME_MS, session=session)
        return await rows.to_list(_MOST_READ)


def _refuse_crowd(groups: list[Group]) -> None:
    word = in_too_many(groups)
    if word is not None:
        raise Invalid({"words": f"“{word}” would mean the same as more than {MOST_OTHERS} others"})


def _row(words: Group) -> Document:
    return {"words": list(words), "key": key_of(words), "updated_at": datetime.now(UTC)}


def _shape(row: Document) -> GroupShape:
    return {
        "id": str(row["_id"]),
        "words": row["words"],
        "created_at": to_z(row["created_at"]),
        "updated_at": to_z(row["updated_at"]),
    }


def _there_already() -> Conflict:
    return Conflict("There is a group of these words already.")


def _no_such_group() -> NotFound:
    return NotFound("There is no such group.")
