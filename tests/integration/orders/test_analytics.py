"""Every figure of both dashboards is what a plain loop over the orders computes, to the cent."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
import pytest

from souk_common.mongo import Database, Mongo
from souk_common.sales import DAYS_OF, SALES_DAYS, Period, last_days
from souk_common.settings import Settings
from souk_orders.analytics.roll_up import RollUp
from souk_orders.main import create_app
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn, serve
from tests.fixtures.trade import Goods, figures_by_loop, insert_orders, moments_near_midnights, random_order

Json = Any
ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe")
ORDERS = 300
YEAR = 366
Periods = dict[str, tuple[dict[str, str], Period]]
"""A query and the days it asks for, by name."""
PeriodsAt = Callable[[date], Periods]


@dataclass(frozen=True)
class Market:
    """Two replicas of a shop in some time zone, its sellers and an admin, and how to add its days up."""

    replicas: list[httpx2.AsyncClient]
    mongo: Mongo
    roll_ups: list[RollUp]
    zone: ZoneInfo
    sellers: list[SignedIn]
    buyer: SignedIn
    admin: SignedIn

    async def add_up(self) -> None:
        """Let both replicas add up what is due, at the same time."""

        async def add(roll_up: RollUp) -> None:
            for day in await roll_up.due(datetime.now(UTC)):
                await roll_up.day(day)

        await asyncio.gather(*(add(roll_up) for roll_up in self.roll_ups))
        assert await self.roll_ups[0].due(datetime.now(UTC)) == []

    async def shown(self, client: httpx2.AsyncClient, who: SignedIn, query: dict[str, str]) -> Json:
        """The sales part of a dashboard."""
        path = "/api/admin/dashboard" if who.role == "admin" else "/api/analytics/seller"
        answer = await client.get(path, params=query, headers=who.headers)
        assert answer.status_code == 200, answer.text
        figures = answer.json()
        for product in figures["top_products"]:
            assert product.pop("name")
            product.pop("image")
        for seller in figures.get("top_sellers", []):
            assert seller.pop("name") == "Test Seller"
        sold = ("totals", "before", "by_day", "top_products", "orders_by_status", "top_sellers")
        return {key: figures[key] for key in sold if key in figures}

    async def check(self, periods_at: PeriodsAt) -> None:
        """Compare every dashboard of every period, in both replicas, with the loop; anew if midnight came meanwhile."""
        today = datetime.now(self.zone).date()
        try:
            await self._compare(periods_at(today))
        except AssertionError:
            if datetime.now(self.zone).date() == today:
                raise
            await self._compare(periods_at(datetime.now(self.zone).date()))

    async def _compare(self, periods: Periods) -> None:
        orders = await self.mongo.db.orders.find({}).to_list(None)
        for name, (query, period) in periods.items():
            for who in (self.admin, *self.sellers):
                seller_id = None if who.role == "admin" else who.id
                expected = figures_by_loop(orders, self.zone, period.since, period.until, seller_id)
                shown = await asyncio.gather(*(self.shown(client, who, query) for client in self.replicas))
                assert shown == [expected, expected], f"{self.zone} {name} {who.role}"


@pytest.fixture(params=ZONES)
async def market(
    request: pytest.FixtureRequest, mongo: Mongo, settings: Settings, sign_in: SignIn, clean_database: Database
) -> AsyncIterator[Market]:
    """A market without a single order."""
    here = settings.model_copy(update={"shop_timezone": request.param})
    zone = ZoneInfo(request.param)
    # as the service's own database user: it must be allowed to
    own = Mongo(here, "orders")
    async with serve(create_app(here)) as one, serve(create_app(here)) as other:
        sellers = [await sign_in("seller") for _ in range(2)]
        roll_ups = [RollUp(own, zone), RollUp(own, zone)]
        yield Market([one, other], mongo, roll_ups, zone, sellers, await sign_in("buyer"), await sign_in("admin"))
    own.close()


def clock_changes(zone: ZoneInfo, year: int) -> list[date]:
    """The days of the year on which the zone's clocks change."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(YEAR)]
    offsets = [datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset() for day in days]
    return [day for day, (before, after) in zip(days, pairwise(offsets), strict=False) if before != after]


def free(since: date, until: date) -> tuple[dict[str, str], Period]:
    return {"from": str(since), "to": str(until)}, Period(since, until)


def periods_of(changes: list[date], today: date) -> Periods:
    """Every named period, single days and weeks around each change of the clocks, and a year."""
    named = {str(name): ({"period": str(name)}, last_days(count, today)) for name, count in DAYS_OF.items()}
    around = {f"around {day}": free(day - timedelta(days=6), day + timedelta(days=3)) for day in changes}
    on = {f"on {day}": free(day, day) for day in changes}
    return {**named, **around, **on, "a year": free(today - timedelta(days=YEAR - 1), today)}


async def test_every_figure_is_what_a_loop_over_the_orders_computes(market: Market, make_product: MakeProduct) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # noqa: T201 - to run it again
    chance = random.Random(seed)
    goods = [
        Goods(await make_product(seller.user_id, stock=10_000, price_cents=cents), seller.user_id)
        for seller in market.sellers
        for cents in (1999, 1, 333, 50_000, 5, 7, 10_000_000, 99)
    ]
    today = datetime.now(market.zone).date()
    changes = [day for year in (today.year - 1, today.year) for day in clock_changes(market.zone, year) if day < today]
    assert len(changes) >= 2
    ends = [today, *(today - timedelta(days=days + extra) for days in DAYS_OF.values() for extra in (-1, 0, 1))]
    days = [*changes, *(day + timedelta(days=1) for day in changes), *ends]
    days += [today - timedelta(days=chance.randrange(2 * YEAR)) for _ in range(10)]
    moments = [min(each, datetime.now(UTC)) for each in moments_near_midnights(chance, market.zone, days, ORDERS)]
    orders = [random_order(chance, goods, market.buyer.user_id, moment) for moment in moments]
    await insert_orders(market.mongo, orders)
    periods = partial(periods_of, changes[-2:])

    await market.check(lambda day: {name: period for name, period in periods(day).items() if name != "a year"})
    await market.add_up()
    await market.check(periods)

    await settle_some(market, chance, [order.id for order in orders])
    await buy_some(market, chance, goods)
    await market.check(periods)
    await market.add_up()
    await market.check(periods)


async def settle_some(market: Market, chance: random.Random, order_ids: list[str]) -> None:
    """Sellers, the buyer and the admin settle orders in both replicas at once; some find them settled already."""
    statuses = set()
    for _ in range(12):
        requests = []
        for order_id in chance.sample(order_ids, 4):
            client, outcome = chance.choice(market.replicas), chance.choice(("completed", "cancelled"))
            who = chance.choice((*market.sellers, market.buyer, market.admin))
            if who.role == "buyer":
                requests.append(client.post(f"/api/orders/{order_id}/cancel", headers=who.headers))
            else:
                body = {"status": outcome, "reason": "so it is" if outcome == "cancelled" else None}
                url = f"/api/orders/{order_id}/status"
                requests.append(client.put(url, json=body, headers=who.headers))
        statuses |= {answer.status_code for answer in await asyncio.gather(*requests)}
    assert 200 in statuses
    assert statuses <= {200, 404, 409}


async def buy_some(market: Market, chance: random.Random, goods: list[Goods]) -> None:
    for number in range(6):
        lines = [{"product_id": each.product_id, "quantity": chance.randint(1, 9)} for each in chance.sample(goods, 3)]
        client = market.replicas[number % 2]
        answer = await client.post("/api/orders/", json={"products": lines}, headers=market.buyer.headers)
        assert answer.status_code == 201, answer.text


async def test_days_that_were_added_up_are_not_counted_again(market: Market, make_product: MakeProduct) -> None:
    seller = market.sellers[0]
    goods = [Goods(await make_product(seller.user_id), seller.user_id)]
    long_ago = datetime.now(UTC) - timedelta(days=5)
    await insert_orders(market.mongo, [random_order(random.Random(1), goods, market.buyer.user_id, long_ago)])
    await market.add_up()
    await market.mongo.db[SALES_DAYS].update_many({}, {"$set": {"statuses.completed": 77}})

    day = str(long_ago.astimezone(market.zone).date())
    for who in (seller, market.admin):
        shown = await market.shown(market.replicas[0], who, {"from": day, "to": day})
        assert shown["orders_by_status"]["completed"] == 77
