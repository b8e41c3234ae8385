"""A small memory for answers that are dear to compute and may be a second old."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

AnswerT = TypeVar("AnswerT")


class BriefCache(Generic[AnswerT]):
    """Answers by key, each for `ttl_s` seconds, the least recently used dropped beyond `size`.

    Those who ask for one key at the same time share one question; a question that failed is not remembered.
    """

    def __init__(self, *, ttl_s: float, size: int) -> None:
        self._ttl_s = ttl_s
        self._size = size
        self._answers: OrderedDict[str, tuple[float, AnswerT]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[AnswerT]] = {}

    async def get(self, key: str, ask: Callable[[], Awaitable[AnswerT]]) -> AnswerT:
        """The answer remembered for `key`, or else what `ask` answers; raises what `ask` raises."""
        known = self._answers.get(key)
        if known is not None and known[0] > asyncio.get_running_loop().time():
            self._answers.move_to_end(key)
            return known[1]
        asking = self._asking.get(key)
        if asking is None:
            asking = asyncio.create_task(self._ask(key, ask))
            self._asking[key] = asking
        # who asked first may go away; the others still want to know
        return await asyncio.shield(asking)

    async def _ask(self, key: str, ask: Callable[[], Awaitable[AnswerT]]) -> AnswerT:
        try:
            answer = await ask()
            self._answers[key] = (asyncio.get_running_loop().time() + self._ttl_s, answer)
            self._answers.move_to_end(key)
            if len(self._answers) > self._size:
                self._answers.popitem(last=False)
            return answer
        finally:
            del self._asking[key]
