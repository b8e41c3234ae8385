import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from bson import ObjectId
from pymongo.errors import OperationFailure

from souk_common.mongo import Mongo
from souk_common.settings import Settings
from souk_gateway.main import build_api
from tests.fixtures.services import SignedIn, SignIn, serve

UNAUTHORIZED = 13
BEGAN = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
REASON = {"reason": "Wants to be paid outside of Souk."}


@pytest.fixture(scope="module")
async def client(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """A gateway in this process, for no longer than it is needed: it would do the others' work as well."""
    async with serve(build_api(settings)) as client:
        yield client


async def written(mongo: Mongo, sender: SignedIn, receiver: SignedIn, count: int, *, withheld: bool = False) -> None:
    """Messages from one to the other, the first after what there is already."""
    conversation_id = ":".join(sorted((sender.user_id, receiver.user_id)))
    before = await mongo.db.messages.count_documents({"conversation_id": conversation_id})
    await mongo.db.messages.insert_many(
        {
            "conversation_id": conversation_id,
            "seq": seq,
            "sender_id": sender.id,
            "receiver_id": receiver.id,
            "body": f"message {seq}",
            "client_id": f"{ObjectId()}",
            "about": {"kind": "product", "id": ObjectId(), "name": "Lamp"} if seq == 1 else None,
            "visible_to": [sender.id] if withheld else [sender.id, receiver.id],
            "sent_at": BEGAN + timedelta(minutes=seq),
            "delivered_at": None,
            "read_at": None,
        }
        for seq in range(before + 1, before + count + 1)
    )


async def report(client: httpx2.AsyncClient, reporter: SignedIn, reported: SignedIn) -> httpx2.Response:
    return await client.post(f"/api/messages/{reported.user_id}/report", json=REASON, headers=reporter.headers)


async def reports(client: httpx2.AsyncClient, admin: SignedIn, **query: str) -> list[dict[str, object]]:
    answer = await client.get("/api/admin/reports", params={"limit": "100", **query}, headers=admin.headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, object]] = answer.json()["items"]
    return items


async def test_a_report_holds_the_last_thirty_messages_that_its_reporter_can_see(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    buyer, seller, admin = await sign_in("buyer"), await sign_in("seller"), await sign_in("admin")
    await written(mongo, buyer, seller, 20)
    await written(mongo, seller, buyer, 20)
    await written(mongo, seller, buyer, 2, withheld=True)
    answer = await report(client, buyer, seller)
    assert answer.status_code == 201
    made = answer.json()
    [shown] = [each for each in await reports(client, admin) if each["id"] == made["id"]]
    assert shown["reporter"] == {"id": buyer.user_id, "name": "Test Buyer", "role": "buyer", "online": False}
    assert shown["reported"] == {"id": seller.user_id, "name": "Test Seller", "role": "seller", "online": False}
    assert (shown["reason"], shown["state"], shown["created_at"]) == (REASON["reason"], "open", made["created_at"])
    assert [shown[name] for name in ("outcome", "note", "closed_by", "closed_at")] == [None] * 4
    messages = shown["messages"]
    assert isinstance(messages, list)
    assert [message["seq"] for message in messages] == list(range(11, 41))
    assert messages[-1]["body"] == "message 40"
    assert messages[-1]["sender_id"] == seller.user_id


async def test_what_a_message_was_about_is_kept(client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn) -> None:
    buyer, seller, admin = await sign_in("buyer"), await sign_in("seller"), await sign_in("admin")
    await written(mongo, seller, buyer, 1)
    made = (await report(client, buyer, seller)).json()
    [shown] = [each for each in await reports(client, admin) if each["id"] == made["id"]]
    messages = shown["messages"]
    assert isinstance(messages, list)
    assert messages[0]["about"]["name"] == "Lamp"


async def test_every_active_admin_is_told_once(client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    one, other, disabled = await sign_in("admin"), await sign_in("admin"), await sign_in("admin")
    await mongo.db.users.update_one({"_id": disabled.id}, {"$set": {"status": "disabled"}})
    made = (await report(client, buyer, seller)).json()
    told = await mongo.db.notifications.find({"event_id": f"report:{made['id']}"}).to_list(1_000)
    assert {one.id, other.id} <= {row["user_id"] for row in told}
    assert not {disabled.id, buyer.id, seller.id} & {row["user_id"] for row in told}
    assert told[0]["kind"] == "report"
    assert told[0]["data"] == {"report_id": made["id"], "name": "Test Seller"}


async def test_the_sixth_report_of_a_day_is_refused_also_when_all_come_at_once(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    buyer, seller, admin = await sign_in("buyer"), await sign_in("seller"), await sign_in("admin")
    answers = await asyncio.gather(*(report(client, buyer, seller) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] * 5 + [429] * 3
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert 0 < int(refused.headers["Retry-After"]) <= 24 * 3600
    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    kept = await mongo.db.reports.find({"reporter_id": buyer.id}).to_list(100)
    assert {str(row["_id"]) for row in kept} == made
    told = await mongo.db.notifications.find({"user_id": admin.id}).to_list(100)
    assert {row["data"]["report_id"] for row in told} == made
    await mongo.db.reports.update_many({"reporter_id": buyer.id}, [{"$set": {"day": BEGAN}}])
    assert (await report(client, buyer, seller)).status_code == 201


async def test_oneself_and_those_who_are_not_there_cannot_be_reported(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    buyer, gone = await sign_in("buyer"), await sign_in("seller")
    await mongo.db.users.update_one({"_id": gone.id}, {"$set": {"status": "deleted"}})
    assert (await report(client, buyer, buyer)).status_code == 409
    assert (await report(client, buyer, gone)).status_code == 404
    unknown = await client.post(f"/api/messages/{ObjectId()}/report", json=REASON, headers=buyer.headers)
    assert unknown.status_code == 404
    assert await mongo.db.reports.count_documents({"reporter_id": buyer.id}) == 0


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001, "bell \x07", "\u200b", "\u202ex", 3, None, {"$ne": ""}])
async def test_a_reason_of_another_shape_is_refused(
    client: httpx2.AsyncClient, sign_in: SignIn, reason: object
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    url = f"/api/messages/{seller.user_id}/report"
    answer = await client.post(url, json={"reason": reason}, headers=buyer.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "reason"


async def test_a_report_is_closed_once_and_the_audit_log_says_by_whom(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    admins = [await sign_in("admin") for _ in range(2)]
    made = (await report(client, buyer, seller)).json()
    url = f"/api/admin/reports/{made['id']}/close"
    bodies = [{"outcome": "warned", "note": "$$NOW is the first time."}, {"outcome": "no_action"}]
    answers = await asyncio.gather(
        *(client.post(url, json=body, headers=admin.headers) for admin, body in zip(admins, bodies, strict=True))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    winner = 0 if answers[0].status_code == 200 else 1
    closed = answers[winner].json()
    assert (closed["state"], closed["outcome"], closed["note"]) == (
        "closed",
        bodies[winner]["outcome"],
        bodies[winner].get("note"),
    )
    assert closed["closed_by"]["id"] == admins[winner].user_id
    assert closed["closed_at"] >= closed["created_at"]
    [act] = await mongo.db.audit_log.find({"action": "report.closed", "target_id": seller.id}).to_list(10)
    assert act["actor_id"] == admins[winner].id
    assert act["detail"] == {"report_id": made["id"], "outcome": bodies[winner]["outcome"]}
    assert made["id"] not in [each["id"] for each in await reports(client, admins[0])]
    assert made["id"] in [each["id"] for each in await reports(client, admins[0], state="closed")]


async def test_card_numbers_reach_the_database_neither_in_a_reason_nor_in_a_note(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    buyer, seller, admin = await sign_in("buyer"), await sign_in("seller"), await sign_in("admin")
    body = {"reason": "They posted 4242-4242 4242-4242"}
    made = await client.post(f"/api/messages/{seller.user_id}/report", json=body, headers=buyer.headers)
    closing = {"outcome": "warned", "note": "It was 4242 4242 4242 4242"}
    url = f"/api/admin/reports/{made.json()['id']}/close"
    closed = (await client.post(url, json=closing, headers=admin.headers)).json()
    assert closed["reason"] == "They posted ••••-•••• ••••-4242"
    assert closed["note"] == "It was •••• •••• •••• 4242"
    row = await mongo.db.reports.find_one({"_id": ObjectId(made.json()["id"])})
    assert row
    assert "4242 4242" not in str(row)
    assert "4242-4242" not in str(row)


async def test_reports_are_for_admins_alone(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    buyer, seller, admin = await sign_in("buyer"), await sign_in("seller"), await sign_in("admin")
    made = (await report(client, buyer, seller)).json()
    for path, body in (("", None), (f"/{made['id']}/close", {"outcome": "warned"})):
        method = "GET" if body is None else "POST"
        for user in (buyer, seller):
            answer = await client.request(method, f"/api/admin/reports{path}", json=body, headers=user.headers)
            assert answer.status_code == 403
    unknown = await client.post(
        f"/api/admin/reports/{ObjectId()}/close", json={"outcome": "warned"}, headers=admin.headers
    )
    assert unknown.status_code == 404
    bad = await client.post(f"/api/admin/reports/{made['id']}/close", json={"outcome": "shot"}, headers=admin.headers)
    assert bad.status_code == 422


async def test_no_report_can_be_taken_away(client: httpx2.AsyncClient, settings: Settings, sign_in: SignIn) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    made = (await report(client, buyer, seller)).json()
    connection = Mongo(settings, "gateway")
    try:
        with pytest.raises(OperationFailure) as refused:
            await connection.db.reports.delete_one({"_id": ObjectId(made["id"])})
        assert refused.value.code == UNAUTHORIZED
    finally:
        connection.close()
