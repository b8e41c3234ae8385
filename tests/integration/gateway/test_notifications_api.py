import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from bson import ObjectId

from souk_common.identity import Role
from souk_common.mongo import Document, Mongo
from souk_common.settings import Settings
from souk_gateway.main import build_api
from tests.fixtures.services import SignedIn, SignIn, serve

BEGAN = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=1)
"""Not long ago: the database takes notifications away that are 90 days old, whenever it comes round to it."""


@pytest.fixture(scope="module")
async def client(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """A gateway in this process, for no longer than it is needed: it would do the others' work as well."""
    async with serve(build_api(settings)) as client:
        yield client


async def notified(mongo: Mongo, user: SignedIn, count: int, kind: str = "order_status") -> list[str]:
    """Give a user notifications, one a minute; answers their ids, newest first."""
    rows = [
        {
            "user_id": user.id,
            "kind": kind,
            "event_id": f"{ObjectId()}",
            "data": {"number": number},
            "created_at": BEGAN + timedelta(minutes=number),
            "read_at": None,
        }
        for number in range(count)
    ]
    result = await mongo.db.notifications.insert_many(rows)
    return [str(_id) for _id in reversed(result.inserted_ids)]


async def test_ones_own_notifications_come_newest_first_in_pages(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    user, other = await sign_in("buyer"), await sign_in("buyer")
    ids = await notified(mongo, user, 5)
    await notified(mongo, other, 2)
    page = (await client.get("/api/notifications/", params={"limit": 2, "page": 2}, headers=user.headers)).json()
    assert [item["id"] for item in page["items"]] == ids[2:4]
    assert (page["total"], page["page"], page["pages"]) == (5, 2, 3)
    assert page["items"][0] == {
        "id": ids[2],
        "kind": "order_status",
        "data": {"number": 2},
        "created_at": f"{BEGAN + timedelta(minutes=2):%Y-%m-%dT%H:%M:%S}.000Z",
        "read_at": None,
    }


async def test_marking_as_read_changes_ones_own_alone_and_counts_what_was_unread(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    user, other = await sign_in("seller"), await sign_in("seller")
    ids, others = await notified(mongo, user, 3), await notified(mongo, other, 1)

    async def mark(body: object) -> object:
        answer = await client.post("/api/notifications/read", json=body, headers=user.headers)
        assert answer.status_code == 200
        return answer.json()

    assert await mark({"ids": [ids[0], others[0], str(ObjectId())]}) == {"updated": 1}
    assert await mark({"ids": [ids[0]]}) == {"updated": 0}
    unread = (await client.get("/api/notifications/", params={"unread": "true"}, headers=user.headers)).json()
    assert [item["id"] for item in unread["items"]] == ids[1:]
    assert await mark({"all": True}) == {"updated": 2}
    theirs = (await client.get("/api/notifications/", params={"unread": "true"}, headers=other.headers)).json()
    assert theirs["total"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"ids": []},
        {"all": False},
        {"all": 1},
        {"all": 1.0},
        {"all": "true"},
        {"ids": ["x"]},
        {"ids": {"$ne": None}},
        {"ids": [{"$ne": None}]},
        {"ids": [str(ObjectId())], "all": True},
        {"all": True, "user_id": str(ObjectId())},
        {"ids": [str(ObjectId()) for _ in range(101)]},
    ],
)
async def test_a_body_of_another_shape_marks_nothing(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, body: object
) -> None:
    user = await sign_in("buyer")
    await notified(mongo, user, 1)
    answer = await client.post("/api/notifications/read", json=body, headers=user.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert await mongo.db.notifications.count_documents({"user_id": user.id, "read_at": None}) == 1


async def listed(client: httpx2.AsyncClient, user: SignedIn, **query: str) -> tuple[list[str], int]:
    """The ids of the user's first page, and how many there are in all."""
    answer = await client.get("/api/notifications/", params=query, headers=user.headers)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    return [item["id"] for item in page["items"]], page["total"]


async def notifications_at(mongo: Mongo, user: SignedIn) -> datetime | None:
    """When the user's devices were last told that something was read."""
    row = await mongo.db.preferences.find_one({"_id": user.id})
    return None if row is None else row["notifications_at"]


async def test_what_was_read_can_be_unread_again(client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn) -> None:
    user, other = await sign_in("buyer"), await sign_in("buyer")
    ids, others = await notified(mongo, user, 3), await notified(mongo, other, 1)
    for reader in (user, other):
        await client.post("/api/notifications/read", json={"all": True}, headers=reader.headers)

    async def unread(*chosen: str) -> object:
        answer = await client.post("/api/notifications/unread", json={"ids": chosen}, headers=user.headers)
        assert answer.status_code == 200
        return answer.json()

    assert await unread(ids[1], others[0], str(ObjectId())) == {"updated": 1}
    assert await unread(ids[1]) == {"updated": 0}
    assert await listed(client, user, unread="true") == ([ids[1]], 1)
    assert await listed(client, other, unread="true") == ([], 0)


async def test_devices_are_told_when_something_changed_and_only_then(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    user = await sign_in("buyer")
    [one] = await notified(mongo, user, 1)

    async def mark(how: str) -> None:
        answer = await client.post(f"/api/notifications/{how}", json={"ids": [one]}, headers=user.headers)
        assert answer.status_code == 200

    await mark("unread")
    assert await notifications_at(mongo, user) is None
    moments: list[datetime] = []
    for how in ("read", "read", "unread", "unread"):
        await mark(how)
        told_at = await notifications_at(mongo, user)
        assert told_at
        moments.append(told_at)
        await asyncio.sleep(0.005)
    assert moments[0] == moments[1] < moments[2] == moments[3]


async def test_two_devices_that_read_at_once_for_the_first_time_both_get_through(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    user = await sign_in("buyer")
    ids = await notified(mongo, user, 12)
    answers = await asyncio.gather(
        *(client.post("/api/notifications/read", json={"ids": [one]}, headers=user.headers) for one in ids)
    )
    assert [answer.json() for answer in answers] == [{"updated": 1}] * 12
    assert await listed(client, user, unread="true") == ([], 0)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("buyer", ["order_status", "new_message"]),
        (
            "seller",
            [
                "new_order",
                "order_status",
                "low_stock_alert",
                "product_disabled",
                "product_enabled",
                "new_message",
            ],
        ),
        (
            "admin",
            [
                "report",
                "new_order",
                "order_status",
                "low_stock_alert",
                "product_disabled",
                "product_enabled",
                "new_message",
            ],
        ),
    ],
)
async def test_everybody_may_mute_the_kinds_that_their_role_can_get(
    client: httpx2.AsyncClient, sign_in: SignIn, role: Role, kinds: list[str]
) -> None:
    user, other = await sign_in(role), await sign_in(role)
    url = "/api/notifications/settings"
    usual = {"kinds": [{"kind": kind, "on": True} for kind in kinds]}
    assert (await client.get(url, headers=user.headers)).json() == usual
    muted = {"kinds": [{"kind": kind, "on": kind != kinds[0]} for kind in kinds]}
    answer = await client.put(url, json={"muted": [kinds[0], kinds[0]]}, headers=user.headers)
    assert (answer.status_code, answer.json()) == (200, muted)
    assert (await client.get(url, headers=user.headers)).json() == muted
    assert (await client.get(url, headers=other.headers)).json() == usual
    assert (await client.put(url, json={"muted": []}, headers=user.headers)).json() == usual


async def test_a_muted_kind_is_neither_listed_nor_counted_and_comes_back(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    user = await sign_in("seller")
    orders, alerts = await notified(mongo, user, 2, "new_order"), await notified(mongo, user, 3, "low_stock_alert")
    url = "/api/notifications/settings"
    await client.put(url, json={"muted": ["low_stock_alert", "order_status"]}, headers=user.headers)
    assert await listed(client, user) == (orders, 2)
    assert await listed(client, user, unread="true") == (orders, 2)
    assert await notifications_at(mongo, user)
    await client.put(url, json={"muted": []}, headers=user.headers)
    shown, count = await listed(client, user)
    assert (set(shown), count) == ({*orders, *alerts}, 5)


async def test_muting_keeps_what_else_the_user_prefers(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    user = await sign_in("buyer")
    await mongo.db.preferences.insert_one({"_id": user.id, "appear_offline": True, "muted": ["new_order"]})
    await client.put("/api/notifications/settings", json={"muted": ["new_message"]}, headers=user.headers)
    [one] = await notified(mongo, user, 1)
    await client.post("/api/notifications/read", json={"ids": [one]}, headers=user.headers)
    row = await mongo.db.preferences.find_one({"_id": user.id})
    assert row
    assert (row["appear_offline"], row["muted"]) == (True, ["new_message"])


async def test_to_count_what_is_not_muted_no_document_is_read(mongo: Mongo, sign_in: SignIn) -> None:
    user = await sign_in("seller")
    await notified(mongo, user, 30, "new_order")
    await notified(mongo, user, 30, "low_stock_alert")
    for chosen in ({}, {"read_at": None}):
        match = {"user_id": user.id, **chosen, "kind": {"$nin": ["low_stock_alert"]}}
        count = {"aggregate": "notifications", "pipeline": [{"$match": match}, {"$count": "n"}], "cursor": {}}
        plan = await mongo.db.command("explain", count, verbosity="executionStats")
        statistics = find_statistics(plan)
        assert (statistics["nReturned"], statistics["totalDocsExamined"]) == (30, 0)


def find_statistics(plan: Document) -> Document:
    """The figures of the part that read the collection."""
    part = plan if "executionStats" in plan else plan["stages"][0]["$cursor"]
    statistics: Document = part["executionStats"]
    return statistics


@pytest.mark.parametrize(
    "body", [{}, {"muted": None}, {"muted": "new_order"}, {"muted": ["no such kind"]}, {"muted": [{"$ne": 1}]}]
)
async def test_settings_of_another_shape_are_refused(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, body: object
) -> None:
    user = await sign_in("buyer")
    answer = await client.put("/api/notifications/settings", json=body, headers=user.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert await mongo.db.preferences.find_one({"_id": user.id}) is None


async def test_visitors_and_bad_pages_are_refused(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    user = await sign_in("buyer")
    assert (await client.get("/api/notifications/")).status_code == 401
    assert (await client.post("/api/notifications/read", json={"all": True})).status_code == 401
    for query in ({"page": 0}, {"limit": 101}, {"page": 101, "limit": 100}, {"unread": "perhaps"}, {"user_id": "x"}):
        answer = await client.get("/api/notifications/", params=query, headers=user.headers)
        assert answer.status_code == 422, query
