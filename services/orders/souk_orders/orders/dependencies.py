"""What the routes of orders are given."""

from typing import Annotated

from fastapi import Depends, Request

from souk_common.settings import Settings
from souk_orders.orders.place_order import PlaceOrder
from souk_orders.orders.repository import OrderRepository
from souk_orders.orders.settle_order import SettleOrder


async def _orders(request: Request) -> OrderRepository:
    return OrderRepository(request.app.state.mongo)


async def _place(request: Request) -> PlaceOrder:
    place_order: PlaceOrder = request.app.state.place_order
    return place_order


async def _settle(request: Request) -> SettleOrder:
    return SettleOrder(request.app.state.mongo)


async def _zone(request: Request) -> str:
    settings: Settings = request.app.state.settings
    return settings.shop_timezone


Orders = Annotated[OrderRepository, Depends(_orders)]
Placing = Annotated[PlaceOrder, Depends(_place)]
Settling = Annotated[SettleOrder, Depends(_settle)]
ShopTimezone = Annotated[str, Depends(_zone)]
