"""Sales at the API: orders with their buyer, pickups by day, and purchases."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from souk_common.problems import Invalid
from souk_common.schemas import Id, IdIn, QueryModel, ResponseModel, Timestamp
from souk_orders.orders.schemas import OrderOut, OrderQuery, PeriodQuery, in_reach

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_Search = Annotated[str | None, Field(max_length=100)]


def _day(text: object) -> date:
    try:
        day = date.fromisoformat(text) if isinstance(text, str) and _DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError("must be a day such as 2026-11-20")
    return in_reach(day)


DayIn = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


class SalesQuery(OrderQuery):
    """Which orders to list.

    `search` is an order's id or number, or else a part of the buyer's name or email or of a product's name; words are
    looked for in the last 366 days unless `from` is given. A seller's `status` is that of their own part.
    """

    search: _Search = None


class MarketQuery(OrderQuery):
    """Which orders of the market to list.

    `search` is an order's id or number, or else how the buyer's name or email begins.
    """

    search: _Search = None
    seller_id: IdIn | None = None
    buyer_id: IdIn | None = None


class PurchasesQuery(PeriodQuery):
    """Which purchases to list. `search`: a part of the buyer's name or email or of the product's name."""

    search: _Search = None
    product_id: IdIn | None = None


class PickupsQuery(QueryModel):
    """A day in the shop's time zone, today unless given; or what was due before today and still waits."""

    day: DayIn | None = None
    overdue: bool = False

    @model_validator(mode="after")
    def _one_of_them(self) -> "PickupsQuery":
        if self.overdue and self.day:
            raise Invalid({"overdue": "cannot be asked for together with a day"})
        return self


class BuyerOut(ResponseModel):
    """Who ordered. Name and email are null once the account is deleted."""

    id: Id
    name: str | None
    email: str | None


class SaleOut(OrderOut):
    """An order with its buyer. To a seller it shows their own lines only, with the total and the status of these."""

    buyer: BuyerOut


class PickupDayOut(ResponseModel):
    """How many orders wait to be picked up on a day, and how many of that day were handed over."""

    day: date
    placed: int
    completed: int


class PickupsOut(ResponseModel):
    """Pickups by time (500 at most, `total` says how many there are), and how the two weeks from today look.

    `day` is null when it is those overdue. `overdue` counts what was due before today and still waits.
    """

    day: date | None
    today: date
    timezone: str
    items: list[SaleOut]
    total: int
    days: list[PickupDayOut]
    overdue: int


class PurchaseOut(ResponseModel):
    """Who bought one of the seller's products. Name and email are null once the buyer's account is deleted.

    `timezone` is the shop's.
    """

    order_id: Id
    product_id: Id
    product_name: str
    quantity: int
    buyer_id: Id
    name: str | None
    email: str | None
    date: Timestamp
    timezone: str
