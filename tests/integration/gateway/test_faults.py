import asyncio
import json
import signal
import time
from collections.abc import Collection
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
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
from souk_gateway.live.trade_parts import details_part
from souk_gateway.live.watchers import Watchers
from tests.fixtures.killed_primary import KillPrimary
from tests.fixtures.products import MakeProduct
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import Browser, Replica, browser, has, running_replica
from tests.integration.gateway.conftest import Buy

ELECTED_WITHIN_S = 60.0


@pytest.mark.slow
async def test_after_the_primary_is_killed_the_feed_goes_on_and_nobody_is_disconnected(
    replicas: tuple[Replica, Replica], mongo: Mongo, make_product: MakeProduct, buy: Buy, kill_primary: KillPrimary
) -> None:
    product_id = await make_product(stock=10)
    async with browser(replicas[0].url) as here, browser(replicas[1].url) as there:
        await here.watch(product_id)
        await there.watch(product_id)
        await buy(product_id, 1)
        await here.hear("stock_update")
        await kill_primary()

        async def is_sold_again() -> bool:
            try:
                # when the answer to the last attempt was lost, it is sold already
                row = await mongo.db.products.find_one({"_id": ObjectId(product_id), "stock": 9})
                if row is not None:
                    await buy(product_id, 1)
            except (PyMongoError, Unavailable):
                return False
            return True

        await until(is_sold_again, ELECTED_WITHIN_S, "a sale after the election")
        for window in (here, there):
            await window.hear("stock_update", partial(has, "seq", 3))
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
        return [await asyncio.wait_for(told.get(), PATIENT_S) for _ in range(2)]

    watchers = Watchers()
    watchers.watch(Link("window", "198.51.100.1"), [product_id])
    stock, details = StockFeed(watchers, push), DetailsFeed(watchers, push)
    market = MarketFeed(SignedIn(), push)
    part = details_part(details, stock, market, watchers, ProductsNow(mongo))
    scripted = ScriptedMongo()
    gaps: list[float] = []

    async def on_gap() -> None:
        gaps.append(time.monotonic())

    following = asyncio.create_task(ChangeFollower([part], on_gap).follow(scripted))  # type: ignore[arg-type]  # scripted
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
    assert len(gaps) == 2, "once at the start, and not again when it could be resumed"


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
        await window.hear("stock_update")


async def test_a_replica_that_stops_lets_its_sockets_go_over_a_second_and_takes_no_new_ones(
    replica_set: ReplicaSet, tmp_path: Path
) -> None:
    talkative = {"SOUK_LOG_LEVEL": "info"}
    async with running_replica(replica_set, tmp_path, talkative) as stopping, AsyncExitStack() as stack:
        windows: list[Browser] = [
            await stack.enter_async_context(browser(stopping.url, transport=transport))
            for transport in ["websocket"] * 20 + ["polling"] * 3
        ]
        stopping.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENT_S):
            await asyncio.gather(*(window.gone.wait() for window in windows))
        await until(lambda: stopping.process.poll() is not None, PATIENT_S, "stopped")
        # by the replica's own clock: what this process noticed when would say more about the machine
        left_at = sorted(logged_at(stopping, "disconnected"))
        assert len(left_at) == len(windows)
        assert 0.5 < (left_at[-1] - left_at[0]).total_seconds() < 10
        assert "Traceback" not in stopping.logged_since()


def logged_at(replica: Replica, event: str) -> list[datetime]:
    """When a replica logged an event."""
    lines = [json.loads(line) for line in replica.logged_since().splitlines() if line.startswith("{")]
    return [datetime.fromisoformat(line["timestamp"]) for line in lines if line["event"] == event]
