"""Presence and preferences in the database, and what is read of the users they are of."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import pymongo
import structlog
from bson import ObjectId
from pymongo import DeleteOne, UpdateOne

from souk_common.heartbeat import REPLICAS
from souk_common.identity import Role
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo, Session
from souk_gateway.presence.who_is_online import Placed, Row

log = structlog.get_logger("presence")

PRESENCE = "presence"
PREFERENCES = "preferences"
USERS = "users"
BATCH = 500
MAX_ROWS = 200_000
_MAX_GATEWAYS = 1_000
_GIVE_UP_S = 4.0


@dataclass(frozen=True, slots=True)
class Preference:
    """What a user has chosen: to be seen or not, and the kinds of notification that they do not want to hear of."""

    appear_offline: bool = False
    muted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """A user who was not deleted."""

    name: str
    role: Role
    is_active: bool


class PresenceRows:
    """The collection `presence`: one row for each gateway and user with sockets there, named `<gateway>:<user>`."""

    def __init__(self, mongo: Mongo) -> None:
        self._rows = mongo.db[PRESENCE]
        self._replicas = mongo.db[REPLICAS]

    async def read_all(self) -> list[Placed]:
        """Every row, `MAX_ROWS` at most."""
        rows = self._rows.find(
            {}, {"at": 0}, sort=[("_id", 1)], limit=MAX_ROWS, max_time_ms=READ_MAX_TIME_MS, batch_size=5_000
        )
        placed = [(str(row["user_id"]), row["gateway"], Row(row["sockets"], row["visible"])) async for row in rows]
        if len(placed) == MAX_ROWS:
            log.error("more rows of presence than can be held", most=MAX_ROWS)
        return placed

    async def write(self, gateway: str, rows: Sequence[tuple[str, Row | None]]) -> None:
        """Write a gateway's rows of some users, `BATCH` at most; None takes one away. Safe to do again.

        Raises:
            PyMongoError: some may not have been written.
        """
        with pymongo.timeout(_GIVE_UP_S):
            await self._rows.bulk_write([_write(gateway, user_id, row) for user_id, row in rows], ordered=False)

    async def delete_of(self, gateways: Set[str]) -> int:
        """Take away all rows of some gateways; answers how many there were."""
        with pymongo.timeout(_GIVE_UP_S):
            result = await self._rows.delete_many({"gateway": {"$in": list(gateways)}})
        return result.deleted_count

    async def silent_s(self, gateways: Set[str]) -> dict[str, float]:
        """For how long each gateway that has a heartbeat gave none, by the database's clock."""
        rows = self._replicas.find(
            {"_id": {"$in": list(gateways)}},
            {"silent_ms": {"$subtract": ["$$NOW", "$at"]}},
            limit=_MAX_GATEWAYS,
            max_time_ms=READ_MAX_TIME_MS,
        )
        return {row["_id"]: row["silent_ms"] / 1000 async for row in rows}


class PreferenceRows:
    """The collection `preferences`: a row for each user who has chosen something; who has none has the defaults."""

    def __init__(self, mongo: Mongo) -> None:
        self._rows = mongo.db[PREFERENCES]
        self._read = mongo.read_db[PREFERENCES]

    async def read(self, user_id: str) -> Preference:
        """One user's, also while there is no primary."""
        return (await _preferences(self._read, [user_id])).get(user_id, Preference())

    async def read_many(self, user_ids: Sequence[str]) -> dict[str, Preference]:
        """Those of at most `BATCH` users who have a row, at least as new as any change that the stream delivered."""
        return await _preferences(self._rows, user_ids)

    async def appear_offline(self, user_id: str, appear_offline: bool) -> None:
        """Be seen by others, or not."""
        await self._write(user_id, {"appear_offline": appear_offline})

    async def mute(self, user_id: str, kinds: Iterable[str]) -> None:
        """These kinds of notification, and no others, are not wanted."""
        await self._write(user_id, {"muted": sorted(set(kinds))}, "notifications_at")

    async def note_notifications(self, user_id: str, session: Session) -> None:
        """The user has read notifications, or marked some as unread: `notifications_at` moves, for all to hear."""
        await self._write(user_id, {}, "notifications_at", session=session)

    async def _write(self, user_id: str, chosen: Document, *moments: str, session: Session | None = None) -> None:
        defaults: Document = {"appear_offline": False, "muted": []}
        for name in chosen:
            del defaults[name]
        change: Document = {"$currentDate": dict.fromkeys((*moments, "updated_at"), True), "$setOnInsert": defaults}
        if chosen:
            change["$set"] = chosen
        await self._rows.update_one({"_id": ObjectId(user_id)}, change, upsert=True, session=session)


class UserRows:
    """The users, whom auth keeps; read only."""

    def __init__(self, mongo: Mongo) -> None:
        self._users = mongo.read_db[USERS]

    async def read(self, user_ids: Sequence[str]) -> dict[str, Known]:
        """Those of at most `BATCH` users who exist and were not deleted."""
        rows = self._users.find(
            {"_id": {"$in": [ObjectId(user_id) for user_id in user_ids[:BATCH]]}, "status": {"$ne": "deleted"}},
            {"name": 1, "role": 1, "status": 1},
            limit=BATCH,
            max_time_ms=READ_MAX_TIME_MS,
        )
        return {str(row["_id"]): Known(row["name"], row["role"], row["status"] == "active") async for row in rows}


async def _preferences(collection: Collection, user_ids: Sequence[str]) -> dict[str, Preference]:
    rows = collection.find(
        {"_id": {"$in": [ObjectId(user_id) for user_id in user_ids[:BATCH]]}},
        {"appear_offline": 1, "muted": 1},
        limit=BATCH,
        max_time_ms=READ_MAX_TIME_MS,
    )
    return {str(row["_id"]): Preference(row["appear_offline"], frozenset(row["muted"])) async for row in rows}


def _write(gateway: str, user_id: str, row: Row | None) -> UpdateOne | DeleteOne:
    chosen = {"_id": f"{gateway}:{user_id}"}
    if row is None:
        return DeleteOne(chosen)
    fields = {"user_id": ObjectId(user_id), "gateway": gateway, "sockets": row.sockets, "visible": row.visible}
    return UpdateOne(chosen, {"$set": fields, "$currentDate": {"at": True}}, upsert=True)
