"""Reading the audit log."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bson import ObjectId

from souk_auth.audit.schemas import AuditQuery, AuditRowOut
from souk_common.audit import AUDIT_LOG
from souk_common.mongo import READ_MAX_TIME_MS, Database, Document, Mongo

NEWEST = [("at", -1), ("_id", -1)]
_COPIED = ("at", "action", "address", "request_id")
_Names = dict[ObjectId | None, str]


class AuditRows:
    """The rows of the log, with the names that those they tell of have today."""

    def __init__(self, mongo: Mongo) -> None:
        self._db: Database = mongo.db

    async def page(self, query: AuditQuery, zone: ZoneInfo) -> tuple[list[AuditRowOut], int]:
        """One page, newest first, and how many match in all."""
        found = filter_of(query, zone)
        rows = (
            await self._db[AUDIT_LOG]
            .find(found, sort=NEWEST, skip=query.skip, limit=query.limit, max_time_ms=READ_MAX_TIME_MS)
            .to_list(query.limit)
        )
        total = await self._db[AUDIT_LOG].count_documents(found, maxTimeMS=READ_MAX_TIME_MS)
        products = [_target(row) for row in rows if row.get("target_type") == "product"]
        people = [id_ for row in rows for id_ in (row.get("actor_id"), _target(row))]
        names = await self._names("users", people) | await self._names("products", products)
        return [_row_out(row, names) for row in rows], total

    async def _names(self, collection: str, ids: Iterable[ObjectId | None]) -> _Names:
        wanted = list({id_ for id_ in ids if id_ is not None})
        if not wanted:
            return {}
        rows = self._db[collection].find(
            {"_id": {"$in": wanted}}, {"name": 1}, limit=len(wanted), max_time_ms=READ_MAX_TIME_MS
        )
        return {row["_id"]: row["name"] async for row in rows}


def filter_of(query: AuditQuery, zone: ZoneInfo) -> Document:
    """The query as a filter."""
    found: Document = {"action": query.action} if query.action else {}
    for field, id_ in (("actor_id", query.actor_id), ("target_id", query.target_id)):
        if id_ is not None:
            found[field] = ObjectId(id_)
    since, until = query.moments(zone)
    bounds = {"$gte": since, "$lt": until}
    # a bound also where none was asked for: it is what makes the planner take the index in order
    found["at"] = {name: moment for name, moment in bounds.items() if moment} or {"$type": "date"}
    return found


def _target(row: Document) -> ObjectId | None:
    """A row of the log's first version knows `user_id` alone, and cannot be changed."""
    target: ObjectId | None = row.get("target_id", row.get("user_id"))
    return target


def _row_out(row: Document, names: _Names) -> AuditRowOut:
    actor_id, target_id = row.get("actor_id"), _target(row)
    shown: Document = {
        "id": row["_id"],
        "actor_id": actor_id,
        "actor_name": names.get(actor_id),
        "target_type": row.get("target_type", "user"),
        "target_id": target_id,
        "target_name": names.get(target_id),
        "detail": row.get("detail", {}),
        **{name: row[name] for name in _COPIED},
    }
    return AuditRowOut(**shown)
