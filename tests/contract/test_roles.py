"""The role x route matrix, generated from the document: who is let in is who `x-roles` names, through NGINX."""

import secrets

import httpx2
import pytest

from souk_common.identity import Role
from souk_common.identity.access import ROLES
from tests.fixtures.operations import OPERATIONS, Operation
from tests.fixtures.shop import PASSWORD, Shop, assert_problem

NOT_ABOUT_ROLES = {"refreshSession"}
"""It asks for its cookie, and refuses with 401 without one, whoever calls."""


async def call(shop: Shop, operation: Operation, headers: dict[str, str]) -> httpx2.Response:
    body: object = {} if operation.takes_json else None
    return await shop.client.request(operation.method, operation.url, headers=headers, json=body)


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
async def test_a_visitor_is_let_in_only_where_anyone_is(shop: Shop, operation: Operation) -> None:
    answer = await call(shop, operation, {})
    if operation.is_open:
        assert answer.status_code != 403
        assert answer.status_code != 401 or operation.id in NOT_ABOUT_ROLES, answer.text
    else:
        assert_problem(answer, 401)
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
async def test_a_user_is_let_in_where_the_role_is_named(shop: Shop, operation: Operation, role: Role) -> None:
    user = await shop.user(role)
    answer = await call(shop, operation, user.headers)
    if operation.is_open or role in operation.roles:
        assert answer.status_code != 403, answer.text
        assert answer.status_code != 401 or operation.id in NOT_ABOUT_ROLES, answer.text
        assert answer.status_code < 500, answer.text
    else:
        problem = assert_problem(answer, 403)
        assert role in problem["detail"]


async def test_refresh_lets_in_whoever_has_the_cookie(shop: Shop) -> None:
    for role in ("buyer", "seller"):
        registered = await shop.client.post(
            "/api/auth/register",
            json={"name": "Nadia", "email": f"{secrets.token_hex(8)}@example.test", "password": PASSWORD, "role": role},
        )
        cookie = registered.cookies["souk_refresh"]
        answer = await shop.client.post("/api/auth/refresh", headers={"Cookie": f"souk_refresh={cookie}"})
        assert answer.status_code == 200, answer.text
        assert answer.json()["user"]["role"] == role
