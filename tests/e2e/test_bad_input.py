"""Bad input on every route, through NGINX: the right status, the field by its name, and nothing written."""

import asyncio
from collections.abc import AsyncIterator
from typing import cast

import httpx2
import pytest

from souk_common.identity import Role
from tests.e2e.bad_bodies import bad_bodies
from tests.fixtures.operations import OPERATIONS, Operation, good_body, known_bodies
from tests.fixtures.shop import PASSWORD, Shop, assert_problem
from tests.fixtures.waiting import until

WITH_JSON = [operation for operation in OPERATIONS if operation.takes_json]
WITH_ID = [operation for operation in OPERATIONS if "{" in operation.path]
WITH_QUERY = [operation for operation in OPERATIONS if operation.query]
PAGED = [operation for operation in OPERATIONS if {"page", "limit"} <= set(operation.query)]
WRITTEN_ANYWAY = (
    "presence",
    "rate_limit_counters",
    "rate_limit_windows",
    "replicas",
    "sales_changes",
    "sales_days",
    "searches",
)
"""Who is online; counts of attempts, which also rise for bad ones; signs of life; figures summed up when first asked
for or when a day of the shop's is over; and what was searched for before, which is written a moment later."""
MEGABYTE = 1_048_576
REFUSED_WITHIN_S = 60.0


async def fingerprint(shop: Shop) -> dict[str, str]:
    """What every collection holds, as hashes; without those that are written whatever is asked."""
    answer = await shop.mongo.db.command("dbHash")
    return {name: digest for name, digest in answer["collections"].items() if name not in WRITTEN_ANYWAY}


@pytest.fixture(scope="module")
async def nothing_expires(shop: Shop) -> AsyncIterator[None]:
    """The database takes nothing away by itself, such as sign-outs of a quarter of an hour ago."""
    await shop.mongo.client.admin.command({"setParameter": 1, "ttlMonitorEnabled": False})
    yield
    await shop.mongo.client.admin.command({"setParameter": 1, "ttlMonitorEnabled": True})


@pytest.fixture
async def nothing_written(
    shop: Shop, sign_ins: dict[str, dict[str, str]], nothing_expires: None
) -> AsyncIterator[None]:
    """Fails a test that leaves a trace in the database."""
    before = await fingerprint(shop)
    yield
    assert await fingerprint(shop) == before


@pytest.fixture(scope="module")
async def sign_ins(shop: Shop) -> dict[str, dict[str, str]]:
    """For each operation the headers of a user whom it lets in."""
    roles = {each.id: "buyer" if each.is_open else each.roles[0] for each in OPERATIONS}
    users = {role: await shop.user(cast(Role, role)) for role in set(roles.values())}
    return {operation: users[role].headers for operation, role in roles.items()}


def test_a_good_body_is_known_for_every_operation_that_takes_one() -> None:
    assert known_bodies() == {operation.id for operation in WITH_JSON}


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("operation", WITH_JSON, ids=str)
async def test_what_cannot_be_parsed_is_400(
    shop: Shop, operation: Operation, sign_ins: dict[str, dict[str, str]]
) -> None:
    headers = sign_ins[operation.id] | {"Content-Type": "application/json"}
    for content in (b"{", b'{"a": NaN}', b"\xff\xfe", b"[1,]"):
        answer = await shop.client.request(operation.method, operation.url, content=content, headers=headers)
        assert_problem(answer, 400)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("operation", WITH_JSON, ids=str)
async def test_one_wrong_place_in_a_body_is_422_and_named(
    shop: Shop, operation: Operation, sign_ins: dict[str, dict[str, str]]
) -> None:
    tried = 0
    for bad in bad_bodies(operation):
        answer = await shop.client.request(
            operation.method, operation.url, json=bad.body, headers=sign_ins[operation.id]
        )
        problem = assert_problem(answer, 422)
        fields = [each["field"] for each in problem["errors"]]
        assert any(field == bad.field or field.startswith(f"{bad.field}.") for field in fields), (bad, problem)
        tried += 1
    assert tried > 2


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("operation", WITH_JSON, ids=str)
async def test_a_body_beyond_a_megabyte_is_413(
    shop: Shop, operation: Operation, sign_ins: dict[str, dict[str, str]]
) -> None:
    answer = await shop.client.request(
        operation.method, operation.url, json={"name": "x" * MEGABYTE}, headers=sign_ins[operation.id]
    )
    assert_problem(answer, 413)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("operation", WITH_ID, ids=str)
@pytest.mark.parametrize("bad_id", ["1", "x" * 24, "0" * 24, "0" * 25, "$ne", "%00"])
async def test_an_id_that_is_none_is_404(
    shop: Shop, operation: Operation, bad_id: str, sign_ins: dict[str, dict[str, str]]
) -> None:
    url = operation.url.replace("0" * 24, bad_id)
    body: object = good_body(operation) if operation.takes_json else None
    answer = await shop.client.request(operation.method, url, headers=sign_ins[operation.id], json=body)
    if operation.id == "removeCartLine" and bad_id == "0" * 24:
        assert answer.status_code in (200, 404)  # taking out what is not in
        return
    assert answer.status_code in (400, 404), answer.text
    assert_problem(answer, answer.status_code)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("operation", WITH_QUERY, ids=str)
@pytest.mark.parametrize("query", ["surplus=1", "page[$ne]=1", "%24where=1"])
async def test_an_unknown_parameter_is_422(
    shop: Shop, operation: Operation, query: str, sign_ins: dict[str, dict[str, str]]
) -> None:
    headers = sign_ins[operation.id] | ({"Content-Type": "text/csv"} if operation.id == "importProducts" else {})
    answer = await shop.client.request(operation.method, f"{operation.url}?{query}", headers=headers)
    assert_problem(answer, 422)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("operation", PAGED, ids=str)
@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=two", "limit=0", "limit=101", "page=101&limit=100"])
async def test_a_page_out_of_bounds_is_422(
    shop: Shop, operation: Operation, query: str, sign_ins: dict[str, dict[str, str]]
) -> None:
    searched = "&q=lamp" if "q" in operation.query else ""
    answer = await shop.client.get(f"{operation.url}?{query}{searched}", headers=sign_ins[operation.id])
    problem = assert_problem(answer, 422)
    assert problem["errors"][0]["field"] in query


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("min_price=-1", "min_price"),
        ("min_price=1.999", "min_price"),
        ("max_price=cheap", "max_price"),
        ("min_price=9&max_price=1", "min_price"),
        ("sort=random", "sort"),
        ("seller_id=1", "seller_id"),
        ("in_stock=maybe", "in_stock"),
    ],
)
async def test_a_wrong_filter_of_the_catalog_is_422_and_named(shop: Shop, query: str, field: str) -> None:
    problem = assert_problem(await shop.client.get(f"/api/products/?{query}"), 422)
    assert [each["field"] for each in problem["errors"]] == [field]


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("password", ["x" * 73, "é" * 37, "🫖" * 19])
async def test_a_password_of_more_than_72_bytes_is_422(shop: Shop, password: str) -> None:
    assert len(password.encode()) > 72
    account = {"email": "long-password@example.test", "password": password}
    register = {**account, "name": "Long", "role": "buyer"}
    for path, body in (("login", account), ("register", register)):
        problem = assert_problem(await shop.client.post(f"/api/auth/{path}", json=body), 422)
        assert [each["field"] for each in problem["errors"]] == ["password"]


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("path", ["/api/", "/api/nothing", "/api/orders/a/b/c", "/api/admin/../metrics", "/metrics"])
async def test_an_address_with_nothing_at_it_is_a_404_problem(shop: Shop, path: str) -> None:
    assert (await shop.client.get(path)).status_code in (401, 404)
    if path != "/api/orders/a/b/c":
        assert_problem(await shop.client.get(path), 404)


async def test_who_asks_too_often_is_told_to_wait(shop: Shop) -> None:
    # Given an address that is not exempt from the limits, as none is by default
    transport = httpx2.AsyncHTTPTransport(local_address="127.0.0.2", limits=httpx2.Limits(max_connections=450))
    async with httpx2.AsyncClient(transport=transport, base_url=shop.url, timeout=60) as stranger:
        # When it asks for far more at once than people do
        refused: list[httpx2.Response] = []

        async def is_refused() -> bool:
            answers = await asyncio.gather(*(stranger.get("/api/cart") for _ in range(900)))
            refused.extend(answer for answer in answers if answer.status_code == 429)
            return len(refused) > 0

        # Then it is refused, and told for how long
        await until(is_refused, REFUSED_WITHIN_S, "somebody who asks for too much is refused")
        assert_problem(refused[0], 429)
        assert int(refused[0].headers["retry-after"]) >= 1

        # but for one thing after the other it is only made to wait
        assert {(await stranger.get("/api/cart")).status_code for _ in range(20)} == {401}

        # and signing in is limited more tightly
        body = {"email": "nobody@example.test", "password": ""}
        sign_ins = await asyncio.gather(*(stranger.post("/api/auth/login", json=body) for _ in range(60)))
        assert 429 in {answer.status_code for answer in sign_ins}


async def test_who_guesses_passwords_is_stopped_on_every_replica(shop: Shop) -> None:
    victim = await shop.register("buyer")
    guess = {"email": victim.email, "password": "wrong lantern guess"}
    answers = [await shop.client.post("/api/auth/login", json=guess) for _ in range(12)]
    statuses = [answer.status_code for answer in answers]
    assert statuses[:10] == [401] * 10
    assert statuses[-1] == 429
    problem = assert_problem(answers[-1], 429)
    assert int(answers[-1].headers["retry-after"]) > 1
    right = await shop.client.post("/api/auth/login", json={"email": victim.email, "password": PASSWORD})
    assert right.status_code == 429, problem
