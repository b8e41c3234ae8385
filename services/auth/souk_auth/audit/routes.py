"""`/api/admin/audit`: who did what to whom, and when."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Query, Request

from souk_auth.audit.rows import AuditRows
from souk_auth.audit.schemas import AuditQuery, AuditRowOut
from souk_auth.context import CurrentAuth
from souk_common.app import api_router
from souk_common.identity import CurrentAdmin
from souk_common.pagination import Page, page_count

router = api_router("/api/admin/audit", "admin")


async def _rows(request: Request) -> AuditRows:
    return AuditRows(request.app.state.mongo)


@router.get("", operation_id="listAudit")
async def list_audit(
    auth: CurrentAuth,
    _admin: CurrentAdmin,
    rows: Annotated[AuditRows, Depends(_rows)],
    query: Annotated[AuditQuery, Query()],
) -> Page[AuditRowOut]:
    """The audit log, newest first."""
    items, total = await rows.page(query, ZoneInfo(auth.settings.shop_timezone))
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))
