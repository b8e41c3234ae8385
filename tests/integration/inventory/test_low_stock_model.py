"""Random moves of stock against a model: whenever a stock crosses its threshold downwards, and only then, one alert."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from bson import ObjectId

from souk_common.inventory import Actor, Inventory, Line, Purchase, sum_lines
from souk_common.mongo import Mongo, Session
from tests.fixtures.products import MakeProduct, stock_of

THRESHOLDS = (0, 1, 5, 9)
STEPS = 60
Alert = tuple[str, int, int]
"""Product, seq of the move, stock after it."""


@dataclass
class Shelf:
    """The model: what stands on the shelf, and the alerts that must have been told."""

    threshold: int
    stock: int
    seq: int = 1
    alerts: list[tuple[int, int]] = field(default_factory=list)

    def move(self, delta: int) -> None:
        before, self.stock, self.seq = self.stock, self.stock + delta, self.seq + 1
        if self.threshold and before > self.threshold >= self.stock:
            self.alerts.append((self.seq, self.stock))


Shelves = dict[str, Shelf]


def checkouts(shelves: Shelves, chance: random.Random, actor: Actor) -> list[Purchase]:
    """Several checkouts for one transaction; those that ask for too much change nothing in the model."""
    purchases = []
    for _ in range(chance.randint(1, 5)):
        wanted = chance.sample(list(shelves), chance.randint(1, len(shelves)))
        lines = sum_lines(Line(product_id, chance.randint(1, 6)) for product_id in wanted)
        purchases.append(Purchase(lines, actor))
        if all(shelves[line.product_id].stock >= line.quantity for line in lines):
            for line in lines:
                shelves[line.product_id].move(-line.quantity)
    return purchases


def next_move(inventory: Inventory, shelves: Shelves, chance: random.Random) -> Callable[[Session], Awaitable[object]]:
    """Make a move in the model; what is returned makes it in the database, as often as its transaction is tried."""
    actor = Actor(str(ObjectId()), "test")
    kind = chance.choice(["sell", "sell", "sell", "put back", "adjust", "set many"])
    product_id = chance.choice(list(shelves))
    shelf = shelves[product_id]
    if kind == "sell":
        purchases = checkouts(shelves, chance, actor)
        return lambda session: inventory.sell(purchases, session)
    if kind == "put back":
        units = chance.randint(1, 8)
        shelf.move(units)
        return lambda session: inventory.put_back([Line(product_id, units)], actor, session)
    if kind == "adjust":
        delta = chance.choice([each for each in range(-shelf.stock, 10) if each])
        shelf.move(delta)
        return lambda session: inventory.change(product_id, delta, "adjustment", {}, actor, session)
    stocks = {each: chance.randint(0, 12) for each in shelves}
    for each, stock in stocks.items():
        if stock != shelves[each].stock:
            shelves[each].move(stock - shelves[each].stock)
    return lambda session: inventory.set_many(stocks, {}, actor, session)


async def alerts_of(mongo: Mongo, seller_id: str) -> list[Alert]:
    rows = mongo.db.notifications.find({"user_id": ObjectId(seller_id), "kind": "low_stock_alert"})
    told = [
        (row["data"]["product_id"], int(row["event_id"].rsplit(":", 1)[1]), row["data"]["stock"]) async for row in rows
    ]
    return sorted(told)


@pytest.mark.parametrize("seed", [11, 12, 13])
async def test_every_crossing_is_told_once_and_nothing_else(mongo: Mongo, make_product: MakeProduct, seed: int) -> None:
    chance, seller_id = random.Random(seed), str(ObjectId())
    shelves: Shelves = {
        await make_product(seller_id, stock=8, low_stock_threshold=each): Shelf(each, 8) for each in THRESHOLDS
    }
    inventory = Inventory(mongo.db)

    for _ in range(STEPS):
        await mongo.transaction(next_move(inventory, shelves, chance))

    expected = [(product_id, *alert) for product_id, shelf in shelves.items() for alert in shelf.alerts]
    assert await alerts_of(mongo, seller_id) == sorted(expected)
    assert len(expected) > 10
    for product_id, shelf in shelves.items():
        assert await stock_of(mongo, product_id) == shelf.stock


async def test_many_stocks_are_set_all_or_none(mongo: Mongo, make_product: MakeProduct) -> None:
    seller_id, stranger_id = str(ObjectId()), str(ObjectId())
    own = [await make_product(seller_id, stock=stock) for stock in (0, 7, 9)]
    foreign = await make_product(stranger_id, stock=4)
    inventory, actor, owner = Inventory(mongo.db), Actor(seller_id, "count"), {"seller_id": ObjectId(seller_id)}

    with pytest.raises(Exception, match="no such product"):
        await mongo.transaction(lambda session: inventory.set_many({own[1]: 1, foreign: 1}, owner, actor, session))
    assert [await stock_of(mongo, each) for each in (*own, foreign)] == [0, 7, 9, 4]

    await mongo.transaction(
        lambda session: inventory.set_many(dict(zip(own, (3, 7, 2), strict=True)), owner, actor, session)
    )
    assert [await stock_of(mongo, each) for each in own] == [3, 7, 2]
    unchanged = await mongo.db.inventory_logs.count_documents({"product_id": ObjectId(own[1])})
    assert unchanged == 1
