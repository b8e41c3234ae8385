"""Browsers that watch a product: bare Engine.IO over WebSocket, so that 500 of them fit into one process."""

import asyncio
import json
import time
from collections.abc import Callable

from websockets.asyncio.client import ClientConnection, connect

OnUpdate = Callable[[int, float], None]
"""Called with the event's `seq` and the moment of its arrival (time.perf_counter)."""


class Watchers:
    """Some sockets that all watch one product."""

    def __init__(self, url: str, product_id: str, on_update: OnUpdate) -> None:
        self._url = url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self._product_id = product_id
        self._on_update = on_update
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, count: int, at_once: int = 20) -> None:
        """Connect and watch, some at a time; returns when all have their snapshot."""
        for first in range(0, count, at_once):
            sockets = await asyncio.gather(*(self._watch() for _ in range(min(at_once, count - first))))
            self._tasks += [asyncio.create_task(self._listen(socket)) for socket in sockets]

    async def close(self) -> None:
        """Hang up."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _watch(self) -> ClientConnection:
        socket = await connect(self._url, open_timeout=20, ping_interval=None, compression=None)
        await socket.recv()  # 0{...}: Engine.IO is open
        await socket.send("40")
        while not str(await socket.recv()).startswith("40"):
            pass
        await socket.send("420" + json.dumps(["watch", {"product_ids": [self._product_id]}]))
        while not (ack := str(await socket.recv())).startswith("430"):
            pass
        if self._product_id not in ack:
            raise RuntimeError(f"no snapshot: {ack[:200]}")
        return socket

    async def _listen(self, socket: ClientConnection) -> None:
        async with socket:
            async for frame in socket:
                text = str(frame)
                if text == "2":
                    await socket.send("3")
                elif text.startswith('42["stock_update"'):
                    self._on_update(json.loads(text[2:])[1]["seq"], time.perf_counter())
