"""People at a time: how fast a message is there, how many sockets a replica holds, and what a mass reconnect costs."""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from bson import ObjectId

from bench.checkouts import checkouts
from bench.http_client import quantile_ms
from bench.lean_socket import LeanSocket
from bench.measures import bare_socket_server
from bench.shop import PORT, Shop
from souk_common.mongo import Mongo, Session
from tests.fixtures.live_socket import LiveSocket, NotConnected
from tests.fixtures.services import sign_token

SHOP = f"http://127.0.0.1:{PORT}"
CHATTING, PER_S, CHAT_S = 500, 200, 20
BARE_MESSAGES = 300
HELD, HELD_S = 2_000, 30
RECONNECTING, SETTLE_S, CUT_AFTER_S = 1_000, 3, 4
FIRST_TRY_S, MOST_BETWEEN_TRIES_S = 0.5, 3.0
"""As the browser's client: a first try after half a second, give or take a half, then twice as long, up to three."""
AT_ONCE = 25
SEED = 7


@dataclass(frozen=True)
class Delays:
    """Some durations in milliseconds, and how many there were."""

    count: int
    p50_ms: float
    p99_ms: float

    @classmethod
    def of(cls, took_s: list[float]) -> "Delays":
        """Those of durations in seconds."""
        return cls(len(took_s), quantile_ms(took_s, 0.5), quantile_ms(took_s, 0.99))


@dataclass(frozen=True)
class Held:
    """Sockets that one process held, and its memory for each."""

    sockets: int
    gone: int
    kilobytes_each: float


@dataclass(frozen=True)
class Storm:
    """All sockets cut at once: until 95 % and all were back, and checkouts before and meanwhile."""

    back_95_s: float
    back_all_s: float
    checkouts_before: Delays
    checkouts_meanwhile: Delays


@dataclass
class Person:
    """A user with one socket; `hear` is given each event."""

    user_id: str
    token: str
    socket: LiveSocket | None = None

    async def connect(self, url: str) -> None:
        """Come in."""
        self.socket = await LiveSocket.open(url, self.token, self.hear, {"X-Real-IP": _address_of(self.user_id)})

    def hear(self, event: str, payload: dict[str, Any]) -> None:
        """Nothing, for most."""


class Chatter(Person):
    """Writes, and says of what comes that it came."""

    def __init__(self, person: Person, sent: dict[str, float], took_s: list[float]) -> None:
        super().__init__(person.user_id, person.token)
        self._sent, self._took_s = sent, took_s
        self.asked: list[asyncio.Task[None]] = []

    def hear(self, event: str, payload: dict[str, Any]) -> None:
        """Note when a message is there, and say so."""
        if event == "message" and payload["receiver_id"] == self.user_id:
            self._took_s.append(time.perf_counter() - self._sent[payload["client_id"]])
            self.ask("delivered", {"user_id": payload["sender_id"], "seq": payload["seq"]})

    def ask(self, event: str, payload: dict[str, Any]) -> None:
        """Send an event; its answer must be no problem."""
        self.asked.append(asyncio.create_task(self._ask(event, payload)))

    async def _ask(self, event: str, payload: dict[str, Any]) -> None:
        assert self.socket is not None
        answer = await self.socket.ask(event, payload, 20)
        if "error" in answer:
            raise RuntimeError(str(answer))


async def add_people(shop: Shop, count: int) -> list[Person]:
    """New buyers with tokens."""
    now = datetime.now(UTC)
    rows = [
        {"_id": ObjectId(), "name": f"Person {number}", "role": "buyer", "status": "active", "created_at": now}
        for number in range(count)
    ]
    await shop.mongo.db.users.insert_many(rows)
    ids = [str(row["_id"]) for row in rows]
    return [Person(each, sign_token(shop.settings, each, "buyer", str(ObjectId()), 7_200)) for each in ids]


@asynccontextmanager
async def connected(url: str, people: list[Person]) -> AsyncIterator[None]:
    """Everybody in, some at a time."""
    try:
        for some in _shares(people):
            await asyncio.gather(*(person.connect(url) for person in some))
        yield
    finally:
        await asyncio.gather(*(person.socket.close() for person in people if person.socket))


def _shares(people: list[Person]) -> Iterator[list[Person]]:
    for first in range(0, len(people), AT_ONCE):
        yield people[first : first + AT_ONCE]


async def message_to_receiver(shop: Shop) -> Delays:
    """From sending to the event in the receiver's socket: 500 sockets on two gateways, each message acknowledged
    by its receiver as browsers do."""
    sent: dict[str, float] = {}
    took_s: list[float] = []
    people = [Chatter(person, sent, took_s) for person in await add_people(shop, CHATTING)]
    async with connected(SHOP, list(people)):
        await asyncio.sleep(2)
        began = time.perf_counter()
        for number in range(PER_S * CHAT_S):
            await asyncio.sleep(max(0.0, began + number / PER_S - time.perf_counter()))
            sender, receiver = people[number % CHATTING], people[(number % CHATTING) ^ 1]
            client_id = f"{number}"
            sent[client_id] = time.perf_counter()
            body = f"Is the kettle number {number} still to be had, and for how much?"
            sender.ask("message", {"user_id": receiver.user_id, "body": body, "client_id": client_id})
        await asyncio.sleep(3)
        await asyncio.gather(*(task for person in people for task in person.asked))
        if len(took_s) != len(sent):
            raise RuntimeError(f"{len(took_s)} of {len(sent)} messages arrived")
    return Delays.of(took_s)


async def bare_message(shop: Shop) -> Delays:
    """The writes of one message in a transaction, until a change stream tells of it; one after the other."""
    heard: asyncio.Queue[float] = asyncio.Queue()
    collection = shop.mongo.db.messages
    took_s = []
    async with shop.mongo.stream_db.messages.watch([{"$match": {"operationType": "insert"}}]) as stream:
        await stream.try_next()

        async def listen() -> None:
            async for _ in stream:
                heard.put_nowait(time.perf_counter())

        listening = asyncio.create_task(listen())
        one, other = ObjectId(), ObjectId()
        for seq in range(1, BARE_MESSAGES + 1):
            began = time.perf_counter()
            await shop.mongo.transaction(partial(_write, shop.mongo, one, other, seq))
            took_s.append(await heard.get() - began)
        listening.cancel()
    await collection.delete_many({"sender_id": one})
    return Delays.of(took_s)


async def _write(mongo: Mongo, one: ObjectId, other: ObjectId, seq: int, session: Session) -> None:
    now, pair = datetime.now(UTC), f"{one}:{other}"
    message = {"conversation_id": pair, "seq": seq, "sender_id": one, "receiver_id": other, "client_id": str(seq)}
    rest = {"body": "x" * 60, "visible_to": [one, other], "sent_at": now, "delivered_at": None, "read_at": None}
    await mongo.db.messages.insert_one({**message, **rest}, session=session)
    for mine, peer in ((one, other), (other, one)):
        side = {"user_id": mine, "peer_id": peer, "conversation_id": pair, "seq": seq, "unread": 0, "read_seq": 0}
        await mongo.db.conversations.update_one(
            {"_id": f"{mine}:{peer}"},
            {"$set": {**side, "delivered_seq": 0, "blocked": False, "updated_at": now}},
            upsert=True,
            session=session,
        )


async def sockets_held(shop: Shop) -> tuple[Held, Held]:
    """What one replica of the gateway holds, and what a bare WebSocket server does."""
    replica = shop.stack.replica_urls("gateway")[0]
    pid = shop.stack.process("gateway-1").pid
    assert pid is not None
    ours = await _hold(replica, pid, await add_people(shop, HELD))
    with bare_socket_server() as (url, bare_pid):
        return ours, await _hold(url, bare_pid, [Person(str(ObjectId()), "") for _ in range(HELD)])


async def _hold(url: str, pid: int, people: list[Person]) -> Held:
    before = _resident_kilobytes(pid)
    async with connected(url, people):
        await asyncio.sleep(HELD_S)
        after = _resident_kilobytes(pid)
        gone = sum(person.socket is None or person.socket.gone.is_set() for person in people)
    return Held(len(people), gone, (after - before) / len(people))


async def mass_reconnect(shop: Shop, product_ids: list[str]) -> Storm:
    """1,000 sockets are cut at once and come back by themselves, while people buy."""
    people = await add_people(shop, RECONNECTING)
    sockets = [socket for some in _shares(people) for socket in await asyncio.gather(*map(_come_in, some))]
    await asyncio.sleep(SETTLE_S)
    before = await asyncio.to_thread(checkouts, shop.tokens, product_ids)
    buying = asyncio.create_task(asyncio.to_thread(checkouts, shop.tokens, product_ids))
    await asyncio.sleep(CUT_AFTER_S)
    chosen = random.Random(SEED)
    # a thousand browsers have machines of their own; here they get what the shop leaves
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    for socket in sockets:
        socket.cut()
    cut = time.perf_counter()
    back = sorted(await asyncio.gather(*(_come_back(person, chosen, cut) for person in people)), key=itemgetter(0))
    meanwhile = await buying
    os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    for _, socket in back:
        socket.cut()
    return Storm(back[int(len(back) * 0.95)][0], back[-1][0], Delays.of(before), Delays.of(meanwhile))


async def _come_in(person: Person) -> LeanSocket:
    return await LeanSocket.open("127.0.0.1", PORT, person.token, _address_of(person.user_id))


async def _come_back(person: Person, chosen: random.Random, cut: float) -> tuple[float, LeanSocket]:
    pause_s = FIRST_TRY_S
    while True:
        await asyncio.sleep(pause_s * chosen.uniform(0.5, 1.5))
        try:
            socket = await _come_in(person)
        except NotConnected:
            pause_s = min(MOST_BETWEEN_TRIES_S, pause_s * 2)
        else:
            return time.perf_counter() - cut, socket


def _resident_kilobytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def _address_of(user_id: str) -> str:
    """Another address for each, as NGINX would say it: those of one are bounded."""
    number = int(user_id[-4:], 16)
    return f"198.18.{number >> 8}.{number & 255}"
