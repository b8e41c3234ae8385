"""Made-up trade is the same for the same seed, believable, and leaves a stock that its log explains."""

import hashlib
import subprocess
import sys
from collections import Counter as Tally
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import bson
import pytest

from souk_mongo_init.fill import Counter, Plan
from souk_mongo_init.fill.hours import order_times
from souk_mongo_init.fill.plan import Document
from souk_mongo_init.fill.trade import Market
from souk_mongo_init.settings import InitError

NEW_YORK = ZoneInfo("America/New_York")
UNTIL = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
SMALL = Plan(UNTIL, Counter.of({}), orders=3_000, products=600, users=250)


@dataclass(frozen=True)
class Made:
    """All rows of a plan."""

    market: Market
    orders: list[Document]
    logs: dict[bson.ObjectId, list[Document]]

    @property
    def digest(self) -> str:
        """Of every field of every row."""
        summed = hashlib.sha256()
        people = [person.row("hash") for person in (*self.market.sellers, *self.market.buyers)]
        rows = [row for log in self.logs.values() for row in log]
        for row in (*people, *(good.row for good in self.market.goods), *self.orders, *rows):
            summed.update(bson.encode(row))
        return summed.hexdigest()


@cache
def made(plan: Plan = SMALL) -> Made:
    market, orders = Market(plan), []
    logs = defaultdict(list)
    for row in market.opening_stock():
        logs[row["product_id"]].append(row)
    for some, rows in market.trade():
        orders += some
        for row in rows:
            logs[row["product_id"]].append(row)
    return Made(market, orders, dict(logs))


def test_the_same_seed_makes_the_same_trade_in_another_process_too() -> None:
    code = "from tests.unit.mongo_init.test_fill import made; print(made().digest)"
    environment = {"PYTHONHASHSEED": "7", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == made().digest


def test_another_seed_makes_other_trade_of_the_same_size() -> None:
    other = made(replace(SMALL, seed=2))
    assert other.digest != made().digest
    assert len(other.orders) == len(made().orders) == SMALL.orders
    ids = {order["_id"] for order in made().orders}
    assert not ids & {order["_id"] for order in other.orders}


def test_every_stock_is_what_its_log_adds_up_to() -> None:
    for good in made().market.goods:
        log, stock = made().logs[good.row["_id"]], 0
        assert [row["seq"] for row in log] == list(range(1, good.row["stock_seq"] + 1))
        assert [row["timestamp"] for row in log] == sorted(row["timestamp"] for row in log)
        for row in log:
            assert row["old_stock"] == stock
            stock += row["delta"]
            assert row["new_stock"] == stock >= 0
        assert good.row["stock"] == stock
        assert log[0]["timestamp"] == good.row["created_at"] <= log[-1]["timestamp"] <= UNTIL


def test_an_order_takes_from_stock_what_its_parts_hold() -> None:
    moved: Tally[bson.ObjectId] = Tally()
    for log in made().logs.values():
        for row in log:
            if row["order_id"]:
                moved[row["order_id"]] -= row["delta"]
    for order in made().orders:
        held = {part["seller_id"] for part in order["parts"] if part["status"] != "cancelled"}
        lines = order["product_list"]
        assert moved[order["_id"]] == sum(line["quantity"] for line in lines if line["seller_id"] in held)
        assert order["total_amount_cents"] == sum(line["quantity"] * line["price_cents"] for line in lines)


def test_orders_look_like_those_of_the_service() -> None:
    made_up = made()
    joined = {buyer.id: buyer.joined_at for buyer in made_up.market.buyers}
    created = {good.row["_id"]: good.row["created_at"] for good in made_up.market.goods}
    for order in made_up.orders:
        product_ids = [line["product_id"] for line in order["product_list"]]
        assert 1 <= len(product_ids) <= 4
        assert product_ids == sorted(set(product_ids))
        assert {part["seller_id"] for part in order["parts"]} == {line["seller_id"] for line in order["product_list"]}
        assert 1 <= len(order["parts"]) <= 3
        assert order["history"][0]["at"] == order["timestamp"] >= joined[order["buyer_id"]]
        assert all(created[product_id] <= order["timestamp"] for product_id in product_ids)
        assert [event["at"] for event in order["history"]] == sorted(event["at"] for event in order["history"])
        assert order["history"][-1]["at"] <= UNTIL
        pickup = order["fulfilment"]["pickup_at"].astimezone(NEW_YORK)
        assert (pickup.hour, pickup.minute) == (8, 0)
        assert pickup.date() == order["timestamp"].astimezone(NEW_YORK).date() + timedelta(days=2)


def test_most_orders_are_completed_some_cancelled_and_the_newest_wait() -> None:
    statuses = Tally(order["status"] for order in made().orders)
    assert statuses["completed"] > 0.85 * SMALL.orders
    assert 0.03 * SMALL.orders < statuses["cancelled"] < 0.1 * SMALL.orders
    assert made().orders[-1]["timestamp"] > UNTIL - timedelta(days=1)
    assert {order["status"] for order in made().orders[-5:]} <= {"placed", "cancelled"}
    assert all(order["timestamp"] > UNTIL - timedelta(days=9) for order in made().orders if order["status"] == "placed")


def test_the_biggest_seller_has_a_sixth_of_the_trade_and_the_smallest_some() -> None:
    plan = replace(SMALL, users=5_000)
    parts = Tally(part["seller_id"] for order in made(plan).orders for part in order["parts"])
    first, *_, last = [parts[seller.id] for seller in made(plan).market.sellers]
    assert len(made(plan).market.sellers) == 200
    assert 0.12 * plan.orders < first < 0.24 * plan.orders
    assert last < 0.02 * plan.orders


def test_shops_are_busy_in_the_evening_by_their_own_clock_and_more_so_each_month() -> None:
    times = order_times(replace(SMALL, orders=20_000))
    assert times == sorted(times)
    assert SMALL.since <= times[0] <= times[-1] <= UNTIL
    hours = Tally(moment.astimezone(NEW_YORK).hour for moment in times)
    assert hours[20] > 4 * hours[4]
    months = Tally((moment.year, moment.month) for moment in times)
    assert months[2026, 10] > months[2026, 2]
    assert months[2025, 12] > 1.3 * months[2026, 1]


def test_prices_and_stocks_are_of_all_sizes() -> None:
    prices = sorted(good.row["price_cents"] for good in made().market.goods)
    assert 2_000 < prices[len(prices) // 2] < 8_000
    assert prices[-1] > 8 * prices[len(prices) // 2]
    stocks = [good.row["stock"] for good in made().market.goods]
    assert min(stocks) == 0
    assert max(stocks) > 60
    assert any(0 < stock <= 5 for stock in stocks)


@pytest.mark.parametrize(
    "sizes",
    [{"orders": 0}, {"orders": 40, "products": 1, "users": 2}, {"orders": 40, "days": 1}, {"orders": 5, "products": 3}],
    ids=str,
)
def test_small_plans_are_made_up_too(sizes: dict[str, int]) -> None:
    plan = replace(SMALL, **sizes)  # type: ignore[arg-type]
    assert len(made(plan).orders) == plan.orders
    assert len(made(plan).market.goods) == plan.products
    assert len(made(plan).market.sellers) + len(made(plan).market.buyers) == plan.users


@pytest.mark.parametrize("sizes", [{"orders": -1}, {"products": 0}, {"users": 1}, {"days": 0}, {"orders": 10**9}])
def test_a_size_out_of_bounds_is_refused_by_name(sizes: dict[str, int]) -> None:
    [name] = sizes
    with pytest.raises(InitError, match=name.upper()):
        replace(SMALL, **sizes)  # type: ignore[arg-type]
