"""`/api/orders` for those who sell."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Query

from souk_common.app import api_router
from souk_common.identity import CurrentSeller, CurrentSellerOrAdmin, Identity
from souk_common.mongo import Document
from souk_common.pagination import Page, page_count
from souk_common.problems import NotFound
from souk_common.sales import Period, date_of
from souk_common.schemas import PathId
from souk_orders.orders.dependencies import Orders, ShopTimezone
from souk_orders.orders.listing import placed_within
from souk_orders.orders.repository import of_seller
from souk_orders.shopkeeping.dependencies import Sales
from souk_orders.shopkeeping.pickups import DAYS_AHEAD
from souk_orders.shopkeeping.present import sales as shown
from souk_orders.shopkeeping.repository import sold_by
from souk_orders.shopkeeping.schemas import PickupsOut, PickupsQuery, PurchaseOut, PurchasesQuery, SaleOut, SalesQuery
from souk_orders.shopkeeping.search import sought

router = api_router("/api/orders", "orders")


@router.get("/seller-orders", operation_id="listSellerOrders")
async def seller_orders(
    actor: CurrentSellerOrAdmin,
    orders: Orders,
    sales: Sales,
    zone: ShopTimezone,
    query: Annotated[SalesQuery, Query()],
) -> Page[SaleOut]:
    """Orders with products of this seller, newest first, with their own lines only; an admin sees all of all."""
    seller_id = _seller_id(actor)
    chosen = _owned(seller_id, query) | placed_within(query, zone)
    narrowed = await sales.narrow(chosen, sought(query.search), seller_id, datetime.now(UTC))
    found, total = await orders.page(narrowed.orders, narrowed.sort, query.skip, query.limit, narrowed.hint)
    seen = [order.seen_by_seller(seller_id) for order in found] if seller_id else found
    items = shown(seen, await sales.buyers(seen))
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@router.get("/seller-orders/{order_id}", operation_id="getSellerOrder")
async def seller_order(actor: CurrentSellerOrAdmin, orders: Orders, sales: Sales, order_id: PathId) -> SaleOut:
    """One order with this seller's lines only; an admin sees all of it."""
    seller_id = _seller_id(actor)
    order = await orders.find(order_id, of_seller(seller_id) if seller_id else {})
    if order is None:
        raise NotFound("There is no such order.")
    seen = order.seen_by_seller(seller_id) if seller_id else order
    return shown([seen], await sales.buyers([seen]))[0]


@router.get("/pickups", operation_id="listPickups")
async def pickups(
    seller: CurrentSeller, sales: Sales, timezone: ShopTimezone, query: Annotated[PickupsQuery, Query()]
) -> PickupsOut:
    """What is to be picked up from this seller on a day, with their own lines only, and how the next days look."""
    zone = ZoneInfo(timezone)
    today = date_of(datetime.now(UTC), zone)
    ahead = Period(today, today + timedelta(days=DAYS_AHEAD - 1)).shop_days(zone)
    day = query.day or today
    if query.overdue:
        found, total = await sales.overdue(seller.user_id, ahead[0])
    else:
        found, total = await sales.due_on(seller.user_id, Period(day, day).shop_days(zone)[0])
    seen = [order.seen_by_seller(seller.user_id) for order in found]
    return PickupsOut(
        day=None if query.overdue else day,
        today=today,
        timezone=timezone,
        items=shown(seen, await sales.buyers(seen)),
        total=total,
        days=await sales.due_by_day(seller.user_id, ahead),
        overdue=await sales.count_overdue(seller.user_id, ahead[0]),
    )


@router.get("/buyers", operation_id="listBuyers")
async def buyers(
    actor: CurrentSellerOrAdmin, sales: Sales, zone: ShopTimezone, query: Annotated[PurchasesQuery, Query()]
) -> Page[PurchaseOut]:
    """Who bought this seller's products (an admin: anybody's) and when, newest first."""
    seller_id = _seller_id(actor)
    chosen = sold_by(seller_id) | placed_within(query, zone)
    narrowed = await sales.narrow(chosen, sought(query.search), seller_id, datetime.now(UTC))
    items, total = await sales.purchases(seller_id, query.product_id, narrowed, query.skip, query.limit)
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


def _seller_id(actor: Identity) -> str | None:
    return None if actor.role == "admin" else actor.user_id


def _owned(seller_id: str | None, query: SalesQuery) -> Document:
    if seller_id:
        return of_seller(seller_id, query.status)
    return {"status": query.status} if query.status else {}
