import asyncio
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from bson import ObjectId
from pymongo.errors import OperationFailure, PyMongoError

from souk_common.mongo import Mongo
from souk_common.problems import Unavailable
from souk_common.schemas import ResponseModel
from souk_gateway.live.follow_changes import ChangeFollower
from souk_gateway.live.links import Link
from souk_gateway.live.market_feed import MarketFeed
from souk_gateway.live.products_now import ProductsNow
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.live.stock_feed import DetailsFeed, StockFeed
from souk_gateway.live.user_feed import UserFeed
from souk_gateway.live.watchers import Watchers
from tests.fixtures.products import MakeProduct
from tests.fixtures.replica_set import ReplicaSet, die_with_parent
from tests.integration.gateway.browser import Browser, Replica, browser, running_replica
from tests.integration.gateway.conftest import Buy

KillPrimary = Callable[[], Awaitable[None]]


@pytest.fixture(scope="session")
def revived() -> Iterator[list[subprocess.Popen[bytes]]]:
    """The members that were killed and started again; they stay until the run ends."""
    members: list[subprocess.Popen[bytes]] = []
    yield members
    for member in members:
        member.kill()
        member.wait()


@pytest.fixture
async def kill_primary(
    replica_set: ReplicaSet, mongo: Mongo, revived: list[subprocess.Popen[bytes]]
) -> AsyncIterator[KillPrimary]:
    """Kills the primary with -9; the member comes back at the end."""
    killed: list[subprocess.Popen[bytes]] = []

    async def kill() -> None:
        hello = await mongo.client.admin.command("hello")
        member = replica_set.members[replica_set.hosts.index(hello["primary"])]
        member.kill()
        member.wait()
        killed.append(member)

    yield kill
    for member in killed:
        again = subprocess.Popen(member.args, preexec_fn=die_with_parent)  # noqa: ASYNC220, PLW1509 - it returns at once
        revived.append(again)
    async with asyncio.timeout(60):
        while not await _all_are_up(mongo):  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.2)


async def _all_are_up(mongo: Mongo) -> bool:
    try:
        members = (await mongo.client.admin.command("replSetGetStatus"))["members"]
    except PyMongoError:
        return False
    return sorted(member["stateStr"] for member in members) == ["PRIMARY", "SECONDARY", "SECONDARY"]


@pytest.mark.slow
async def test_after_the_primary_is_killed_the_feed_goes_on_and_nobody_is_disconnected(
    replicas: tuple[Replica, Replica], make_product: MakeProduct, buy: Buy, kill_primary: KillPrimary
) -> None:
    product_id = await make_product(stock=10)
    async with browser(replicas[0].url) as here, browser(replicas[1].url) as there:
        await here.watch(product_id)
        await there.watch(product_id)
        await buy(product_id, 1)
        await here.hear("stock_update")
        await kill_primary()
        killed = time.monotonic()
        while True:
            try:
                await buy(product_id, 1)
                break
            except (PyMongoError, Unavailable):
                assert time.monotonic() - killed < 20
        for window in (here, there):
            await window.hear("stock_update", lambda update: update["seq"] == 3, within_s=5)
            assert [update["seq"] for update in window.heard("stock_update")] == [2, 3]
            assert window.io.connected
            assert (await window.watch(product_id))[0]["stock"] == 8


class ScriptedStream:
    """A change stream that stays quiet, until it fails with `code` once it may."""

    alive = True
    resume_token = {"_data": "seen"}

    def __init__(self, opens: bool, code: int | None, may_fail: asyncio.Event) -> None:
        self._opens = opens
        self._code = code
        self._may_fail = may_fail

    async def __aenter__(self) -> "ScriptedStream":
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        return

    async def try_next(self) -> None:
        await asyncio.sleep(0.01)
        if self._opens:
            self._opens = False
        elif self._code is not None:
            await self._may_fail.wait()
            raise OperationFailure("scripted", self._code)


class ScriptedMongo:
    """Where the stream of the database would be: it breaks, cannot be resumed (286), and begins anew."""

    name = "souk"

    def __init__(self) -> None:
        self.resumed_after: list[object] = []
        self.may_fail = asyncio.Event()
        self._streams = [
            ScriptedStream(True, 91, self.may_fail),
            ScriptedStream(False, 286, self.may_fail),
            ScriptedStream(True, None, self.may_fail),
        ]

    @property
    def stream_db(self) -> "ScriptedMongo":
        return self

    def watch(self, _pipeline: object, resume_after: object, **_options: object) -> ScriptedStream:
        self.resumed_after.append(resume_after)
        return self._streams.pop(0)


async def test_when_the_history_is_lost_every_watcher_gets_a_fresh_snapshot(
    mongo: Mongo, make_product: MakeProduct, buy: Buy
) -> None:
    product_id = await make_product(stock=10, price_cents=500)
    told: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()

    async def push(links: Collection[Link], event: str, payload: ResponseModel) -> None:
        assert [link.connection_id for link in links] == ["window"]
        told.put_nowait((event, payload.model_dump(mode="json")))

    async def hear_two() -> list[tuple[str, dict[str, Any]]]:
        return [await asyncio.wait_for(told.get(), 5) for _ in range(2)]

    watchers = Watchers()
    watchers.watch(Link("window", "198.51.100.1"), [product_id])
    stock, details = StockFeed(watchers, push), DetailsFeed(watchers, push)
    follower = ChangeFollower(watchers, stock, details, UserFeed(SignedIn(), push), MarketFeed(SignedIn(), push))
    scripted = ScriptedMongo()
    following = asyncio.create_task(follower.follow(scripted, ProductsNow(mongo), "test"))  # type: ignore[arg-type]  # scripted
    try:
        await hear_two()
        await buy(product_id, 4)  # missed: no stream of the script tells of it
        await mongo.db.products.update_one({"_id": ObjectId(product_id)}, {"$set": {"status": "disabled"}})
        scripted.may_fail.set()
        stock_event, details_event = await hear_two()
    finally:
        following.cancel()
    assert stock_event[0] == "stock_update"
    assert (stock_event[1]["stock"], stock_event[1]["seq"]) == (6, 2)
    assert details_event[0] == "product_update"
    assert (details_event[1]["price"], details_event[1]["status"]) == (5.0, "disabled")
    assert scripted.resumed_after == [None, {"_data": "seen"}, None]


async def test_a_row_that_is_not_as_expected_does_not_end_the_feed(
    replica: Replica, mongo: Mongo, make_product: MakeProduct, buy: Buy
) -> None:
    product_id = await make_product()
    async with browser(replica.url) as window:
        await window.watch(product_id)
        await mongo.db.notifications.insert_one(
            {
                "user_id": ObjectId(),
                "kind": "new_order",
                "event_id": "odd",
                "created_at": datetime.now(UTC),
                "read_at": None,
            }
        )
        await buy(product_id, 1)
        await window.hear("stock_update", within_s=2)


async def test_a_replica_that_stops_lets_its_sockets_go_over_a_second_and_takes_no_new_ones(
    replica_set: ReplicaSet, tmp_path: Path
) -> None:
    async with running_replica(replica_set, tmp_path) as stopping, AsyncExitStack() as stack:
        windows: list[Browser] = [
            await stack.enter_async_context(browser(stopping.url, transport=transport))
            for transport in ["websocket"] * 20 + ["polling"] * 3
        ]
        left_at: list[float] = []

        async def note(window: Browser) -> None:
            await window.gone.wait()
            left_at.append(time.monotonic())

        notes = [asyncio.create_task(note(window)) for window in windows]
        stopping.process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(asyncio.gather(*notes), 5)
        assert 0.5 < max(left_at) - min(left_at) < 3
        async with asyncio.timeout(5):
            while stopping.process.poll() is None:  # noqa: ASYNC110 - nobody tells us
                await asyncio.sleep(0.05)
        assert "Traceback" not in stopping.log.read_text()
