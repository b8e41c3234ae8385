"""What dashboards say of stock, users and categories is what a plain loop over the rows says."""

import random
from collections import Counter
from typing import Any

import httpx2

from souk_common.mongo import Database, Mongo
from souk_orders.analytics.dashboards import REMEMBERED_S
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn
from tests.fixtures.waiting import PATIENT_S, until

Json = Any
PRODUCTS = 120


async def make_products(make_product: MakeProduct, sellers: list[SignedIn]) -> None:
    chance = random.Random(3)
    for number in range(PRODUCTS):
        await make_product(
            chance.choice(sellers).user_id,
            stock=chance.choice((0, 1, 2, 5, 6, 100_000)),
            price_cents=chance.choice((1, 1999, 100_000_000)),
            name=f"Lamp {number}",
            category=f"Aisle {min(chance.randrange(20), chance.randrange(20))}",
            status=chance.choice(("active", "active", "disabled", "deleted")),
            low_stock_threshold=chance.choice((0, 1, 5, 20)),
        )


def is_low(product: Json) -> bool:
    return bool(0 < product["stock"] <= product["low_stock_threshold"])


def inventory_by_loop(products: list[Json]) -> Json:
    on_sale = [product for product in products if product["status"] == "active"]
    return {
        "value": sum(product["price_cents"] * product["stock"] for product in on_sale) / 100,
        "products": len(on_sale),
        "low_stock": sum(is_low(product) for product in on_sale),
        "out_of_stock": sum(product["stock"] == 0 for product in on_sale),
    }


async def test_a_sellers_inventory_is_of_their_own_products_on_sale(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct, clean_database: Database
) -> None:
    sellers = [await sign_in("seller") for _ in range(3)]
    await make_products(make_product, sellers[:2])
    for seller in sellers:
        answer = await client.get("/api/analytics/seller", headers=seller.headers)
        own = await mongo.db.products.find({"seller_id": seller.id}).to_list(None)
        assert answer.json()["inventory"] == inventory_by_loop(own)
    assert answer.json()["inventory"] == {"value": 0, "products": 0, "low_stock": 0, "out_of_stock": 0}


async def test_the_market_is_counted_as_a_whole(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct, clean_database: Database
) -> None:
    sellers = [await sign_in("seller") for _ in range(2)]
    await make_products(make_product, sellers)
    admin, disabled = await sign_in("admin"), await sign_in("buyer")
    await mongo.db.users.update_one({"_id": disabled.id}, {"$set": {"status": "disabled"}})
    await mongo.db.users.update_one({"_id": (await sign_in("buyer")).id}, {"$set": {"status": "deleted"}})
    await sign_in("buyer")

    async def shown() -> Json:
        return (await client.get("/api/admin/dashboard?period=today", headers=admin.headers)).json()

    async def is_counted() -> bool:
        return bool((await shown())["users_by_role"] == {"buyer": 1, "seller": 2, "admin": 1})

    await until(is_counted, within_s=REMEMBERED_S + PATIENT_S, what="the market is counted anew")
    figures = await shown()
    products = await mongo.db.products.find({}).to_list(None)
    on_sale = [product for product in products if product["status"] == "active"]
    assert figures["users_disabled"] == 1
    assert figures["inventory"] == inventory_by_loop(products)
    counts = sorted(Counter(product["category"] for product in on_sale).items(), key=lambda each: (-each[1], each[0]))
    assert len(counts) > 12
    assert figures["products_by_category"] == [
        *({"category": category, "count": count} for category, count in counts[:12]),
        {"category": "Other", "count": sum(count for _, count in counts[12:])},
    ]
    low = sorted((product for product in on_sale if is_low(product)), key=lambda each: (each["stock"], each["_id"]))
    assert figures["low_stock"] == [
        {
            "product_id": str(product["_id"]),
            "name": product["name"],
            "seller_id": str(product["seller_id"]),
            "seller_name": product["seller_name"],
            "stock": product["stock"],
            "low_stock_threshold": product["low_stock_threshold"],
        }
        for product in low[:10]
    ]


async def test_a_sellers_dashboard_holds_nothing_of_another_seller(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct, clean_database: Database
) -> None:
    buyer, seller, other = await sign_in("buyer"), await sign_in("seller"), await sign_in("seller")
    own, theirs = await make_product(seller.user_id, price_cents=1000), await make_product(other.user_id)
    body = {"products": [{"product_id": own, "quantity": 2}, {"product_id": theirs, "quantity": 7}]}
    order = (await client.post("/api/orders/", json=body, headers=buyer.headers)).json()
    cancelled = {"status": "cancelled", "reason": "sold out"}
    await client.put(f"/api/orders/{order['id']}/status", json=cancelled, headers=other.headers)

    answer = await client.get("/api/analytics/seller?period=today", headers=seller.headers)

    figures = answer.json()
    assert figures["totals"] == {"revenue": 20.0, "orders": 1, "units": 2, "average_order": 20.0}
    assert figures["orders_by_status"] == {"placed": 1, "completed": 0, "cancelled": 0}
    assert [product["product_id"] for product in figures["top_products"]] == [own]
    assert figures["inventory"] == {"value": 80.0, "products": 1, "low_stock": 0, "out_of_stock": 0}
    assert theirs not in answer.text
    assert other.user_id not in answer.text
    idle = (await client.get("/api/analytics/seller?period=today", headers=other.headers)).json()
    assert idle["totals"] == {"revenue": 0.0, "orders": 0, "units": 0, "average_order": 0.0}
    assert idle["top_products"] == []
    assert idle["orders_by_status"] == {"placed": 0, "completed": 0, "cancelled": 1}
