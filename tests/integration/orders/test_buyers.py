"""Who bought what: the total is the number of lines that a plain loop finds, whoever asks for whichever product."""

from datetime import UTC, datetime
from itertools import product

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Database, Document
from souk_common.settings import Settings
from souk_mongo_init.fill import Counter, Plan, fill
from souk_mongo_init.replica_set import connect
from souk_mongo_init.settings import load_settings
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import sign_token

PLAN = Plan(datetime.now(UTC), Counter.of({}), orders=150, products=8, users=75)


@pytest.fixture
async def orders(clean_database: Database, replica_set: ReplicaSet) -> list[Document]:
    with connect(load_settings(replica_set.environment)) as client:
        fill(client, "souk", PLAN)
    two_sellers = {"parts.1": {"$exists": True}, "parts.status": {"$ne": "cancelled"}}
    half_cancelled = await clean_database.orders.update_one(two_sellers, {"$set": {"parts.0.status": "cancelled"}})
    assert half_cancelled.modified_count == 1
    return [order async for order in clean_database.orders.find()]


def lines_sold(orders: list[Document], seller_id: ObjectId | None, product_id: ObjectId | None) -> int:
    sold = 0
    for order in orders:
        kept = {part["seller_id"] for part in order["parts"] if part["status"] != "cancelled"}
        for line in order["product_list"]:
            is_asked_for = seller_id in (None, line["seller_id"]) and product_id in (None, line["product_id"])
            sold += line["seller_id"] in kept and is_asked_for
    return sold


async def test_the_total_is_the_number_of_lines_sold(
    client: httpx2.AsyncClient, orders: list[Document], settings: Settings
) -> None:
    sellers = {part["seller_id"] for order in orders for part in order["parts"]}
    products = {line["product_id"] for order in orders for line in order["product_list"]}
    for seller_id, product_id in product((None, *sellers), (None, *products)):
        role, user_id = ("seller", str(seller_id)) if seller_id else ("admin", str(ObjectId()))
        headers = {"Authorization": f"Bearer {sign_token(settings, user_id, role, user_id)}"}
        params = {"limit": 100} | ({"product_id": str(product_id)} if product_id else {})
        found = (await client.get("/api/orders/buyers", params=params, headers=headers)).json()
        assert found["total"] == lines_sold(orders, seller_id, product_id)
        assert len(found["items"]) == min(100, found["total"])
