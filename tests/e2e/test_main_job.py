"""A script does the shop's main job over REST, through NGINX."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.fixtures.shop import PASSWORD, Shop, assert_problem


async def test_a_script_registers_browses_buys_and_finds_the_order(shop: Shop) -> None:
    # Given a new buyer, who signs in with the account just made
    buyer = await shop.register("buyer")
    signed_in = await shop.client.post("/api/auth/login", json={"email": buyer.email, "password": PASSWORD})
    assert signed_in.status_code == 200
    headers = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
    assert (await shop.client.get("/api/auth/profile", headers=headers)).json()["email"] == buyer.email

    # When they look for something in stock
    found = await shop.client.get(
        "/api/products/", params={"search": "kettle", "in_stock": "true", "sort": "price_asc"}
    )
    kettle = found.json()["items"][0]
    assert "kettle" in (kettle["name"] + kettle["description"]).lower()
    product = (await shop.client.get(f"/api/products/{kettle['id']}")).json()

    # and put two into the cart
    cart = await shop.client.post("/api/cart/lines", json={"product_id": product["id"], "quantity": 2}, headers=headers)
    assert cart.json()["total_amount"] == round(2 * product["price"], 2)

    # and order what is in it
    stock = await shop.stock_of(product["id"])
    placed = await shop.client.post("/api/orders/", headers=headers | {"Idempotency-Key": "first"})
    assert placed.status_code == 201, placed.text
    order = placed.json()

    # Then the order says what it costs and when and where it can be picked up
    assert order["total_amount"] == cart.json()["total_amount"]
    assert [line["product_id"] for line in order["product_list"]] == [product["id"]]
    pickup = datetime.fromisoformat(order["fulfilment"]["pickup_at"]).astimezone(
        ZoneInfo(order["fulfilment"]["pickup_timezone"])
    )
    placed_on = datetime.fromisoformat(order["timestamp"]).astimezone(pickup.tzinfo).date()
    assert (pickup.date(), pickup.hour, pickup.minute) == (placed_on + timedelta(days=2), 8, 0)
    assert order["fulfilment"]["pickup_place"] == shop.settings.pickup_place

    # and it is in the history, the cart is empty and the stock is down by two
    history = (await shop.client.get("/api/orders/my-orders", headers=headers)).json()
    assert [each["id"] for each in history["items"]] == [order["id"]]
    assert (await shop.client.get("/api/cart", headers=headers)).json()["lines"] == []
    assert await shop.stock_of(product["id"]) == stock - 2


async def test_the_same_order_again_is_the_same_order(shop: Shop) -> None:
    buyer, product = await shop.user(), await shop.product(stock=5)

    first = await shop.buy(buyer, product, 2, key="once")
    again = await shop.buy(buyer, product, 2, key="once")
    other = await shop.buy(buyer, product, 3, key="once")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert_problem(other, 422)
    assert await shop.stock_of(product) == 3


async def test_an_order_is_cancelled_once_however_often_one_asks(shop: Shop) -> None:
    buyer, product = await shop.user(), await shop.product(stock=5)
    order = (await shop.buy(buyer, product, 2)).json()

    cancelled = await shop.client.post(f"/api/orders/{order['id']}/cancel", headers=buyer.headers)
    again = await shop.client.post(f"/api/orders/{order['id']}/cancel", headers=buyer.headers)

    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    assert again.status_code in (200, 409)
    assert await shop.stock_of(product) == 5


async def test_a_seller_hands_the_goods_over(shop: Shop) -> None:
    buyer, seller = await shop.user("buyer"), await shop.register("seller")
    created = await shop.client.post(
        "/api/products/",
        json={"name": "Brass lamp", "description": "A lamp.", "price": 19.99, "stock": 4, "category": "Lighting"},
        headers=seller.headers,
    )
    assert created.status_code == 201, created.text
    order = (await shop.buy(buyer, created.json()["id"], 3)).json()

    mine = (await shop.client.get("/api/orders/seller-orders", headers=seller.headers)).json()["items"]
    done = await shop.client.put(
        f"/api/orders/{order['id']}/status", json={"status": "completed"}, headers=seller.headers
    )
    buyers = (await shop.client.get("/api/orders/buyers", headers=seller.headers)).json()["items"]

    assert [each["id"] for each in mine] == [order["id"]]
    assert (done.status_code, done.json()["status"]) == (200, "completed")
    assert [(row["email"], row["quantity"]) for row in buyers] == [(buyer.email, 3)]
    assert datetime.fromisoformat(buyers[0]["date"]) <= datetime.now(UTC)


async def test_health_names_the_service_and_every_answer_its_request(shop: Shop) -> None:
    answer = await shop.client.get("/api/health")
    assert answer.json()["status"] == "ok"
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])
