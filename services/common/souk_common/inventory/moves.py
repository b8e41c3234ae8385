"""What a move of stock is: who made it, how the product stands after it, and its row of the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bson import ObjectId

from souk_common.inventory.lines import Line
from souk_common.mongo import Document

ChangeType = Literal["restock", "purchase", "adjustment", "reservation", "release", "cancellation"]
SEEN = {
    "name": 1,
    "price_cents": 1,
    "seller_id": 1,
    "seller_name": 1,
    "images": {"$slice": 1},
    "category": 1,
    "stock": 1,
    "stock_seq": 1,
    "low_stock_threshold": 1,
    "at": "$$NOW",
}
"""The projection that `Taken.of` needs."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who moves stock, why, and for which order if any."""

    user_id: str
    reason: str
    order_id: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A product as it stands right after a move; `at` is the database's clock."""

    product_id: str
    seller_id: str
    seller_name: str
    name: str
    image: str | None
    category: str
    price_cents: int
    quantity: int
    stock: int
    seq: int
    low_stock_threshold: int
    at: datetime

    @classmethod
    def of(cls, product: Document, quantity: int) -> "Taken":
        """From a product's row, read with `SEEN` after `quantity` units moved."""
        images = product.get("images") or [None]
        return cls(
            product_id=str(product["_id"]),
            seller_id=str(product["seller_id"]),
            seller_name=product["seller_name"],
            name=product["name"],
            image=images[0],
            category=product["category"],
            price_cents=product["price_cents"],
            quantity=quantity,
            stock=product["stock"],
            seq=product["stock_seq"],
            low_stock_threshold=product["low_stock_threshold"],
            at=product["at"],
        )


@dataclass(frozen=True, slots=True)
class Purchase:
    """The lines of one order (from `sum_lines`) and who buys them."""

    lines: list[Line]
    actor: Actor


@dataclass(frozen=True, slots=True)
class Move:
    """One move of one product's stock by `delta` units, up or down."""

    item: Taken
    delta: int
    change_type: ChangeType
    actor: Actor

    @property
    def old_stock(self) -> int:
        """The stock before."""
        return self.item.stock - self.delta

    def log_row(self) -> Document:
        """Its row of `inventory_logs`."""
        return {
            "product_id": ObjectId(self.item.product_id),
            "seller_id": ObjectId(self.item.seller_id),
            "name": self.item.name,
            "seq": self.item.seq,
            "change_type": self.change_type,
            "delta": self.delta,
            "old_stock": self.old_stock,
            "new_stock": self.item.stock,
            "reason": self.actor.reason,
            "order_id": ObjectId(self.actor.order_id) if self.actor.order_id else None,
            "actor_id": ObjectId(self.actor.user_id),
            "timestamp": self.item.at,
        }
