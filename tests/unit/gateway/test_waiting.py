"""What waits for somebody comes before anything later, and nothing comes twice."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from souk_common.identity import Identity
from souk_common.schemas import ResponseModel
from souk_gateway.live.links import Link
from souk_gateway.messages.model import Message
from souk_gateway.messages.waiting import MAX_KEPT_BACK, Waiting
from tests.fixtures.waiting import PATIENT_S, until

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ANNA, BEN, CLEO = "a" * 24, "b" * 24, "c" * 24


def message(seq: int, sender: str = ANNA) -> Message:
    return Message(f"{seq:024x}", seq, sender, BEN, "Hello", f"{seq}", None, False, NOW)


def window_of(user_id: str) -> Link:
    link = Link(f"window of {user_id}", "198.51.100.1", socket_id="joined")
    link.identity = Identity(user_id, "buyer", "session", 1e12)
    return link


class Shelf:
    """Where messages wait; reading goes on when it may."""

    def __init__(self, *waiting: Message) -> None:
        self.messages = list(waiting)
        self.may_read = asyncio.Event()
        self.asked: list[list[str]] = []

    async def waited_for(self, user_ids: Sequence[str]) -> set[str]:
        self.asked.append(list(user_ids))
        return {each.receiver_id for each in self.messages} & set(user_ids)

    async def waiting(self, user_id: str, most: int) -> AsyncIterator[Message]:
        await self.may_read.wait()
        for each in [each for each in self.messages if each.receiver_id == user_id][:most]:
            yield each


class Windows:
    """Where messages arrive."""

    def __init__(self) -> None:
        self.got: dict[str, list[tuple[str, int]]] = {}
        self.behind: set[Link] = set()
        self.dropped: list[Link] = []

    async def push(self, links: Collection[Link], event: str, payload: ResponseModel) -> None:
        assert event == "message"
        body = payload.model_dump()
        for link in links:
            self.got.setdefault(link.connection_id, []).append((body["sender_id"], body["seq"]))

    async def drop(self, link: Link) -> None:
        self.dropped.append(link)

    def seqs(self, link: Link) -> list[int]:
        return [seq for _, seq in self.got.get(link.connection_id, [])]


@asynccontextmanager
async def sending(shelf: Shelf, windows: Windows) -> AsyncIterator[Waiting]:
    waiting = Waiting(windows.push, windows.behind.__contains__, windows.drop)
    task = asyncio.create_task(waiting.send_forever(shelf))  # type: ignore[arg-type]  # a shelf of the test's own
    try:
        yield waiting
    finally:
        task.cancel()


async def tell(waiting: Waiting, windows: Windows, link: Link, *messages: Message) -> None:
    """What the stream does."""
    for each in messages:
        for ready in await waiting.ready([link], each):
            windows.got.setdefault(ready.connection_id, []).append((each.sender_id, each.seq))


async def test_live_messages_wait_for_those_that_waited_and_come_once() -> None:
    shelf, windows, ben = Shelf(message(1), message(2), message(3)), Windows(), window_of(BEN)
    async with sending(shelf, windows) as waiting:
        waiting.joined(ben)
        await until(lambda: shelf.asked != [], PATIENT_S, "asked what waits")
        await tell(waiting, windows, ben, message(3), message(4), message(1, CLEO))
        assert windows.seqs(ben) == []
        shelf.may_read.set()
        await until(lambda: len(windows.seqs(ben)) == 5, PATIENT_S, "what waited, and what came meanwhile")
        await tell(waiting, windows, ben, message(2), message(5))
    assert windows.got[ben.connection_id] == [(ANNA, 1), (ANNA, 2), (ANNA, 3), (ANNA, 4), (CLEO, 1), (ANNA, 5)]


async def test_who_has_nothing_waiting_gets_live_messages_at_once_and_all_who_join_share_a_read() -> None:
    shelf, windows = Shelf(), Windows()
    links = [window_of(ANNA), window_of(BEN), window_of(CLEO)]
    async with sending(shelf, windows) as waiting:
        for link in links:
            waiting.joined(link)
        await tell(waiting, windows, links[1], message(1))
        await until(lambda: windows.seqs(links[1]) == [1], PATIENT_S, "what was kept back")
        await tell(waiting, windows, links[1], message(2))
    assert windows.seqs(links[1]) == [1, 2]
    assert shelf.asked == [[ANNA, BEN, CLEO]]


async def test_a_window_that_reads_slowly_is_given_time() -> None:
    shelf, windows, ben = Shelf(message(1), message(2)), Windows(), window_of(BEN)
    shelf.may_read.set()
    windows.behind.add(ben)
    async with sending(shelf, windows) as waiting:
        waiting.joined(ben)
        await asyncio.sleep(0.15)
        assert windows.seqs(ben) == []
        windows.behind.clear()
        await until(lambda: windows.seqs(ben) == [1, 2], PATIENT_S, "what waited")


async def test_a_window_that_is_gone_gets_nothing_and_holds_nobody_up() -> None:
    shelf, windows, ben, cleo = Shelf(message(1)), Windows(), window_of(BEN), window_of(CLEO)
    async with sending(shelf, windows) as waiting:
        waiting.joined(ben)
        await until(lambda: shelf.asked != [], PATIENT_S, "asked what waits")
        waiting.forget(ben)
        waiting.joined(cleo)
        shelf.may_read.set()
        await tell(waiting, windows, cleo, message(9))
        await until(lambda: windows.seqs(cleo) == [9], PATIENT_S, "the other one served")
    assert windows.seqs(ben) == []


async def test_what_is_kept_back_has_a_bound() -> None:
    windows, ben = Windows(), window_of(BEN)
    waiting = Waiting(windows.push, windows.behind.__contains__, windows.drop)
    waiting.joined(ben)
    await tell(waiting, windows, ben, *(message(seq) for seq in range(1, MAX_KEPT_BACK + 1)))
    assert windows.dropped == []
    await tell(waiting, windows, ben, message(MAX_KEPT_BACK + 1))
    assert windows.dropped == [ben]
