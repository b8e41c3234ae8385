"""A client of the gateway as a test sees one, and the replicas that it connects to."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import socketio

from tests.fixtures.replica_set import ReplicaSet, die_with_parent

Payload = dict[str, Any]
START_WITHIN_S = 60.0


@dataclass
class Replica:
    """One gateway in a process of its own."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def metric(self, name: str) -> float:
        """The value of one metric, its labels included in the name; 0 when it was never counted."""
        async with httpx2.AsyncClient() as client:
            text = (await client.get(f"{self.url}/metrics")).text
        lines = [line for line in text.splitlines() if line.startswith(f"{name} ")]
        return float(lines[0].split()[-1]) if lines else 0.0


@asynccontextmanager
async def running_replica(
    replica_set: ReplicaSet, folder: Path, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Replica]:
    """A gateway that is healthy; it is killed at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / f"gateway-{port}.log"
    arguments = ["souk_gateway.main:create_app", "--factory", "--host", "127.0.0.1", "--port", str(port)]
    options = ["--no-access-log", "--timeout-graceful-shutdown", "20"]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: ASYNC220 - it returns at once
            [sys.executable, "-m", "uvicorn", *arguments, *options],
            env={**os.environ, **replica_set.environment, **(environment or {})},
            stdout=output,
            stderr=output,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )
    replica = Replica(port, process, log)
    try:
        await _until_healthy(replica)
        yield replica
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


async def _until_healthy(replica: Replica) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    async with httpx2.AsyncClient() as client:
        while time.monotonic() < deadline and replica.process.poll() is None:
            try:
                if (await client.get(f"{replica.url}/api/health")).status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError(f"the gateway did not start:\n{replica.log.read_text()}")


class Browser:
    """A Socket.IO client that remembers every event."""

    def __init__(self, reconnection: bool = False) -> None:
        self.io = socketio.AsyncClient(reconnection=reconnection, reconnection_delay=0.2, reconnection_delay_max=0.5)
        self.events: list[tuple[str, Payload]] = []
        self.gone = asyncio.Event()
        self.refusal: Payload | None = None
        self._changed = asyncio.Event()
        self.io.on("*", self._remember)
        self.io.on("disconnect", self._gone)
        self.io.on("connect_error", self._refused)

    async def ask(self, event: str, payload: object) -> Any:
        """Send an event and answer its ack."""
        return await self.io.call(event, payload, timeout=5)

    async def watch(self, *product_ids: str) -> list[Payload]:
        snapshot: list[Payload] = await self.ask("watch", {"product_ids": list(product_ids)})
        return snapshot

    async def hear(self, event: str, which: Callable[[Payload], bool] = lambda _: True, within_s: float = 5) -> Payload:
        """The first event of that name that `which` accepts, heard already or within the time."""
        async with asyncio.timeout(within_s):
            while True:
                for name, payload in self.events:
                    if name == event and which(payload):
                        return payload
                self._changed.clear()
                await self._changed.wait()

    def heard(self, event: str) -> list[Payload]:
        """All events of that name so far."""
        return [payload for name, payload in self.events if name == event]

    async def _remember(self, event: str, payload: Payload) -> None:
        self.events.append((event, payload))
        self._changed.set()

    async def _gone(self, _reason: str) -> None:
        self.gone.set()

    async def _refused(self, why: Payload) -> None:
        self.refusal = why


@asynccontextmanager
async def browser(
    url: str, token: str | None = None, *, transport: str = "websocket", headers: Mapping[str, str] | None = None
) -> AsyncIterator[Browser]:
    """A connected browser; without a token it is anonymous."""
    opened = Browser()
    auth = None if token is None else {"token": token}
    await opened.io.connect(url, auth=auth, transports=[transport], headers=dict(headers or {}))
    try:
        yield opened
    finally:
        await opened.io.disconnect()
