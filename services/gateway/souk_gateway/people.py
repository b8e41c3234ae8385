"""Other people, as those who deal with them see them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from bson import ObjectId

from souk_common.identity import Role
from souk_common.mongo import READ_MAX_TIME_MS, Mongo, Session
from souk_common.problems import NotFound
from souk_common.schemas import Id, ResponseModel

IsOnline = Callable[[str], bool]


class PersonOut(ResponseModel):
    """Somebody, with the name and role of today; of a deleted account no name is left."""

    id: Id
    name: str | None
    role: Role
    online: bool


async def people(mongo: Mongo, user_ids: Iterable[ObjectId], is_online: IsOnline) -> dict[ObjectId, PersonOut]:
    """The people with these ids, deleted ones included."""
    wanted = list(set(user_ids))
    if not wanted:
        return {}
    rows = mongo.read_db["users"].find(
        {"_id": {"$in": wanted}},
        {"name": 1, "role": 1, "status": 1},
        limit=len(wanted),
        max_time_ms=READ_MAX_TIME_MS,
    )
    return {
        row["_id"]: PersonOut(
            id=row["_id"],
            name=None if row["status"] == "deleted" else row["name"],
            role=row["role"],
            online=row["status"] != "deleted" and is_online(str(row["_id"])),
        )
        async for row in rows
    }


class Account(NamedTuple):
    """An account that is there, and the database's clock when it was looked at."""

    name: str
    at: datetime


async def account(mongo: Mongo, user_id: str, session: Session | None = None) -> Account:
    """Somebody whose account is there, disabled or not.

    Raises:
        NotFound: it is unknown or deleted.
    """
    row = await mongo.db["users"].find_one(
        {"_id": ObjectId(user_id), "status": {"$ne": "deleted"}},
        {"name": 1, "at": "$$NOW"},
        max_time_ms=READ_MAX_TIME_MS,
        session=session,
    )
    if row is None:
        raise NotFound("There is no such person.")
    return Account(row["name"], row["at"])
