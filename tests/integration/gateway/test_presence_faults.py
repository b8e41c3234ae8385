"""Presence while gateways die, stand still and stop, and clients vanish."""

import asyncio
import signal
import subprocess
import sys
import time
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest

from souk_common.mongo import Mongo
from souk_gateway.presence.reap import DEAD_AFTER_S
from souk_gateway.presence.who_is_online import LINGERS_S
from tests.fixtures.figures import Note
from tests.fixtures.live_socket import LiveSocket, NotConnected
from tests.fixtures.replica_set import ReplicaSet, die_with_parent
from tests.fixtures.services import SignedIn, SignIn
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import Replica, browser, running_replica
from tests.integration.gateway.conftest import WitnessAt
from tests.integration.gateway.people import agree, appear_offline, becomes, presence_of, rows_of, told, watch

MANY, AT_ONCE, ROUNDS = 100, 10, 3
OFFLINE_WITHIN_S = 60.0
"""30 s are promised: a shared machine gets twice as long. What it took is noted."""
VANISHES = """
import asyncio, os, signal, sys
from tests.fixtures.live_socket import LiveSocket
async def main():
    await LiveSocket.open(sys.argv[1], sys.argv[2])
    await asyncio.sleep(11)
    print("answered its first ping", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)
asyncio.run(main())
"""


async def has_rows(mongo: Mongo, count: int, *users: SignedIn) -> bool:
    return await rows_of(mongo, *users) == count


async def has_row_at(mongo: Mongo, replica: Replica, user: SignedIn) -> bool:
    return await mongo.db.presence.count_documents({"user_id": user.id, "gateway": replica.name}) == 1


@pytest.mark.slow
async def test_a_gateway_killed_with_many_sockets_takes_along_only_those_who_do_not_come_back(
    replicas: tuple[Replica, Replica],
    replica_set: ReplicaSet,
    sign_in: SignIn,
    mongo: Mongo,
    tmp_path: Path,
    note: Note,
) -> None:
    replica, watcher, people = replicas[0], await sign_in("buyer"), [await sign_in("buyer") for _ in range(MANY)]
    stay, leave = people[::2], people[1::2]
    async with AsyncExitStack() as stack:
        window = await stack.enter_async_context(browser(replica.url, watcher.token))
        doomed = await stack.enter_async_context(running_replica(replica_set, tmp_path))

        async def come(where: Replica, users: list[SignedIn]) -> None:
            for first in range(0, len(users), AT_ONCE):
                coming = (browser(where.url, user.token) for user in users[first : first + AT_ONCE])
                await asyncio.gather(*map(stack.enter_async_context, coming))

        await watch(window, *people)
        await come(doomed, people)
        await until(lambda: all(told(window, user) == [True] for user in people), PATIENT_S, "everybody seen")

        marks = [each.log_mark for each in replicas]
        doomed.process.kill()
        killed = time.monotonic()
        await come(replica, stay)
        back_s = time.monotonic() - killed
        await until(
            lambda: all(told(window, user)[-1:] == [False] for user in leave), OFFLINE_WITHIN_S, "the others gone"
        )
        gone_s = time.monotonic() - killed
        note(f"gateway killed: {len(stay)} back within {back_s:.1f} s, the others gone after {gone_s:.1f} s")
        assert all(told(window, user) == [True, False] for user in leave)
        if back_s < DEAD_AFTER_S:  # who comes later than that is rightly taken for gone
            assert all(told(window, user) == [True] for user in stay), "nobody who came back was seen to go"
        assert await rows_of(mongo, *people) == len(stay)
        reaped = sum([await each.metric("souk_presence_reaped_total") for each in replicas])
        # when the answer of the database is lost, so is the number
        logged = "".join(each.logged_since(mark) for each, mark in zip(replicas, marks, strict=True))
        assert reaped >= MANY or "heartbeats not looked at" in logged


@pytest.mark.slow
async def test_the_sockets_of_a_gateway_that_was_killed_do_not_count_for_long(
    replica: Replica, replica_set: ReplicaSet, sign_in: SignIn, tmp_path: Path, note: Note
) -> None:
    user = await sign_in("buyer")
    async with AsyncExitStack() as stack:
        doomed = await stack.enter_async_context(running_replica(replica_set, tmp_path))
        for _ in range(10):
            await stack.enter_async_context(browser(doomed.url, user.token))

        async def may_connect() -> bool:
            try:
                window = await LiveSocket.open(replica.url, user.token)
            except NotConnected:
                return False
            await window.close()
            return True

        async def may_not() -> bool:
            return not await may_connect()

        await until(may_not, PATIENT_S, "the others known here")
        doomed.process.kill()
        assert not await may_connect()
        took_s = await until(may_connect, PATIENT_S, "let in")
        note(f"the sockets of a gateway that was killed count for {took_s:.1f} s")


async def test_a_gateway_writes_its_rows_again_when_others_took_it_for_dead(
    replica: Replica, replica_set: ReplicaSet, sign_in: SignIn, mongo: Mongo, tmp_path: Path
) -> None:
    watcher, stays, leaves = [await sign_in("buyer") for _ in range(3)]
    async with (
        browser(replica.url, watcher.token) as window,
        running_replica(replica_set, tmp_path) as frozen,
        browser(frozen.url, stays.token),
    ):
        await watch(window, stays, leaves)
        leaving = await LiveSocket.open(frozen.url, leaves.token)
        for user in (stays, leaves):
            await becomes(window, user, True)
        frozen.process.send_signal(signal.SIGSTOP)
        try:
            taken = await mongo.db.presence.delete_many({"user_id": {"$in": [stays.id, leaves.id]}})
            assert taken.deleted_count == 2
            leaving.cut()
            for user in (stays, leaves):
                await becomes(window, user, False)
        finally:
            frozen.process.send_signal(signal.SIGCONT)
        await becomes(window, stays, True)
        await agree([frozen], watcher, stays, True)
        await until(lambda: has_rows(mongo, 1, stays, leaves), PATIENT_S, "one row again")
        assert told(window, leaves) == [True, False]


@pytest.mark.slow
async def test_after_a_gateway_stood_still_and_came_back_all_gateways_say_who_is_there(
    replica: Replica, replica_set: ReplicaSet, sign_in: SignIn, mongo: Mongo, tmp_path: Path
) -> None:
    watcher, stays, leaves, hides = people = [await sign_in("buyer") for _ in range(4)]
    async with browser(replica.url, watcher.token) as window, running_replica(replica_set, tmp_path) as frozen:
        await watch(window, *people)
        sockets = {user.user_id: await LiveSocket.open(frozen.url, user.token) for user in people[1:]}
        for user in people[1:]:
            await becomes(window, user, True)
        frozen.process.send_signal(signal.SIGSTOP)
        try:
            for user in people[1:]:
                await becomes(window, user, False, OFFLINE_WITHIN_S)
            assert await rows_of(mongo, *people[1:]) == 0
            sockets[leaves.user_id].cut()
            await appear_offline(replica, hides, True)
        finally:
            frozen.process.send_signal(signal.SIGCONT)
        await asyncio.sleep(6)

        async def is_right() -> bool:
            seen = [
                (await presence_of(seen_by, watcher, user.user_id)).get("online")
                for seen_by in (replica, frozen)
                for user in (stays, leaves, hides)
            ]
            # whether it kept the connection depends on when it had last heard of it
            return seen == [not sockets[stays.user_id].gone.is_set(), False, False] * 2

        await until(is_right, PATIENT_S, "both to say who is there")
        assert told(window, hides) == [True, False]
        for socket in sockets.values():
            await socket.close()


async def test_a_gateway_that_stops_takes_its_rows_away_and_nobody_flickers_who_moves_elsewhere(
    replica: Replica, replica_set: ReplicaSet, sign_in: SignIn, mongo: Mongo, tmp_path: Path, witness_at: WitnessAt
) -> None:
    watcher = await sign_in("buyer")
    async with browser(replica.url, watcher.token) as window, witness_at(replica) as catch_up:
        for _ in range(ROUNDS):
            moves, leaves = await sign_in("buyer"), await sign_in("buyer")
            await watch(window, moves, leaves)
            async with (
                running_replica(replica_set, tmp_path) as stopping,
                browser(stopping.url, moves.token) as moving,
                browser(stopping.url, leaves.token),
            ):
                for user in (moves, leaves):
                    await becomes(window, user, True)
                stops = time.monotonic()
                stopping.process.send_signal(signal.SIGTERM)
                await asyncio.wait_for(moving.gone.wait(), PATIENT_S)
                async with browser(replica.url, moves.token):
                    await until(partial(has_row_at, mongo, replica, moves), PATIENT_S, "a row of the other gateway")
                    await catch_up()
                    away_s = time.monotonic() - stops
                    await asyncio.sleep(LINGERS_S)
                    await becomes(window, leaves, False)
                    await until(lambda: stopping.process.poll() is not None, PATIENT_S, "stopped")
                    assert await rows_of(mongo, moves, leaves) == 1
                    seen = told(window, moves)
                assert "Traceback" not in stopping.log.read_text()
            # a machine that let nobody come back in time shows nothing: another round
            if away_s < LINGERS_S:
                break
        assert away_s < LINGERS_S
        assert seen == [True]


async def test_what_an_earlier_life_of_a_gateway_left_is_taken_away_at_its_start(
    replica_set: ReplicaSet, sign_in: SignIn, mongo: Mongo, tmp_path: Path
) -> None:
    watcher, user = await sign_in("buyer"), await sign_in("buyer")
    name = {"SOUK_REPLICA": f"reborn-{user.user_id}"}
    async with running_replica(replica_set, tmp_path, name) as killed, browser(killed.url, user.token):
        await until(lambda: has_rows(mongo, 1, user), PATIENT_S, "a row")
        killed.process.kill()
    assert await rows_of(mongo, user) == 1
    async with running_replica(replica_set, tmp_path, name) as reborn:
        await until(lambda: has_rows(mongo, 0, user), PATIENT_S, "no row")
        await asyncio.sleep(LINGERS_S + 0.5)
        await agree([reborn], watcher, user, False)


@pytest.mark.slow
async def test_who_vanishes_without_a_word_is_offline_within_30_s(
    replica: Replica, sign_in: SignIn, note: Note
) -> None:
    watcher, user = await sign_in("buyer"), await sign_in("seller")
    async with browser(replica.url, watcher.token) as window:
        await watch(window, user)
        command = [sys.executable, "-c", VANISHES, replica.url, user.token]
        vanishing = subprocess.Popen(  # noqa: ASYNC220 - it returns at once
            command,
            stdout=subprocess.PIPE,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - one system call, no lock
        )
        try:
            assert vanishing.stdout
            assert await asyncio.to_thread(vanishing.stdout.readline)
            assert told(window, user) == [True]
            took_s = await becomes(window, user, False, OFFLINE_WITHIN_S)
            note(f"who vanishes without a word is offline after {took_s:.1f} s")
        finally:
            vanishing.kill()
            vanishing.wait()
