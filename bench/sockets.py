"""Browsers that watch a product, so lean that 500 of them fit into one process."""

import asyncio
import time
from collections.abc import Callable

from tests.fixtures.live_socket import LiveSocket

OnUpdate = Callable[[int, float], None]
"""Called with the event's `seq` and the moment of its arrival (time.perf_counter)."""


class Watchers:
    """Some sockets that all watch one product."""

    def __init__(self, url: str, product_id: str, on_update: OnUpdate) -> None:
        self._url = url
        self._product_id = product_id
        self._on_update = on_update
        self._sockets: list[LiveSocket] = []

    async def open(self, count: int, at_once: int = 20) -> None:
        """Connect and watch, some at a time; returns when all have their snapshot."""
        for first in range(0, count, at_once):
            self._sockets += await asyncio.gather(*(self._watch() for _ in range(min(at_once, count - first))))

    async def close(self) -> None:
        """Hang up."""
        await asyncio.gather(*(socket.close() for socket in self._sockets))

    async def _watch(self) -> LiveSocket:
        def hear(event: str, payload: dict[str, int]) -> None:
            if event == "stock_update":
                self._on_update(payload["seq"], time.perf_counter())

        socket = await LiveSocket.open(self._url, on_event=hear)
        snapshot = await socket.ask("watch", {"product_ids": [self._product_id]}, 20)
        if [product["product_id"] for product in snapshot] != [self._product_id]:
            raise RuntimeError(f"no snapshot: {snapshot}")
        return socket
