"""Users for admins: the list, and what hangs on one account. It only reads, also what other services own."""

import asyncio
from datetime import UTC, datetime

from bson import ObjectId

from souk_auth.users.schemas import AdminUserOut, UsersQuery, UserTiesOut
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo

IGNORING_CASE = {"locale": "en", "strength": 1}
"""The collation of the indexes that a search reads (see mongo-init's schema)."""
MOST_COUNTED = 1_000
NEWEST = [("created_at", -1), ("_id", -1)]
_SHOWN = {
    "name": 1,
    "email": 1,
    "role": 1,
    "status": 1,
    "disabled_reason": 1,
    "created_at": 1,
    "signed_in_at": 1,
}
_LAST_CHARACTER = "\uffff"


class Users:
    """Reads of accounts, from the primary: an admin sees what was just done."""

    def __init__(self, mongo: Mongo) -> None:
        self._db = mongo.db
        self._users: Collection = mongo.db.users

    async def page(self, query: UsersQuery) -> tuple[list[AdminUserOut], int]:
        """One page, newest first, and how many match in all."""
        found = filter_of(query)
        collation = IGNORING_CASE if query.search else None
        rows = self._users.find(
            found,
            _SHOWN,
            sort=NEWEST,
            skip=query.skip,
            limit=query.limit,
            collation=collation,
            max_time_ms=READ_MAX_TIME_MS,
        )
        total = await self._users.count_documents(found, collation=collation, maxTimeMS=READ_MAX_TIME_MS)
        return [AdminUserOut(**_fields(row)) async for row in rows], total

    async def get(self, user_id: str) -> AdminUserOut | None:
        """The account with this id, whatever its status."""
        row = await self._users.find_one({"_id": ObjectId(user_id)}, _SHOWN, max_time_ms=READ_MAX_TIME_MS)
        return None if row is None else AdminUserOut(**_fields(row))

    async def ties(self, user_id: str) -> UserTiesOut:
        """What hangs on the account."""
        owner = ObjectId(user_id)
        part = {"$elemMatch": {"seller_id": owner, "status": "placed"}}
        products, bought, sold, sessions = await asyncio.gather(
            self._count("products", {"seller_id": owner, "status": "active"}),
            self._count("orders", {"buyer_id": owner, "status": "placed"}),
            self._count("orders", {"parts": part}),
            self._count("sessions", {"user_id": owner, "expires_at": {"$gt": datetime.now(UTC)}}),
        )
        return UserTiesOut(
            products_on_sale=products, open_orders_as_buyer=bought, open_orders_as_seller=sold, sessions=sessions
        )

    async def _count(self, collection: str, found: Document) -> int:
        return await self._db[collection].count_documents(found, limit=MOST_COUNTED, maxTimeMS=READ_MAX_TIME_MS)


def filter_of(query: UsersQuery) -> Document:
    """The query as a filter. The text that was searched for only ever stands as the bound of a range."""
    found: Document = {"status": query.status or {"$in": ["active", "disabled"]}}
    if query.role:
        found["role"] = query.role
    if query.search:
        begins = {"$gte": query.search, "$lt": query.search + _LAST_CHARACTER}
        found["$or"] = [{"name": begins}, {"email": begins}]
        if ObjectId.is_valid(query.search):
            found["$or"].append({"_id": ObjectId(query.search)})
    return found


def _fields(row: Document) -> Document:
    return {"id": row["_id"], **{name: row.get(name) for name in _SHOWN}}
