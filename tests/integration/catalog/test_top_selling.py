"""The best sellers: counted like the dashboards' top products, and only those that are still on sale."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from souk_catalog.main import create_app
from souk_catalog.products import top_selling
from souk_common.mongo import Database, Mongo
from souk_common.settings import Settings
from souk_orders.orders.model import Status
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignIn, serve
from tests.fixtures.trade import Goods, insert_orders, order_of


@pytest.fixture
async def shop(
    settings: Settings, clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx2.AsyncClient]:
    """A catalog that forgets its ranking at once, on a market without orders."""
    monkeypatch.setattr(top_selling, "REMEMBERED_S", 0.0)
    async with serve(create_app(settings)) as client:
        yield client


async def names(shop: httpx2.AsyncClient, query: str = "") -> list[str]:
    answer = await shop.get(f"/api/products/top-selling{query}")
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


async def test_the_best_sellers_of_thirty_days_come_first_without_what_was_cancelled_or_went_off_sale(
    shop: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    goods = {
        name: Goods(await make_product(seller.user_id, name=name), seller.user_id)
        for name in ("lamp", "rug", "cup", "old", "disabled")
    }
    now = datetime.now(UTC)
    sold: list[tuple[str, int, datetime, Status]] = [
        ("lamp", 3, now, "placed"),
        ("rug", 5, now - timedelta(days=20), "completed"),
        ("cup", 1, now, "completed"),
        ("cup", 50, now, "cancelled"),
        ("old", 99, now - timedelta(days=40), "completed"),
        ("disabled", 70, now, "placed"),
    ]
    assert await names(shop) == []
    orders = [order_of({goods[name]: units}, buyer.user_id, at, status) for name, units, at, status in sold]
    await insert_orders(mongo, orders)
    await mongo.db.products.update_one({"name": "disabled"}, {"$set": {"status": "disabled"}})

    assert await names(shop) == ["rug", "lamp", "cup"]
    assert await names(shop, "?limit=1") == ["rug"]
    await mongo.db.products.update_one({"name": "rug"}, {"$set": {"status": "deleted"}})
    assert await names(shop) == ["lamp", "cup"]


@pytest.mark.parametrize("query", ["limit=0", "limit=25", "limit=x", "page=1"])
async def test_how_many_is_bounded(shop: httpx2.AsyncClient, query: str) -> None:
    assert (await shop.get(f"/api/products/top-selling?{query}")).status_code == 422
