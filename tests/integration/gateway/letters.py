"""People who write to each other through the gateway's replicas."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.fixtures.services import SignedIn
from tests.fixtures.waiting import PATIENT_S
from tests.integration.gateway.browser import Browser, Payload, Replica


class Post:
    """The REST side of messages at one replica."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def call(
        self, method: str, of: SignedIn, path: str, body: object = None, **query: str | int
    ) -> httpx2.Response:
        """One request to `/api/messages/<path>`."""
        url = f"/api/messages/{path}"
        return await self._client.request(method, url, headers=of.headers, json=body, params=query)

    async def send(self, sender: SignedIn, receiver: SignedIn, text: str, **more: object) -> httpx2.Response:
        """Write to somebody."""
        return await self.call("POST", sender, receiver.user_id, {"body": text, **more})

    async def sent(self, sender: SignedIn, receiver: SignedIn, text: str, **more: object) -> Payload:
        """Write to somebody; answers the message."""
        answer = await self.send(sender, receiver, text, **more)
        assert answer.status_code == 201, answer.text
        message: Payload = answer.json()
        return message

    async def get(self, of: SignedIn, path: str, **query: str | int) -> Any:
        """What a GET answers."""
        answer = await self.call("GET", of, path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def thread(self, of: SignedIn, peer: SignedIn, **query: str | int) -> list[Payload]:
        """The items of one page of what two wrote."""
        items: list[Payload] = (await self.get(of, peer.user_id, **{"limit": 100, **query}))["items"]
        return items


@dataclass(frozen=True)
class Posts:
    """The REST side of two replicas."""

    one: Post
    other: Post


@asynccontextmanager
async def posts(replicas: tuple[Replica, Replica]) -> AsyncIterator[Posts]:
    """Both, while they are asked."""
    async with (
        httpx2.AsyncClient(base_url=replicas[0].url, timeout=PATIENT_S) as one,
        httpx2.AsyncClient(base_url=replicas[1].url, timeout=PATIENT_S) as other,
    ):
        yield Posts(Post(one), Post(other))


async def write(window: Browser, receiver: SignedIn, text: str, **more: object) -> Payload:
    """Write over a socket; answers the ack."""
    payload = {"user_id": receiver.user_id, "body": text, "client_id": text[:60], **more}
    answer: Payload = await window.ask("message", payload)
    return answer
