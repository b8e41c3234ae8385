import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from bson import ObjectId
from pymongo.errors import OperationFailure

from souk_common.heartbeat import REPLICAS
from souk_common.mongo import Document, Member, Mongo
from souk_common.settings import Settings
from souk_gateway.health.survey import Survey
from tests.fixtures.products import MakeProduct
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import SignIn
from tests.fixtures.waiting import until
from tests.integration.gateway.browser import Replica, browser, running_replica
from tests.integration.gateway.conftest import Buy

QUICK_MS = 1_000


@pytest.fixture
async def survey(settings: Settings) -> AsyncIterator[Survey]:
    looking = Survey(settings)
    yield looking
    await looking.close()


async def health_of(replica: Replica, sign_in: SignIn) -> Document:
    admin = await sign_in("admin")
    async with httpx2.AsyncClient() as client:
        answer = await client.get(f"{replica.url}/api/admin/health", headers=admin.headers)
    assert answer.status_code == 200, answer.text
    shown: Document = answer.json()
    return shown


async def row_of(mongo: Mongo, name: str) -> Document | None:
    return await mongo.db[REPLICAS].find_one({"_id": name})


async def test_the_health_shows_members_replicas_gateways_and_collections(
    replicas: tuple[Replica, Replica], sign_in: SignIn, replica_set: ReplicaSet
) -> None:
    names = {f"{os.uname().nodename}:{each.process.pid}" for each in replicas}

    async def has_both() -> bool:
        shown = await health_of(replicas[0], sign_in)
        return names <= {each["replica"] for each in shown["gateways"] if each["change_stream_lag_ms"] is not None}

    await until(has_both, 5, "both gateways with a lag that was measured while nothing happens")
    shown = await health_of(replicas[0], sign_in)
    assert [member["host"] for member in shown["mongo"]["members"]] == list(replica_set.hosts)
    assert sorted(member["state"] for member in shown["mongo"]["members"]) == ["primary", "secondary", "secondary"]
    assert all(member["healthy"] and member["cache_used_bytes"] > 0 for member in shown["mongo"]["members"])
    assert all(member["connections"] > 0 and member["uptime_s"] >= 0 for member in shown["mongo"]["members"])
    assert shown["mongo"]["writable"] and shown["mongo"]["elections"] >= 1 and shown["mongo"]["term"] >= 1
    assert all(each["change_stream_lag_ms"] < QUICK_MS for each in shown["gateways"] if each["replica"] in names)
    gateways = next(each for each in shown["services"] if each["service"] == "gateway")["replicas"]
    assert {each["replica"]: each["state"] for each in gateways if each["replica"] in names} == dict.fromkeys(
        names, "up"
    )
    # auth, catalog and orders do not run here, which is what an operator has to be told
    assert "No replica of orders is running" in shown["problems"] and not shown["ok"]


async def test_sizes_and_uses_of_indexes_are_those_of_the_database(mongo: Mongo, survey: Survey) -> None:
    await mongo.db.carts.find({"buyer_id": ObjectId()}, max_time_ms=1_000).to_list(1)

    async def measured() -> bool:
        return bool((await survey.health()).collections)

    await until(measured, 10, "collections measured")
    shown = {each.name: each for each in (await survey.health()).collections}
    assert {"orders", "products", "users", REPLICAS} <= shown.keys()
    stats = await mongo.db.command("collStats", "users")
    assert shown["users"].storage_bytes == stats["storageSize"]
    assert {index.name for index in shown["users"].indexes} == set(stats["indexSizes"])
    used = next(index for index in shown["carts"].indexes if index.name == "souk_buyer_id_1")
    assert used.uses >= 1 and used.since is not None


async def test_many_who_ask_at_once_cost_the_database_one_question(mongo: Mongo, survey: Survey) -> None:
    async def questions() -> int:
        primary = await mongo.client.admin.command("serverStatus")
        return int(primary["metrics"]["commands"]["replSetGetStatus"]["total"])

    await survey.health()
    await asyncio.sleep(0.6)
    before = await questions()
    answers = await asyncio.gather(*(survey.health() for _ in range(200)))
    assert len({id(answer) for answer in answers}) == 1
    assert await questions() == before + 1


async def test_a_replica_that_stops_takes_its_row_along_and_one_that_is_killed_leaves_it_to_expire(
    replica_set: ReplicaSet, mongo: Mongo, tmp_path: Path
) -> None:
    async def comes(name: str) -> bool:
        return await row_of(mongo, name) is not None

    for number, ends_by in (("1", signal.SIGTERM), ("2", signal.SIGKILL)):
        name = f"leaving-{number}"
        async with running_replica(replica_set, tmp_path, {"SOUK_REPLICA": name}) as leaving:
            await until(lambda: comes(name), 5, "a first heartbeat")  # noqa: B023 - awaited before the next round
            leaving.process.send_signal(ends_by)
            await asyncio.to_thread(leaving.process.wait, 20)
    assert await row_of(mongo, "leaving-1") is None
    assert await row_of(mongo, "leaving-2") is not None
    indexes = await mongo.db[REPLICAS].index_information()
    assert [each["expireAfterSeconds"] for each in indexes.values() if "expireAfterSeconds" in each] == [600]
    await mongo.db[REPLICAS].delete_one({"_id": "leaving-2"})


async def test_a_heartbeat_carries_the_time_of_the_database_and_what_the_replica_did(
    replica: Replica, mongo: Mongo, sign_in: SignIn
) -> None:
    name = f"{os.uname().nodename}:{replica.process.pid}"
    for _ in range(3):
        await health_of(replica, sign_in)
    earlier = await row_of(mongo, name)
    assert earlier is not None

    async def beats_on() -> bool:
        row = await row_of(mongo, name)
        return row is not None and row["at"] > earlier["at"] and row["requests"] >= 3

    await until(beats_on, 5, "the next heartbeat, with the requests of the last minute")
    later = await row_of(mongo, name)
    assert later is not None
    assert later["started_at"] == earlier["started_at"]
    assert later["p95_ms"] > 0 and later["service"] == "gateway"
    stages: list[Document] = [{"$match": {"_id": name}}, {"$project": {"age_ms": {"$subtract": ["$$NOW", "$at"]}}}]
    (aged,) = await mongo.db[REPLICAS].aggregate(stages).to_list(1)
    assert 0 <= aged["age_ms"] < 5_000


async def test_admins_hear_that_the_market_moves_and_nobody_else_does(
    replica: Replica, sign_in: SignIn, make_product: MakeProduct, buy: Buy
) -> None:
    product_id = await make_product(stock=50)
    admin, buyer = await sign_in("admin"), await sign_in("buyer")
    async with browser(replica.url, admin.token) as office, browser(replica.url, buyer.token) as home:
        await home.watch(product_id)
        began = time.monotonic()
        for _ in range(20):
            await buy(product_id, 1)
        assert await office.hear("market_update") == {}
        await home.hear("stock_update")
        await asyncio.sleep(1.2)
        assert 1 <= len(office.heard("market_update")) <= 2 + (time.monotonic() - began)
        assert home.heard("market_update") == []


@pytest.mark.parametrize("service", ["auth", "catalog", "orders"])
async def test_only_the_gateway_may_ask_members_how_they_do(settings: Settings, service: str) -> None:
    host = settings.mongo_members[0]
    gateway, other = Member(settings, "gateway", host, 5), Member(settings, service, host, 5)
    try:
        assert (await gateway.admin.command("serverStatus"))["ok"] == 1
        for asks in ("serverStatus", "replSetGetStatus"):
            with pytest.raises(OperationFailure, match="not authorized"):
                await other.admin.command(asks)
        for harm in ({"replSetStepDown": 1}, {"setParameter": 1, "logLevel": 0}):
            with pytest.raises(OperationFailure, match="not authorized"):
                await gateway.admin.command(harm)
    finally:
        gateway.close()
        other.close()
