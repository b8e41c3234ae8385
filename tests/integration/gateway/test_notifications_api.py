from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from souk_common.settings import Settings
from souk_gateway.main import build_api
from tests.fixtures.services import SignedIn, SignIn, serve

BEGAN = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
async def client(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    async with serve(build_api(settings)) as client:
        yield client


async def notified(mongo: Mongo, user: SignedIn, count: int) -> list[str]:
    """Give a user notifications, one a minute; answers their ids, newest first."""
    rows = [
        {
            "user_id": user.id,
            "kind": "order_status",
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
        "created_at": "2026-03-01T12:02:00.000Z",
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


async def test_visitors_and_bad_pages_are_refused(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    user = await sign_in("buyer")
    assert (await client.get("/api/notifications/")).status_code == 401
    assert (await client.post("/api/notifications/read", json={"all": True})).status_code == 401
    for query in ({"page": 0}, {"limit": 101}, {"page": 101, "limit": 100}, {"unread": "perhaps"}, {"user_id": "x"}):
        answer = await client.get("/api/notifications/", params=query, headers=user.headers)
        assert answer.status_code == 422, query
