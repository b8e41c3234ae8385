"""Checkouts that wait at the same moment go through together, and one cannot spoil the others."""

import asyncio
from collections.abc import Sequence

import pytest

from souk_common.idempotency import Answer
from souk_common.inventory import Line
from souk_common.problems import Conflict, InsufficientStock, Problem, Unavailable
from souk_orders.orders import checkout_queue
from souk_orders.orders.checkout_queue import Checkout, CheckoutQueue, Outcome


class Till:
    """Stands in for the transaction: remembers its batches, answers with the buyer's name."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.at_once: set[str] = set()
        self.go = asyncio.Event()
        self.poison: set[str] = set()
        self.short: set[str] = set()

    async def run(self, checkouts: Sequence[Checkout]) -> list[Outcome]:
        products = {product_id for checkout in checkouts for product_id in checkout.product_ids}
        assert not products & self.at_once, "two transactions for one product at the same time"
        self.at_once |= products
        self.batches.append([checkout.buyer_id for checkout in checkouts])
        await self.go.wait()
        self.at_once -= products
        if self.poison & {checkout.buyer_id for checkout in checkouts}:
            raise Conflict("used")
        return [self._outcome(checkout.buyer_id) for checkout in checkouts]

    def _outcome(self, buyer: str) -> Outcome:
        return InsufficientStock("none") if buyer in self.short else Answer(201, buyer)


def wants(buyer: str, *products: str) -> Checkout:
    return Checkout(buyer, [Line(product, 1) for product in products], None, None)


async def submit_all(queue: CheckoutQueue, till: Till, checkouts: list[Checkout]) -> list[Answer | BaseException]:
    tasks = [asyncio.create_task(queue.submit(checkout)) for checkout in checkouts]
    await asyncio.sleep(0.01)
    till.go.set()
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_those_who_wait_for_one_product_share_a_transaction_in_order() -> None:
    till = Till()
    answers = await submit_all(CheckoutQueue(till.run), till, [wants(f"b{n}", "hot") for n in range(20)])
    assert [answer.body for answer in answers if isinstance(answer, Answer)] == [f"b{n}" for n in range(20)]
    assert [len(batch) for batch in till.batches] == [1, 16, 3]


async def test_an_earlier_order_is_not_overtaken_by_a_later_one_for_its_product() -> None:
    till = Till()
    checkouts = [wants("first", "a"), wants("both", "a", "b"), wants("late", "b"), wants("other", "c")]
    await submit_all(CheckoutQueue(till.run), till, checkouts)
    assert till.batches == [["first"], ["other"], ["both", "late"]]


async def test_a_problem_goes_to_the_one_it_concerns() -> None:
    till = Till()
    till.short = {"b2"}
    answers = await submit_all(CheckoutQueue(till.run), till, [wants(f"b{n}", "hot") for n in range(4)])
    assert [isinstance(answer, Problem) for answer in answers] == [False, False, True, False]


async def test_a_batch_that_one_of_them_breaks_is_run_again_one_by_one() -> None:
    till = Till()
    till.poison = {"b2"}
    answers = await submit_all(CheckoutQueue(till.run), till, [wants(f"b{n}", "hot") for n in range(4)])
    assert [isinstance(answer, Conflict) for answer in answers] == [False, False, True, False]
    assert till.batches == [["b0"], ["b1", "b2", "b3"], ["b1"], ["b2"], ["b3"]]


async def test_who_waits_too_long_or_behind_too_many_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout_queue, "MAX_WAIT_S", 0.03)
    monkeypatch.setattr(checkout_queue, "MAX_WAITING", 2)
    till = Till()
    queue = CheckoutQueue(till.run)
    tasks = [asyncio.create_task(queue.submit(wants(f"b{n}", "hot"))) for n in range(4)]
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(answer, Unavailable) for answer in answers)
    till.go.set()
    later = await queue.submit(wants("later", "hot"))
    assert later.body == "later"
    assert ["b1", "b2"] not in till.batches, "who gave up is not bought for"
