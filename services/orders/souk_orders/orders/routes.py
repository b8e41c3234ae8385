"""`/api/orders`."""

from typing import Annotated

from fastapi import Body, Query, Response

from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.idempotency import IdempotencyKey
from souk_common.identity import CurrentBuyer, CurrentSellerOrAdmin
from souk_common.pagination import Page
from souk_common.problems import NotFound
from souk_common.schemas import PathId
from souk_orders.orders.dependencies import Orders, Placing, Settling, ShopTimezone
from souk_orders.orders.listing import page_of, placed_within
from souk_orders.orders.present import present
from souk_orders.orders.repository import of_buyer
from souk_orders.orders.schemas import OrderIn, OrderOut, OrderQuery, StatusIn

router = api_router("/api/orders", "orders")


@router.post("/", status_code=201, response_model=OrderOut, operation_id="placeOrder")
async def place(
    buyer: CurrentBuyer, place_order: Placing, key: IdempotencyKey, body: Annotated[OrderIn | None, Body()] = None
) -> Response:
    """Buy the products named, or what the cart holds. All of it or nothing."""
    answer = await place_order(buyer.user_id, body or OrderIn(), key)
    return answer.response()


@router.get("/my-orders", operation_id="listMyOrders")
async def my_orders(
    buyer: CurrentBuyer, orders: Orders, zone: ShopTimezone, query: Annotated[OrderQuery, Query()]
) -> Page[OrderOut]:
    """The buyer's orders, newest first."""
    chosen = of_buyer(buyer.user_id) | placed_within(query, zone) | ({"status": query.status} if query.status else {})
    return page_of(*await orders.newest(chosen, query.skip, query.limit), query)


@router.get("/{order_id}", operation_id="getOrder")
async def get_order(buyer: CurrentBuyer, orders: Orders, order_id: PathId) -> OrderOut:
    """One of the buyer's orders."""
    order = await orders.find(order_id, of_buyer(buyer.user_id))
    if order is None:
        raise NotFound("There is no such order.")
    return present(order)


@router.post("/{order_id}/cancel", response_model=OrderOut, operation_id="cancelOrder")
async def cancel(buyer: CurrentBuyer, settle: Settling, key: IdempotencyKey, order_id: PathId) -> Response:
    """Give an order up that was not handed over yet; the stock goes back, once."""
    answer = await settle.cancel(buyer, order_id, key)
    return answer.response()


@router.put("/{order_id}/status", operation_id="setOrderStatus")
async def set_status(
    actor: CurrentSellerOrAdmin, settle: Settling, order_id: PathId, body: StatusIn, address: ClientAddress
) -> OrderOut:
    """Complete or cancel: a seller their own part, an admin the whole order."""
    return present(await settle.settle(actor, order_id, body, address))
