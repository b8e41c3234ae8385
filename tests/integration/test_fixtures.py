"""The fixtures that the other tests stand on."""

import httpx2
import pytest
from fastapi import FastAPI

from souk_common.app import api_router, create_service_app
from souk_common.identity import CurrentBuyer
from souk_common.mongo import Mongo
from souk_common.schemas import ResponseModel
from souk_common.settings import Settings
from tests.fixtures.services import SignIn, serve


class Whoami(ResponseModel):
    user_id: str


@pytest.fixture
def probe(settings: Settings) -> FastAPI:
    router = api_router("/api/probe", "probe")

    @router.get("/me")
    async def whoami(buyer: CurrentBuyer) -> Whoami:
        return Whoami(user_id=buyer.user_id)

    return create_service_app("catalog", settings, [router])


async def test_a_service_runs_on_the_replica_set_and_knows_a_signed_in_user(probe: FastAPI, sign_in: SignIn) -> None:
    buyer, seller = await sign_in("buyer"), await sign_in("seller")
    async with serve(probe) as client:
        assert (await client.get("/api/health")).json()["status"] == "ok"
        assert (await client.get("/api/probe/me")).status_code == httpx2.codes.UNAUTHORIZED
        assert (await client.get("/api/probe/me", headers=seller.headers)).status_code == httpx2.codes.FORBIDDEN
        answer = await client.get("/api/probe/me", headers=buyer.headers)
    assert answer.json() == {"user_id": buyer.user_id}


async def test_the_set_has_three_members(mongo: Mongo) -> None:
    status = await mongo.client.admin.command("replSetGetStatus")
    assert sorted(member["stateStr"] for member in status["members"]) == ["PRIMARY", "SECONDARY", "SECONDARY"]
