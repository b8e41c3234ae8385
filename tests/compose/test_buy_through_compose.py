"""The stack under Docker Compose, for real: bought through, scaled under load, a replica killed and back.

Takes a Docker engine and minutes, so only `make test-compose` and `.ci/run` run it.
"""

import asyncio
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from rich.console import Console

from souk_stack import StackOptions
from souk_stack.compose import ComposeStack, docker_answers
from souk_stack.fill import show_fill
from tests.fixtures.figures import Note
from tests.fixtures.ports import free_port
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import browser

pytestmark = pytest.mark.compose
PASSWORD = "three brass lanterns"
EVERYBODY = ("0.0.0.0/0",)
READERS = 4
BACK_WITHIN_S = 180.0


@pytest.fixture(scope="module")
def compose_stack(note: Note) -> Iterator[ComposeStack]:
    """A project, a port and a folder of its own; gone afterwards, volumes too."""
    answers, reason = docker_answers()
    if not answers:
        pytest.fail(f"{reason}: start one, then make test-compose", pytrace=False)
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="souk-compose-") as folder:
        options = StackOptions(state_dir=Path(folder), port=port, port_base=port + 1, rate_limit_exempt=EVERYBODY)
        stack = ComposeStack(options, print)
        began = time.monotonic()
        try:
            stack.up()
            note(f"compose: built and healthy in {time.monotonic() - began:.0f} s")
            yield stack
        finally:
            stack.clean()


@pytest.fixture(scope="module")
async def client(compose_stack: ComposeStack) -> AsyncIterator[httpx2.AsyncClient]:
    address = f"http://127.0.0.1:{compose_stack.options.port}"
    async with httpx2.AsyncClient(base_url=address, timeout=PATIENT_S) as opened:
        yield opened


async def register(client: httpx2.AsyncClient, role: str) -> dict[str, str]:
    body = {"name": "Nadia", "email": f"{role}-{time.time_ns()}@example.test", "password": PASSWORD, "role": role}
    answer = await client.post("/api/auth/register", json=body)
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


@pytest.fixture(scope="module")
async def product(client: httpx2.AsyncClient) -> dict[str, Any]:
    """A product of a new seller, of which there is enough."""
    body = {"name": "Brass lamp", "description": "A lamp.", "price": 19.99, "stock": 50, "category": "Lighting"}
    answer = await client.post("/api/products/", json=body, headers=await register(client, "seller"))
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created


async def buy(client: httpx2.AsyncClient, buyer: dict[str, str], product: dict[str, Any]) -> httpx2.Response:
    body = {"products": [{"product_id": product["id"], "quantity": 1}]}
    return await client.post("/api/orders/", json=body, headers=buyer)


async def test_a_buyer_buys_and_a_visitor_sees_the_stock_fall(
    client: httpx2.AsyncClient, product: dict[str, Any]
) -> None:
    page = await client.get("/")
    assert page.status_code == 200 and "<title>Souk</title>" in page.text
    buyer = await register(client, "buyer")
    async with browser(str(client.base_url)) as visitor:
        await visitor.watch(product["id"])
        placed = await buy(client, buyer, product)
        assert placed.status_code == 201, placed.text
        event = await visitor.hear("stock_update")
    assert (event["product_id"], event["stock"]) == (product["id"], 49)
    history = (await client.get("/api/orders/my-orders", headers=buyer)).json()
    assert [order["id"] for order in history["items"]] == [placed.json()["id"]]


@asynccontextmanager
async def readers(client: httpx2.AsyncClient, path: str, headers: dict[str, str]) -> AsyncIterator[list[str]]:
    """Reads past the cache, again and again; gives what came of it."""
    answers: list[str] = []
    stopped = asyncio.Event()

    async def read() -> None:
        while not stopped.is_set():
            try:
                answers.append(str((await client.get(path, headers=headers)).status_code))
            except httpx2.TransportError as error:
                answers.append(repr(error))

    running = [asyncio.create_task(read()) for _ in range(READERS)]
    try:
        yield answers
    finally:
        stopped.set()
        await asyncio.gather(*running)


async def test_a_third_replica_joins_under_load_without_a_failed_request(
    client: httpx2.AsyncClient, compose_stack: ComposeStack, product: dict[str, Any], note: Note
) -> None:
    buyer = await register(client, "buyer")
    async with readers(client, f"/api/products/{product['id']}", buyer) as answers:
        await asyncio.to_thread(compose_stack.scale, "catalog", 3)
        grown = [each for each in await asyncio.to_thread(compose_stack.processes) if each.service == "catalog"]
        await asyncio.to_thread(compose_stack.scale, "catalog", 2)
    assert len(grown) == 3 and all(each.is_healthy for each in grown)
    note(f"compose: {len(answers)} GETs while catalog went from 2 replicas to 3 and back")
    assert len(answers) > 50
    assert set(answers) == {"200"}


async def test_a_killed_replica_returns_and_the_shop_sells_meanwhile(
    client: httpx2.AsyncClient, compose_stack: ComposeStack, product: dict[str, Any], note: Note
) -> None:
    buyer = await register(client, "buyer")
    victim = next(each for each in compose_stack.processes() if each.service == "orders")
    compose_stack.kill(victim.name, signal.SIGKILL)

    async def sells() -> bool:
        return (await buy(client, buyer, product)).status_code == 201

    async def is_back() -> bool:
        processes = await asyncio.to_thread(compose_stack.processes)
        found = [each for each in processes if each.name == victim.name]
        return any(each.is_healthy and each.pid not in (None, victim.pid) for each in found)

    await until(sells, PATIENT_S, "an order through the other replica")
    back_s = await until(is_back, BACK_WITHIN_S, f"{victim.name} back by its restart policy")
    note(f"compose: a killed replica of orders was healthy again {back_s:.0f} s later")


async def test_made_up_trade_is_filled_in_by_the_init_image(
    compose_stack: ComposeStack, client: httpx2.AsyncClient
) -> None:
    async def total() -> int:
        return int((await client.get("/api/products/", params={"limit": 1})).json()["total"])

    async def is_filled() -> bool:
        return await total() == before + 40

    before = await total()
    sizes = ("--orders=200", "--products=40", "--users=50")
    command, environment = compose_stack.init_command("fill", *sizes)
    await asyncio.to_thread(show_fill, command, environment, Console(stderr=True))
    await until(is_filled, PATIENT_S, "the new products in the list")
