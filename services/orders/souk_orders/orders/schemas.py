"""Orders at the API."""

from datetime import date, datetime
from typing import Annotated, Literal, TypeVar
from unicodedata import category

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from souk_common.identity import Role
from souk_common.money import Price, PriceIn
from souk_common.pagination import PageQuery
from souk_common.problems import Invalid
from souk_common.schemas import Id, IdIn, Quantity, RequestModel, ResponseModel, Timestamp
from souk_orders.orders.model import Outcome, Status

MAX_ORDER_LINES = 100
_DATE_LENGTH = len("2026-11-20")
DayT = TypeVar("DayT", bound=date)


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


def without_controls(text: str) -> str:
    """The text itself.

    Raises:
        ValueError: it holds a control character other than a tab or the end of a line.
    """
    if any(category(char) == "Cc" and char not in "\t\n\r" for char in text):
        raise ValueError("must not contain control characters")
    return text


Reason = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(without_controls)]
"""Why an order is cancelled, in words that its buyer reads."""


class StatusIn(RequestModel):
    """What becomes of an order that is placed; for a cancelled one the buyer is told the reason, if there is one."""

    status: Outcome
    reason: Reason | None = None

    @model_validator(mode="after")
    def _only_a_cancellation_has_a_reason(self) -> "StatusIn":
        if self.reason is not None and self.status != "cancelled":
            raise Invalid({"reason": "belongs to a cancellation only"})
        return self


class CancellationIn(RequestModel):
    """Why an admin cancels an order."""

    reason: Reason


def in_reach(moment: DayT) -> DayT:
    """The day or moment itself.

    Raises:
        ValueError: so early or late that the calendar ends within a day of it.
    """
    if not date.min.year < moment.year < date.max.year:
        raise ValueError("must be in a year from 2 to 9998")
    return moment


def _day_or_moment(text: object) -> date | datetime:
    if not isinstance(text, str):
        raise ValueError("must be a date or a date and time")
    try:
        moment = date.fromisoformat(text) if len(text) == _DATE_LENGTH else datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a date or a date and time, such as 2026-11-20 or 2026-11-20T08:00:00Z") from None
    return in_reach(moment)


DayOrMoment = Annotated[date | datetime, BeforeValidator(_day_or_moment), WithJsonSchema({"type": "string"})]


class PeriodQuery(PageQuery):
    """A page of what happened in a period. A date means the whole day in the shop's time zone, both ends included."""

    since: Annotated[DayOrMoment | None, Field(alias="from")] = None
    until: Annotated[DayOrMoment | None, Field(alias="to")] = None


class OrderQuery(PeriodQuery):
    """Which orders to list."""

    status: Status | None = None


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
    """When the order was placed, and when, by whom and why a part of it was completed or cancelled."""

    at: Timestamp
    what: Status
    by: Role
    reason: str | None


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
