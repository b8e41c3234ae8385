"""A graceful end: uvicorn cuts every websocket in the same moment; here they are let go first, over a second."""

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable
from types import FrameType

from fastapi import FastAPI


async def drain_on_sigterm(app: FastAPI, drain: Callable[[], Awaitable[None]]) -> None:
    """Wait for SIGTERM; then answer unhealthy, `drain`, and pass the signal on to uvicorn. A second one passes at once.

    Outside a server of its own process (in tests) there is nobody to pass it on to, and this does nothing.
    """
    uvicorns = signal.getsignal(signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread() or not callable(uvicorns):
        return
    loop, asked = asyncio.get_running_loop(), asyncio.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            uvicorns(number, frame)
        loop.call_soon_threadsafe(asked.set)

    signal.signal(signal.SIGTERM, on_signal)
    try:
        await asked.wait()
        app.state.draining = True
        await drain()
        uvicorns(signal.SIGTERM, None)
    finally:
        signal.signal(signal.SIGTERM, uvicorns)
