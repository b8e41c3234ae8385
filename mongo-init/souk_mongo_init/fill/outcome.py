"""What becomes of an order: most are picked up, some are given up, the newest still wait."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bson import ObjectId

from .plan import Document, after

GIVEN_UP, REFUSED = 0.045, 0.02
COUNTER_OPEN_HOURS = 10
PICKED_UP_AFTER_DAYS = (0, 0, 0, 0, 1, 1, 2, 4)


@dataclass(slots=True)
class Outcome:
    """Each seller's part, the order's history, and which parts were cancelled when and by whom."""

    parts: dict[ObjectId, str]
    history: list[Document]
    cancellations: list[tuple[datetime, ObjectId, list[ObjectId]]] = field(default_factory=list)

    @property
    def status(self) -> str:
        """What the parts add up to, as in the order's model."""
        statuses = set(self.parts.values())
        if "placed" in statuses:
            return "placed"
        return "completed" if "completed" in statuses else "cancelled"

    @property
    def payment_status(self) -> str:
        """It is paid at the counter."""
        return {"placed": "due", "completed": "paid", "cancelled": "void"}[self.status]


def outcome_of(
    buyer_id: ObjectId,
    seller_ids: list[ObjectId],
    placed_at: datetime,
    pickup_at: datetime,
    until: datetime,
    random: Random,
) -> Outcome:
    """Decide over an order as it stands at `until`."""
    outcome = Outcome(dict.fromkeys(seller_ids, "placed"), [{"at": placed_at, "what": "placed", "by": buyer_id}])
    if random.random() < GIVEN_UP:
        given_up_at = after(placed_at, random.uniform(0.1, 30))
        if given_up_at <= until:
            _settle(outcome, given_up_at, "cancelled", buyer_id, seller_ids)
            return outcome
    settled = sorted(_settlement(seller_id, placed_at, pickup_at, random) for seller_id in seller_ids)
    for at, what, seller_id in settled:
        if at <= until:
            _settle(outcome, at, what, seller_id, [seller_id])
    return outcome


def _settlement(
    seller_id: ObjectId, placed_at: datetime, pickup_at: datetime, random: Random
) -> tuple[datetime, str, ObjectId]:
    """When and how a seller settles their part."""
    if random.random() < REFUSED:
        return after(placed_at, random.uniform(0.5, 30)), "cancelled", seller_id
    hours = 24 * random.choice(PICKED_UP_AFTER_DAYS) + COUNTER_OPEN_HOURS * random.random()
    return after(max(placed_at, pickup_at), hours), "completed", seller_id


def _settle(outcome: Outcome, at: datetime, what: str, by: ObjectId, seller_ids: list[ObjectId]) -> None:
    outcome.parts |= dict.fromkeys(seller_ids, what)
    outcome.history.append({"at": at, "what": what, "by": by})
    if what == "cancelled":
        outcome.cancellations.append((at, by, seller_ids))
