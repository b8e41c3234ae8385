"""Days that were added up are never out of date, whoever changes their orders at whichever moment."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import httpx2
import pytest

from souk_common.mongo import Database, Document, Mongo, Session
from souk_common.sales import SALES_CHANGES, SALES_DAYS, Period, SalesReader, ShopDay, count_orders, date_of
from souk_common.sales.pipeline import Counted
from souk_common.settings import Settings
from souk_orders.analytics.roll_up import CLOSED_AFTER, RollUp
from souk_orders.main import create_app
from souk_orders.orders.model import Order
from souk_orders.orders.repository import OrderRepository
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn, serve
from tests.fixtures.trade import Goods, figures_by_loop, insert_orders, random_order
from tests.fixtures.waiting import PATIENT_S, until

ZONE = ZoneInfo("America/New_York")
ORDERS = 40


@pytest.fixture
async def own_mongo(settings: Settings) -> AsyncIterator[Mongo]:
    """The database as the service's own user."""
    mongo = Mongo(settings, "orders")
    yield mongo
    mongo.close()


@pytest.fixture
def roll_up(own_mongo: Mongo) -> RollUp:
    return RollUp(own_mongo, ZONE)


@pytest.fixture
def day() -> ShopDay:
    """A day that is over."""
    some_day = date_of(datetime.now(UTC), ZONE) - timedelta(days=9)
    return Period(some_day, some_day).shop_days(ZONE)[0]


@pytest.fixture
async def seller(sign_in: SignIn) -> SignedIn:
    return await sign_in("seller")


@pytest.fixture
async def orders(
    clean_database: Database, mongo: Mongo, sign_in: SignIn, seller: SignedIn, make_product: MakeProduct, day: ShopDay
) -> list[Order]:
    """Orders of that day, all of them placed and of one seller."""
    buyer = await sign_in("buyer")
    goods = [Goods(await make_product(seller.user_id, stock=1000), seller.user_id) for _ in range(4)]
    chance = random.Random(7)
    made = [
        random_order(chance, goods, buyer.user_id, day.start + timedelta(minutes=n), "placed") for n in range(ORDERS)
    ]
    await insert_orders(mongo, made)
    return made


async def assert_true(mongo: Mongo, day: ShopDay, seller: SignedIn) -> None:
    """What is read of the day is what a loop over its orders says, for the market and for the seller."""
    rows = await mongo.db.orders.find({}).to_list(None)
    period = Period(day.date, day.date)
    for who in (None, seller.id):
        expected = figures_by_loop(rows, ZONE, day.date, day.date, who)
        [read] = (await SalesReader(mongo.db, ZONE.key).compare(period, str(who) if who else None)).days
        assert read.sold.revenue_cents == round(expected["totals"]["revenue"] * 100)
        assert (read.sold.orders, read.sold.units) == (expected["totals"]["orders"], expected["totals"]["units"])
        assert read.statuses.cancelled == expected["orders_by_status"]["cancelled"]
        assert read.statuses.completed == expected["orders_by_status"]["completed"]


async def settle(client: httpx2.AsyncClient, seller: SignedIn, order: Order, outcome: str) -> None:
    answer = await client.put(
        f"/api/orders/{order.id}/status", json={"status": outcome}, headers=seller.headers, timeout=30
    )
    assert answer.status_code == 200, answer.text


async def test_an_order_settled_while_its_day_is_added_up_is_not_missed(
    client: httpx2.AsyncClient,
    mongo: Mongo,
    roll_up: RollUp,
    day: ShopDay,
    seller: SignedIn,
    orders: list[Order],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted, settled = asyncio.Event(), asyncio.Event()

    async def count_and_wait(db: Database, day: ShopDay, seller_id: str | None, session: Session) -> Counted:
        result = await count_orders(db, day, seller_id, session)
        counted.set()
        await settled.wait()
        return result

    monkeypatch.setattr("souk_orders.analytics.roll_up.count_orders", count_and_wait)
    adding = asyncio.create_task(roll_up.day(day))
    await counted.wait()
    await settle(client, seller, orders[0], "cancelled")
    settled.set()
    await adding

    # the row is there, made of what was true before
    row = await mongo.db[SALES_DAYS].find_one({"seller_id": None, "start": day.start})
    assert row is not None
    assert row["statuses"]["cancelled"] == 0
    await assert_true(mongo, day, seller)
    assert day in await roll_up.due(datetime.now(UTC))


async def test_an_order_whose_change_commits_after_its_day_was_added_up_is_not_missed(
    mongo: Mongo, own_mongo: Mongo, roll_up: RollUp, day: ShopDay, seller: SignedIn, orders: list[Order]
) -> None:
    repository = OrderRepository(own_mongo)
    changed = orders[0].settled_by_seller(seller.user_id, "cancelled", datetime.now(UTC))

    async def change_and_let_the_day_be_added_up(session: Session) -> None:
        assert await repository.update(changed, orders[0].version, session)
        await roll_up.day(day)
        await assert_true(mongo, day, seller)

    await own_mongo.transaction(change_and_let_the_day_be_added_up)
    await assert_true(mongo, day, seller)
    await roll_up.day(day)
    await assert_true(mongo, day, seller)
    assert await mongo.db[SALES_CHANGES].count_documents({}) == 0


async def test_settling_and_adding_up_at_once_many_times_never_leaves_a_day_out_of_date(
    replicas: list[httpx2.AsyncClient],
    mongo: Mongo,
    own_mongo: Mongo,
    day: ShopDay,
    seller: SignedIn,
    orders: list[Order],
) -> None:
    async def settle_half(client: httpx2.AsyncClient, half: list[Order], outcome: str) -> None:
        for order in half:
            await settle(client, seller, order, outcome)

    async def keep_adding_up(rounds: list[int]) -> None:
        while True:
            await RollUp(own_mongo, ZONE).day(day)
            rounds.append(1)

    rounds: list[int] = []
    adding = [asyncio.create_task(keep_adding_up(rounds)) for _ in range(2)]
    try:
        for start in range(0, ORDERS, 8):
            await asyncio.gather(
                settle_half(replicas[0], orders[start : start + 4], "cancelled"),
                settle_half(replicas[1], orders[start + 4 : start + 8], "completed"),
            )
            await assert_true(mongo, day, seller)
        await until(lambda: len(rounds) > ORDERS / 8, PATIENT_S, "days added up meanwhile")
    finally:
        for task in adding:
            task.cancel()
        await asyncio.gather(*adding, return_exceptions=True)
    await RollUp(own_mongo, ZONE).day(day)
    await assert_true(mongo, day, seller)
    row = await mongo.db[SALES_DAYS].find_one({"seller_id": None})
    assert row is not None
    assert row["statuses"] == {"placed": 0, "completed": ORDERS // 2, "cancelled": ORDERS // 2}


async def test_a_day_is_added_up_only_some_minutes_after_its_end(
    roll_up: RollUp, day: ShopDay, orders: list[Order]
) -> None:
    assert day not in await roll_up.due(day.end + CLOSED_AFTER - timedelta(milliseconds=1))
    assert day in await roll_up.due(day.end + CLOSED_AFTER)


async def test_a_running_service_adds_days_up_by_itself(
    mongo: Mongo, settings: Settings, day: ShopDay, orders: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("souk_orders.analytics.add_days_up.ROUND_S", 0.1)
    async with serve(create_app(settings)):
        await until(lambda: is_added_up(mongo, day), within_s=2 * PATIENT_S, what="the day is added up")


async def is_added_up(mongo: Mongo, day: ShopDay) -> bool:
    return await mongo.db[SALES_DAYS].find_one({"seller_id": None, "start": day.start}) is not None


async def test_orders_written_by_hand_into_a_day_that_was_added_up_are_found(
    mongo: Mongo, roll_up: RollUp, day: ShopDay, seller: SignedIn, orders: list[Order]
) -> None:
    await roll_up.day(day)
    assert await roll_up.forget_wrong() == 0
    copy: Document = await mongo.db.orders.find_one({}) or {}
    del copy["_id"]
    await mongo.db.orders.insert_one(copy)
    assert await roll_up.forget_wrong() == 1
    await assert_true(mongo, day, seller)
    await roll_up.day(day)
    await assert_true(mongo, day, seller)


async def test_another_time_zone_of_the_shop_never_reads_the_days_of_the_former(
    mongo: Mongo, own_mongo: Mongo, roll_up: RollUp, day: ShopDay, seller: SignedIn, orders: list[Order]
) -> None:
    client_zone = ZoneInfo("Asia/Kolkata")
    there = RollUp(own_mongo, client_zone)
    for each in (roll_up, there, roll_up):
        for due in await each.due(datetime.now(UTC)):
            await each.day(due)
    rows = await mongo.db[SALES_DAYS].find({"seller_id": None}, {"start": 1, "end": 1}).sort("start").to_list(None)
    assert all(row["end"] <= later["start"] for row, later in pairwise(rows))
    await assert_true(mongo, day, seller)
    around = Period(day.date - timedelta(days=1), day.date + timedelta(days=1))
    read = (await SalesReader(mongo.db, client_zone.key).compare(around)).days
    assert sum(each.sold.orders for each in read) == ORDERS
