"""Reports in the database. They are made and closed, and never taken away."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bson import ObjectId
from pymongo import ReturnDocument

from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo, Session
from souk_common.problems import Conflict, NotFound, TooManyRequests
from souk_gateway.people import IsOnline, PersonOut, people
from souk_gateway.reports.schemas import CloseReportIn, ReportOut, ReportsQuery

MAX_A_DAY = 5
_DAY = timedelta(days=1)
_NEWEST_FIRST = [("created_at", -1), ("_id", -1)]


class ReportRepository:
    """All reports: from the primary, so that admins see what they wrote."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._reports = mongo.db["reports"]

    async def add(
        self, reporter_id: str, reported_id: str, reason: str, messages: list[Document], at: datetime, session: Session
    ) -> str:
        """A new report; answers its id.

        Its number among the reporter's of that day (of UTC) is unique, so that no race gets past the limit.

        Raises:
            TooManyRequests: it would be more than `MAX_A_DAY`.
        """
        reporter = ObjectId(reporter_id)
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        before = await self._reports.count_documents(
            {"reporter_id": reporter, "day": day}, session=session, maxTimeMS=READ_MAX_TIME_MS
        )
        if before >= MAX_A_DAY:
            message = f"You can send {MAX_A_DAY} reports a day. Please come back tomorrow."
            raise TooManyRequests(message, int((day + _DAY - at).total_seconds()) + 1)
        row = {
            "reporter_id": reporter,
            "reported_id": ObjectId(reported_id),
            "reason": reason,
            "messages": messages,
            "state": "open",
            "day": day,
            "of_day": before + 1,
            "created_at": at,
        }
        added = await self._reports.insert_one(row, session=session)
        return str(added.inserted_id)

    async def page(self, query: ReportsQuery, is_online: IsOnline) -> tuple[list[ReportOut], int]:
        """One page, newest first, and how many there are in this state."""
        found = {"state": query.state}
        rows = await self._reports.find(
            found, sort=_NEWEST_FIRST, skip=query.skip, limit=query.limit, max_time_ms=READ_MAX_TIME_MS
        ).to_list(query.limit)
        total = await self._reports.count_documents(found, maxTimeMS=READ_MAX_TIME_MS)
        return await self._shown(rows, is_online), total

    async def close(self, report_id: str, admin_id: str, request: CloseReportIn, session: Session) -> Document:
        """Close an open report; answers its row.

        Raises:
            NotFound: there is no such report.
            Conflict: it was closed before.
        """
        one = {"_id": ObjectId(report_id)}
        closed = {"state": "closed", "closed_by": ObjectId(admin_id), **request.model_dump()}
        row: Document | None = await self._reports.find_one_and_update(
            {**one, "state": "open"},
            {"$set": closed, "$currentDate": {"closed_at": True}},
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        if row is None:
            if await self._reports.find_one(one, {"_id": 1}, session=session) is None:
                raise NotFound("There is no such report.")
            raise Conflict("This report has been closed already.")
        return row

    async def shown(self, row: Document, is_online: IsOnline) -> ReportOut:
        """A report as admins see it."""
        [report] = await self._shown([row], is_online)
        return report

    async def _shown(self, rows: list[Document], is_online: IsOnline) -> list[ReportOut]:
        concerned = {row[role] for row in rows for role in ("reporter_id", "reported_id", "closed_by") if row.get(role)}
        known = await people(self._mongo, concerned, is_online)
        return [_out(row, known) for row in rows]


def _out(row: Document, known: Mapping[ObjectId, PersonOut]) -> ReportOut:
    return ReportOut(
        id=row["_id"],
        reporter=known[row["reporter_id"]],
        reported=known[row["reported_id"]],
        reason=row["reason"],
        messages=row["messages"],
        state=row["state"],
        outcome=row.get("outcome"),
        note=row.get("note"),
        closed_by=known[row["closed_by"]] if row.get("closed_by") else None,
        created_at=row["created_at"],
        closed_at=row.get("closed_at"),
    )
