import asyncio
from datetime import UTC, datetime
from functools import partial

import httpx2
from bson import ObjectId

from souk_common.mongo import Mongo, Session
from souk_common.notifications import Kind, Notification, notify
from souk_gateway.notifications.repository import NotificationRepository
from tests.fixtures.services import SignedIn, SignIn
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import AT_ONCE_S, Browser, Replica, browser, has

QUIET_S = 0.3


async def happen(mongo: Mongo, user: SignedIn, kind: Kind = "new_order", **data: str) -> str:
    """Something to tell the user; answers the notification's id."""
    event_id = str(ObjectId())
    told = Notification(user.user_id, kind, event_id, dict(data), datetime.now(UTC))

    async def work(session: Session) -> None:
        await notify(mongo.db, [told], session)

    await mongo.transaction(work)
    row = await mongo.db.notifications.find_one({"user_id": user.id, "event_id": event_id})
    assert row
    return str(row["_id"])


async def call(replica: Replica, user: SignedIn, method: str, path: str, body: object) -> None:
    async with httpx2.AsyncClient(base_url=replica.url, headers=user.headers, timeout=PATIENT_S) as client:
        answer = await client.request(method, f"/api/notifications/{path}", json=body)
    assert answer.status_code == 200, answer.text


async def is_said(mongo: Mongo, user: SignedIn, *devices: Browser) -> list[bool]:
    """Whether a new order is said at each device, beside its own event, which always comes.

    A second notification, of a kind that nobody has muted, tells when the first would have been there.
    """
    order, later = await happen(mongo, user, "new_order"), await happen(mongo, user, "order_status")
    for device in devices:
        await device.hear("new_order", partial(has, "id", order))
        await device.hear("notification", partial(has, "id", later))
    return [order in [event["id"] for event in device.heard("notification")] for device in devices]


def was_told(device: Browser, times: int) -> bool:
    return len(device.heard("notifications_read")) >= times


async def test_what_one_device_reads_all_devices_hear_of_and_nobody_else(
    replicas: tuple[Replica, Replica], mongo: Mongo, sign_in: SignIn
) -> None:
    user, stranger = await sign_in("seller"), await sign_in("seller")
    one = await happen(mongo, user)
    async with (
        browser(replicas[0].url, user.token) as desk,
        browser(replicas[1].url, user.token) as phone,
        browser(replicas[1].url, stranger.token) as elsewhere,
    ):
        for count, how in enumerate(("read", "unread"), 1):
            await call(replicas[0], user, "POST", how, {"ids": [one]})
            for device in (desk, phone):
                await until(partial(was_told, device, count), AT_ONCE_S, f"told of what is {how}")
            await asyncio.sleep(QUIET_S)
            for device in (desk, phone):
                assert device.heard("notifications_read") == [{}] * count
        await call(replicas[0], user, "POST", "unread", {"ids": [one]})
        await asyncio.sleep(QUIET_S)
        assert len(desk.heard("notifications_read")) == 2
        assert not elsewhere.heard("notifications_read")


async def test_a_muted_kind_is_not_said_but_its_own_event_still_comes(
    replicas: tuple[Replica, Replica], mongo: Mongo, sign_in: SignIn
) -> None:
    user = await sign_in("seller")
    async with browser(replicas[0].url, user.token) as desk, browser(replicas[1].url, user.token) as phone:
        for muted, expected in ((["new_order"], [False, False]), ([], [True, True])):
            await call(replicas[0], user, "PUT", "settings", {"muted": muted})

            async def is_so(expected: list[bool] = expected) -> bool:
                return await is_said(mongo, user, desk, phone) == expected

            # each replica reads the new settings in its own time
            await until(is_so, AT_ONCE_S, f"a new order said: {expected}")
        for device in (desk, phone):
            assert len(device.heard("notifications_read")) == 2


async def test_who_has_just_connected_hears_nothing_of_what_they_muted_before(
    replica: Replica, mongo: Mongo, sign_in: SignIn
) -> None:
    for _ in range(5):
        user = await sign_in("seller")
        await call(replica, user, "PUT", "settings", {"muted": ["new_order"]})
        async with browser(replica.url, user.token) as window:
            assert await is_said(mongo, user, window) == [False]


async def test_reading_a_conversation_reads_the_notification_of_it_and_no_other(mongo: Mongo, sign_in: SignIn) -> None:
    user, one, other = await sign_in("buyer"), await sign_in("seller"), await sign_in("seller")
    of_one, of_other = [
        await happen(mongo, user, "new_message", user_id=sender.user_id, name="Atlas", preview="Hello")
        for sender in (one, other)
    ]
    elsewhere = await happen(mongo, other, "new_message", user_id=one.user_id, name="Atlas", preview="Hello")
    notifications = NotificationRepository(mongo)

    async def read(session: Session) -> None:
        await notifications.mark_message_read(user.user_id, one.user_id, session)

    for _ in range(2):
        await mongo.transaction(read)
    unread = await mongo.db.notifications.find(
        {"_id": {"$in": [ObjectId(each) for each in (of_one, of_other, elsewhere)]}, "read_at": None}
    ).to_list(10)
    assert {str(row["_id"]) for row in unread} == {of_other, elsewhere}
    assert await mongo.db.preferences.find_one({"_id": user.id})


async def test_a_message_to_somebody_away_is_told_once_until_they_have_read_it_all(
    replica: Replica, mongo: Mongo, sign_in: SignIn
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")

    async def write(body: str) -> int:
        async with httpx2.AsyncClient(base_url=replica.url, headers=seller.headers, timeout=PATIENT_S) as client:
            answer = await client.post(f"/api/messages/{buyer.user_id}", json={"body": body})
        assert answer.status_code == 201, answer.text
        seq: int = answer.json()["seq"]
        return seq

    async def read(seq: int) -> None:
        async with httpx2.AsyncClient(base_url=replica.url, headers=buyer.headers, timeout=PATIENT_S) as client:
            answer = await client.post(f"/api/messages/{seller.user_id}/read", json={"seq": seq})
        assert answer.status_code == 200, answer.text

    async def told() -> list[tuple[object, bool]]:
        rows = await mongo.db.notifications.find({"user_id": buyer.id}, sort=[("created_at", 1)]).to_list(10)
        return [(row["data"]["preview"], row["read_at"] is not None) for row in rows]

    await write("Hello")
    seq = await write("Are you there?")
    assert await told() == [("Hello", False)]
    await read(seq - 1)
    assert await told() == [("Hello", False)]
    await read(seq)
    assert await told() == [("Hello", True)]
    await write("One more thing")
    assert await told() == [("Hello", True), ("One more thing", False)]
