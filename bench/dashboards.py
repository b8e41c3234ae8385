"""How long each dashboard takes on a year of made-up trade, one request at a time with nothing else running."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

from bson import ObjectId

from bench.http_client import Connection, quantile_ms
from bench.measures import minimal_app
from bench.shop import PORT, Shop
from souk_common.mongo import Document
from tests.fixtures.services import sign_token

REQUESTS = 60
PERIODS = ("today", "7d", "30d", "90d")
MEDIAN_SELLER = "seller100@fill.test"
BIGGEST_SELLER = "seller1@fill.test"
SETTLE_WITHIN_S = 300


@dataclass(frozen=True)
class Request:
    """Something to ask for; `service` names whose replica is asked past NGINX, which would answer from its cache."""

    name: str
    path: str
    user_id: str
    role: str
    service: str | None = None


@dataclass(frozen=True)
class Timing:
    """How long one request took, in milliseconds: the first time, and of all others the quantiles."""

    name: str
    first_ms: float
    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclass(frozen=True)
class People:
    """Who asks, and about what."""

    admin: str
    biggest: str
    median: str
    product: str
    order: Document
    buyer: Document


async def wait_for_days(shop: Shop) -> float:
    """Return once every day of the trade is added up; how many seconds that took."""
    began = time.monotonic()
    over = datetime.now(UTC) - timedelta(hours=36)
    first = await shop.mongo.db.orders.find_one(sort=[("timestamp", 1)])
    days = (over - first["timestamp"]).days if first else 0
    while await shop.mongo.db.sales_days.count_documents(
        {"seller_id": None}
    ) < days or await shop.mongo.db.sales_changes.count_documents({"at": {"$lt": over}}):
        if time.monotonic() - began > SETTLE_WITHIN_S:
            raise RuntimeError(f"the days of the trade are not added up after {SETTLE_WITHIN_S} s")
        await asyncio.sleep(1)
    return time.monotonic() - began


async def time_dashboards(shop: Shop) -> tuple[list[Timing], Timing]:
    """Each request `REQUESTS` times, and the bare read of one product through a minimal app in the same run."""
    people = await _people(shop)
    timings = []
    for request in _requests(people):
        port = int(shop.stack.replica_urls(request.service)[0].rpartition(":")[2]) if request.service else PORT
        token = sign_token(shop.settings, request.user_id, request.role, str(ObjectId()), 7200)
        timings.append(await _time(request.name, port, request.path, token))
    with minimal_app(shop.stack.replica_urls("catalog")[0], people.product) as url:
        bare = await _time("minimal FastAPI route, one product", urlsplit(url).port or 0, "/one", "")
    return timings, bare


async def _time(name: str, port: int, path: str, token: str) -> Timing:
    connection = await Connection.open("127.0.0.1", port)
    took_s = []
    for _ in range(REQUESTS + 1):
        began = time.perf_counter()
        status = await connection.get(path, token)
        took_s.append(time.perf_counter() - began)
        if status != 200:
            raise RuntimeError(f"{name}: {path} answers {status}")
    connection.writer.close()
    first_s, *others_s = took_s
    quantiles = [quantile_ms(others_s, share) for share in (0.5, 0.95, 0.99)]
    return Timing(name, first_s * 1000, *quantiles)


async def _people(shop: Shop) -> People:
    db = shop.mongo.db
    sellers = {
        user["email"]: user["_id"] async for user in db.users.find({"email": {"$in": [BIGGEST_SELLER, MEDIAN_SELLER]}})
    }
    biggest = sellers[BIGGEST_SELLER]
    order = await db.orders.find_one({"parts.seller_id": biggest}, sort=[("timestamp", -1)])
    product = await db.products.find_one({"seller_id": biggest}, sort=[("stock_seq", -1)])
    admin = await db.users.find_one({"role": "admin"})
    assert order
    assert product
    assert admin
    buyer = await db.users.find_one({"_id": order["buyer_id"]})
    assert buyer
    return People(str(admin["_id"]), str(biggest), str(sellers[MEDIAN_SELLER]), str(product["_id"]), order, buyer)


def _requests(people: People) -> Iterator[Request]:
    year = f"from={datetime.now(UTC) - timedelta(days=365):%Y-%m-%d}&to={datetime.now(UTC):%Y-%m-%d}"
    for period in (*(f"period={name}" for name in PERIODS), year):
        shown = period.removeprefix("period=") if period != year else "a year"
        for which, seller_id in (("biggest", people.biggest), ("a median", people.median)):
            yield Request(f"{which} seller's overview, {shown}", f"/api/analytics/seller?{period}", seller_id, "seller")
        yield Request(f"admin dashboard, {shown}", f"/api/admin/dashboard?{period}", people.admin, "admin")
    yield Request("top-selling, past the cache", "/api/products/top-selling", people.admin, "admin", "catalog")
    yield from _of_seller(people)
    yield from _of_admin(people)


def _of_seller(people: People) -> Iterator[Request]:
    def request(name: str, path: str, **query: object) -> Request:
        return Request(f"seller: {name}", f"{path}?{urlencode(query)}", people.biggest, "seller")

    word, number = people.order["product_list"][0]["name"].split()[0], str(people.order["_id"])[-8:]
    yield request("orders", "/api/orders/seller-orders")
    yield request("orders, page 100", "/api/orders/seller-orders", page=100)
    yield request("orders placed", "/api/orders/seller-orders", status="placed")
    yield request("orders completed, page 100", "/api/orders/seller-orders", status="completed", page=100)
    for what, text in (("a number", number), ("a product", word), ("a buyer", people.buyer["email"])):
        yield request(f"orders by {what}", "/api/orders/seller-orders", search=text)
    yield request("pickups of today", "/api/orders/pickups")
    yield request("buyers", "/api/orders/buyers")
    yield request("buyers by name", "/api/orders/buyers", search=people.buyer["name"])
    yield request("buyers of a product", "/api/orders/buyers", product_id=people.product)
    for sort in ("newest", "name", "price_desc", "stock_asc"):
        yield request(f"products by {sort}", "/api/products/my-products", sort=sort)
    for stock in ("low", "out", "in"):
        yield request(f"products, stock {stock}", "/api/products/my-products", stock=stock)
    yield request("products by search", "/api/products/my-products", search=word)
    yield request("stock log", f"/api/products/{people.product}/inventory-logs")
    yield request("sales in the stock log", f"/api/products/{people.product}/inventory-logs", change_type="purchase")
    yield request("stock history", f"/api/products/{people.product}/stock-history")


def _of_admin(people: People) -> Iterator[Request]:
    def request(name: str, path: str, **query: object) -> Request:
        return Request(f"admin: {name}", f"{path}?{urlencode(query, quote_via=quote)}", people.admin, "admin")

    yield request("users", "/api/admin/users")
    yield request("users by name", "/api/admin/users", search=people.buyer["name"].split()[0])
    yield request("sellers", "/api/admin/users", role="seller")
    yield request("a user", f"/api/admin/users/{people.biggest}")
    yield request("products to review", "/api/admin/products")
    yield request("products", "/api/admin/products", queue="all")
    yield request("products by search", "/api/admin/products", queue="all", search="copper kettle")
    yield request("products of a seller", "/api/admin/products", queue="all", seller_id=people.biggest)
    yield request("orders", "/api/admin/orders")
    yield request("orders completed, page 100", "/api/admin/orders", status="completed", page=100)
    yield request("orders of a seller", "/api/admin/orders", seller_id=people.biggest)
    for what, text in (("a number", str(people.order["_id"])[-8:]), ("a buyer", people.buyer["email"])):
        yield request(f"orders by {what}", "/api/admin/orders", search=text)
    yield request("buyers", "/api/orders/buyers")
    yield request("buyers of a product", "/api/orders/buyers", product_id=people.product)
    yield request("audit log", "/api/admin/audit")
    yield request("health", "/api/admin/health")
