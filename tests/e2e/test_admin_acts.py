"""What an admin does reaches every replica, every socket and every open page of the running shop within 2 s."""

import asyncio
import time
from functools import partial

from souk_common.mongo import Document
from tests.fixtures.figures import Note
from tests.fixtures.services import SignedIn
from tests.fixtures.shop import PASSWORD, REPLICAS_ASKED, Shop, assert_problem
from tests.fixtures.waiting import until
from tests.integration.gateway.browser import browser

WITHIN_S = 10.0
"""2 s are promised and 1.5 usual: a shared machine gets five times as long. What it took is noted."""


async def _set_status(shop: Shop, admin: SignedIn, user: SignedIn, body: Document) -> None:
    answer = await shop.client.put(f"/api/admin/users/{user.user_id}/status", json=body, headers=admin.headers)
    assert answer.status_code == 200, answer.text


async def _answers(shop: Shop, path: str, headers: dict[str, str], status: int) -> bool:
    """Whether every replica answers so: NGINX gives them turns."""
    asked = [shop.client.get(path, headers=headers) for _ in range(REPLICAS_ASKED)]
    return {answer.status_code for answer in await asyncio.gather(*asked)} == {status}


async def test_a_disabled_seller_is_out_everywhere_and_so_are_their_products(shop: Shop, note: Note) -> None:
    admin, seller = await shop.user("admin"), await shop.register("seller")
    product = await shop.product(seller)
    page = f"/api/products/{product}"
    assert await _answers(shop, page, {}, 200)
    async with browser(shop.url, seller.token) as at_stall, browser(shop.url) as visitor:
        await visitor.watch(product)
        await _set_status(shop, admin, seller, {"status": "disabled", "reason": "Sold fakes."})
        disabled = time.monotonic()
        assert (await at_stall.hear("signed_out", within_s=WITHIN_S))["reason"] == "revoked"
        assert (await visitor.hear("product_update", within_s=WITHIN_S))["status"] == "disabled"
        for path in ("/api/auth/profile", "/api/products/my-products", "/api/orders/seller-orders"):
            await until(partial(_answers, shop, path, seller.headers, 401), WITHIN_S, f"401 at {path}")
        await until(partial(_answers, shop, page, {}, 404), WITHIN_S, "the product's page is gone")
        took_s = time.monotonic() - disabled
    note(f"a disabled seller is out everywhere after {took_s:.1f} s")
    assert took_s <= WITHIN_S
    credentials = {"email": seller.email, "password": PASSWORD}
    refused = await shop.client.post("/api/auth/login", json=credentials)
    assert assert_problem(refused, 403)["reason"] == "Sold fakes."

    await _set_status(shop, admin, seller, {"status": "active"})
    await until(partial(_answers, shop, page, {}, 200), WITHIN_S, "the product is back")
    assert (await shop.client.post("/api/auth/login", json=credentials)).status_code == 200


async def test_a_disabled_product_is_gone_however_many_look_at_it(shop: Shop) -> None:
    admin, seller, buyer = await shop.user("admin"), await shop.user("seller"), await shop.user()
    product = await shop.product(seller)
    page = f"/api/products/{product}"
    await shop.client.post("/api/cart/lines", json={"product_id": product, "quantity": 1}, headers=buyer.headers)
    async with browser(shop.url, seller.token) as at_stall:
        # the page is asked for all the time, so that NGINX always has a stale one at hand
        assert await _answers(shop, page, {}, 200)
        looking = asyncio.create_task(_look_all_the_time(shop, page))
        body = {"reason": "A fake."}
        disabled = await shop.client.put(f"/api/admin/products/{product}/disable", json=body, headers=admin.headers)
        assert disabled.status_code == 200, disabled.text
        told = await at_stall.hear("product_disabled", within_s=WITHIN_S)
        assert told["data"]["reason"] == "A fake."
        try:
            await until(partial(_answers, shop, page, {}, 404), WITHIN_S, "the product's page is gone")
        finally:
            looking.cancel()
    [line] = (await shop.client.get("/api/cart", headers=buyer.headers)).json()["lines"]
    assert (line["available"], line["off_sale_reason"]) == (False, "Taken off sale by the market: A fake.")
    assert assert_problem(await shop.buy(buyer, product), 409)["reason"] == line["off_sale_reason"]
    assert await shop.stock_of(product) == 10


async def _look_all_the_time(shop: Shop, page: str) -> None:
    while True:
        await shop.client.get(page)
