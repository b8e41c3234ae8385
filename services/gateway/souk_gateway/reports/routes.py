"""`/api/messages/{user_id}/report` for everybody, `/api/admin/reports` for admins."""

from typing import Annotated

from fastapi import Depends, Query, Request

from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.identity import CurrentAdmin, CurrentUser
from souk_common.mongo import Mongo
from souk_common.pagination import Page, page_count
from souk_common.schemas import PathId
from souk_gateway.people import IsOnline
from souk_gateway.reports.close_report import close_report
from souk_gateway.reports.report_user import report_user
from souk_gateway.reports.repository import ReportRepository
from souk_gateway.reports.schemas import CloseReportIn, ReportIn, ReportMadeOut, ReportOut, ReportsQuery

router = api_router("/api/messages", "messages")
admin_router = api_router("/api/admin/reports", "admin")


async def _mongo(request: Request) -> Mongo:
    mongo: Mongo = request.app.state.mongo
    return mongo


async def _is_online(request: Request) -> IsOnline:
    is_online: IsOnline = request.app.state.is_online
    return is_online


Database = Annotated[Mongo, Depends(_mongo)]
Online = Annotated[IsOnline, Depends(_is_online)]


@router.post("/{user_id:object_id}/report", status_code=201, operation_id="reportUser")
async def report(user: CurrentUser, mongo: Database, user_id: PathId, body: ReportIn) -> ReportMadeOut:
    """Tell the admins about somebody. They see the reason and the last messages between the two."""
    return await report_user(mongo, user.user_id, user_id, body)


@admin_router.get("", operation_id="listReports")
async def list_reports(
    _admin: CurrentAdmin, mongo: Database, is_online: Online, query: Annotated[ReportsQuery, Query()]
) -> Page[ReportOut]:
    """Reports, newest first."""
    items, total = await ReportRepository(mongo).page(query, is_online)
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@admin_router.post("/{report_id:object_id}/close", operation_id="closeReport")
async def close(
    admin: CurrentAdmin,
    mongo: Database,
    is_online: Online,
    address: ClientAddress,
    report_id: PathId,
    body: CloseReportIn,
) -> ReportOut:
    """Say what came of a report."""
    row = await close_report(mongo, admin, address, report_id, body)
    return await ReportRepository(mongo).shown(row, is_online)
