"""A queue in front of the database: pieces of work that wait at the same moment share one transaction (ADR 0008).

It is a group commit. When everybody wants the same row at once, one after the other would each wait for its own
majority commit, and across replicas they would collide. Here what waits in a replica goes through together, each
piece wholly or not at all, and is answered only after the commit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog
from pymongo.errors import OperationFailure

from souk_common.problems import Conflict, Problem, Unavailable

log = structlog.get_logger("group_commit")

MAX_BATCH = 16
MAX_WAITING = 2_000
MAX_WAIT_S = 12.0
BATCHES_AT_ONCE = 2
WorkT = TypeVar("WorkT")
AnswerT = TypeVar("AnswerT")


class GroupCommit(Generic[WorkT, AnswerT]):
    """First come, first served; a few transactions at a time, no two of them for the same key.

    `run_batch` runs work in one transaction and answers an outcome for each piece; it raises when the transaction
    failed, and then nothing was written. `keys_of` names what no other transaction may touch meanwhile; pieces of one
    batch may have keys in common, and are in the order in which they came. `largest` bounds a batch, and one begins at
    most every `pace_s` seconds, so that more share it; who comes when none began for that long does not wait.
    """

    def __init__(
        self,
        run_batch: Callable[[Sequence[WorkT]], Awaitable[Sequence[AnswerT | Problem]]],
        keys_of: Callable[[WorkT], set[str]],
        *,
        busy: str,
        largest: int = MAX_BATCH,
        pace_s: float = 0.0,
    ) -> None:
        self._run_batch = run_batch
        self._keys_of = keys_of
        self._busy = busy
        self._largest = largest
        self._pace_s = pace_s
        self._next_at = 0.0
        self._pause: asyncio.TimerHandle | None = None
        self._waiting: list[tuple[WorkT, asyncio.Future[AnswerT]]] = []
        self._taken: set[str] = set()
        self._batches: set[asyncio.Task[None]] = set()

    async def submit(self, work: WorkT) -> AnswerT:
        """Wait for this work's turn and its commit.

        Raises:
            Problem: what keeps it from being done.
            Unavailable: too many wait already, or it took longer than `MAX_WAIT_S`.
        """
        if len(self._waiting) >= MAX_WAITING:
            raise Unavailable(self._busy)
        future: asyncio.Future[AnswerT] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        self._begin()
        try:
            async with asyncio.timeout(MAX_WAIT_S):
                return await future
        except TimeoutError:
            raise Unavailable(self._busy) from None
        finally:
            if future.cancelled():
                self._waiting = [entry for entry in self._waiting if not entry[1].done()]

    def _begin(self) -> None:
        if self._pause is not None:
            return
        if self._pace_s and self._waiting:
            loop = asyncio.get_running_loop()
            self._pause = loop.call_at(max(loop.time(), self._next_at), self._go_on)
            return
        self._begin_now()

    def _go_on(self) -> None:
        self._pause = None
        self._begin_now()

    def _begin_now(self) -> None:
        if len(self._batches) >= BATCHES_AT_ONCE:
            return
        batch = self._next_batch()
        if not batch:
            return
        self._next_at = asyncio.get_running_loop().time() + self._pace_s
        keys = {key for work, _ in batch for key in self._keys_of(work)}
        self._taken |= keys
        task = asyncio.create_task(self._serve(batch), name="group commit")
        self._batches.add(task)

        def end(done: asyncio.Task[None]) -> None:
            self._batches.discard(done)
            self._taken -= keys
            self._begin()

        task.add_done_callback(end)
        self._begin()

    def _next_batch(self) -> list[tuple[WorkT, asyncio.Future[AnswerT]]]:
        """Those that waited longest and need nothing that is taken, or that an earlier one waits for."""
        batch: list[tuple[WorkT, asyncio.Future[AnswerT]]] = []
        left: list[tuple[WorkT, asyncio.Future[AnswerT]]] = []
        taken = set(self._taken)
        for work, future in self._waiting:
            if future.done():
                continue
            keys = self._keys_of(work)
            if len(batch) < self._largest and taken.isdisjoint(keys):
                batch.append((work, future))
            else:
                taken |= keys
                left.append((work, future))
        self._waiting = left
        return batch

    async def _serve(self, batch: list[tuple[WorkT, asyncio.Future[AnswerT]]]) -> None:
        works = [work for work, _ in batch]
        for (_, future), outcome in zip(batch, await self._outcomes(works), strict=True):
            if future.done():
                continue
            if isinstance(outcome, BaseException):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    async def _outcomes(self, works: Sequence[WorkT]) -> Sequence[AnswerT | Exception]:
        """What becomes of each piece. When a batch fails, each is tried alone: one must not spoil the others."""
        try:
            return await self._run_batch(works)
        except Exception as error:  # noqa: BLE001 - the top of the batch: the error goes to whom it concerns
            about_content = isinstance(error, Conflict | OperationFailure)
            if len(works) == 1 or not about_content:
                return [error] * len(works)
            log.info("run alone", count=len(works), error=type(error).__name__)
            return [outcome for work in works for outcome in await self._outcomes([work])]
