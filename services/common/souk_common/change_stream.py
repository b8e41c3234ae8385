"""Following a change stream for as long as a service lives."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from pymongo.errors import OperationFailure, PyMongoError

from souk_common.mongo import Collection, Database, next_change

log = structlog.get_logger("change_stream")

Change = Mapping[str, Any]
# The resume token is of no use any more: history lost, fatal, invalid token.
_START_ANEW = frozenset({286, 280, 260})
_PAUSE_S = 0.2
_PAUSE_MAX_S = 2.0
_AWAIT_MS = 500


async def tail(
    source: Collection | Database,
    pipeline: Sequence[Mapping[str, Any]],
    *,
    on_change: Callable[[Change], Awaitable[None]],
    on_start: Callable[[], Awaitable[None]],
) -> None:
    """Call `on_change` for every change that matches, in order, until cancelled.

    `on_start` runs once the stream is open and before its first change: what it reads then is at least as old as
    the stream, so nothing falls between. It runs again whenever the stream had to start anew because the server no
    longer holds the history since the last change (code 286). Any other fault resumes from the last change seen.
    """
    resume_token: Mapping[str, Any] | None = None
    pause_s = _PAUSE_S
    while True:
        try:
            async with source.watch(pipeline, resume_after=resume_token, max_await_time_ms=_AWAIT_MS) as stream:
                change = await stream.try_next()  # opens the cursor
                if resume_token is None:
                    await on_start()
                while stream.alive:
                    if change is not None:
                        await on_change(change)
                    resume_token = stream.resume_token
                    pause_s = _PAUSE_S
                    change = await next_change(stream)
            resume_token = None  # the source was dropped
        except PyMongoError as error:
            if isinstance(error, OperationFailure) and error.code in _START_ANEW:
                resume_token = None
            log.warning(
                "change stream interrupted",
                source=source.name,
                error=type(error).__name__,
                again_in_s=pause_s,
            )
            await asyncio.sleep(pause_s)
            pause_s = min(_PAUSE_MAX_S, pause_s * 2)
