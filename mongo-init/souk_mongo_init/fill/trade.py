"""Orders, the earliest first, with all that they do to the stock."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from bson import ObjectId

from .goods import RESTOCK_MEDIAN, Good, Shelves, Stockroom, make_goods, some_units
from .hours import order_times
from .outcome import Outcome, outcome_of
from .people import Buyers, Person, make_buyers, make_sellers
from .plan import Counter, Document, Plan, after

LINES = (1, 2, 3, 4)
LINE_SHARES = (56, 25, 13, 6)
QUANTITIES = (1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4)
MOST_SELLERS = 3
SAME_SELLER, RESTOCKED, ADJUSTED = 0.75, 0.8, 0.01
TRIES = 12


@dataclass(order=True, slots=True)
class Return:
    """Goods of a cancelled order on their way back to the shelf."""

    at: datetime
    number: int
    order_id: ObjectId = field(compare=False)
    by: ObjectId = field(compare=False)
    reason: str = field(compare=False)
    lines: list[tuple[Good, int]] = field(compare=False)


class Market:
    """Everybody and everything that is made up for a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sellers = make_sellers(plan)
        self.buyers = make_buyers(plan)
        self.goods = make_goods(plan, self.sellers)
        self._names = {seller.id: seller.name for seller in self.sellers}
        self._random = plan.random("trade")
        self._stockroom = Stockroom(plan.ids("log"))
        self._shelves = Shelves(self.sellers, self.goods, self._random)
        self._returns: list[Return] = []
        self._numbers = count()

    def opening_stock(self) -> Iterator[Document]:
        """Fill the shelves; yields the log's rows. Comes before `trade`."""
        return self._stockroom.open(self.goods, self.plan.random("opening stock"))

    def trade(self) -> Iterator[tuple[list[Document], list[Document]]]:
        """Make up the plan's orders; yields a few of them at a time with the log's rows. Then the stock is final."""
        pickups = Pickups(self.plan.counter)
        ids, customers = self.plan.ids("orders"), Buyers(self.buyers)
        for at in order_times(self.plan):
            self._shelves.at(at)
            self._take_back_until(at)
            buyer = customers.at(at, self._random)
            yield [self._order(ids.at(at), buyer, at, pickups.of(at))], self._stockroom.take_rows()
        self._take_back_until(self.plan.until)
        yield [], self._stockroom.take_rows()

    def _order(self, order_id: ObjectId, buyer: Person, at: datetime, pickup: Document) -> Document:
        basket = self._fill_basket(at)
        for good, units in basket:
            self._stockroom.move(good, "purchase", -units, at, buyer.id, "purchase", order_id)
        seller_ids = list(dict.fromkeys(good.row["seller_id"] for good, _ in basket))
        outcome = outcome_of(buyer.id, seller_ids, at, pickup["pickup_at"], self.plan.until, self._random)
        self._expect_returns(order_id, buyer.id, basket, outcome)
        return {
            "_id": order_id,
            "number": str(order_id)[-8:].upper(),
            "buyer_id": buyer.id,
            "product_list": [_line(good.row, units) for good, units in basket],
            "parts": [
                {"seller_id": seller_id, "seller_name": self._names[seller_id], "status": outcome.parts[seller_id]}
                for seller_id in seller_ids
            ],
            "total_amount_cents": sum(good.row["price_cents"] * units for good, units in basket),
            "status": outcome.status,
            "fulfilment": pickup,
            "payment": {"method": "on_pickup", "status": outcome.payment_status},
            "history": outcome.history,
            "timestamp": at,
            "version": len(outcome.history),
        }

    def _fill_basket(self, at: datetime) -> list[tuple[Good, int]]:
        """One to four products that are in stock, in the order of their ids."""
        [wanted] = self._random.choices(LINES, LINE_SHARES)
        basket: dict[ObjectId, tuple[Good, int]] = {}
        sellers: list[ObjectId] = []
        tries = 0
        while len(basket) < wanted and (tries < TRIES or not basket):
            tries += 1
            seller_id = self._next_seller(sellers)
            if seller_id is None:
                continue
            good = self._shelves.pick(seller_id)
            if good.row["_id"] in basket:
                continue
            units = self._available(good, self._random.choice(QUANTITIES), at)
            if units:
                basket[good.row["_id"]] = good, units
                if seller_id not in sellers:
                    sellers.append(seller_id)
        return [basket[product_id] for product_id in sorted(basket)]

    def _next_seller(self, sellers: list[ObjectId]) -> ObjectId | None:
        if sellers and (len(sellers) == MOST_SELLERS or self._random.random() < SAME_SELLER):
            return sellers[0]
        return self._shelves.seller()

    def _available(self, good: Good, wanted: int, at: datetime) -> int:
        """How many of the wanted units there are, once the seller has seen to the stock."""
        product, random = good.row, self._random
        if product["stock"] and random.random() < ADJUSTED:
            self._stockroom.move(good, "adjustment", -1, _before(at, good, random), product["seller_id"], "broken")
        if product["stock"] < wanted and random.random() < RESTOCKED:
            units = some_units(RESTOCK_MEDIAN, random) + wanted
            self._stockroom.move(good, "restock", units, _before(at, good, random), product["seller_id"], "delivery")
        return int(min(wanted, product["stock"]))

    def _expect_returns(
        self, order_id: ObjectId, buyer_id: ObjectId, basket: list[tuple[Good, int]], outcome: Outcome
    ) -> None:
        for at, by, seller_ids in outcome.cancellations:
            lines = [line for line in basket if line[0].row["seller_id"] in seller_ids]
            reason = f"order cancelled by {'buyer' if by == buyer_id else 'seller'}"
            heapq.heappush(self._returns, Return(at, next(self._numbers), order_id, by, reason, lines))

    def _take_back_until(self, moment: datetime) -> None:
        while self._returns and self._returns[0].at <= moment:
            back = heapq.heappop(self._returns)
            for good, units in back.lines:
                self._stockroom.move(good, "cancellation", units, back.at, back.by, back.reason, back.order_id)


class Pickups:
    """When the goods of an order can be picked up: some days later, from the opening hour on the shop's clock."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._by_day: dict[date, Document] = {}

    def of(self, bought_at: datetime) -> Document:
        """The order's `fulfilment`."""
        day = bought_at.astimezone(self._counter.zone).date()
        if day not in self._by_day:
            due = day + timedelta(days=self._counter.after_days)
            opening = datetime.combine(due, self._counter.opens, tzinfo=self._counter.zone)
            self._by_day[day] = {
                "method": "pickup",
                "pickup_at": opening.astimezone(UTC),
                "pickup_place": self._counter.place,
                "pickup_timezone": self._counter.zone.key,
            }
        return self._by_day[day]


def _before(at: datetime, good: Good, random: Random) -> datetime:
    """Up to three days before `at`, and not before the product's last move."""
    return max(good.moved_at, after(at, -random.uniform(0.5, 72)))


def _line(product: Document, units: int) -> Document:
    return {
        "product_id": product["_id"],
        "seller_id": product["seller_id"],
        "name": product["name"],
        "quantity": units,
        "price_cents": product["price_cents"],
        "image": product["images"][0],
        "category": product["category"],
    }
