"""A client of the gateway as a test sees one, and the replicas that it connects to."""

import asyncio
import os
import signal
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

from tests.fixtures.ports import free_port
from tests.fixtures.replica_set import ReplicaSet, die_with_parent
from tests.fixtures.waiting import PATIENT_S

Payload = dict[str, Any]
START_WITHIN_S = 120.0
AT_ONCE_S = 5.0
"""For what is promised within a second: a shared machine gets five times as long, since it may stand still for two."""


@dataclass
class Replica:
    """One gateway in a process of its own."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def name(self) -> str:
        """What it calls itself, unless it was told otherwise."""
        return f"{os.uname().nodename}:{self.process.pid}"

    def logged_since(self, mark: int = 0) -> str:
        """What was logged after a `mark`, as `log_mark` gave it: what other tests brought about stands before it."""
        return self.log.read_bytes()[mark:].decode(errors="replace")

    @property
    def log_mark(self) -> int:
        """Where the log ends now."""
        return self.log.stat().st_size

    async def metric(self, name: str) -> float:
        """The value of one metric, its labels included in the name; 0 when it was never counted."""
        async with httpx2.AsyncClient(timeout=PATIENT_S) as client:
            text = (await client.get(f"{self.url}/metrics")).text
        lines = [line for line in text.splitlines() if line.startswith(f"{name} ")]
        return float(lines[0].split()[-1]) if lines else 0.0


@asynccontextmanager
async def running_replica(
    replica_set: ReplicaSet, folder: Path, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Replica]:
    """A gateway that is healthy; it is killed at the end."""
    port = free_port()
    log = folder / f"gateway-{port}.log"
    arguments = ["souk_gateway.main:create_app", "--factory", "--host", "127.0.0.1", "--port", str(port)]
    options = ["--no-access-log", "--timeout-graceful-shutdown", "20"]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: ASYNC220 - it returns at once
            [sys.executable, "-m", "uvicorn", *arguments, *options],
            env={**os.environ, **replica_set.environment, **(environment or {})},
            stdout=output,
            stderr=output,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - one system call, no lock
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


def has(field: str, value: object, payload: Payload) -> bool:
    """For `Browser.hear`: whether the event's payload says this."""
    return bool(payload[field] == value)


class Browser:
    """A Socket.IO client that remembers every event."""

    def __init__(self, reconnection: bool = False) -> None:
        self.io = socketio.AsyncClient(
            reconnection=reconnection, reconnection_delay=0.2, reconnection_delay_max=0.5, request_timeout=PATIENT_S
        )
        self.gone = asyncio.Event()
        self.refusal: Payload | None = None
        self._events: list[tuple[str, Payload]] = []
        self._snapshots: dict[str, int] = {}
        self._changed = asyncio.Event()
        self.io.on("*", self._remember)
        self.io.on("disconnect", self._gone)
        self.io.on("connect_error", self._refused)

    @property
    def events(self) -> list[tuple[str, Payload]]:
        """All that is news. As on a page, stock that the ack of `watch` has told of already is none: what moved right
        before it may still come.
        """
        return [(name, payload) for name, payload in self._events if not self._is_known(name, payload)]

    async def connect(
        self, url: str, auth: object = None, transport: str = "websocket", headers: Mapping[str, str] | None = None
    ) -> None:
        """Connect; raises socketio's ConnectionError when that is refused."""
        await self.io.connect(
            url, auth=auth, transports=[transport], headers=dict(headers or {}), wait_timeout=PATIENT_S
        )

    async def ask(self, event: str, payload: object) -> Any:
        """Send an event and answer its ack."""
        return await self.io.call(event, payload, timeout=PATIENT_S)

    async def watch(self, *product_ids: str) -> list[Payload]:
        snapshot: list[Payload] = await self.ask("watch", {"product_ids": list(product_ids)})
        assert isinstance(snapshot, list), snapshot
        for entry in snapshot:
            self._snapshots.setdefault(entry["product_id"], entry["seq"])
        return snapshot

    async def hear(
        self, event: str, which: Callable[[Payload], bool] = lambda _: True, within_s: float = PATIENT_S
    ) -> Payload:
        """The first event of that name that `which` accepts, heard already or within the time."""
        async with asyncio.timeout(within_s):
            while not (found := [payload for payload in self.heard(event) if which(payload)]):
                self._changed.clear()
                await self._changed.wait()
        return found[0]

    def heard(self, event: str) -> list[Payload]:
        """All events of that name so far."""
        return [payload for name, payload in self.events if name == event]

    def _is_known(self, name: str, payload: Payload) -> bool:
        return name == "stock_update" and payload["seq"] <= self._snapshots.get(payload["product_id"], 0)

    async def _remember(self, event: str, payload: Payload) -> None:
        self._events.append((event, payload))
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
    await opened.connect(url, None if token is None else {"token": token}, transport, headers)
    try:
        yield opened
    finally:
        await opened.io.disconnect()
