"""Placing an order on a real replica set: all of it or nothing, once, and never more than there is."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignedIn, SignIn

PICKUP = {"method": "pickup"}
ASKED_AGAIN = 8


def of(product_id: str, quantity: int = 1, **more: object) -> dict[str, object]:
    return {"products": [{"product_id": product_id, "quantity": quantity, **more}], "fulfilment": PICKUP}


async def place(client: httpx2.AsyncClient, buyer: SignedIn, body: object, key: str | None = None) -> httpx2.Response:
    headers = buyer.headers | ({"Idempotency-Key": key} if key else {})
    return await client.post("/api/orders/", json=body, headers=headers)


async def place_in_the_end(client: httpx2.AsyncClient, buyer: SignedIn, body: object, key: str) -> httpx2.Response:
    """The same order again as long as a busy shop puts it off, as it asks for."""
    for _ in range(ASKED_AGAIN):
        answer = await place(client, buyer, body, key)
        if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
            return answer
        await asyncio.sleep(float(answer.headers["retry-after"]))
    return answer


async def test_an_order_takes_stock_and_tells_when_and_where_to_pick_up(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=7, price_cents=1999)

    answer = await place(client, buyer, of(product_id, 3, price=19.99))

    assert answer.status_code == 201, answer.text
    order = answer.json()
    assert order["buyer_id"] == buyer.user_id
    assert order["total_amount"] == 59.97
    assert order["status"] == "placed"
    assert order["payment"] == {"method": "on_pickup", "status": "due"}
    assert order["parts"] == [{"seller_id": seller.user_id, "seller_name": "Test Stall", "status": "placed"}]
    bought_at = datetime.fromisoformat(order["timestamp"])
    zone = ZoneInfo(order["fulfilment"]["pickup_timezone"])
    pickup_at = datetime.fromisoformat(order["fulfilment"]["pickup_at"]).astimezone(zone)
    assert pickup_at.date() == bought_at.astimezone(zone).date() + timedelta(days=2)
    assert (pickup_at.hour, pickup_at.minute) == (8, 0)
    assert order["fulfilment"]["pickup_place"]
    assert await stock_of(mongo, product_id) == 4
    told = await mongo.db.notifications.find_one({"user_id": seller.id, "kind": "new_order"})
    assert told is not None
    assert told["data"]["amount"] == 59.97


async def test_200_buyers_of_50_units_get_exactly_50(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    product_id = await make_product(stock=50)
    buyers = [await sign_in("buyer") for _ in range(20)]

    answers = await asyncio.gather(
        *(place_in_the_end(replicas[n % 2], buyers[n % 20], of(product_id), f"order-{n}") for n in range(200))
    )

    assert Counter(answer.status_code for answer in answers) == {201: 50, 409: 150}
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert all(problem["available_stock"] == 0 and problem["product_id"] == product_id for problem in refused)
    assert await stock_of(mongo, product_id) == 0
    bought = {"product_id": ObjectId(product_id), "change_type": "purchase"}
    assert await mongo.db.inventory_logs.count_documents(bought) == 50
    assert await mongo.db.orders.count_documents({"product_list.product_id": ObjectId(product_id)}) == 50


async def test_the_same_order_three_times_at_once_is_one_order_and_three_equal_answers(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    product_id = await make_product(stock=9)

    answers = await asyncio.gather(*(place(replicas[n % 2], buyer, of(product_id, 2), key="once") for n in range(3)))

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer.text for answer in answers}) == 1
    assert sorted(answer.headers.get("Idempotent-Replayed", "first") for answer in answers) == ["first", "true", "true"]
    assert await stock_of(mongo, product_id) == 7
    assert await mongo.db.orders.count_documents({"buyer_id": buyer.id}) == 1


async def test_a_repeat_gets_the_first_answer_even_when_the_order_changed_and_stock_ran_out(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, other = await sign_in("buyer"), await sign_in("buyer")
    product_id = await make_product(stock=2)
    first = await place(client, buyer, of(product_id), key="mine")
    await client.post(f"/api/orders/{first.json()['id']}/cancel", headers=buyer.headers)
    await place(client, other, of(product_id, 2))

    again = await place(client, buyer, of(product_id), key="mine")

    assert again.status_code == 201
    assert again.text == first.text
    assert await stock_of(mongo, product_id) == 0


async def test_a_key_used_for_another_order_is_refused(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    product_id = await make_product(stock=9)
    await place(client, buyer, of(product_id, 1), key="mine")

    other = await place(client, buyer, of(product_id, 2), key="mine")

    assert other.status_code == 422
    assert other.json()["errors"][0]["field"] == "Idempotency-Key"
    assert await stock_of(mongo, product_id) == 8


async def test_two_buyers_may_use_the_same_key(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    product_id = await make_product(stock=9)
    answers = [await place(client, await sign_in("buyer"), of(product_id), key="same") for _ in range(2)]
    assert answers[0].json()["id"] != answers[1].json()["id"]


async def test_one_line_short_of_stock_leaves_everything_as_it_was(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    plenty, short = await make_product(seller.user_id, stock=9), await make_product(seller.user_id, stock=1)
    body = {"products": [{"product_id": plenty, "quantity": 2}, {"product_id": short, "quantity": 2}]}

    answer = await place(client, buyer, body, key="k")

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["product_id"], answer.json()["available_stock"]) == (short, 1)
    assert (await stock_of(mongo, plenty), await stock_of(mongo, short)) == (9, 1)
    assert await mongo.db.orders.count_documents({"buyer_id": buyer.id}) == 0
    assert await mongo.db.notifications.count_documents({"user_id": seller.id}) == 0
    assert await mongo.db.idempotency_keys.count_documents({"user_id": buyer.id}) == 0


async def test_the_same_product_on_two_lines_is_summed_first(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    product_id = await make_product(stock=3)
    line = {"product_id": product_id, "quantity": 2}

    short = await place(client, buyer, {"products": [line, line]})
    enough = await place(client, buyer, {"products": [line, {**line, "quantity": 1}]})

    assert short.status_code == 409
    assert [item["quantity"] for item in enough.json()["product_list"]] == [3]
    assert await stock_of(mongo, product_id) == 0


async def test_a_price_that_changed_is_told_and_nothing_is_bought(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    product_id = await make_product(stock=3, price_cents=2050)

    answer = await place(client, buyer, of(product_id, price=19.99))

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:souk:problem:price-changed"
    assert answer.json()["price"] == 20.5
    assert await stock_of(mongo, product_id) == 3


@pytest.mark.parametrize(("status", "code"), [("disabled", 409), ("deleted", 409)])
async def test_a_product_off_sale_cannot_be_bought(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct, status: str, code: int
) -> None:
    product_id = await make_product(status=status)
    answer = await place(client, await sign_in("buyer"), of(product_id))
    assert answer.status_code == code
    assert answer.json()["type"] == "urn:souk:problem:product-unavailable"


async def test_a_product_that_does_not_exist_is_not_found(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    answer = await place(client, await sign_in("buyer"), of(str(ObjectId())))
    assert answer.status_code == 404


async def test_an_order_without_products_buys_the_cart_and_empties_it(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller, other = await sign_in("buyer"), await sign_in("seller"), await sign_in("seller")
    one, two = await make_product(seller.user_id, price_cents=100), await make_product(other.user_id, price_cents=250)
    for product_id in (one, two):
        await client.post("/api/cart/lines", json={"product_id": product_id, "quantity": 2}, headers=buyer.headers)

    answer = await client.post("/api/orders/", headers=buyer.headers)

    assert answer.status_code == 201, answer.text
    assert answer.json()["total_amount"] == 7.0
    assert {part["seller_id"] for part in answer.json()["parts"]} == {seller.user_id, other.user_id}
    cart = (await client.get("/api/cart", headers=buyer.headers)).json()
    assert cart["lines"] == []
    again = await client.post("/api/orders/", json={}, headers=buyer.headers)
    assert again.status_code == 409
    assert await mongo.db.orders.count_documents({"buyer_id": buyer.id}) == 1


async def test_what_was_bought_leaves_the_cart_and_the_rest_stays(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    bought, kept = await make_product(), await make_product()
    lines = {"lines": [{"product_id": bought, "quantity": 1}, {"product_id": kept, "quantity": 1}]}
    await client.put("/api/cart", json=lines, headers=buyer.headers)

    await place(client, buyer, of(bought))

    cart = (await client.get("/api/cart", headers=buyer.headers)).json()
    assert [line["product_id"] for line in cart["lines"]] == [kept]


async def test_crossing_orders_of_the_same_two_products_all_come_through(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    one, two = await make_product(stock=40), await make_product(stock=40)
    there = [{"product_id": one, "quantity": 1}, {"product_id": two, "quantity": 1}]

    answers = await asyncio.gather(
        *(
            place_in_the_end(replicas[n % 2], buyer, {"products": there if n % 4 < 2 else there[::-1]}, f"cross-{n}")
            for n in range(40)
        )
    )

    assert {answer.status_code for answer in answers} == {201}
    assert (await stock_of(mongo, one), await stock_of(mongo, two)) == (0, 0)
