"""Asking gateways who is online."""

from collections.abc import Iterable
from typing import Any

import httpx2

from souk_common.mongo import Mongo
from souk_gateway.live.links import Link
from tests.fixtures.services import SignedIn
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import Browser, Replica


async def presence_of(replica: Replica, asking: SignedIn, user_id: str) -> dict[str, Any]:
    """What a replica says of a user, or of the one who asks (`me`); `status` is the HTTP status."""
    async with httpx2.AsyncClient(timeout=PATIENT_S) as client:
        answer = await client.get(f"{replica.url}/api/presence/{user_id}", headers=asking.headers)
    body: dict[str, Any] = answer.json()
    return {**body, "status": answer.status_code}


async def appear_offline(replica: Replica, user: SignedIn, hidden: bool) -> dict[str, Any]:
    """Change the user's choice; the answer."""
    async with httpx2.AsyncClient(timeout=PATIENT_S) as client:
        answer = await client.put(
            f"{replica.url}/api/presence/me", json={"appear_offline": hidden}, headers=user.headers
        )
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def watch(window: Browser, *users: SignedIn) -> dict[str, bool]:
    """Watch users; who of them is online."""
    answer = await window.ask("watch_presence", {"user_ids": [user.user_id for user in users]})
    return {each["user_id"]: each["online"] for each in answer}


def told(window: Browser, user: SignedIn) -> list[bool]:
    """All that a window was told of a user, in order."""
    return [each["online"] for each in window.heard("presence") if each["user_id"] == user.user_id]


async def becomes(window: Browser, user: SignedIn, online: bool, within_s: float = PATIENT_S) -> float:
    """Wait until the latest that a window was told of a user is this; the seconds it took."""
    return await until(lambda: told(window, user)[-1:] == [online], within_s, f"told that online is {online}")


async def agree(replicas: Iterable[Replica], asking: SignedIn, user: SignedIn, online: bool) -> None:
    """Wait until each replica says this of a user over REST: each has a stream of its own."""
    for replica in replicas:

        async def says_so(replica: Replica = replica) -> bool:
            return bool((await presence_of(replica, asking, user.user_id)).get("online") == online)

        await until(says_so, PATIENT_S, f"{replica.url} to say that online is {online}")


async def rows_of(mongo: Mongo, *users: SignedIn) -> int:
    """How many rows gateways have of these users."""
    return await mongo.db.presence.count_documents({"user_id": {"$in": [user.id for user in users]}})


async def nobody_is_put_out(link: Link) -> None:
    """For tests in which a user never has too many sockets."""
    raise AssertionError(f"{link} was put out")
