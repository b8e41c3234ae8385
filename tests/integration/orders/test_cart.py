"""The cart: kept on the server, capped at stock, safe to change from several tabs at once."""

import asyncio

import httpx2
from bson import ObjectId

from souk_common.mongo import Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignIn


async def test_a_cart_that_was_never_filled_is_empty(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    buyer = await sign_in("buyer")
    answer = await client.get("/api/cart", headers=buyer.headers)
    assert answer.json() == {"lines": [], "total_amount": 0.0, "version": 0}


async def test_lines_are_added_set_and_removed_with_prices_as_they_are_now(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    one, two = await make_product(price_cents=1050), await make_product(price_cents=999)
    for product_id in (one, two):
        await client.post("/api/cart/lines", json={"product_id": product_id, "quantity": 1}, headers=buyer.headers)
    cart = (await client.put(f"/api/cart/lines/{one}", json={"quantity": 3}, headers=buyer.headers)).json()
    assert [(line["product_id"], line["quantity"], line["line_total"]) for line in cart["lines"]] == [
        (one, 3, 31.5),
        (two, 1, 9.99),
    ]
    assert cart["total_amount"] == 41.49

    await mongo.db.products.update_one({"_id": ObjectId(two)}, {"$set": {"status": "disabled"}})
    cart = (await client.get("/api/cart", headers=buyer.headers)).json()
    assert [line["available"] for line in cart["lines"]] == [True, False]
    assert cart["total_amount"] == 31.5

    cart = (await client.delete(f"/api/cart/lines/{one}", headers=buyer.headers)).json()
    assert [line["product_id"] for line in cart["lines"]] == [two]
    assert (await client.delete(f"/api/cart/lines/{one}", headers=buyer.headers)).status_code == 404
    assert (await client.delete("/api/cart", headers=buyer.headers)).json()["lines"] == []


async def test_a_quantity_is_capped_at_stock_and_sold_out_is_said(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    few, none = await make_product(stock=3), await make_product(stock=0)
    cart = (await client.post("/api/cart/lines", json={"product_id": few, "quantity": 8}, headers=buyer.headers)).json()
    assert cart["lines"][0]["quantity"] == 3
    answer = await client.post("/api/cart/lines", json={"product_id": none, "quantity": 1}, headers=buyer.headers)
    assert answer.status_code == 409
    assert answer.json()["available_stock"] == 0


async def test_many_adds_at_once_are_all_counted(
    replicas: list[httpx2.AsyncClient], sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    product_id = await make_product(stock=100)
    line = {"product_id": product_id, "quantity": 1}
    answers = await asyncio.gather(
        *(replicas[n % 2].post("/api/cart/lines", json=line, headers=buyer.headers) for n in range(12))
    )
    assert {answer.status_code for answer in answers} == {200}
    cart = (await replicas[0].get("/api/cart", headers=buyer.headers)).json()
    assert cart["lines"][0]["quantity"] == 12
    assert cart["version"] == 12


async def test_a_visitors_cart_is_merged_once_however_often_it_is_sent(
    replicas: list[httpx2.AsyncClient], sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    shared, mine, gone = await make_product(stock=4), await make_product(), await make_product(stock=0)
    client = replicas[0]
    await client.post("/api/cart/lines", json={"product_id": shared, "quantity": 1}, headers=buyer.headers)
    visitors = {
        "lines": [{"product_id": product_id, "quantity": 2} for product_id in (shared, mine, gone, str(ObjectId()))]
    }

    answers = await asyncio.gather(
        *(replicas[n % 2].post("/api/cart/merge", json=visitors, headers=buyer.headers) for n in range(4))
    )

    assert {answer.status_code for answer in answers} == {200}
    cart = (await client.get("/api/cart", headers=buyer.headers)).json()
    assert {line["product_id"]: line["quantity"] for line in cart["lines"]} == {shared: 2, mine: 2}


async def test_a_cart_belongs_to_its_buyer_alone(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    owner, other, seller = await sign_in("buyer"), await sign_in("buyer"), await sign_in("seller")
    await client.post(
        "/api/cart/lines", json={"product_id": await make_product(), "quantity": 1}, headers=owner.headers
    )
    assert (await client.get("/api/cart", headers=other.headers)).json()["lines"] == []
    assert (await client.get("/api/cart", headers=seller.headers)).status_code == 403
    assert (await client.get("/api/cart")).status_code == 401


async def test_a_line_and_a_checkout_say_why_a_product_is_off_sale(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer = await sign_in("buyer")
    fake, withdrawn, fine = [await make_product(stock=5) for _ in range(3)]
    for product_id in (fake, withdrawn, fine):
        await client.post("/api/cart/lines", json={"product_id": product_id, "quantity": 1}, headers=buyer.headers)
    disabled = {"status": "disabled", "disabled_by": "admin", "disabled_reason": "A fake."}
    await mongo.db.products.update_one({"_id": ObjectId(fake)}, {"$set": disabled})
    await mongo.db.products.update_one({"_id": ObjectId(withdrawn)}, {"$set": {"status": "deleted"}})

    cart = (await client.get("/api/cart", headers=buyer.headers)).json()
    reasons = {line["product_id"]: (line["available"], line["off_sale_reason"]) for line in cart["lines"]}
    assert reasons == {
        fake: (False, "Taken off sale by the market: A fake."),
        withdrawn: (False, "No longer on sale."),
        fine: (True, None),
    }

    order = {"products": [{"product_id": fake, "quantity": 1}]}
    refused = await client.post("/api/orders/", json=order, headers=buyer.headers)
    assert refused.status_code == 409
    problem = refused.json()
    assert (problem["product_id"], problem["reason"]) == (fake, "Taken off sale by the market: A fake.")
    assert problem["detail"].endswith("Taken off sale by the market: A fake.")
    assert await stock_of(mongo, fake) == 5
