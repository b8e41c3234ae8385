"""How often one may try, counted across replicas."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx2
from bson import ObjectId
from limits import RateLimitItem, parse

from souk_auth.main import create_app
from souk_auth.settings import AuthSettings
from souk_common.mongo import Mongo
from tests.fixtures.services import serve
from tests.integration.auth.conftest import PASSWORD, OpenAccount, fresh_email

LOGIN, REGISTER = "/api/auth/login", "/api/auth/register"
_hosts = iter(range(1, 250))


def _address() -> dict[str, str]:
    return {"X-Real-IP": f"198.51.100.{next(_hosts)}"}


@asynccontextmanager
async def _replicas(settings: AuthSettings, **limits: str) -> AsyncIterator[list[httpx2.AsyncClient]]:
    items: dict[str, RateLimitItem] = {name: parse(text) for name, text in limits.items()}
    async with AsyncExitStack() as stack:
        apps = [create_app(settings.model_copy(update=items)) for _ in range(2)]
        yield [await stack.enter_async_context(serve(app)) for app in apps]


async def _try(client: httpx2.AsyncClient, email: str, password: str, headers: dict[str, str]) -> httpx2.Response:
    answer = await client.post(LOGIN, json={"email": email, "password": password}, headers=headers)
    client.cookies.clear()
    return answer


async def test_guesses_at_one_account_stop_at_the_limit_on_whichever_replica(
    auth_settings: AuthSettings, open_account: OpenAccount, mongo: Mongo
) -> None:
    account, here, elsewhere = await open_account(), _address(), _address()
    async with _replicas(auth_settings, login_failure_limit="4 per 15 minutes") as replicas:
        guesses = [_try(replicas[n % 2], account.email, f"guess number {n}", here) for n in range(10)]
        statuses = sorted(answer.status_code for answer in await asyncio.gather(*guesses))
        assert statuses == [401] * 4 + [429] * 6
        right = await _try(replicas[0], account.email, PASSWORD, here)
        assert right.status_code == 429
        assert 1 <= int(right.headers["retry-after"]) <= 15 * 60
        assert (await _try(replicas[1], account.email, PASSWORD, elsewhere)).status_code == 200
    blocked = {"action": "sign_in.blocked", "target_id": account.id}
    assert await mongo.db.audit_log.count_documents(blocked) == 1


async def test_a_right_password_forgets_the_failures_before_it(
    auth_settings: AuthSettings, open_account: OpenAccount
) -> None:
    account, here = await open_account(), _address()
    async with _replicas(auth_settings, login_failure_limit="3 per 15 minutes") as (client, _):
        for _ in range(2):
            for _ in range(2):
                assert (await _try(client, account.email, "not the password", here)).status_code == 401
            assert (await _try(client, account.email, PASSWORD, here)).status_code == 200


async def test_guesses_from_many_addresses_stop_too(auth_settings: AuthSettings, open_account: OpenAccount) -> None:
    account = await open_account()
    async with _replicas(auth_settings, login_account_failure_limit="3 per 1 hour") as (client, _):
        answers = [await _try(client, account.email, "not the password", _address()) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401] * 3 + [429] * 2


async def test_one_address_signs_in_only_so_often(auth_settings: AuthSettings) -> None:
    here = _address()
    async with _replicas(auth_settings, login_address_limit="3 per 1 minute") as (client, _):
        answers = [await _try(client, fresh_email(), PASSWORD, here) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [401] * 3 + [429] * 2
        assert (await _try(client, fresh_email(), PASSWORD, _address())).status_code == 401


async def test_an_ipv6_user_has_one_address_not_a_network_of_them(auth_settings: AuthSettings) -> None:
    async with _replicas(auth_settings, login_address_limit="2 per 1 minute") as (client, _):
        answers = [
            await _try(client, fresh_email(), PASSWORD, {"X-Real-IP": f"2001:db8:1:2::{n}"}) for n in range(1, 4)
        ]
    assert [answer.status_code for answer in answers] == [401, 401, 429]


async def test_one_address_registers_only_so_often(auth_settings: AuthSettings) -> None:
    here = _address()
    async with _replicas(auth_settings, register_limit="2 per 1 hour") as (client, _):
        answers = [
            await client.post(
                REGISTER,
                json={"name": "Bea", "email": fresh_email(), "password": PASSWORD, "role": "buyer"},
                headers=here,
            )
            for _ in range(4)
        ]
    assert [answer.status_code for answer in answers] == [201, 201, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1


async def test_many_first_attempts_at_once_are_all_let_through(auth_settings: AuthSettings) -> None:
    here = _address()
    async with _replicas(auth_settings, login_address_limit="20 per 1 minute") as replicas:
        tries = [_try(replicas[n % 2], fresh_email(), PASSWORD, here) for n in range(6)]
        assert {answer.status_code for answer in await asyncio.gather(*tries)} == {401}


async def test_wrong_confirmations_of_a_signed_in_user_stop_at_the_limit(
    auth_settings: AuthSettings, open_account: OpenAccount, mongo: Mongo
) -> None:
    account = await open_account()
    async with _replicas(auth_settings, password_limit="2 per 15 minutes") as (client, _):
        answers = [
            await client.request("DELETE", "/api/auth/account", json={"password": "guess"}, headers=account.headers)
            for _ in range(4)
        ]
    assert [answer.status_code for answer in answers] == [422, 422, 429, 429]
    row = {"action": "password.guessed", "target_id": ObjectId(account.id)}
    assert await mongo.db.audit_log.count_documents(row) == 1


async def test_the_windows_hold_no_address_of_a_person_and_expire(auth_settings: AuthSettings, mongo: Mongo) -> None:
    email = fresh_email()
    async with _replicas(auth_settings) as (client, _):
        await _try(client, email, PASSWORD, {"X-Real-IP": "198.51.100.254"})
    rows = [row async for row in mongo.db.rate_limit_windows.find({})]
    assert rows
    assert email not in repr(rows)
    assert "198.51.100.254" not in repr(rows)
    indexes = await mongo.db.rate_limit_windows.index_information()
    assert any("expireAfterSeconds" in index for index in indexes.values())
