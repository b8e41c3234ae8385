"""People write to each other while gateways die, answers are lost and the primary falls: each message is there once."""

import asyncio
import random
import signal
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from functools import partial

import pytest

from souk_stack import NativeStack, StackError
from tests.chaos.talkers import Message, Talker
from tests.chaos.test_primary import member_in, rejoins
from tests.fixtures.fault_proxy import FaultProxy, fault_proxy
from tests.fixtures.figures import Note
from tests.fixtures.shop import Shop
from tests.fixtures.waiting import until

PEOPLE, MESSAGES = 50, 1_000
KILLS, KILL_EVERY_S = 5, (1.5, 3.0)
SEND_EVERY_S = (0.5, 1.1)
LOSE_REQUEST, LOSE_ANSWER = 0.015, 0.02
FEWEST_LOST = {"request": 3, "answer": 5}
"""Far below what is to be expected: how many pieces there are depends on the machine."""
SEED = 411
BACK_WITHIN_S = 120.0
CAME_WITHIN_S = 60.0
Strike = Callable[[NativeStack], Coroutine[None, None, None]]


async def kill_gateways(stack: NativeStack) -> None:
    """Kill one gateway or the other, at random moments."""
    chosen = random.Random(SEED)
    for _ in range(KILLS):
        await asyncio.sleep(chosen.uniform(*KILL_EVERY_S))
        name = chosen.choice(("gateway-1", "gateway-2"))
        with suppress(StackError):  # it is not back yet from the last time
            await asyncio.to_thread(stack.kill, name, signal.SIGKILL)


async def kill_primary(stack: NativeStack) -> None:
    """Kill the primary in the middle of it, and a gateway right after."""
    await asyncio.sleep(4)
    victim = await member_in(stack, "primary")
    await asyncio.to_thread(stack.kill, victim.name, signal.SIGKILL)
    await asyncio.to_thread(stack.kill, "gateway-1", signal.SIGKILL)
    await rejoins(stack, victim.name)


async def talk(talkers: list[Talker]) -> list[Message]:
    """Every talker writes its share to the others, one after the other; answers what was acknowledged."""
    sent: list[Message] = []

    async def write(number: int, talker: Talker) -> None:
        chosen = random.Random(SEED * 1_000 + number)
        # few partners, so that both sides of a conversation often write at the same time
        partners = [talkers[number ^ 1], talkers[(number + 2) % len(talkers)], talkers[number - 2]]
        for turn in range(MESSAGES // PEOPLE):
            await asyncio.sleep(chosen.uniform(*SEND_EVERY_S))
            peer = chosen.choice(partners)
            sent.append(await talker.send(peer.user.user_id, f"{number}/{turn}", f"{talker.user.user_id}-{turn}"))

    async with asyncio.TaskGroup() as group:
        for number, talker in enumerate(talkers):
            group.create_task(write(number, talker))
    return sent


async def assert_exact(shop: Shop, talkers: list[Talker], sent: list[Message]) -> None:
    """The database holds what was acknowledged and nothing else, and both sides of each conversation show it."""
    theirs = [talker.user.id for talker in talkers]
    rows = await shop.mongo.db.messages.find({"sender_id": {"$in": theirs}}).to_list(None)
    assert Counter(row["client_id"] for row in rows) == Counter(message["client_id"] for message in sent)
    assert {(str(row["_id"]), row["seq"], row["body"]) for row in rows} == {
        (message["id"], message["seq"], message["body"]) for message in sent
    }

    kept: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for row in rows:
        one, other = str(row["sender_id"]), str(row["receiver_id"])
        kept[one, other][row["seq"]] = kept[other, one][row["seq"]] = row["body"]
    for conversation in kept.values():
        assert sorted(conversation) == list(range(1, len(conversation) + 1))
    for talker in talkers:
        assert talker.twice == []
        shown = {(talker.user.user_id, peer_id): known for peer_id, known in talker.heard.items() if known}
        assert shown == {sides: known for sides, known in kept.items() if sides[0] == talker.user.user_id}

    sides = await shop.mongo.db.conversations.find({"user_id": {"$in": theirs}}).to_list(None)
    assert len(sides) == len(kept)
    for side in sides:
        known = kept[str(side["user_id"]), str(side["peer_id"])]
        received = sum(row["receiver_id"] == side["user_id"] and row["sender_id"] == side["peer_id"] for row in rows)
        assert (side["seq"], side["unread"], side["last"]["body"]) == (len(known), received, known[len(known)])


def came_live(talkers: list[Talker], ids: set[str]) -> bool:
    return set().union(*(talker.came_live for talker in talkers)) == ids


def faults_of(proxy: FaultProxy, talkers: list[Talker]) -> str:
    reconnects = sum(talker.connected - 1 for talker in talkers)
    return f"{proxy.lost['request']} requests and {proxy.lost['answer']} answers lost, {reconnects} reconnects"


@pytest.mark.parametrize("strike", [kill_gateways, kill_primary])
async def test_every_acknowledged_message_is_there_once_and_both_sides_show_the_same(
    shop: Shop, stack: NativeStack, note: Note, strike: Strike
) -> None:
    lossy = fault_proxy(shop.url, seed=SEED, lose_request=LOSE_REQUEST, lose_answer=LOSE_ANSWER)
    async with lossy as proxy, AsyncExitStack() as open_windows:
        talkers = [
            await open_windows.enter_async_context(Talker(await shop.user("buyer"), proxy.url, SEED + number))
            for number in range(PEOPLE)
        ]
        async with asyncio.TaskGroup() as group:
            group.create_task(strike(stack))
            sent = await talk(talkers)
        proxy.calm()
        await asyncio.gather(*(talker.settle() for talker in talkers))
        note(f"{len(sent)} messages under {strike.__name__} (seed {SEED}): {faults_of(proxy, talkers)}")
        assert len(sent) == MESSAGES
        assert all(proxy.lost[way] >= few for way, few in FEWEST_LOST.items()), "too few faults to tell anything"
        await until(lambda: all(talker.connected > 0 for talker in talkers), BACK_WITHIN_S, "everybody connected")
        await assert_exact(shop, talkers, sent)
        # what was lost on its way comes again at the next connection: nobody has said that it was delivered
        all_came = partial(came_live, talkers, {message["id"] for message in sent})
        await until(all_came, CAME_WITHIN_S, "every message over its receiver's socket")
