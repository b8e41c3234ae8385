import asyncio
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
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import Replica, browser, running_replica
from tests.integration.gateway.conftest import Buy

QUICK_MS = 1_000
ATTEMPTS = 3


@pytest.fixture
async def survey(settings: Settings) -> AsyncIterator[Survey]:
    looking = Survey(settings)
    yield looking
    await looking.close()


async def health_of(replica: Replica, sign_in: SignIn) -> Document:
    admin = await sign_in("admin")
    async with httpx2.AsyncClient(timeout=PATIENT_S) as client:
        answer = await client.get(f"{replica.url}/api/admin/health", headers=admin.headers)
    assert answer.status_code == 200, answer.text
    shown: Document = answer.json()
    return shown


async def row_of(mongo: Mongo, name: str) -> Document | None:
    return await mongo.db[REPLICAS].find_one({"_id": name})


async def test_the_health_shows_members_replicas_gateways_and_collections(
    replicas: tuple[Replica, Replica], sign_in: SignIn, replica_set: ReplicaSet
) -> None:
    names = {each.name for each in replicas}
    shown: Document = {}

    async def is_well() -> bool:
        shown.update(await health_of(replicas[0], sign_in))
        lags_ms = {each["replica"]: each["change_stream_lag_ms"] for each in shown["gateways"]}
        up = {each["replica"] for told in shown["services"] for each in told["replicas"] if each["state"] == "up"}
        states = sorted(member["state"] for member in shown["mongo"]["members"])
        measured = [lags_ms.get(name) for name in names]
        return (
            states == ["primary", "secondary", "secondary"]
            and names <= up
            and all(lag_ms is not None and lag_ms < QUICK_MS for lag_ms in measured)
        )

    # while nothing happens; after a pause of the machine some would rightly be said to be late
    await until(is_well, PATIENT_S, "all members, and both gateways up and quick")
    members = shown["mongo"]["members"]
    assert [member["host"] for member in members] == list(replica_set.hosts)
    assert all(member["healthy"] and member["cache_used_bytes"] > 0 for member in members)
    assert all(member["connections"] > 0 and member["uptime_s"] >= 0 for member in members)
    assert shown["mongo"]["writable"] and shown["mongo"]["elections"] >= 1 and shown["mongo"]["term"] >= 1
    # what does not run here is what an operator has to be told; the process of the tests counts as one replica at most
    missing = {f"No replica of {service} is running" for service in ("auth", "catalog", "orders")}
    assert len(missing.intersection(shown["problems"])) >= 2 and not shown["ok"]


async def test_sizes_and_uses_of_indexes_are_those_of_the_database(mongo: Mongo, survey: Survey) -> None:
    await mongo.db.carts.find({"buyer_id": ObjectId()}).to_list(1)
    before = await mongo.db.command("collStats", "users")

    async def measured() -> bool:
        return bool((await survey.health()).collections)

    await until(measured, PATIENT_S, "collections measured")
    shown = {each.name: each for each in (await survey.health()).collections}
    assert {"orders", "products", "users", REPLICAS} <= shown.keys()
    stats = await mongo.db.command("collStats", "users")
    # the database may have tidied up meanwhile
    assert shown["users"].storage_bytes in (before["storageSize"], stats["storageSize"])
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
    async def leaves_its_row(name: str, ends_by: signal.Signals) -> bool:
        async def comes() -> bool:
            return await row_of(mongo, name) is not None

        async with running_replica(replica_set, tmp_path, {"SOUK_REPLICA": name}) as leaving:
            await until(comes, PATIENT_S, "a first heartbeat")
            leaving.process.send_signal(ends_by)
            await asyncio.to_thread(leaving.process.wait, 2 * PATIENT_S)
        is_left = await comes()
        await mongo.db[REPLICAS].delete_one({"_id": name})
        return is_left

    # it gives up on a database that does not answer within 0.8 s, and a machine may stand still for longer
    for number in range(ATTEMPTS):
        is_left = await leaves_its_row(f"stopped-{number}", signal.SIGTERM)
        if not is_left:
            break
    assert not is_left
    assert await leaves_its_row("killed", signal.SIGKILL)
    indexes = await mongo.db[REPLICAS].index_information()
    assert [each["expireAfterSeconds"] for each in indexes.values() if "expireAfterSeconds" in each] == [600]


async def test_a_heartbeat_carries_the_time_of_the_database_and_what_the_replica_did(
    replica: Replica, mongo: Mongo, sign_in: SignIn
) -> None:
    name = replica.name
    for _ in range(3):
        await health_of(replica, sign_in)
    earlier = await row_of(mongo, name)
    assert earlier is not None

    async def beats_on() -> bool:
        row = await row_of(mongo, name)
        return row is not None and row["at"] > earlier["at"] and row["requests"] >= 3

    await until(beats_on, PATIENT_S, "the next heartbeat, with the requests of the last minute")
    later = await row_of(mongo, name)
    assert later is not None
    assert later["started_at"] == earlier["started_at"]
    assert later["p95_ms"] > 0 and later["service"] == "gateway"
    stages: list[Document] = [{"$match": {"_id": name}}, {"$project": {"age_ms": {"$subtract": ["$$NOW", "$at"]}}}]
    (aged,) = await mongo.db[REPLICAS].aggregate(stages).to_list(1)
    assert 0 <= aged["age_ms"] < 1_000 * PATIENT_S


async def test_admins_hear_that_the_market_moves_and_nobody_else_does(
    replica: Replica, sign_in: SignIn, make_product: MakeProduct, buy: Buy
) -> None:
    product_id = await make_product(stock=50)
    admin, buyer = await sign_in("admin"), await sign_in("buyer")
    began = time.monotonic()
    async with browser(replica.url, admin.token) as office, browser(replica.url, buyer.token) as home:
        await home.watch(product_id)
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
