"""People who write to each other under fault: each sends until it is acknowledged, and asks for what it missed."""

import asyncio
import random
from collections import defaultdict
from contextlib import suppress
from typing import Any

import httpx2

from tests.fixtures.live_socket import LiveSocket, NotConnected
from tests.fixtures.services import SignedIn

ACK_WITHIN_S = 4.0
GIVE_UP_S = 240.0
PAUSE_S = (0.1, 0.5)
PAGE = 100
Message = dict[str, Any]


class Talker:
    """One user with one window. `heard` is what the window knows of each conversation: body by seq."""

    def __init__(self, user: SignedIn, url: str, seed: int) -> None:
        self.user = user
        self.heard: dict[str, dict[int, str]] = defaultdict(dict)
        self.twice: list[Message] = []
        """Messages that came again as something else."""
        self.connected = 0
        self.came_live: set[str] = set()
        """Ids of the messages of others that came over the socket without being asked for."""
        self._url = url
        self._chosen = random.Random(seed)
        self._client = httpx2.AsyncClient(base_url=url, timeout=ACK_WITHIN_S, headers=user.headers)
        self._socket: LiveSocket | None = None
        self._up = asyncio.Event()
        self._staying: asyncio.Task[None] | None = None
        self._peers: set[str] = set()

    async def __aenter__(self) -> "Talker":
        self._staying = asyncio.create_task(self._stay_connected())
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._staying is not None:
            self._staying.cancel()
            await asyncio.gather(self._staying, return_exceptions=True)
        if self._socket is not None:
            await self._socket.close()
        await self._client.aclose()

    async def send(self, peer_id: str, body: str, client_id: str) -> Message:
        """Send until it is acknowledged: over the socket or over REST, always with the same client id."""
        payload = {"body": body, "client_id": client_id}
        async with asyncio.timeout(GIVE_UP_S):
            while True:
                answer = await self._attempt(peer_id, payload)
                if answer is not None:
                    self._take(answer)
                    return answer
                await asyncio.sleep(self._chosen.uniform(*PAUSE_S))

    async def catch_up(self) -> None:
        """Ask for whatever is missing of every conversation, until nothing is."""
        for peer_id in tuple(self._peers):
            more = True
            while more:
                after = _without_gap(self.heard[peer_id])
                page = await self._client.get(f"/api/messages/{peer_id}", params={"after": after, "limit": PAGE})
                page.raise_for_status()
                for message in page.json()["items"]:
                    self._take(message)
                more = page.json()["total"] > len(page.json()["items"])

    async def settle(self) -> None:
        """Catch up for good; the faults are over."""
        async with asyncio.timeout(GIVE_UP_S):
            await self._up.wait()
            while True:
                with suppress(httpx2.HTTPError):
                    await self.catch_up()
                    return
                await asyncio.sleep(0.2)

    async def _attempt(self, peer_id: str, payload: dict[str, str]) -> Message | None:
        """One attempt's acknowledgment; None when it has to be sent again."""
        self._peers.add(peer_id)
        try:
            if self._socket is not None and self._chosen.random() < 0.5:
                answer = await self._socket.ask("message", {"user_id": peer_id, **payload}, ACK_WITHIN_S)
                status = answer["error"]["status"] if "error" in answer else 201
            else:
                response = await self._client.post(f"/api/messages/{peer_id}", json=payload)
                status, answer = response.status_code, response.json()
        except (NotConnected, TimeoutError, httpx2.TransportError, ValueError):
            return None
        if status == 201:
            return dict(answer)
        assert status in (429, 502, 503, 504), answer
        return None

    async def _stay_connected(self) -> None:
        while True:
            try:
                self._socket = await LiveSocket.open(self._url, self.user.token, self._hear)
                self.connected += 1
                with suppress(httpx2.HTTPError):
                    await self.catch_up()
                self._up.set()
                await self._socket.gone.wait()
            except NotConnected:
                pass
            self._up.clear()
            self._socket = None
            await asyncio.sleep(self._chosen.uniform(*PAUSE_S))

    def _hear(self, event: str, payload: Message) -> None:
        if event == "message":
            if payload["receiver_id"] == self.user.user_id:
                self.came_live.add(payload["id"])
            self._take(payload)

    def _take(self, message: Message) -> None:
        """What a page keeps: one message for each seq of a conversation."""
        mine = message["sender_id"] == self.user.user_id
        peer_id = message["receiver_id"] if mine else message["sender_id"]
        self._peers.add(peer_id)
        known = self.heard[peer_id].setdefault(message["seq"], message["body"])
        if known != message["body"]:
            self.twice.append(message)


def _without_gap(known: dict[int, str]) -> int:
    """Up to which seq nothing is missing."""
    seq = 0
    while seq + 1 in known:
        seq += 1
    return seq
