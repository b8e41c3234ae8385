"""A client that speaks the wire format itself, and so can say what no library would."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from tests.integration.gateway.browser import Replica

SMALLEST_BUFFER_BYTES = 4_096


class RawSocket:
    """A websocket that has joined Socket.IO."""

    def __init__(self, ws: ClientConnection) -> None:
        self.ws = ws
        self._acks = 0

    async def receive(self) -> str:
        """The next packet that is no ping."""
        while True:
            packet = await self.ws.recv(decode=True)
            if packet != "2":
                return str(packet)
            await self.ws.send("3")

    async def send(self, event: str, *payload: object) -> None:
        """Send an event and ask for an ack."""
        self._acks += 1
        await self.ws.send(f"42{self._acks}{json.dumps([event, *payload])}")

    async def ask(self, event: str, *payload: object) -> Any:
        """Send an event and answer its ack."""
        await self.send(event, *payload)
        expected = f"43{self._acks}"
        while not (packet := await self.receive()).startswith(expected):
            pass
        return json.loads(packet.removeprefix(expected))[0]


@asynccontextmanager
async def raw_socket(replica: Replica, *, join: bool = True, reads: bool = True) -> AsyncIterator[RawSocket]:
    """A raw connection; one that does not read has the smallest buffers."""
    tcp = socket.socket()
    if not reads:
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALLEST_BUFFER_BYTES)
    tcp.connect(("127.0.0.1", replica.port))
    address = f"ws://127.0.0.1:{replica.port}/socket.io/?EIO=4&transport=websocket"
    async with connect(address, sock=tcp, max_queue=1, ping_interval=None, close_timeout=0.2, compression=None) as ws:
        opened = RawSocket(ws)
        assert (await opened.receive()).startswith("0{")
        if join:
            await ws.send("40")
            assert (await opened.receive()).startswith('40{"sid"')
        yield opened
