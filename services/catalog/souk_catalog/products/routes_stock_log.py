"""`/api/products/{id}`: the log of a product's stock, for its seller and admins."""

from typing import Annotated

from fastapi import Query, Response
from fastapi.responses import StreamingResponse
from pydantic_core import to_json

from souk_catalog.products.at_once import NOT_SHARED
from souk_catalog.products.dependencies import ProductRows, StockRows
from souk_catalog.products.export_stock_log import export_stock_log
from souk_catalog.products.repository import owned_by
from souk_catalog.products.stock_log_schemas import (
    StockFilter,
    StockHistory,
    StockHistoryQuery,
    StockLogQuery,
    StockRow,
)
from souk_common.app import api_router
from souk_common.identity import CurrentSellerOrAdmin
from souk_common.pagination import Page, page_count
from souk_common.schemas import PathId

_CSV = "text/csv; charset=utf-8"

router = api_router("/api/products", "products")


@router.get(
    "/{product_id:object_id}/inventory-logs",
    operation_id="listInventoryLogs",
    responses={200: {"model": Page[StockRow]}},
)
async def inventory_logs(
    actor: CurrentSellerOrAdmin,
    products: ProductRows,
    stock_log: StockRows,
    product_id: PathId,
    query: Annotated[StockLogQuery, Query()],
) -> Response:
    """Every move of a product's stock, newest first."""
    await products.get(product_id, owned_by(actor))
    rows, total = await stock_log.page(product_id, query)
    page = {"items": rows, "total": total, "page": query.page, "pages": page_count(total, query.limit)}
    return Response(to_json(page), headers=NOT_SHARED, media_type="application/json")


@router.get(
    "/{product_id:object_id}/inventory-logs/export",
    operation_id="exportInventoryLogs",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_inventory_logs(
    actor: CurrentSellerOrAdmin,
    products: ProductRows,
    stock_log: StockRows,
    product_id: PathId,
    query: Annotated[StockFilter, Query()],
) -> Response:
    """The same as CSV, whole. Text that a spreadsheet would take for a formula gets a quote in front."""
    await products.get(product_id, owned_by(actor))
    headers = {**NOT_SHARED, "Content-Disposition": f'attachment; filename="stock-log-{product_id}.csv"'}
    rows = stock_log.rows(product_id, query)
    return StreamingResponse(export_stock_log(rows), headers=headers, media_type=_CSV)


@router.get(
    "/{product_id:object_id}/stock-history",
    operation_id="getStockHistory",
    responses={200: {"model": StockHistory}},
)
async def stock_history(
    actor: CurrentSellerOrAdmin,
    products: ProductRows,
    stock_log: StockRows,
    product_id: PathId,
    query: Annotated[StockHistoryQuery, Query()],
) -> Response:
    """A product's stock over time, for a chart: each point holds until the next.

    At most 500 points: of a long history the first, the last and every high and low are kept. With `from` the first
    point is the stock at that moment, if the product was there.
    """
    product = await products.get(product_id, owned_by(actor))
    history = {
        "timezone": stock_log.zone.key,
        "name": product["name"],
        "stock": product["stock"],
        "stock_seq": product["stock_seq"],
        "low_stock_threshold": product["low_stock_threshold"],
        "points": await stock_log.history(product_id, query),
    }
    return Response(to_json(history), headers=NOT_SHARED, media_type="application/json")
