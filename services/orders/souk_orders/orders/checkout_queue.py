"""The queue in front of the till: checkouts that wait at the same moment share one transaction (ADR 0008).

It is a group commit. A flash sale makes everybody want the same product: one after the other each would wait for its
own majority commit, and across replicas they would collide. Here the waiting checkouts of a replica go through
together, each wholly or not at all, and answer only after the commit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog
from pymongo.errors import OperationFailure

from souk_common.idempotency import Answer, Attempt
from souk_common.inventory import Line
from souk_common.problems import Conflict, Problem, Unavailable

log = structlog.get_logger("checkout")

MAX_BATCH = 16
MAX_WAITING = 2_000
MAX_WAIT_S = 12.0
TILLS = 2
_BUSY = "Many people are buying right now. Please try again."


@dataclass(frozen=True, slots=True)
class Checkout:
    """What one buyer wants. `cart_version` is set when the lines are their cart's, which then must not have changed."""

    buyer_id: str
    lines: list[Line]
    attempt: Attempt | None
    cart_version: int | None

    @property
    def product_ids(self) -> set[str]:
        """The products it needs."""
        return {line.product_id for line in self.lines}


Outcome = Answer | Problem
_Waiting = tuple[Checkout, asyncio.Future[Answer]]
RunBatch = Callable[[Sequence[Checkout]], Awaitable[list[Outcome]]]
"""Runs checkouts in one transaction; raises when the transaction failed, and then nothing was written."""


class CheckoutQueue:
    """First come, first served; up to `TILLS` transactions at a time, no two of them for the same product."""

    def __init__(self, run_batch: RunBatch) -> None:
        self._run_batch = run_batch
        self._waiting: list[_Waiting] = []
        self._at_till: set[str] = set()
        self._tills: set[asyncio.Task[None]] = set()

    async def submit(self, checkout: Checkout) -> Answer:
        """Wait for this checkout's turn and its commit.

        Raises:
            Problem: what keeps it from being bought.
            Unavailable: too many wait already, or it took longer than `MAX_WAIT_S`.
        """
        if len(self._waiting) >= MAX_WAITING:
            raise Unavailable(_BUSY)
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((checkout, future))
        self._open_till()
        try:
            async with asyncio.timeout(MAX_WAIT_S):
                return await future
        except TimeoutError:
            raise Unavailable(_BUSY) from None
        finally:
            if future.cancelled():
                self._waiting = [entry for entry in self._waiting if not entry[1].done()]

    def _open_till(self) -> None:
        if len(self._tills) >= TILLS:
            return
        batch = self._next_batch()
        if not batch:
            return
        products = {product_id for checkout, _ in batch for product_id in checkout.product_ids}
        self._at_till |= products
        task = asyncio.create_task(self._serve(batch), name="till")
        self._tills.add(task)

        def close_till(done: asyncio.Task[None]) -> None:
            self._tills.discard(done)
            self._at_till -= products
            self._open_till()

        task.add_done_callback(close_till)

    def _next_batch(self) -> list[_Waiting]:
        """Those that waited longest and need nothing that is at a till, or that an earlier one waits for."""
        batch: list[_Waiting] = []
        left: list[_Waiting] = []
        taken = set(self._at_till)
        for checkout, future in self._waiting:
            if future.done():
                continue
            if len(batch) < MAX_BATCH and taken.isdisjoint(checkout.product_ids):
                batch.append((checkout, future))
            else:
                taken |= checkout.product_ids
                left.append((checkout, future))
        self._waiting = left
        return batch

    async def _serve(self, batch: list[_Waiting]) -> None:
        checkouts = [checkout for checkout, _ in batch]
        for (_, future), outcome in zip(batch, await self._outcomes(checkouts), strict=True):
            if future.done():
                continue
            if isinstance(outcome, BaseException):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    async def _outcomes(self, checkouts: Sequence[Checkout]) -> Sequence[Answer | Exception]:
        """What becomes of each checkout. When a batch fails, each is tried alone: one must not spoil the others."""
        try:
            return await self._run_batch(checkouts)
        except Exception as error:  # noqa: BLE001 - the top of the till: the error goes to whom it concerns
            about_content = isinstance(error, Conflict | OperationFailure)
            if len(checkouts) == 1 or not about_content:
                return [error] * len(checkouts)
            log.info("checkouts run alone", count=len(checkouts), error=type(error).__name__)
            return [outcome for checkout in checkouts for outcome in await self._outcomes([checkout])]
