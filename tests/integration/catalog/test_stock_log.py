"""The stock log: exported as CSV that no spreadsheet computes, and thinned to what a chart can show."""

import csv
import io
import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
import pytest
from bson import ObjectId

from souk_catalog.products.stock_log import MAX_POINTS, filter_of, index_for, order_of
from souk_catalog.products.stock_log_schemas import StockFilter
from souk_common.mongo import Document, Mongo
from souk_common.settings import Settings
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn
from tests.fixtures.shop import assert_problem
from tests.integration.catalog.test_indexes import stages

NEW_YORK = ZoneInfo("America/New_York")
START = datetime(2026, 3, 1, tzinfo=UTC)
Json = Any


async def log_rows(mongo: Mongo, seller: SignedIn, product_id: str, stocks: list[int]) -> None:
    """A log of these stocks, one a minute from `START` on."""
    before = [0, *stocks]
    rows: list[Document] = [
        {
            "product_id": ObjectId(product_id),
            "seller_id": seller.id,
            "name": "Lamp",
            "seq": number,
            "change_type": "restock" if new > old else "purchase",
            "delta": new - old,
            "old_stock": old,
            "new_stock": new,
            "reason": "count",
            "order_id": None,
            "actor_id": seller.id,
            "timestamp": START + timedelta(minutes=number - 1),
        }
        for number, (old, new) in enumerate(zip(before, stocks, strict=False), start=1)
    ]
    await mongo.db.inventory_logs.insert_many(rows)
    await mongo.db.products.update_one(
        {"_id": ObjectId(product_id)}, {"$set": {"stock": stocks[-1], "stock_seq": len(stocks)}}
    )


class Log:
    """Asks for the log of one product."""

    def __init__(self, client: httpx2.AsyncClient, seller: SignedIn, product_id: str) -> None:
        self._client, self._seller, self._path = client, seller, f"/api/products/{product_id}"

    async def get(self, what: str, **params: str) -> httpx2.Response:
        return await self._client.get(f"{self._path}/{what}", params=params, headers=self._seller.headers)

    async def points(self, **params: str) -> list[tuple[datetime, int]]:
        answer = await self.get("stock-history", **params)
        assert answer.status_code == 200, answer.text
        return [(datetime.fromisoformat(each["at"]), each["stock"]) for each in answer.json()["points"]]

    async def table(self, **params: str) -> list[dict[str, str]]:
        answer = await self.get("inventory-logs/export", **params)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def minute(number: int) -> str:
    return (START + timedelta(minutes=number)).isoformat().replace("+00:00", "Z")


async def test_the_log_is_exported_with_its_filters_and_no_text_is_a_formula(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=9)
    log = Log(client, seller, product_id)
    reasons = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "'=1", 'two, "three"']
    for reason in reasons:
        body = {"delta": -1, "reason": reason}
        answer = await client.post(f"/api/products/{product_id}/adjust", json=body, headers=seller.headers)
        assert answer.status_code == 200

    rows = await log.table()
    listed = (await log.get("inventory-logs")).json()["items"]

    assert [row["reason"] for row in reversed(rows)] == [
        *("opening stock", '\'=HYPERLINK("http://x")', "'+1", "'-1", "'@SUM(A1)", "''=1", 'two, "three"'),
    ]
    assert [int(row["seq"]) for row in rows] == [row["seq"] for row in listed] == [7, 6, 5, 4, 3, 2, 1]
    # a number is no formula: a spreadsheet must be able to add it up
    assert [row["delta"] for row in rows] == ["-1"] * 6 + ["9"]
    assert list(rows[0]) == list(listed[0])
    assert [row["seq"] for row in await log.table(change_type="restock")] == ["1"]
    assert await log.table(**{"from": "2099-01-01T00:00:00Z"}) == []


async def test_the_log_of_another_seller_is_not_there(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    owner, stranger, admin = await sign_in("seller"), await sign_in("seller"), await sign_in("admin")
    product_id = await make_product(owner.user_id, stock=9)
    for what in ("inventory-logs", "inventory-logs/export", "stock-history"):
        assert_problem(await Log(client, stranger, product_id).get(what), 404)
        assert (await Log(client, admin, product_id).get(what)).status_code == 200


async def test_a_short_history_holds_every_move_of_the_time_asked_for(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=0)
    await log_rows(mongo, seller, product_id, [5, 4, 9, 0])
    log = Log(client, seller, product_id)

    at = [START + timedelta(minutes=number) for number in range(10)]
    assert await log.points() == list(zip(at[:4], [5, 4, 9, 0], strict=True))
    # it begins with what the stock was at `from`
    between = {"from": (START + timedelta(seconds=30)).isoformat(), "to": minute(2)}
    assert await log.points(**between) == [(START + timedelta(seconds=30), 5), (at[1], 4)]
    assert await log.points(**{"from": minute(7)}) == [(at[7], 0)]
    assert await log.points(to=minute(0)) == []
    assert await log.points(**{"from": "2020-01-01T00:00:00Z", "to": minute(1)}) == [(at[0], 5)]


async def test_a_day_is_one_of_the_shops_calendar_with_its_end(
    client: httpx2.AsyncClient, settings: Settings, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=0)
    await log_rows(mongo, seller, product_id, [5, 4])
    log, day = Log(client, seller, product_id), START.astimezone(ZoneInfo(settings.shop_timezone)).date()

    assert [row["seq"] for row in await log.table(**{"from": str(day), "to": str(day)})] == ["2", "1"]
    assert await log.table(to=str(day - timedelta(days=1))) == []
    assert [stock for _, stock in await log.points(**{"from": str(day), "to": str(day)})] == [5, 4]
    assert [stock for _, stock in await log.points(**{"from": str(day + timedelta(days=1))})] == [4]
    for what in ("inventory-logs", "inventory-logs/export", "stock-history"):
        backwards = await log.get(what, **{"from": str(day), "to": str(day - timedelta(days=2))})
        assert assert_problem(backwards, 422)["errors"][0]["field"] == "from", what


@pytest.mark.parametrize("moves", [499, 500, 501, 20_011])
async def test_a_long_history_is_thinned_and_keeps_its_ends_highs_and_lows(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct, moves: int
) -> None:
    seller, chance = await sign_in("seller"), random.Random(moves)
    product_id = await make_product(seller.user_id, stock=0)
    stocks = [chance.randint(100, 200) for _ in range(moves)]
    high, low = chance.sample(range(1, moves - 1), 2)
    stocks[high], stocks[low] = 9_000, 0
    await log_rows(mongo, seller, product_id, stocks)

    points = await Log(client, seller, product_id).points()
    with_start = await Log(client, seller, product_id).points(**{"from": minute(0)})

    true = {START + timedelta(minutes=number): stock for number, stock in enumerate(stocks)}
    assert all(true[at] == stock for at, stock in points)
    assert [at for at, _ in points] == sorted({at for at, _ in points})
    assert len(with_start) <= MAX_POINTS
    assert MAX_POINTS // 2 < len(points) <= MAX_POINTS
    assert points[0][0] == START
    assert points[-1] == (START + timedelta(minutes=moves - 1), stocks[-1])
    assert {(START + timedelta(minutes=high), 9_000), (START + timedelta(minutes=low), 0)} <= set(points)


@pytest.mark.parametrize(
    "params",
    [{}, {"change_type": "purchase"}, {"from": START}, {"to": START}, {"change_type": "restock", "from": START}],
    ids=str,
)
async def test_every_filter_of_the_log_reads_an_index_inorder_of(mongo: Mongo, params: Json) -> None:
    found = filter_of(str(ObjectId()), StockFilter.model_validate(params), NEW_YORK)
    for direction in (1, -1):
        find = {
            "find": "inventory_logs",
            "filter": found,
            "sort": dict(order_of(found, direction)),
            "hint": dict(index_for(found)),
        }
        answer = await mongo.db.command("explain", find, verbosity="queryPlanner")
        plan = set(stages(answer["queryPlanner"]["winningPlan"]))
        assert "IXSCAN" in plan
        assert not plan & {"COLLSCAN", "SORT"}
