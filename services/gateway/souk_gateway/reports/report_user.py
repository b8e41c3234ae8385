"""Somebody tells the admins about somebody else, with what the two wrote to each other."""

from bson import ObjectId

from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo, Session
from souk_common.notifications import Datum, Notification, notify
from souk_common.problems import Conflict
from souk_gateway.mask_cards import mask_cards
from souk_gateway.messages.model import conversation_id
from souk_gateway.messages.repository import MESSAGES
from souk_gateway.people import account
from souk_gateway.reports.repository import ReportRepository
from souk_gateway.reports.schemas import ReportIn, ReportMadeOut

MAX_MESSAGES = 30
MAX_ADMINS = 100
_COPIED = ("seq", "sender_id", "body", "about", "sent_at")


async def report_user(mongo: Mongo, reporter_id: str, reported_id: str, request: ReportIn) -> ReportMadeOut:
    """File a report: one transaction with the word to every active admin (the first `MAX_ADMINS`).

    Raises:
        Conflict: it is about oneself.
        NotFound: there is no such account.
        TooManyRequests: too many of this reporter today.
    """
    if reporter_id == reported_id:
        raise Conflict("You cannot report yourself.")

    reason = mask_cards(request.reason)

    async def work(session: Session) -> ReportMadeOut:
        name, at = await account(mongo, reported_id, session)
        messages = await _last_messages(mongo, reporter_id, reported_id, session)
        report_id = await ReportRepository(mongo).add(reporter_id, reported_id, reason, messages, at, session)
        data: dict[str, Datum] = {"report_id": report_id, "name": name}
        told = [
            Notification(admin_id, "report", f"report:{report_id}", data, at)
            for admin_id in await _admins(mongo, session)
        ]
        await notify(mongo.db, told, session)
        return ReportMadeOut(id=report_id, created_at=at)

    return await mongo.transaction(work)


async def _last_messages(mongo: Mongo, reporter_id: str, reported_id: str, session: Session) -> list[Document]:
    """What the reporter can see of the conversation, oldest first."""
    found = {
        "conversation_id": conversation_id(reporter_id, reported_id),
        "visible_to": ObjectId(reporter_id),
    }
    rows = (
        await mongo.db[MESSAGES]
        .find(
            found,
            dict.fromkeys(_COPIED, 1),
            sort=[("seq", -1)],
            limit=MAX_MESSAGES,
            max_time_ms=READ_MAX_TIME_MS,
            session=session,
        )
        .to_list(MAX_MESSAGES)
    )
    return [{"id": row["_id"], **{name: row.get(name) for name in _COPIED}} for row in reversed(rows)]


async def _admins(mongo: Mongo, session: Session) -> list[str]:
    active = mongo.db["users"].find(
        {"role": "admin", "status": "active"},
        {"_id": 1},
        sort=[("created_at", 1), ("_id", 1)],
        limit=MAX_ADMINS,
        max_time_ms=READ_MAX_TIME_MS,
        session=session,
    )
    return [str(row["_id"]) async for row in active]
