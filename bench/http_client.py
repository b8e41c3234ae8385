"""A load generator that costs little itself: bare HTTP/1.1 over one kept connection a client."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from bench.wrk import Figures


@dataclass
class Connection:
    """One kept connection."""

    host: str
    port: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def open(cls, host: str, port: int) -> "Connection":
        """Connect."""
        return cls(host, port, *await asyncio.open_connection(host, port))

    async def post(self, path: str, body: object, token: str, key: str) -> int:
        """Send one JSON body and return the answer's status."""
        content = json.dumps(body).encode()
        self.writer.write(
            f"POST {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nIdempotency-Key: {key}\r\n"
            f"Content-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        return await self._status()

    async def get(self, path: str, token: str) -> int:
        """Ask for a path, read the whole answer and return its status."""
        self.writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
        )
        return await self._status()

    async def _status(self) -> int:
        head = await self.reader.readuntil(b"\r\n\r\n")
        await self.reader.readexactly(_content_length(head))
        return int(head[9:12])


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError(f"an answer without a length: {head!r}")


async def spread(
    clients: int, total: int, operate: Callable[[int, int], Awaitable[int]]
) -> tuple[Figures, Counter[int]]:
    """Let `clients` share `total` operations; `operate(client, n)` does one and returns its status."""
    took_s: list[float] = []
    statuses: Counter[int] = Counter()
    turns: Iterator[int] = iter(range(total))

    async def client(number: int) -> None:
        for n in turns:
            began = time.perf_counter()
            statuses[await operate(number, n)] += 1
            took_s.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(client(number) for number in range(clients)))
    return Figures(total / (time.perf_counter() - began), quantile_ms(took_s, 0.5), quantile_ms(took_s, 0.99)), statuses


def quantile_ms(seconds: list[float], share: float) -> float:
    """The value below which `share` of the durations lie, in milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
