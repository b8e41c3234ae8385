"""Customers under fault: each wants one order and, with its key, asks again until it has an answer."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx2

from tests.fixtures.services import SignedIn
from tests.fixtures.shop import Shop

ATTEMPT_S = 20.0
PAUSE_S = (0.05, 0.25)
GIVE_UP_S = 240.0
ARRIVING_EVERY_S = 0.025
FINAL = (201, 409, 422)


@dataclass(frozen=True)
class Done:
    """How one customer fared. Times by the monotonic clock; `asked_at` is of the attempt that was answered."""

    product_id: str
    key: str
    status: int
    order_id: str | None
    asked_at: float
    answered_at: float
    attempts: int


async def order_until_answered(shop: Shop, buyer: SignedIn, product_id: str, key: str) -> Done:
    """Send one order with its key until the answer is final; fails when none is in time."""
    began = time.monotonic()
    attempts = 0
    while time.monotonic() < began + GIVE_UP_S:
        attempts += 1
        asked_at = time.monotonic()
        try:
            answer = await shop.buy(buyer, product_id, key=key, timeout_s=ATTEMPT_S)
        except httpx2.TransportError:
            pass
        else:
            if answer.status_code in FINAL:
                order_id = answer.json().get("id")
                return Done(product_id, key, answer.status_code, order_id, asked_at, time.monotonic(), attempts)
            assert answer.status_code in (429, 500, 502, 503, 504), answer.text
            assert answer.status_code != 500, answer.text
        await asyncio.sleep(random.uniform(*PAUSE_S))
    raise AssertionError(f"no final answer for {key} within {GIVE_UP_S:g} s and {attempts} attempts")


async def crowd(
    shop: Shop,
    buyers: Sequence[SignedIn],
    product_ids: Sequence[str],
    *,
    orders: int,
    before_the_fault: int,
    fault: Callable[[], Awaitable[None]],
) -> list[Done]:
    """`orders` customers, one every `ARRIVING_EVERY_S` whatever happens; `fault` is called once some were served.

    The last third comes after it, however long that takes: without them nobody could tell when orders go on.
    """
    served = 0
    due, struck = asyncio.Event(), asyncio.Event()

    async def customer(number: int) -> Done:
        nonlocal served
        await asyncio.sleep(number * ARRIVING_EVERY_S)
        if number >= orders * 2 // 3:
            await struck.wait()
        buyer, product_id = buyers[number % len(buyers)], product_ids[number % len(product_ids)]
        done = await order_until_answered(shop, buyer, product_id, f"crowd-{number}")
        served += 1
        if served >= before_the_fault:
            due.set()
        return done

    async def strike() -> None:
        await due.wait()
        await fault()
        struck.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(strike())
        customers = [group.create_task(customer(number)) for number in range(orders)]
    return [each.result() for each in customers]
