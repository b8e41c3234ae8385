"""An admin says what came of a report."""

from souk_common.audit import Act, audit
from souk_common.identity import Identity
from souk_common.mongo import Document, Mongo, Session
from souk_gateway.mask_cards import mask_cards
from souk_gateway.reports.repository import ReportRepository
from souk_gateway.reports.schemas import CloseReportIn


async def close_report(mongo: Mongo, admin: Identity, address: str, report_id: str, request: CloseReportIn) -> Document:
    """Close it, in one transaction with the row of the audit log, which is about whom it concerned.

    Raises:
        NotFound: there is no such report.
        Conflict: it was closed before.
    """

    note = None if request.note is None else mask_cards(request.note)
    closing = request.model_copy(update={"note": note})

    async def work(session: Session) -> Document:
        row = await ReportRepository(mongo).close(report_id, admin.user_id, closing, session)
        detail = {"report_id": report_id, "outcome": request.outcome}
        reported_id = str(row["reported_id"])
        await audit(mongo.db, Act("report.closed", "user", reported_id, admin.user_id, address, detail), session)
        return row

    return await mongo.transaction(work)
