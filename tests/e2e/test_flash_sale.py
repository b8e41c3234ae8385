"""Many want the same: through NGINX, on two replicas of orders, exactly what is there is sold."""

import asyncio
import time
from collections import Counter

from souk_stack import NativeStack
from tests.fixtures.figures import Note
from tests.fixtures.shop import Shop, assert_problem


async def test_200_orders_for_50_units_sell_exactly_50(shop: Shop, stack: NativeStack, note: Note) -> None:
    assert len(stack.replica_urls("orders")) == 2
    product = await shop.product(stock=50)
    buyers = await asyncio.gather(*(shop.user("buyer") for _ in range(200)))

    began = time.monotonic()
    answers = await asyncio.gather(*(shop.buy_in_the_end(buyer, product, key="flash sale") for buyer in buyers))
    took_s = time.monotonic() - began

    note(f"200 orders for 50 units through NGINX on 2 replicas: {took_s:.1f} s")
    assert Counter(answer.status_code for answer in answers) == {201: 50, 409: 150}
    for answer in answers:
        if answer.status_code == 409:
            problem = assert_problem(answer, 409)
            assert (problem["product_id"], problem["available_stock"]) == (product, 0)
    assert await shop.stock_of(product) == 0
    assert await shop.purchases_of(product) == 50
    placed = await asyncio.gather(*(shop.orders_of(buyer) for buyer in buyers))
    assert placed == [1 if answer.status_code == 201 else 0 for answer in answers]


async def test_the_same_order_sent_three_times_at_once_is_one(shop: Shop) -> None:
    buyer, product = await shop.user(), await shop.product(stock=10)

    answers = await asyncio.gather(*(shop.buy(buyer, product, 2, key="at once") for _ in range(3)))

    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.text for answer in answers}) == 1
    assert await shop.orders_of(buyer) == 1
    assert await shop.stock_of(product) == 8
