"""`make fill` on a real database, looked at through the services."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pymongo.errors import BulkWriteError

from souk_auth.main import create_app as auth
from souk_auth.settings import AuthSettings
from souk_catalog.main import create_app as catalog
from souk_common.mongo import Database
from souk_common.settings import Settings
from souk_mongo_init.fill import Counter, Plan, fill, refuse_unless_demo
from souk_mongo_init.fill.prove import prove
from souk_mongo_init.fill.trade import Market
from souk_mongo_init.replica_set import Client, connect
from souk_mongo_init.settings import InitError, load_settings
from souk_orders.main import create_app as orders
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import serve, sign_token

FILLED = ("users", "products", "orders", "inventory_logs")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def plan() -> Plan:
    return Plan(datetime.now(UTC), Counter.of({}), orders=400, products=120, users=100)


@pytest.fixture(scope="module")
def root(replica_set: ReplicaSet) -> Iterator[Client]:
    with connect(load_settings(replica_set.environment)) as client:
        yield client


@pytest.fixture
async def empty(clean_database: Database) -> AsyncIterator[Database]:
    """A database without rows, before the test and after it."""
    yield clean_database
    for name in (*FILLED, "sales_changes"):
        await clean_database[name].delete_many({})


async def counts(db: Database) -> dict[str, int]:
    return {name: await db[name].count_documents({}) for name in FILLED}


async def test_what_is_filled_in_is_what_was_planned_and_keeps_every_rule(
    empty: Database, root: Client, plan: Plan
) -> None:
    fill(root, "souk", plan)
    found = await counts(empty)
    assert (found["users"], found["products"], found["orders"]) == (100, 120, 400)
    assert found["inventory_logs"] > 400
    sellers = [user["_id"] async for user in empty.users.find({"role": "seller"})]
    assert prove(root.souk, sellers) == {"products": 120, "orders": 400}


async def test_every_day_of_the_trade_is_to_be_added_up_anew(empty: Database, root: Client, plan: Plan) -> None:
    fill(root, "souk", plan)
    traded = {order["timestamp"].astimezone(NEW_YORK).date() async for order in empty.orders.find()}
    noted = [change["at"].astimezone(NEW_YORK).date() async for change in empty.sales_changes.find()]
    assert sorted(noted) == sorted(traded)


async def test_its_accounts_sign_in(empty: Database, root: Client, plan: Plan, settings: Settings) -> None:
    fill(root, "souk", plan)
    account = {"email": "seller1@fill.test", "password": "demo123"}
    async with serve(auth(AuthSettings(**settings.model_dump()))) as client:
        signed_in = await client.post("/api/auth/login", json=account)
    assert signed_in.status_code == 200, signed_in.text
    assert signed_in.json()["user"]["role"] == "seller"


async def test_its_orders_and_products_are_the_shops(
    empty: Database, root: Client, plan: Plan, settings: Settings
) -> None:
    fill(root, "souk", plan)
    order = await empty.orders.find_one(sort=[("timestamp", -1)])
    assert order
    seller_id = order["parts"][0]["seller_id"]
    async with serve(orders(settings)) as client:
        page = await client.get("/api/orders/seller-orders", headers=signed_in_as(settings, str(seller_id), "seller"))
        headers = signed_in_as(settings, str(order["buyer_id"]), "buyer")
        shown = (await client.get(f"/api/orders/{order['_id']}", headers=headers)).json()
    assert page.json()["total"] == await empty.orders.count_documents({"parts.seller_id": seller_id})
    assert round(shown["total_amount"] * 100) == order["total_amount_cents"]
    line = shown["product_list"][0]
    async with serve(catalog(settings)) as client:
        product = (await client.get(f"/api/products/{line['product_id']}")).json()
        listed = (await client.get("/api/products/", params={"limit": 1})).json()
    assert (product["name"], product["price"]) == (line["name"], line["price"])
    assert listed["total"] == plan.products


def signed_in_as(settings: Settings, user_id: str, role: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {sign_token(settings, user_id, role, user_id)}"}


async def test_a_second_fill_is_refused_and_adds_nothing(empty: Database, root: Client, plan: Plan) -> None:
    fill(root, "souk", plan)
    before = await counts(empty)
    with pytest.raises(InitError, match="filled already: nothing was added"):
        fill(root, "souk", plan)
    assert await counts(empty) == before


async def test_a_fill_that_fails_leaves_nothing(empty: Database, root: Client, plan: Plan) -> None:
    in_the_way = {**Market(plan).goods[0].row, "seller_id": plan.ids("others").at(plan.until)}
    await empty.products.insert_one(in_the_way)
    with pytest.raises(BulkWriteError):
        fill(root, "souk", plan)
    assert await counts(empty) == {"users": 0, "products": 1, "orders": 0, "inventory_logs": 0}


async def test_what_a_killed_fill_left_is_removed_by_the_next(empty: Database, root: Client, plan: Plan) -> None:
    fill(root, "souk", plan)
    await empty.users.delete_many({"role": "buyer"})  # they are written last
    fill(root, "souk", plan)
    found = await counts(empty)
    assert (found["users"], found["products"], found["orders"]) == (100, 120, 400)


@pytest.mark.parametrize(
    ("collection", "change"),
    [
        ("products", {"$inc": {"stock": 1}}),
        ("inventory_logs", {"$inc": {"seq": 1_000}}),
        ("inventory_logs", {"$inc": {"delta": -1}}),
        ("orders", {"$inc": {"total_amount_cents": 1}}),
        ("orders", {"$inc": {"product_list.0.quantity": 1, "total_amount_cents": 1}}),
    ],
    ids=str,
)
async def test_the_proof_finds_what_breaks_a_rule(
    empty: Database, root: Client, plan: Plan, collection: str, change: dict[str, object]
) -> None:
    fill(root, "souk", plan)
    await empty[collection].update_one({}, change)
    sellers = [user["_id"] async for user in empty.users.find({"role": "seller"})]
    with pytest.raises(InitError):
        prove(root.souk, sellers)


def test_production_is_never_filled(replica_set: ReplicaSet) -> None:
    settings = load_settings({**replica_set.environment, "SOUK_MODE": "production"})
    with pytest.raises(InitError, match="demo mode only"):
        refuse_unless_demo(settings)
