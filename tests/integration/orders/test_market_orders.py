"""Admins find any order of the market and cancel it: once, with a reason, written down."""

import asyncio
import secrets
from typing import Any

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from souk_orders.shopkeeping.repository import MAX_PEOPLE
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignedIn, SignIn

Json = Any
MARKET = "/api/admin/orders"
REASON = {"reason": "Sold by mistake"}


async def order_of(client: httpx2.AsyncClient, buyer: SignedIn, *product_ids: str) -> str:
    body = {"products": [{"product_id": product_id, "quantity": 2} for product_id in product_ids]}
    answer = await client.post("/api/orders/", json=body, headers=buyer.headers)
    assert answer.status_code == 201, answer.text
    order_id: str = answer.json()["id"]
    return order_id


async def settle(client: httpx2.AsyncClient, actor: SignedIn, order_id: str, status: str) -> None:
    answer = await client.put(f"/api/orders/{order_id}/status", json={"status": status}, headers=actor.headers)
    assert answer.status_code == 200, answer.text


async def cancel(
    client: httpx2.AsyncClient, admin: SignedIn, order_id: str, key: str | None = None, body: Json = REASON
) -> httpx2.Response:
    headers = admin.headers | ({"Idempotency-Key": key} if key else {})
    return await client.post(f"{MARKET}/{order_id}/cancel", json=body, headers=headers)


async def test_orders_of_all_are_found_by_status_people_and_number(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    admin, one, two = await sign_in("admin"), await sign_in("seller"), await sign_in("seller")
    ann, bob = await sign_in("buyer"), await sign_in("buyer")
    surname = secrets.token_hex(5)
    for buyer, name in ((ann, f"Änn {surname}"), (bob, f"Bob {surname}")):
        await mongo.db.users.update_one({"_id": buyer.id}, {"$set": {"name": name}})
    ones, twos = await make_product(one.user_id, stock=99), await make_product(two.user_id, stock=99)
    first = await order_of(client, ann, ones)
    second = await order_of(client, bob, ones, twos)
    third = await order_of(client, ann, twos)
    await settle(client, two, third, "completed")

    async def listed(**query: str) -> list[str]:
        answer = await client.get(MARKET, params=query, headers=admin.headers)
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["items"])
        return [order["id"] for order in answer.json()["items"]]

    assert await listed(buyer_id=ann.user_id) == [third, first]
    assert await listed(seller_id=one.user_id) == [second, first]
    assert await listed(seller_id=two.user_id, status="completed") == [third]
    assert await listed(seller_id=one.user_id, buyer_id=ann.user_id) == [first]
    assert await listed(seller_id=one.user_id, to="2020-01-01") == []
    for search in (second, second[-8:], f"#{second[-8:].upper()}"):
        assert await listed(search=search) == [second]
    assert await listed(search=f"ann {surname}") == await listed(search=ann.email.upper()) == [third, first]
    assert await listed(search=ann.email, buyer_id=bob.user_id) == []
    assert await listed(search=surname) == await listed(search=".*") == await listed(search="Test Buyer\uffff") == []

    entry = (await client.get(MARKET, params={"search": second}, headers=admin.headers)).json()["items"][0]
    assert entry["buyer"] == {"id": bob.user_id, "name": f"Bob {surname}", "email": bob.email}
    assert {line["product_id"] for line in entry["product_list"]} == {ones, twos}


async def test_a_name_that_too_many_have_asks_for_more_of_it(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    admin = await sign_in("admin")
    example = await mongo.db.users.find_one({"_id": admin.id})
    assert example is not None
    name = f"Crowd {secrets.token_hex(5)}"
    rows = [
        example | {"_id": ObjectId(), "email": f"{number}@{name[6:]}.test", "name": f"{name} {number:03}"}
        for number in range(MAX_PEOPLE + 1)
    ]
    await mongo.db.users.insert_many(rows)
    answer = await client.get(MARKET, params={"search": name}, headers=admin.headers)
    assert answer.status_code == 422
    assert str(MAX_PEOPLE) in answer.json()["errors"][0]["message"]
    assert (await client.get(MARKET, params={"search": f"{name} 07"}, headers=admin.headers)).status_code == 200


async def test_a_cancelled_order_returns_its_stock_once_and_all_are_told_why(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    admin, buyer, one, two = [await sign_in(role) for role in ("admin", "buyer", "seller", "seller")]
    ones, twos = await make_product(one.user_id, stock=5), await make_product(two.user_id, stock=5)
    order_id = await order_of(replicas[0], buyer, ones, twos)

    # a double click with one key, and others who do the same at that moment
    keys = ["one click", "one click", "another", None] * 3
    answers = await asyncio.gather(
        *(cancel(replicas[number % 2], admin, order_id, key) for number, key in enumerate(keys))
    )

    assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
    assert {answer.json()["status"] for answer in answers} == {"cancelled"}
    assert (await stock_of(mongo, ones), await stock_of(mongo, twos)) == (5, 5)
    [placed, cancelled] = answers[0].json()["history"]
    assert (placed["by"], placed["reason"], cancelled["by"], cancelled["reason"]) == (
        "buyer",
        None,
        "admin",
        "Sold by mistake",
    )
    told = mongo.db.notifications.find({"kind": "order_status", "data.order_id": order_id})
    reasons = {str(row["user_id"]): (row["data"]["reason"], row["data"]["by"]) async for row in told}
    assert reasons == dict.fromkeys((buyer.user_id, one.user_id, two.user_id), ("Sold by mistake", "admin"))
    [written] = [row async for row in mongo.db.audit_log.find({"target_id": ObjectId(order_id)})]
    assert (written["action"], written["actor_id"], written["detail"]) == ("order.cancelled", admin.id, REASON)
    assert written["address"]


async def test_a_part_handed_over_stays_so_and_an_order_handed_over_cannot_be_cancelled(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    admin, buyer, one, two = [await sign_in(role) for role in ("admin", "buyer", "seller", "seller")]
    ones, twos = await make_product(one.user_id, stock=5), await make_product(two.user_id, stock=5)
    half, whole = await order_of(client, buyer, ones, twos), await order_of(client, buyer, ones)
    await settle(client, one, half, "completed")
    await settle(client, one, whole, "completed")

    done = (await cancel(client, admin, half)).json()
    assert {part["seller_id"]: part["status"] for part in done["parts"]} == {
        one.user_id: "completed",
        two.user_id: "cancelled",
    }
    assert (await stock_of(mongo, ones), await stock_of(mongo, twos)) == (1, 5)
    late = await cancel(client, admin, whole, "k")
    assert late.status_code == 409
    assert await mongo.db.audit_log.count_documents({"target_id": ObjectId(whole)}) == 0

    # the seller whose part was handed over neither hears nor sees of the other part
    assert await mongo.db.notifications.count_documents({"user_id": one.id, "kind": "order_status"}) == 0
    seen = (await client.get(f"/api/orders/seller-orders/{half}", headers=one.headers)).json()
    assert [(event["what"], event["by"]) for event in seen["history"]] == [("placed", "buyer"), ("completed", "seller")]
    assert (seen["status"], seen["total_amount"]) == ("completed", 39.98)
    seen = (await client.get(f"/api/orders/seller-orders/{half}", headers=two.headers)).json()
    assert [event["reason"] for event in seen["history"]] == [None, "Sold by mistake"]


async def test_an_admin_who_completes_an_order_is_written_down_too(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    admin, buyer = await sign_in("admin"), await sign_in("buyer")
    order_id = await order_of(client, buyer, await make_product())
    await settle(client, admin, order_id, "completed")
    await settle(client, admin, order_id, "completed")
    actions = [row["action"] async for row in mongo.db.audit_log.find({"target_id": ObjectId(order_id)})]
    assert actions == ["order.completed"]


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "   "}, {"reason": "x" * 301}, {"reason": "a\x00b"}])
async def test_a_cancellation_needs_a_reason_in_words(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct, body: Json
) -> None:
    admin, buyer = await sign_in("admin"), await sign_in("buyer")
    order_id = await order_of(client, buyer, await make_product())
    answer = await cancel(client, admin, order_id, body=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] == "reason"


async def test_only_admins_see_and_cancel_the_markets_orders(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller, admin = await sign_in("buyer"), await sign_in("seller"), await sign_in("admin")
    order_id = await order_of(client, buyer, await make_product(seller.user_id))
    for who in (buyer, seller):
        assert (await client.get(MARKET, headers=who.headers)).status_code == 403
        assert (await cancel(client, who, order_id)).status_code == 403
    assert (await cancel(client, admin, str(ObjectId()))).status_code == 404
