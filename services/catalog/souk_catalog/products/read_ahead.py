"""Reading an upload ahead of those who use it.

NGINX and most clients send no more of a request once its answer has begun. So the answer of an import must wait for
the end of the upload; reading ahead makes that soon, and for all but large files at once.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import ClientDisconnect

from souk_common.problems import Unparsable

MAX_AHEAD_BYTES = 8 * 1024 * 1024
_STALLED_S = 60.0


class ReadAhead:
    """An upload of which up to `MAX_AHEAD_BYTES` wait in memory. `complete` is set when nothing more will come."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._source = chunks
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._changed = asyncio.Condition()
        self._failure: Unparsable | None = None
        self.complete = asyncio.Event()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """Read while this is entered."""
        task = asyncio.create_task(self._read(), name="read ahead")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The upload, piece by piece.

        Raises:
            Unparsable: it was cut off, or nothing came for too long.
        """
        while True:
            async with self._changed:
                await self._changed.wait_for(lambda: self._waiting or self.complete.is_set())
                if not self._waiting:
                    break
                chunk = self._waiting.popleft()
                self._waiting_bytes -= len(chunk)
                self._changed.notify_all()
            yield chunk
        if self._failure is not None:
            raise self._failure

    async def _read(self) -> None:
        try:
            while (chunk := await self._next()) is not None:
                async with self._changed:
                    await self._changed.wait_for(lambda: self._waiting_bytes < MAX_AHEAD_BYTES)
                    self._waiting.append(chunk)
                    self._waiting_bytes += len(chunk)
                    self._changed.notify_all()
        except Unparsable as failure:
            self._failure = failure
        async with self._changed:
            self.complete.set()
            self._changed.notify_all()

    async def _next(self) -> bytes | None:
        try:
            async with asyncio.timeout(_STALLED_S):
                return await anext(self._source, None)
        except TimeoutError:
            raise Unparsable(f"Nothing came for {_STALLED_S:.0f} s.") from None
        except ClientDisconnect:
            raise Unparsable("The upload was cut off.") from None
