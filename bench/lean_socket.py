"""A Socket.IO connection that costs the host next to nothing: it connects, answers pings, and hears without reading.

A thousand that connect at once are a thousand machines elsewhere in life, and one process here: with a whole client
library (1 ms of CPU each) the bench would measure itself.
"""

import asyncio
import json
import secrets
from functools import partial

from tests.fixtures.live_socket import NotConnected

_TEXT, _PING, _PONG = 0x81, 0x89, 0x8A
_SHORT, _LONG = 125, 126
_MASKED = 0x80
_HEAD_ENDS = b"\r\n\r\n"
_CONNECT_WITHIN_S = 20.0


class LeanSocket(asyncio.Protocol):
    """One connection over a websocket; frames of at most 65,535 bytes."""

    def __init__(self, head: bytes, token: str) -> None:
        self._head, self._token = head, token
        self._received = bytearray()
        self._is_upgraded = False
        self._transport: asyncio.Transport | None = None
        self._is_in: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def open(cls, host: str, port: int, token: str, address: str) -> "LeanSocket":
        """Connect as the user of `token`, from an address as NGINX would be told it.

        Raises:
            NotConnected: it was refused, or there is nobody.
        """
        head = (
            f"GET /socket.io/?EIO=4&transport=websocket&cid={secrets.token_hex(8)} HTTP/1.1\r\n"
            f"Host: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Real-IP: {address}\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        ).encode()
        try:
            async with asyncio.timeout(_CONNECT_WITHIN_S):
                make = partial(cls, head, token)
                _, socket = await asyncio.get_running_loop().create_connection(make, host, port)
                await socket._is_in
        except (OSError, TimeoutError) as error:
            raise NotConnected(repr(error)) from error
        return socket

    def cut(self) -> None:
        """End the TCP connection as if the machine had died."""
        assert self._transport is not None
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the websocket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._head)

    def data_received(self, data: bytes) -> None:
        """Take the answer, then frames."""
        self._received += data
        if not self._is_upgraded:
            head, ends, rest = bytes(self._received).partition(_HEAD_ENDS)
            if not ends:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.cut()
                return
            self._is_upgraded, self._received = True, bytearray(rest)
        while len(self._received) >= 2:
            length, start = self._received[1], 2
            if length == _LONG:
                length, start = int.from_bytes(self._received[2:4]), 4
            if length > 0xFFFF or len(self._received) < start + length:
                return
            opcode, content = self._received[0], bytes(self._received[start : start + length])
            if opcode == _TEXT:
                self._take(content)
            elif opcode == _PING:
                self._send(_PONG, content)
            del self._received[: start + length]

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits to be in is told."""
        if not self._is_in.done():
            self._is_in.set_exception(NotConnected(f"refused, or cut: {exc}"))

    def _take(self, text: bytes) -> None:
        if text == b"2":
            self._send(_TEXT, b"3")
        elif text.startswith(b"0"):
            self._send(_TEXT, b"40" + json.dumps({"token": self._token}).encode())
        elif text.startswith(b"40") and not self._is_in.done():
            self._is_in.set_result(None)
        elif text.startswith(b"44"):
            self.cut()

    def _send(self, opcode: int, content: bytes) -> None:
        """One frame, masked with zeros, which leaves it as it is."""
        length = len(content)
        size = bytes([_MASKED | length]) if length <= _SHORT else bytes([_MASKED | _LONG, *length.to_bytes(2)])
        assert self._transport is not None
        self._transport.write(bytes([opcode]) + size + bytes(4) + content)
