"""Presence while the database is away, and after its history was lost."""

import asyncio
import signal
import time
from collections.abc import Collection
from contextlib import AsyncExitStack

import pytest

from souk_common.events import PresenceEvent
from souk_common.identity import Identity
from souk_common.mongo import Mongo
from souk_common.schemas import ResponseModel
from souk_gateway.live.follow_changes import ChangeFollower
from souk_gateway.live.links import Link
from souk_gateway.live.signed_in import SignedIn as Connections
from souk_gateway.live.watchers import Watchers
from souk_gateway.presence.bound_sockets import SocketBound
from souk_gateway.presence.follow_rows import PresenceFeed
from souk_gateway.presence.preferences import Preferences
from souk_gateway.presence.repository import PreferenceRows, PresenceRows
from souk_gateway.presence.who_is_online import Row, WhoIsOnline
from souk_gateway.presence.write_rows import OwnRows
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import SignIn
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import Replica, browser
from tests.integration.gateway.people import becomes, nobody_is_put_out, rows_of, told, watch
from tests.integration.gateway.test_faults import ScriptedMongo

CONNECTED_WITHIN_S = 4.0
"""No question to a database that is away is given up earlier."""
BACK_WITHIN_S = 60.0


@pytest.mark.slow
async def test_while_the_database_is_away_for_20_s_nobody_is_called_offline_and_then_all_is_right(
    replicas: tuple[Replica, Replica], replica_set: ReplicaSet, sign_in: SignIn, mongo: Mongo
) -> None:
    watcher, stays, leaves, comes = [await sign_in("buyer") for _ in range(4)]
    async with AsyncExitStack() as stack:
        window = await stack.enter_async_context(browser(replicas[0].url, watcher.token))
        await watch(window, stays, leaves, comes)
        await stack.enter_async_context(browser(replicas[1].url, stays.token))
        leaving = await stack.enter_async_context(browser(replicas[1].url, leaves.token))
        for user in (stays, leaves):
            await becomes(window, user, True)
        for member in replica_set.members:
            member.send_signal(signal.SIGSTOP)
        try:
            await leaving.io.disconnect()
            began = time.monotonic()
            await stack.enter_async_context(browser(replicas[1].url, comes.token))
            assert time.monotonic() - began < CONNECTED_WITHIN_S, "the connection waited for the database"
            await asyncio.sleep(20)
        finally:
            for member in replica_set.members:
                member.send_signal(signal.SIGCONT)
        await becomes(window, comes, True, BACK_WITHIN_S)
        await becomes(window, leaves, False, BACK_WITHIN_S)
        await asyncio.sleep(5)
        assert told(window, stays) == [True]
        assert await rows_of(mongo, stays, leaves, comes) == 2


async def test_when_the_history_is_lost_watchers_are_told_what_they_missed_and_own_rows_are_mended(
    mongo: Mongo, sign_in: SignIn
) -> None:
    goes, comes, lost = [await sign_in("buyer") for _ in range(3)]
    events: list[tuple[str, bool]] = []

    async def push(_links: Collection[Link], _event: str, payload: ResponseModel) -> None:
        assert isinstance(payload, PresenceEvent)
        events.append((payload.user_id, payload.online))

    gateway, rows, signed_in = f"scripted-{goes.user_id}", PresenceRows(mongo), Connections()
    online, preferences = WhoIsOnline(gateway), Preferences(signed_in)
    own = OwnRows(online, signed_in, preferences)
    bound = SocketBound(online, signed_in, nobody_is_put_out)
    feed = PresenceFeed(online, own, bound, Watchers("user_ids", "people"), push)
    await rows.write("elsewhere", [(goes.user_id, Row(1, True))])
    scripted = ScriptedMongo()
    follower = ChangeFollower([feed.part(rows), preferences.part()])
    tasks = [
        asyncio.create_task(follower.follow(scripted)),  # type: ignore[arg-type]  # scripted
        asyncio.create_task(feed.settle_forever()),
        asyncio.create_task(preferences.read_forever(PreferenceRows(mongo))),
    ]
    try:
        await until(lambda: (goes.user_id, True) in events, PATIENT_S, "read at the start")
        signed_in.admit(Link("window", "198.51.100.1"), Identity(lost.user_id, "buyer", "session", time.time() + 60))
        preferences.came_or_went(lost.user_id)
        await until(lambda: preferences.get(lost.user_id) is not None, PATIENT_S, "preferences read")
        # missed: no stream of the script tells of it
        await rows.write("elsewhere", [(goes.user_id, None), (comes.user_id, Row(1, True))])
        scripted.may_fail.set()
        missed = {(comes.user_id, True), (goes.user_id, False)}
        await until(lambda: missed <= set(events), PATIENT_S, "told what was missed")
        await own.write(rows)
        assert await rows_of(mongo, lost) == 1
    finally:
        for task in tasks:
            task.cancel()
        await rows.delete_of({gateway, "elsewhere"})
