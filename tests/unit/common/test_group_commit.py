"""Work that waits at the same moment goes through together, and one piece cannot spoil the others."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from souk_common import group_commit
from souk_common.group_commit import GroupCommit
from souk_common.problems import Conflict, InsufficientStock, Problem, Unavailable

PACE_S = 3.0
"""Longer than a machine stands still, so that nothing of what follows is due before it should be."""


@dataclass(frozen=True)
class Purchase:
    """What a buyer wants of some products."""

    buyer: str
    products: frozenset[str]


class Till:
    """Stands in for the transaction: remembers its batches, answers with the buyer's name."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.at_once: set[str] = set()
        self.go = asyncio.Event()
        self.poison: set[str] = set()
        self.short: set[str] = set()

    async def run(self, checkouts: Sequence[Purchase]) -> list[str | Problem]:
        products = {product_id for checkout in checkouts for product_id in checkout.products}
        assert not products & self.at_once, "two transactions for one product at the same time"
        self.at_once |= products
        self.batches.append([checkout.buyer for checkout in checkouts])
        await self.go.wait()
        self.at_once -= products
        if self.poison & {checkout.buyer for checkout in checkouts}:
            raise Conflict("used")
        return [self._outcome(checkout.buyer) for checkout in checkouts]

    def _outcome(self, buyer: str) -> str | Problem:
        return InsufficientStock("none") if buyer in self.short else buyer


def wants(buyer: str, *products: str) -> Purchase:
    return Purchase(buyer, frozenset(products))


def queue_before(till: Till) -> GroupCommit[Purchase, str]:
    return GroupCommit(till.run, lambda purchase: set(purchase.products), busy="Busy.")


async def submit_all(
    queue: GroupCommit[Purchase, str], till: Till, checkouts: list[Purchase]
) -> list[str | BaseException]:
    tasks = [asyncio.create_task(queue.submit(checkout)) for checkout in checkouts]
    await asyncio.sleep(0.01)
    till.go.set()
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_those_who_wait_for_one_product_share_a_transaction_in_order() -> None:
    till = Till()
    answers = await submit_all(queue_before(till), till, [wants(f"b{n}", "hot") for n in range(20)])
    assert [answer for answer in answers if isinstance(answer, str)] == [f"b{n}" for n in range(20)]
    assert [len(batch) for batch in till.batches] == [1, 16, 3]


async def test_an_earlier_order_is_not_overtaken_by_a_later_one_for_its_product() -> None:
    till = Till()
    checkouts = [wants("first", "a"), wants("both", "a", "b"), wants("late", "b"), wants("other", "c")]
    await submit_all(queue_before(till), till, checkouts)
    assert till.batches == [["first"], ["other"], ["both", "late"]]


async def test_a_problem_goes_to_the_one_it_concerns() -> None:
    till = Till()
    till.short = {"b2"}
    answers = await submit_all(queue_before(till), till, [wants(f"b{n}", "hot") for n in range(4)])
    assert [isinstance(answer, Problem) for answer in answers] == [False, False, True, False]


async def test_a_batch_that_one_of_them_breaks_is_run_again_one_by_one() -> None:
    till = Till()
    till.poison = {"b2"}
    answers = await submit_all(queue_before(till), till, [wants(f"b{n}", "hot") for n in range(4)])
    assert [isinstance(answer, Conflict) for answer in answers] == [False, False, True, False]
    assert till.batches == [["b0"], ["b1", "b2", "b3"], ["b1"], ["b2"], ["b3"]]


async def test_who_waits_too_long_or_behind_too_many_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_commit, "MAX_WAIT_S", 0.03)
    monkeypatch.setattr(group_commit, "MAX_WAITING", 2)
    till = Till()
    queue = queue_before(till)
    tasks = [asyncio.create_task(queue.submit(wants(f"b{n}", "hot"))) for n in range(4)]
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(answer, Unavailable) for answer in answers)
    monkeypatch.setattr(group_commit, "MAX_WAIT_S", 60)
    till.go.set()
    later = await queue.submit(wants("later", "hot"))
    assert later == "later"
    assert ["b1", "b2"] not in till.batches, "who gave up is not bought for"


async def test_with_a_pace_the_first_goes_at_once_and_those_who_come_meanwhile_share_the_next() -> None:
    till = Till()
    till.go.set()
    queue: GroupCommit[Purchase, str] = GroupCommit(
        till.run, lambda purchase: set(purchase.products), busy="Busy.", largest=30, pace_s=PACE_S
    )
    assert await asyncio.wait_for(queue.submit(wants("first", "a")), 0.8 * PACE_S) == "first"
    waiting = [asyncio.create_task(queue.submit(wants(f"b{number}", f"p{number}"))) for number in range(20)]
    await asyncio.sleep(0.05)
    assert till.batches == [["first"]]
    assert await asyncio.gather(*waiting) == [f"b{number}" for number in range(20)]
    assert [len(batch) for batch in till.batches] == [1, 20]
