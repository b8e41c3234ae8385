"""What becomes of an order: stock returns once, and each seller has a say over their own part only."""

import asyncio

import httpx2

from souk_common.mongo import Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignedIn, SignIn


async def order_of(client: httpx2.AsyncClient, buyer: SignedIn, *product_ids: str) -> str:
    body = {"products": [{"product_id": product_id, "quantity": 2} for product_id in product_ids]}
    answer = await client.post("/api/orders/", json=body, headers=buyer.headers)
    assert answer.status_code == 201, answer.text
    order_id: str = answer.json()["id"]
    return order_id


async def settle(client: httpx2.AsyncClient, actor: SignedIn, order_id: str, status: str) -> httpx2.Response:
    return await client.put(f"/api/orders/{order_id}/status", json={"status": status}, headers=actor.headers)


async def test_a_cancelled_order_returns_its_stock_once_however_often_it_is_asked(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=5)
    order_id = await order_of(replicas[0], buyer, product_id)

    answers = await asyncio.gather(
        *(replicas[n % 2].post(f"/api/orders/{order_id}/cancel", headers=buyer.headers) for n in range(10))
    )

    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["status"] for answer in answers} == {"cancelled"}
    assert answers[0].json()["payment"]["status"] == "void"
    assert await stock_of(mongo, product_id) == 5
    assert await mongo.db.notifications.count_documents({"user_id": seller.id, "kind": "order_status"}) == 1


async def test_an_order_handed_over_cannot_be_cancelled(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=5)
    order_id = await order_of(client, buyer, product_id)

    done = await settle(client, seller, order_id, "completed")
    late = await client.post(f"/api/orders/{order_id}/cancel", headers=buyer.headers)

    assert (done.json()["status"], done.json()["payment"]["status"]) == ("completed", "paid")
    assert late.status_code == 409
    assert await stock_of(mongo, product_id) == 3
    told = await mongo.db.notifications.find_one({"user_id": buyer.id, "kind": "order_status"})
    assert told is not None
    assert told["data"]["status"] == "completed"


async def test_each_seller_settles_their_own_part_and_sees_their_own_lines(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, one, two, stranger = [await sign_in(role) for role in ("buyer", "seller", "seller", "seller")]
    ones, twos = await make_product(one.user_id), await make_product(two.user_id)
    order_id = await order_of(client, buyer, ones, twos)

    given_up = await settle(client, one, order_id, "cancelled")
    assert given_up.json()["status"] == "cancelled"
    assert [line["product_id"] for line in given_up.json()["product_list"]] == [ones]
    assert given_up.json()["total_amount"] == 39.98
    assert await stock_of(mongo, ones) == 10
    assert await stock_of(mongo, twos) == 8

    order = (await client.get(f"/api/orders/{order_id}", headers=buyer.headers)).json()
    assert order["status"] == "placed"
    assert (await settle(client, one, order_id, "completed")).status_code == 409
    assert (await settle(client, one, order_id, "cancelled")).status_code == 200
    assert (await settle(client, stranger, order_id, "completed")).status_code == 404
    assert (await settle(client, buyer, order_id, "completed")).status_code == 403
    await settle(client, two, order_id, "completed")
    order = (await client.get(f"/api/orders/{order_id}", headers=buyer.headers)).json()
    assert order["status"] == "completed"
    assert await stock_of(mongo, ones) == 10

    lists = [
        (await client.get("/api/orders/seller-orders", headers=seller.headers)).json() for seller in (one, stranger)
    ]
    assert [line["product_id"] for line in lists[0]["items"][0]["product_list"]] == [ones]
    assert lists[1]["total"] == 0


async def test_an_admin_settles_the_whole_order(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, one, two, admin = [await sign_in(role) for role in ("buyer", "seller", "seller", "admin")]
    ones, twos = await make_product(one.user_id), await make_product(two.user_id)
    order_id = await order_of(client, buyer, ones, twos)

    answer = await settle(client, admin, order_id, "cancelled")

    assert answer.json()["status"] == "cancelled"
    assert (await stock_of(mongo, ones), await stock_of(mongo, twos)) == (10, 10)
    told = await mongo.db.notifications.distinct("user_id", {"kind": "order_status", "data.order_id": order_id})
    assert set(told) == {buyer.id, one.id, two.id}


async def test_the_two_parties_settling_at_once_leave_one_outcome(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    for _ in range(5):
        product_id = await make_product(seller.user_id, stock=5)
        order_id = await order_of(replicas[0], buyer, product_id)
        cancel, complete = await asyncio.gather(
            replicas[0].post(f"/api/orders/{order_id}/cancel", headers=buyer.headers),
            settle(replicas[1], seller, order_id, "completed"),
        )
        assert sorted([cancel.status_code, complete.status_code]) == [200, 409]
        assert await stock_of(mongo, product_id) == (5 if cancel.status_code == 200 else 3)


async def test_a_seller_who_cancels_twice_at_once_returns_the_stock_once_and_the_buyer_is_told_why(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=5)
    order_id = await order_of(replicas[0], buyer, product_id)
    body = {"status": "cancelled", "reason": "The kettle fell down"}

    answers = await asyncio.gather(
        *(
            replicas[number % 2].put(f"/api/orders/{order_id}/status", json=body, headers=seller.headers)
            for number in range(10)
        )
    )

    assert {answer.status_code for answer in answers} == {200}
    assert await stock_of(mongo, product_id) == 5
    [told] = [row async for row in mongo.db.notifications.find({"user_id": buyer.id, "kind": "order_status"})]
    assert (told["data"]["reason"], told["data"]["by"]) == ("The kettle fell down", "seller")
    order = (await replicas[1].get(f"/api/orders/{order_id}", headers=buyer.headers)).json()
    assert [(event["what"], event["by"], event["reason"]) for event in order["history"]] == [
        ("placed", "buyer", None),
        ("cancelled", "seller", "The kettle fell down"),
    ]


async def test_seller_and_admin_settling_at_once_leave_one_outcome(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller, admin = await sign_in("buyer"), await sign_in("seller"), await sign_in("admin")
    for _ in range(5):
        product_id = await make_product(seller.user_id, stock=5)
        order_id = await order_of(replicas[0], buyer, product_id)
        complete, cancel = await asyncio.gather(
            settle(replicas[0], seller, order_id, "completed"),
            replicas[1].post(f"/api/admin/orders/{order_id}/cancel", json={"reason": "no"}, headers=admin.headers),
        )
        assert sorted([cancel.status_code, complete.status_code]) == [200, 409]
        assert await stock_of(mongo, product_id) == (5 if cancel.status_code == 200 else 3)


async def test_a_completion_has_no_reason(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    order_id = await order_of(client, buyer, await make_product(seller.user_id))
    body = {"status": "completed", "reason": "because"}
    answer = await client.put(f"/api/orders/{order_id}/status", json=body, headers=seller.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "reason"
