"""`/api/analytics/seller` and `/api/admin/dashboard`."""

from typing import Annotated

from fastapi import Depends, Query, Request

from souk_common.app import api_router
from souk_common.identity import CurrentAdmin, CurrentSeller
from souk_orders.analytics.dashboards import Dashboards
from souk_orders.analytics.schemas import AdminDashboard, PeriodQuery, SellerAnalytics

router = api_router("/api", "analytics")


async def _dashboards(request: Request) -> Dashboards:
    dashboards: Dashboards = request.app.state.dashboards
    return dashboards


Figures = Annotated[Dashboards, Depends(_dashboards)]


@router.get("/analytics/seller", operation_id="getSellerAnalytics")
async def seller_analytics(
    seller: CurrentSeller, figures: Figures, query: Annotated[PeriodQuery, Query()]
) -> SellerAnalytics:
    """What the seller sold in a period, against the period before, and what their stock is worth."""
    return await figures.seller(seller.user_id, query)


@router.get("/admin/dashboard", operation_id="getAdminDashboard")
async def admin_dashboard(
    _admin: CurrentAdmin, figures: Figures, query: Annotated[PeriodQuery, Query()]
) -> AdminDashboard:
    """What the market sold in a period, against the period before, with its users and products."""
    return await figures.market(query)
