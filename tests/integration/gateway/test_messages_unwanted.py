"""Messages that are not wanted: of blocked senders, of odd shapes, and too long."""

import asyncio

import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from tests.fixtures.services import SignedIn
from tests.fixtures.waiting import PATIENT_S
from tests.integration.gateway.browser import Payload, Replica, browser
from tests.integration.gateway.conftest import WitnessAt
from tests.integration.gateway.letters import Posts, write

Two = tuple[Replica, Replica]
QUIET_S = 0.7
"""For as long nothing more is expected to come."""


async def test_a_blocked_sender_notices_nothing_and_nothing_arrives_ever(
    replicas: Two, post: Posts, mongo: Mongo, anna: SignedIn, ben: SignedIn, witness_at: WitnessAt
) -> None:
    await post.one.sent(anna, ben, "Before")
    async with (
        browser(replicas[0].url, anna.token) as hers,
        browser(replicas[1].url, ben.token) as his,
        witness_at(replicas[1]) as catch_up,
    ):
        await his.hear("message")
        blocked = await post.one.call("PUT", ben, f"{anna.user_id}/block")
        assert blocked.json()["blocked"] is True
        await catch_up()
        before = len(his.events)

        # when she writes all the same, it looks to her as ever
        sent = await write(hers, ben, "Why do you not answer?")
        assert (sent["seq"], sent["delivered_at"]) == (2, None)
        assert await hers.hear("message", lambda message: message["seq"] == 2) == sent
        assert (await post.other.sent(anna, ben, "Hello?"))["seq"] == 3
        assert await hers.ask("typing", {"user_id": ben.user_id}) == {"ok": True}
        assert (await post.one.get(anna, f"{ben.user_id}/conversation"))["blocked"] is False

        # then nothing of it reaches him, and he must unblock before he writes
        assert (await post.one.send(ben, anna, "Hm")).status_code == 409
        await catch_up()
        await asyncio.sleep(QUIET_S)
        assert his.events[before:] == []
        assert [message["body"] for message in await post.one.thread(ben, anna)] == ["Before"]
        assert (await post.one.get(ben, f"{anna.user_id}/conversation"))["last"]["body"] == "Before"
        assert (await post.one.get(ben, "search", q="answer"))["total"] == 0

        # and neither does it when he has unblocked her, while what comes then does
        assert (await post.other.call("DELETE", ben, f"{anna.user_id}/block")).json()["blocked"] is False
        await write(hers, ben, "After")
        await his.hear("message", lambda message: message["body"] == "After")
        assert await his.ask("read", {"user_id": anna.user_id, "seq": 4}) == {"unread": 0}
    async with browser(replicas[0].url, ben.token) as again:
        await asyncio.sleep(QUIET_S)
        assert again.heard("message") == []
    assert [message["body"] for message in await post.one.thread(ben, anna)] == ["Before", "After"]
    hers_now = await post.one.thread(anna, ben)
    assert [message["seq"] for message in hers_now] == [1, 2, 3, 4]
    # to her all four were read alike: one that was not would tell her of the block
    assert all(message["read_at"] for message in hers_now)
    assert await mongo.db.notifications.count_documents({"user_id": ben.id, "kind": "new_message"}) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"body": ""},
        {"body": "x" * 4_001},
        {"body": "a\x00b"},
        {"body": "\ud800"},
        {"body": 7},
        {"body": ["Hello"]},
        {"client_id": None},
        {"client_id": "x" * 65},
        {"user_id": "nobody"},
        {"user_id": {"$ne": None}},
        {"surplus": 1},
        {"about": {"kind": "product", "id": str(ObjectId())}},
    ],
)
async def test_an_odd_message_is_422_and_the_socket_stays(
    replicas: Two, mongo: Mongo, anna: SignedIn, ben: SignedIn, change: Payload
) -> None:
    async with browser(replicas[0].url, anna.token) as window:
        assert (await write(window, ben, "Hello", **change))["error"]["status"] == 422
        assert (await write(window, anna, "To myself"))["error"]["status"] == 422
        assert await mongo.db.messages.count_documents({"sender_id": anna.id}) == 0
        assert (await write(window, ben, "Hello"))["seq"] == 1


async def test_a_frame_of_more_than_64_kb_drops_the_socket(replicas: Two, anna: SignedIn, ben: SignedIn) -> None:
    async with browser(replicas[0].url, anna.token) as window:
        payload = {"user_id": ben.user_id, "body": "x" * 70_000, "client_id": "1"}
        await window.io.emit("message", payload)
        await asyncio.wait_for(window.gone.wait(), PATIENT_S)
