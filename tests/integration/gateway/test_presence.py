import asyncio
import time
from contextlib import AsyncExitStack

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from souk_common.settings import Settings
from souk_gateway.presence.who_is_online import LINGERS_S
from souk_gateway.presence.write_rows import WRITE_EVERY_S
from tests.fixtures.figures import Note
from tests.fixtures.live_socket import LiveSocket
from tests.fixtures.services import SignedIn, SignIn, sign_token
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import AT_ONCE_S, Browser, Replica, browser
from tests.integration.gateway.conftest import WitnessAt
from tests.integration.gateway.people import agree, appear_offline, becomes, presence_of, told, watch
from tests.integration.gateway.test_signed_in import SHORT_S, refused, revoke

AWAY_S, ROUNDS = 0.5, 5


async def has_rows(mongo: Mongo, user: SignedIn, *sockets: int) -> bool:
    """Whether these are the sockets that gateways have of a user."""
    rows = mongo.db.presence.find({"user_id": user.id})
    return sorted([row["sockets"] async for row in rows]) == sorted(sockets)


async def test_a_user_is_online_until_the_last_socket_at_any_gateway_is_gone(
    replicas: tuple[Replica, Replica], sign_in: SignIn, mongo: Mongo
) -> None:
    watcher, user = await sign_in("buyer"), await sign_in("seller")
    async with browser(replicas[0].url, watcher.token) as window:
        assert await watch(window, user) == {user.user_id: False}
        async with browser(replicas[1].url, user.token):
            async with browser(replicas[0].url, user.token):
                await becomes(window, user, True, AT_ONCE_S)
                await agree(replicas, watcher, user, True)
            await asyncio.sleep(LINGERS_S + 1)
            assert (await presence_of(replicas[0], watcher, user.user_id))["online"]
            assert told(window, user) == [True]
            left = time.monotonic()
        await becomes(window, user, False)
        assert time.monotonic() - left >= LINGERS_S
        await agree(replicas, watcher, user, False)
        for replica in replicas:
            expected = {"user_id": user.user_id, "name": "Test Seller", "role": "seller", "online": False}
            assert await presence_of(replica, watcher, user.user_id) == {**expected, "status": 200}
    assert await mongo.db.presence.count_documents({"user_id": user.id}) == 0


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 1), (1, 0)])
async def test_a_page_that_loads_again_here_or_there_does_not_flicker(
    replicas: tuple[Replica, Replica], sign_in: SignIn, mongo: Mongo, witness_at: WitnessAt, first: int, second: int
) -> None:
    watcher = await sign_in("buyer")
    async with browser(replicas[0].url, watcher.token) as window, witness_at(replicas[0]) as catch_up:
        for _ in range(ROUNDS):
            user = await sign_in("buyer")
            await watch(window, user)
            async with browser(replicas[first].url, user.token):
                await becomes(window, user, True)
                left = time.monotonic()
            await until(lambda: has_rows(mongo, user), PATIENT_S, "no row of who left")  # noqa: B023 - awaited here
            await asyncio.sleep(AWAY_S)
            async with browser(replicas[second].url, user.token):
                await until(lambda: has_rows(mongo, user, 1), PATIENT_S, "a row again")  # noqa: B023 - awaited here
                await catch_up()
                away_s = time.monotonic() - left
                await asyncio.sleep(LINGERS_S)
            await becomes(window, user, False)
            # a machine that let nobody come back in time shows nothing: another round
            if away_s < LINGERS_S:
                break
        assert away_s < LINGERS_S
        assert told(window, user) == [True, False]


async def test_who_appears_offline_is_seen_by_nobody_from_the_first_moment_and_comes_back_when_they_like(
    replicas: tuple[Replica, Replica], sign_in: SignIn
) -> None:
    watcher, user = await sign_in("buyer"), await sign_in("seller")
    async with browser(replicas[0].url, watcher.token) as window:
        await watch(window, user)
        assert await appear_offline(replicas[1], user, True) == {"appear_offline": True, "online": False}
        async with browser(replicas[1].url, user.token), browser(replicas[0].url, user.token):
            await asyncio.sleep(1)
            assert told(window, user) == []
            assert not (await presence_of(replicas[0], watcher, user.user_id))["online"]
            assert (await presence_of(replicas[0], user, "me"))["appear_offline"]
            # When they want to be seen, they are; and when not any more, that is at once
            assert await appear_offline(replicas[0], user, False) == {"appear_offline": False, "online": True}
            await becomes(window, user, True, AT_ONCE_S)
            await appear_offline(replicas[0], user, True)
            await becomes(window, user, False, AT_ONCE_S)
            await agree(replicas, watcher, user, False)


async def test_of_the_unknown_and_the_deleted_there_is_no_presence_and_the_disabled_are_offline(
    replica: Replica, sign_in: SignIn, mongo: Mongo
) -> None:
    watcher, user, deleted = await sign_in("buyer"), await sign_in("buyer"), await sign_in("seller")
    await mongo.db.users.update_one({"_id": deleted.id}, {"$set": {"status": "deleted"}})
    for nobody in (str(ObjectId()), deleted.user_id, "nonsense", "$ne"):
        assert (await presence_of(replica, watcher, nobody))["status"] == 404
    async with browser(replica.url, watcher.token) as window, browser(replica.url, user.token):
        stranger = str(ObjectId())
        ids = [user.user_id, stranger, deleted.user_id, user.user_id]
        answer = await window.ask("watch_presence", {"user_ids": ids})
        assert [each["user_id"] for each in answer] == [user.user_id]
        await until(lambda: told(window, user) == [True] or answer[0]["online"], PATIENT_S, "seen")
        await mongo.db.users.update_one({"_id": user.id}, {"$set": {"status": "disabled"}})
        assert not (await presence_of(replica, watcher, user.user_id))["online"]


async def test_presence_is_for_the_signed_in(replica: Replica, sign_in: SignIn) -> None:
    user = await sign_in("buyer")
    async with browser(replica.url) as visitor:
        for event in ("watch_presence", "unwatch_presence"):
            assert (await visitor.ask(event, {"user_ids": [user.user_id]}))["error"]["status"] == 401
        assert await visitor.ask("authenticate", {"token": user.token}) == {"ok": True}
        assert len(await watch(visitor, user)) == 1
    async with httpx2.AsyncClient(base_url=replica.url) as client:
        for path in (f"/api/presence/{user.user_id}", "/api/presence/me"):
            assert (await client.get(path)).status_code == 401


async def test_who_is_not_watched_any_more_is_not_told_of_and_too_many_are_refused(
    replica: Replica, sign_in: SignIn
) -> None:
    watcher, user = await sign_in("buyer"), await sign_in("buyer")
    async with browser(replica.url, watcher.token) as window:
        await watch(window, user)
        assert await window.ask("unwatch_presence", {"user_ids": [user.user_id]}) == {"ok": True}
        async with browser(replica.url, user.token):
            await asyncio.sleep(0.7)
        assert told(window, user) == []
        for ids in (["x"], [str(ObjectId()) for _ in range(101)], user.user_id, None):
            problem = (await window.ask("watch_presence", {"user_ids": ids}))["error"]
            assert (problem["status"], problem["errors"][0]["field"].split(".")[0]) == (422, "user_ids")
        many = [await sign_in("buyer") for _ in range(201)]
        for start in (0, 100):
            assert len(await watch(window, *many[start : start + 100])) == 100
        problem = (await window.ask("watch_presence", {"user_ids": [many[200].user_id]}))["error"]
        assert problem["errors"][0]["message"] == "a connection can watch at most 200 people"


async def test_signing_in_out_and_being_put_out_all_count_as_coming_and_going(
    replica: Replica, sign_in: SignIn, mongo: Mongo, settings: Settings
) -> None:
    watcher, visitor, revoked, expires = [await sign_in("buyer") for _ in range(4)]
    async with browser(replica.url, watcher.token) as window, browser(replica.url) as anonymous:
        await watch(window, visitor, revoked, expires)
        await anonymous.ask("authenticate", {"token": visitor.token})
        await becomes(window, visitor, True, AT_ONCE_S)
        short = sign_token(settings, expires.user_id, "buyer", expires.session_id, ttl_s=SHORT_S)
        async with browser(replica.url, revoked.token) as out, browser(replica.url, short):
            await becomes(window, revoked, True)
            await becomes(window, expires, True)
            await revoke(mongo, revoked.session_id, revoked.user_id)
            await out.hear("signed_out")
            await becomes(window, revoked, False)
            await becomes(window, expires, False, SHORT_S + PATIENT_S)
        assert told(window, visitor) == [True]


async def test_a_user_has_ten_sockets_over_all_replicas_and_an_eleventh_is_refused(
    replicas: tuple[Replica, Replica], sign_in: SignIn, mongo: Mongo, witness_at: WitnessAt
) -> None:
    user = await sign_in("buyer")
    async with AsyncExitStack() as stack:
        witnesses = [await stack.enter_async_context(witness_at(replica)) for replica in replicas]

        async def sockets_are(*counts: int) -> None:
            await until(lambda: has_rows(mongo, user, *counts), PATIENT_S, f"rows of {counts} sockets")
            for catch_up in witnesses:
                await catch_up()

        for _ in range(6):
            await stack.enter_async_context(browser(replicas[0].url, user.token))
        await sockets_are(6)
        windows: list[Browser] = [
            await stack.enter_async_context(browser(replicas[1].url, user.token)) for _ in range(4)
        ]
        await sockets_are(6, 4)
        for replica in replicas:
            problem = await refused(replica.url, {"token": user.token})
            assert (problem["status"], problem["type"]) == (429, "urn:souk:problem:too-many-requests")
        # one that is in already may renew its token, and who leaves makes room elsewhere
        assert await windows[0].ask("authenticate", {"token": user.token}) == {"ok": True}
        await windows[0].io.disconnect()
        await sockets_are(6, 3)
        await stack.enter_async_context(browser(replicas[0].url, user.token))
        await sockets_are(7, 3)


@pytest.mark.slow
async def test_three_hundred_who_come_at_once_are_a_few_writes(
    replicas: tuple[Replica, Replica], sign_in: SignIn, mongo: Mongo, note: Note
) -> None:
    people = [await sign_in("buyer") for _ in range(300)]
    before, began = await replicas[0].metric("souk_presence_writes_total"), time.monotonic()
    async with AsyncExitStack() as stack:
        for start in range(0, 300, 50):
            coming = (stack.enter_async_context(browser(replicas[0].url, each.token)) for each in people[start:][:50])
            await asyncio.gather(*coming)

        async def all_are_here() -> bool:
            return await replicas[1].metric("souk_presence_rows") >= 300

        await until(all_are_here, 2 * PATIENT_S, "300 rows at the other gateway")
        took_s = time.monotonic() - began
        writes = await replicas[0].metric("souk_presence_writes_total") - before
        note(f"300 who came within {took_s:.1f} s are {writes:.0f} writes")
        assert writes < max(60, took_s / WRITE_EVERY_S)
    chosen = {"user_id": {"$in": [each.id for each in people]}}

    async def all_are_gone() -> bool:
        return await mongo.db.presence.count_documents(chosen) == 0

    await until(all_are_gone, PATIENT_S, "300 rows gone")


async def test_who_comes_to_both_replicas_at_once_keeps_ten_sockets(
    replicas: tuple[Replica, Replica], sign_in: SignIn, mongo: Mongo
) -> None:
    user = await sign_in("buyer")
    urls = [replica.url for replica in replicas] * 10
    opened = await asyncio.gather(*(LiveSocket.open(url, user.token) for url in urls), return_exceptions=True)
    sockets = [each for each in opened if isinstance(each, LiveSocket)]
    try:

        async def ten_are_left() -> bool:
            rows = [row["sockets"] async for row in mongo.db.presence.find({"user_id": user.id})]
            return bool(sum(rows) == 10 == sum(not each.gone.is_set() for each in sockets))

        await until(ten_are_left, PATIENT_S, "ten sockets left")
        await asyncio.sleep(1)
        assert await ten_are_left()
    finally:
        await asyncio.gather(*(each.close() for each in sockets))
