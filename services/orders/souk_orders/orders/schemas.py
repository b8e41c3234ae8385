"""Orders at the API."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from souk_common.money import Price, PriceIn
from souk_common.pagination import PageQuery
from souk_common.schemas import Id, IdIn, Quantity, RequestModel, ResponseModel, Timestamp
from souk_orders.orders.model import Status

MAX_ORDER_LINES = 100
_DATE_LENGTH = len("2026-11-20")


class OrderLineIn(RequestModel):
    """One product of an order. With `price`, the order is refused when the product costs something else by now."""

    product_id: IdIn
    quantity: Quantity
    price: PriceIn | None = None


class FulfilmentIn(RequestModel):
    """How the goods reach the buyer."""

    method: Literal["pickup"]


class OrderIn(RequestModel):
    """An order; without `products` it is for what the cart holds."""

    products: Annotated[list[OrderLineIn], Field(min_length=1, max_length=MAX_ORDER_LINES)] | None = None
    fulfilment: FulfilmentIn | None = None


class StatusIn(RequestModel):
    """What becomes of an order that is placed."""

    status: Literal["completed", "cancelled"]


def _day_or_moment(text: object) -> date | datetime:
    if not isinstance(text, str):
        raise ValueError("must be a date or a date and time")
    try:
        return date.fromisoformat(text) if len(text) == _DATE_LENGTH else datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a date or a date and time, such as 2026-11-20 or 2026-11-20T08:00:00Z") from None


DayOrMoment = Annotated[date | datetime, BeforeValidator(_day_or_moment), WithJsonSchema({"type": "string"})]


class OrderQuery(PageQuery):
    """Which orders to list. A date means the whole day in the shop's time zone, both ends included."""

    since: Annotated[DayOrMoment | None, Field(alias="from")] = None
    until: Annotated[DayOrMoment | None, Field(alias="to")] = None
    status: Status | None = None


class BuyersQuery(PageQuery):
    """Which purchases to list."""

    product_id: IdIn | None = None


class OrderLineOut(ResponseModel):
    """What was bought, as it was then."""

    product_id: Id
    seller_id: Id
    name: str
    quantity: int
    price: Price
    image: str | None
    category: str


class PartOut(ResponseModel):
    """One seller's part of an order."""

    seller_id: Id
    seller_name: str
    status: Status


class FulfilmentOut(ResponseModel):
    """When and where the goods are to be picked up; `pickup_timezone` is the shop's."""

    method: Literal["pickup"]
    pickup_at: Timestamp
    pickup_place: str
    pickup_timezone: str


class PaymentOut(ResponseModel):
    """How the order is paid, and whether it is."""

    method: Literal["on_pickup"]
    status: Literal["due", "paid", "void"]


class EventOut(ResponseModel):
    """When the order was placed, and when a part of it was completed or cancelled."""

    at: Timestamp
    what: Status


class OrderOut(ResponseModel):
    """An order. To a seller it shows their own lines only, with the total and the status of these."""

    id: Id
    buyer_id: Id
    product_list: list[OrderLineOut]
    total_amount: Price
    status: Status
    parts: list[PartOut]
    fulfilment: FulfilmentOut
    payment: PaymentOut
    history: list[EventOut]
    timestamp: Timestamp


class PurchaseOut(ResponseModel):
    """Who bought one of the seller's products. Name and email are null once the buyer's account is deleted."""

    order_id: Id
    product_id: Id
    product_name: str
    quantity: int
    buyer_id: Id
    name: str | None
    email: str | None
    date: Timestamp
