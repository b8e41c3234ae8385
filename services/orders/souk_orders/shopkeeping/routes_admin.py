"""`/api/admin/orders`."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query, Response

from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.idempotency import IdempotencyKey
from souk_common.identity import CurrentAdmin
from souk_common.mongo import Document
from souk_common.pagination import Page, page_count
from souk_common.schemas import PathId
from souk_orders.orders.dependencies import Orders, Settling, ShopTimezone
from souk_orders.orders.listing import placed_within
from souk_orders.orders.repository import of_buyer, of_seller
from souk_orders.orders.schemas import CancellationIn, OrderOut
from souk_orders.shopkeeping.dependencies import Sales
from souk_orders.shopkeeping.present import sales as shown
from souk_orders.shopkeeping.schemas import MarketQuery, SaleOut
from souk_orders.shopkeeping.search import sought

router = api_router("/api/admin/orders", "admin")


@router.get("", operation_id="listMarketOrders")
async def market_orders(
    _admin: CurrentAdmin, orders: Orders, sales: Sales, zone: ShopTimezone, query: Annotated[MarketQuery, Query()]
) -> Page[SaleOut]:
    """All orders of the market, newest first."""
    chosen: Document = placed_within(query, zone)
    chosen |= {"status": query.status} if query.status else {}
    chosen |= of_seller(query.seller_id) if query.seller_id else {}
    chosen |= of_buyer(query.buyer_id) if query.buyer_id else {}
    narrowed = await sales.narrow(chosen, sought(query.search), None, datetime.now(UTC))
    found, total = await orders.page(narrowed.orders, narrowed.sort, query.skip, query.limit)
    items = shown(found, await sales.buyers(found))
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@router.post("/{order_id}/cancel", response_model=OrderOut, operation_id="cancelMarketOrder")
async def cancel(
    admin: CurrentAdmin,
    settle: Settling,
    key: IdempotencyKey,
    order_id: PathId,
    body: CancellationIn,
    address: ClientAddress,
) -> Response:
    """Cancel what is open of an order: its stock goes back, once, and buyer and sellers are told the reason."""
    answer = await settle.cancel_for_all(admin, order_id, body, key, address)
    return answer.response()
