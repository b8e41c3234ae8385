"""`/api/products/{id}/clicks` and `/api/admin/searches`."""

from typing import Annotated

from fastapi import Query, Request, Response
from pydantic_core import to_json

from souk_catalog.products.at_once import NOT_SHARED
from souk_catalog.products.dependencies import storefront_of
from souk_catalog.products.repository import no_such_product
from souk_catalog.searches.count_searches import SearchCounter
from souk_catalog.searches.report import search_report
from souk_catalog.searches.schemas import ClickIn, ReportQuery, SearchReport
from souk_catalog.searches.visitors import today
from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.identity import Anyone, CurrentAdmin
from souk_common.schemas import PathId

router = api_router("/api/products", "products")
admin_router = api_router("/api/admin/searches", "admin")


@router.post("/{product_id:object_id}/clicks", operation_id="countClick", dependencies=[Anyone], status_code=204)
async def count_click(request: Request, address: ClientAddress, product_id: PathId, body: ClickIn) -> None:
    """Say that somebody chose this product of what a search found. It helps to find what the search does badly.

    Nothing is kept of who did; the same from one address counts once a day.
    """
    shelf = storefront_of(request).shelf
    if shelf.get(product_id) is None:
        raise no_such_product()
    counter: SearchCounter = request.app.state.search_counter
    await counter.clicked(address, body.search, shelf.index.words_of(body.search), product_id, body.position)


@admin_router.get("", operation_id="reportSearches", responses={200: {"model": SearchReport}})
async def report_searches(request: Request, _admin: CurrentAdmin, query: Annotated[ReportQuery, Query()]) -> Response:
    """What people searched for in the last days, what they did not find, and what they chose."""
    report = await search_report(request.app.state.mongo, query, today())
    return Response(to_json(report), headers=NOT_SHARED, media_type="application/json")
