"""Products, and the stockroom that moves their stock as `souk_common.inventory` does."""

import math
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime
from random import Random

from bson import ObjectId

from . import vocabulary
from .people import Person, zipf
from .plan import Document, Ids, Plan, after
from .vocabulary import Category

BEFORE_TRADE = 0.7
PRICE_SPREAD, STOCK_SPREAD = 0.55, 0.8
OPENING_MEDIAN, RESTOCK_MEDIAN, MOST_AT_ONCE = 22, 30, 400
UNREVIEWED_DAYS = 12
THRESHOLDS = (5, 5, 5, 5, 5, 5, 2, 10, 10, 0)


class Good:
    """A product with its stock, and when that moved last."""

    __slots__ = ("moved_at", "row")

    def __init__(self, row: Document) -> None:
        self.row = row
        self.moved_at: datetime = row["created_at"]


def make_goods(plan: Plan, sellers: list[Person]) -> list[Good]:
    """The products, the oldest first, with an empty stock; a seller's share of them is that of the trade."""
    random, ids, kinds = plan.random("goods"), plan.ids("products"), vocabulary.categories()
    owners = [*range(min(plan.products, len(sellers)))]
    owners += random.choices(range(len(sellers)), cum_weights=zipf(len(sellers)), k=plan.products - len(owners))
    created = sorted(_created_at(plan, random, is_early=number == 0) for number in range(plan.products))
    random.shuffle(owners)
    return [
        Good(_row(ids.at(at), number, sellers[owner], random.choice(kinds), at, random) | _in_queue(at, plan))
        for number, (owner, at) in enumerate(zip(owners, created, strict=True), start=1)
    ]


def _created_at(plan: Plan, random: Random, *, is_early: bool) -> datetime:
    if is_early or random.random() < BEFORE_TRADE:
        return after(plan.since, -24 * random.uniform(0, 190))
    return after(plan.since, 24 * plan.days * random.uniform(0, 0.98))


def _row(id_: ObjectId, number: int, seller: Person, kind: Category, created_at: datetime, random: Random) -> Document:
    words = vocabulary.product_wording(kind, random)
    return {
        "_id": id_,
        "seller_id": seller.id,
        "seller_name": seller.name,
        "sku": f"F-{number:06}",
        "name": words.name,
        "description": words.description,
        "brand": random.choice(kind.brands),
        "price_cents": _price_cents(kind, random),
        "stock": 0,
        "stock_seq": 0,
        "low_stock_threshold": random.choice(THRESHOLDS),
        "category": kind.name,
        "attributes": {
            "material": words.material,
            "colour": words.colour,
            "origin": words.origin,
            "weight_g": random.randrange(50, 4_000, 10),
        },
        "images": [random.choice(kind.images)],
        "rating": {"average": None, "count": 0},
        "status": "active",
        "created_at": created_at,
        "updated_at": created_at,
    }


def _in_queue(created_at: datetime, plan: Plan) -> Document:
    """Nobody has reviewed the newest products yet."""
    if created_at < after(plan.until, -24 * UNREVIEWED_DAYS):
        return {}
    return {"unreviewed": {"since": created_at, "changed_at": created_at, "changes": ["new"]}}


def _price_cents(kind: Category, random: Random) -> int:
    about = kind.median_cents * random.lognormvariate(0, PRICE_SPREAD)
    return max(100, round(about / 50) * 50 - random.choice((0, 0, 1, 5, 10)))


def some_units(median: int, random: Random) -> int:
    """How many units come in at once."""
    return min(MOST_AT_ONCE, max(1, round(random.lognormvariate(math.log(median), STOCK_SPREAD))))


class Shelves:
    """What each seller offers at a moment; `at` is asked in order of time."""

    def __init__(self, sellers: list[Person], goods: list[Good], random: Random) -> None:
        self._sellers = [seller.id for seller in sellers]
        self._shares = zipf(len(sellers))
        self._created = [good.row["created_at"] for good in goods]
        self._goods = goods
        self._out = 0
        self._shelves: dict[ObjectId, list[Good]] = {seller.id: [] for seller in sellers}
        self._random = random

    def at(self, moment: datetime) -> None:
        """Put out what is new by this moment; anything may become popular."""
        out = bisect_right(self._created, moment, self._out)
        for good in self._goods[self._out : out]:
            shelf = self._shelves[good.row["seller_id"]]
            shelf.insert(self._random.randrange(len(shelf) + 1), good)
        self._out = out

    def seller(self) -> ObjectId | None:
        """A seller by their share of the trade; None when the one chosen has nothing to sell yet."""
        [seller_id] = self._random.choices(self._sellers, cum_weights=self._shares)
        return seller_id if self._shelves[seller_id] else None

    def pick(self, seller_id: ObjectId) -> Good:
        """One of the seller's products, a popular one rather."""
        shelf = self._shelves[seller_id]
        return shelf[int(len(shelf) * self._random.random() ** 2)]


class Stockroom:
    """Moves stock, and keeps the log's rows until they are taken."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._rows: list[Document] = []

    def open(self, goods: list[Good], random: Random) -> Iterator[Document]:
        """Give each product its opening stock; yields the log's rows."""
        for good in goods:
            seller_id, units = good.row["seller_id"], some_units(OPENING_MEDIAN, random)
            self.move(good, "restock", units, good.row["created_at"], seller_id, "opening stock")
        yield from self.take_rows()

    def move(
        self,
        good: Good,
        change_type: str,
        delta: int,
        at: datetime,
        actor_id: ObjectId,
        reason: str,
        order_id: ObjectId | None = None,
    ) -> None:
        """Change the stock by `delta` and log it; `at` is no earlier than the product's last move."""
        product, old = good.row, good.row["stock"]
        product["stock"] = old + delta
        product["stock_seq"] += 1
        good.moved_at = at
        self._rows.append(
            {
                "_id": self._ids.at(at),
                "product_id": product["_id"],
                "seller_id": product["seller_id"],
                "name": product["name"],
                "seq": product["stock_seq"],
                "change_type": change_type,
                "delta": delta,
                "old_stock": old,
                "new_stock": old + delta,
                "reason": reason,
                "order_id": order_id,
                "actor_id": actor_id,
                "timestamp": at,
                # gateways leave these rows out of their streams: no browser is to be told of them
                "made_up": True,
            }
        )

    def take_rows(self) -> list[Document]:
        """The log's rows since the last time."""
        rows, self._rows = self._rows, []
        return rows
