"""Order lists: by date and status for buyers, buyers of my products for sellers."""

from datetime import UTC, datetime, timedelta

import httpx2
from bson import ObjectId

from souk_common.mongo import Mongo
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignIn
from tests.fixtures.waiting import PATIENT_S


async def test_my_orders_are_found_by_date_and_status_newest_first(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, other = await sign_in("buyer"), await sign_in("buyer")
    body = {"products": [{"product_id": await make_product(stock=99), "quantity": 1}]}
    ids = [(await client.post("/api/orders/", json=body, headers=buyer.headers)).json()["id"] for _ in range(3)]
    await client.post("/api/orders/", json=body, headers=other.headers)
    await client.post(f"/api/orders/{ids[0]}/cancel", headers=buyer.headers)
    # 23:30 in New York is already the next day in UTC: the shop's calendar decides
    late = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
    await mongo.db.orders.update_one({"_id": ObjectId(ids[1])}, {"$set": {"timestamp": late}})

    async def listed(query: str) -> list[str]:
        answer = await client.get(f"/api/orders/my-orders?{query}", headers=buyer.headers)
        assert answer.status_code == 200, answer.text
        return [order["id"] for order in answer.json()["items"]]

    assert await listed("") == [ids[2], ids[0], ids[1]]
    assert await listed("status=cancelled") == [ids[0]]
    assert await listed("from=2026-03-01&to=2026-03-01") == [ids[1]]
    assert await listed("from=2026-03-02&to=2026-03-02") == []
    assert await listed("to=2026-03-02T04:30:00Z") == []
    assert await listed("from=2026-03-02T04:30:00Z&to=2026-03-02T04:31:00Z") == [ids[1]]
    assert await listed("limit=1&page=2") == [ids[0]]
    page = (await client.get("/api/orders/my-orders?limit=2", headers=buyer.headers)).json()
    assert (page["total"], page["page"], page["pages"]) == (3, 1, 2)


async def test_a_seller_sees_who_bought_their_products_and_nobody_elses(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct, mongo: Mongo
) -> None:
    buyer, seller, other = await sign_in("buyer"), await sign_in("seller"), await sign_in("seller")
    mine, also_mine, theirs = [await make_product(owner.user_id) for owner in (seller, seller, other)]
    body = {"products": [{"product_id": product_id, "quantity": 1} for product_id in (mine, theirs)]}
    await client.post("/api/orders/", json=body, headers=buyer.headers)
    body = {"products": [{"product_id": also_mine, "quantity": 2}]}
    second = (await client.post("/api/orders/", json=body, headers=buyer.headers)).json()

    async def bought(query: str = "") -> list[tuple[str, str | None, int]]:
        answer = await client.get(f"/api/orders/buyers?{query}", headers=seller.headers)
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["items"])
        return [(row["product_id"], row["email"], row["quantity"]) for row in answer.json()["items"]]

    assert await bought() == [(also_mine, buyer.email, 2), (mine, buyer.email, 1)]
    assert await bought(f"product_id={mine}") == [(mine, buyer.email, 1)]
    assert await bought(f"product_id={theirs}") == []
    await client.post(f"/api/orders/{second['id']}/cancel", headers=buyer.headers)
    assert await bought() == [(mine, buyer.email, 1)]
    # a deleted account leaves its orders, without personal data
    await mongo.db.users.update_one({"_id": buyer.id}, {"$set": {"status": "deleted"}})
    assert await bought() == [(mine, None, 1)]
    assert (await client.get("/api/orders/buyers", headers=buyer.headers)).status_code == 403


async def test_an_order_carries_the_time_of_the_clock(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    body = {"products": [{"product_id": await make_product(), "quantity": 1}]}
    order = (await client.post("/api/orders/", json=body, headers=buyer.headers)).json()
    assert order["timestamp"].endswith("Z")
    assert abs(datetime.fromisoformat(order["timestamp"]) - datetime.now(UTC)) < timedelta(seconds=PATIENT_S)
