"""Socket.IO through NGINX: by websocket and by polling, on whichever replica."""

import asyncio
import secrets

import pytest

from tests.fixtures.shop import Shop
from tests.fixtures.waiting import PATIENT_S
from tests.integration.gateway.browser import browser


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_a_visitor_sees_the_stock_fall(shop: Shop, transport: str) -> None:
    buyer, product = await shop.user(), await shop.product(stock=5)
    address = f"{shop.url}?cid={secrets.token_hex(8)}"
    async with browser(address, transport=transport) as visitor:
        (snapshot,) = await visitor.watch(product)
        assert (snapshot["product_id"], snapshot["stock"], snapshot["seq"]) == (product, 5, 1)
        assert (await shop.buy(buyer, product, 2)).status_code == 201
        event = await visitor.hear("stock_update")
    assert (event["product_id"], event["stock"], event["seq"]) == (product, 3, 2)


async def test_polling_browsers_stay_with_their_replica(shop: Shop) -> None:
    """Were a poll to reach the other replica, it would not know the session and refuse it."""
    product = await shop.product(stock=50)
    addresses = [f"{shop.url}?cid={secrets.token_hex(8)}" for _ in range(8)]
    buyer = await shop.user()

    async def watch_one(address: str) -> int:
        async with browser(address, transport="polling") as visitor:
            await visitor.watch(product)
            watching.release()
            await visitor.hear("stock_update", lambda event: event["seq"] >= 4)
            return len(visitor.heard("stock_update"))

    watching = asyncio.Semaphore(0)
    visitors = [asyncio.create_task(watch_one(address)) for address in addresses]
    async with asyncio.timeout(2 * PATIENT_S):
        for _ in addresses:
            await watching.acquire()
    for _ in range(3):
        assert (await shop.buy(buyer, product)).status_code == 201
    assert all(await asyncio.gather(*visitors))


async def test_buyer_and_seller_hear_of_an_order_in_their_own_rooms(shop: Shop) -> None:
    buyer, seller, other = await shop.user("buyer"), await shop.user("seller"), await shop.user("seller")
    product = await shop.product(seller)
    async with browser(shop.url, seller.token) as at_stall, browser(shop.url, other.token) as elsewhere:
        order = (await shop.buy(buyer, product)).json()
        event = await at_stall.hear("new_order")
        assert order["id"] in str(event)
        await shop.client.post(f"/api/orders/{order['id']}/cancel", headers=buyer.headers)
        await at_stall.hear("order_status")
        assert elsewhere.events == []


async def test_a_token_that_does_not_hold_is_refused_at_the_door(shop: Shop) -> None:
    with pytest.raises(Exception, match=r"(?i)connect|refused|sign"):
        async with browser(shop.url, "not.a.token"):
            pass


async def test_a_product_taken_off_sale_is_seen_at_once(shop: Shop) -> None:
    seller = await shop.user("seller")
    product = await shop.product(seller)
    async with browser(shop.url) as visitor:
        await visitor.watch(product)
        changed = await shop.client.put(f"/api/products/{product}", json={"price": 5}, headers=seller.headers)
        assert changed.status_code == 200, changed.text
        assert (await visitor.hear("product_update"))["price"] == 5
        assert len(visitor.heard("product_update")) == 1, "one event for one change"
