"""The order: one part for each seller, and what may become of it.

A part goes from placed to completed or to cancelled, once. The order is cancelled when all its parts are, completed
when none is placed any more and at least one was completed, and placed until then.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from souk_common.identity import Role
from souk_common.inventory import Line, Taken
from souk_common.problems import Conflict, NotFound

Status = Literal["placed", "completed", "cancelled"]
Outcome = Literal["completed", "cancelled"]
NUMBER_LENGTH = 8


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Units of one product, at the name and price of the moment of purchase."""

    product_id: str
    seller_id: str
    name: str
    quantity: int
    price_cents: int
    image: str | None
    category: str


@dataclass(frozen=True, slots=True)
class Part:
    """One seller's part."""

    seller_id: str
    seller_name: str
    status: Status


@dataclass(frozen=True, slots=True)
class Pickup:
    """When (UTC) and where the goods wait."""

    at: datetime
    place: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the order's history. `sellers` are those whose parts it changed."""

    at: datetime
    what: Status
    by: str
    sellers: tuple[str, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """An order. `version` rises with each change of status."""

    id: str
    buyer_id: str
    lines: tuple[OrderLine, ...]
    parts: tuple[Part, ...]
    pickup: Pickup
    placed_at: datetime
    history: tuple[Event, ...]
    version: int = 1

    @property
    def number(self) -> str:
        """The short number that people read out at the counter."""
        return self.id[-NUMBER_LENGTH:].upper()

    @property
    def total_cents(self) -> int:
        """What the buyer owes for all lines."""
        return sum(line.price_cents * line.quantity for line in self.lines)

    @property
    def status(self) -> Status:
        """The status that the parts add up to."""
        statuses = {part.status for part in self.parts}
        if "placed" in statuses:
            return "placed"
        return "completed" if "completed" in statuses else "cancelled"

    @property
    def payment_status(self) -> Literal["due", "paid", "void"]:
        """Paid at the counter, hence with the hand-over."""
        by_status: dict[Status, Literal["due", "paid", "void"]] = {
            "placed": "due",
            "completed": "paid",
            "cancelled": "void",
        }
        return by_status[self.status]

    def cancelled_by_buyer(self, at: datetime) -> "Order":
        """The order after its buyer gave it up.

        Raises:
            Conflict: a part of it was handed over already.
        """
        if any(part.status == "completed" for part in self.parts):
            raise Conflict("This order was already handed over and can no longer be cancelled.", status=self.status)
        return self._with_parts(self.parts, "cancelled", at, self.buyer_id, None)

    def settled_by_seller(self, seller_id: str, outcome: Outcome, at: datetime, reason: str | None = None) -> "Order":
        """The order after a seller handed over or cancelled their part, perhaps with a reason that the buyer reads.

        Raises:
            NotFound: the seller has no part in it.
            Conflict: the part has the other outcome already.
        """
        own = tuple(part for part in self.parts if part.seller_id == seller_id)
        if not own:
            raise NotFound("There is no such order.")
        return self._with_parts(own, outcome, at, seller_id, reason)

    def settled_by_admin(self, admin_id: str, outcome: Outcome, at: datetime, reason: str | None = None) -> "Order":
        """The order after an admin settled all parts of it that were open.

        Raises:
            Conflict: none is open, and one has the other outcome.
        """
        return self._with_parts(self.parts, outcome, at, admin_id, reason)

    def role_of(self, user_id: str) -> Role:
        """As whom somebody of the history acted; whoever has no part in the order is an admin."""
        if user_id == self.buyer_id:
            return "buyer"
        return "seller" if any(part.seller_id == user_id for part in self.parts) else "admin"

    def lines_returned_since(self, earlier: "Order") -> list[Line]:
        """The lines whose stock goes back: those of the parts that were cancelled since `earlier`."""
        before = {part.seller_id: part.status for part in earlier.parts}
        sellers = {p.seller_id for p in self.parts if p.status == "cancelled" and before[p.seller_id] == "placed"}
        lines = [Line(line.product_id, line.quantity) for line in self.lines if line.seller_id in sellers]
        return sorted(lines, key=lambda line: line.product_id)

    def seen_by_seller(self, seller_id: str) -> "Order":
        """The order as one of its sellers sees it: their own lines and part, and nothing that another seller did."""
        return replace(
            self,
            lines=tuple(line for line in self.lines if line.seller_id == seller_id),
            parts=tuple(part for part in self.parts if part.seller_id == seller_id),
            history=tuple(replace(event, sellers=(seller_id,)) for event in self.history if seller_id in event.sellers),
        )

    def _with_parts(
        self, chosen: tuple[Part, ...], outcome: Outcome, at: datetime, by: str, reason: str | None
    ) -> "Order":
        other: Status = "completed" if outcome == "cancelled" else "cancelled"
        open_parts = [part for part in chosen if part.status == "placed"]
        if not open_parts and any(part.status == other for part in chosen):
            raise Conflict(f"This order is already {other}.", status=self.status)
        if not open_parts:
            return self
        parts = tuple(replace(part, status=outcome) if part in open_parts else part for part in self.parts)
        event = Event(at, outcome, by, tuple(part.seller_id for part in open_parts), reason)
        return replace(self, parts=parts, history=(*self.history, event), version=self.version + 1)


def new_order(order_id: str, buyer_id: str, taken: list[Taken], pickup: Pickup) -> Order:
    """The order for what was just taken from stock."""
    lines = tuple(
        OrderLine(t.product_id, t.seller_id, t.name, t.quantity, t.price_cents, t.image, t.category) for t in taken
    )
    sellers = {t.seller_id: t.seller_name for t in taken}
    parts = tuple(Part(seller_id, name, "placed") for seller_id, name in sellers.items())
    at = taken[0].at
    return Order(order_id, buyer_id, lines, parts, pickup, at, (Event(at, "placed", buyer_id, tuple(sellers)),))
