"""The low-stock alert of a sale: told by the checkout that crosses the threshold, however many come at once."""

import asyncio

import httpx2
from bson import ObjectId

from souk_common.mongo import Document, Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignedIn, SignIn

ASKED_AGAIN = 8


async def buy(client: httpx2.AsyncClient, buyer: SignedIn, *lines: tuple[str, int]) -> int:
    """The status of the answer, after asking again as long as a busy shop puts the order off."""
    body = {"products": [{"product_id": product_id, "quantity": quantity} for product_id, quantity in lines]}
    headers = buyer.headers | {"Idempotency-Key": str(ObjectId())}
    for _ in range(ASKED_AGAIN):
        answer = await client.post("/api/orders/", json=body, headers=headers)
        if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
            break
        await asyncio.sleep(float(answer.headers["retry-after"]))
    return answer.status_code


async def alerts(mongo: Mongo, seller: SignedIn) -> list[Document]:
    rows = mongo.db.notifications.find({"user_id": seller.id, "kind": "low_stock_alert"})
    return await rows.sort("created_at").to_list(None)


async def test_the_sale_that_crosses_tells_the_seller_and_those_below_do_not(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=10, name="Copper kettle", low_stock_threshold=3)

    bought = [await buy(client, buyer, (product_id, quantity)) for quantity in (6, 2, 1, 1)]

    assert bought == [201] * 4
    [told] = await alerts(mongo, seller)
    assert told["data"] == {"product_id": product_id, "name": "Copper kettle", "stock": 2, "threshold": 3}
    assert told["event_id"] == f"low_stock:{product_id}:3"
    assert told["read_at"] is None


async def test_a_cancelled_order_arms_the_alert_again(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=7)
    body = {"products": [{"product_id": product_id, "quantity": 2}]}

    order = (await client.post("/api/orders/", json=body, headers=buyer.headers)).json()
    await client.post(f"/api/orders/{order['id']}/cancel", headers=buyer.headers)
    assert await buy(client, buyer, (product_id, 4)) == 201

    assert [told["data"]["stock"] for told in await alerts(mongo, seller)] == [5, 3]


async def test_a_checkout_that_failed_alerts_nobody(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    plenty, scarce = sorted([await make_product(seller.user_id, stock=6), await make_product(seller.user_id, stock=6)])

    assert await buy(client, buyer, (plenty, 4), (scarce, 7)) == 409

    assert await alerts(mongo, seller) == []
    assert await stock_of(mongo, plenty) == 6


async def test_buyers_at_two_replicas_cause_one_alert_for_each_crossing(
    replicas: list[httpx2.AsyncClient], mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller, buyers = await sign_in("seller"), [await sign_in("buyer") for _ in range(10)]
    thresholds = {
        await make_product(seller.user_id, stock=30, low_stock_threshold=threshold): threshold
        for threshold in (5, 12, 0)
    }
    products = sorted(thresholds)

    # more is asked for than there is: every product is sold out, and checkouts that fail on the way are undone
    sold = await asyncio.gather(
        *(
            buy(replicas[number % 2], buyer, *((each, 1) for each in products[: 1 + number % 3]))
            for number, buyer in enumerate(buyers * 14)
        )
    )

    assert set(sold) == {201, 409}
    told = [each["event_id"] for each in await alerts(mongo, seller)]
    crossings = [
        f"low_stock:{row['product_id']}:{row['seq']}"
        async for row in mongo.db.inventory_logs.find({"seller_id": seller.id})
        if row["old_stock"] > thresholds[str(row["product_id"])] >= row["new_stock"]
        and thresholds[str(row["product_id"])]
    ]
    assert sorted(told) == sorted(crossings)
    left = {each: await stock_of(mongo, each) for each in products}
    crossed = [each for each in products if left[each] <= thresholds[each] and thresholds[each]]
    assert sorted(event.split(":")[1] for event in told) == crossed != []
