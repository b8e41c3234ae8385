"""Imports through a real socket: killed midway and run again, and sent by the import command."""

import asyncio
import gzip
import json
import os
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import httpx2
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from souk_catalog.main import create_app
from souk_common.mongo import Mongo
from souk_common.settings import Settings
from tests.fixtures.ports import free_port
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import SignedIn, SignIn
from tests.fixtures.waiting import PATIENT_S, until

LINES, ROUNDS = 3_000, 5
STARTS_WITHIN_S = 120.0


def jsonl(lines: int) -> bytes:
    return b"".join(
        json.dumps(
            {"sku": f"S-{number}", "name": f"Lamp {number}", "category": "Lighting", "price_cents": 100 + number}
        ).encode()
        + b"\n"
        for number in range(lines)
    )


@asynccontextmanager
async def catalog_process(replica_set: ReplicaSet) -> AsyncIterator[tuple[Process, str]]:
    """A catalog replica of its own, and its address; killed at the end."""
    port = free_port()
    command = ["-m", "uvicorn", "souk_catalog.main:create_app", "--factory", "--port", str(port), "--no-access-log"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=os.environ | replica_set.environment, stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        async with httpx2.AsyncClient(base_url=url) as client:
            await until(lambda: answers(client), STARTS_WITHIN_S, "a catalog of its own")
        yield process, url
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def answers(client: httpx2.AsyncClient) -> bool:
    try:
        return (await client.get("/api/health")).is_success
    except httpx2.HTTPError:
        return False


async def imported(mongo: Mongo, seller: SignedIn) -> int:
    """How many products the seller has, after checking that each has exactly its opening stock in the log."""
    products = {row["_id"]: row async for row in mongo.db.products.find({"seller_id": seller.id})}
    rows = await mongo.db.inventory_logs.find({"seller_id": seller.id}).to_list(None)
    assert sorted((row["product_id"], row["seq"], row["new_stock"]) for row in rows) == sorted(
        (product_id, 1, product["stock"]) for product_id, product in products.items()
    )
    assert all(product["stock_seq"] == 1 for product in products.values())
    return len(products)


async def is_settled(mongo: Mongo, seller: SignedIn) -> bool:
    """Whether nothing comes in any more."""
    before = await mongo.db.products.count_documents({"seller_id": seller.id})
    await asyncio.sleep(0.5)
    return before == await mongo.db.products.count_documents({"seller_id": seller.id})


async def test_an_import_killed_midway_is_completed_by_running_it_again(
    replica_set: ReplicaSet, mongo: Mongo, sign_in: SignIn
) -> None:
    # Given one that was killed midway, and not only when all was in, as may happen on a machine that stood still
    for _ in range(ROUNDS):
        seller = await sign_in("seller")
        headers = seller.headers | {"Content-Type": "application/x-ndjson"}
        async with catalog_process(replica_set) as (process, url), httpx2.AsyncClient(base_url=url, timeout=60) as one:
            with suppress(httpx2.HTTPError):
                async with one.stream("POST", "/api/products/import", content=jsonl(LINES), headers=headers) as answer:
                    await anext(answer.aiter_lines())
                    process.kill()
                    await process.wait()
            await until(partial(is_settled, mongo, seller), PATIENT_S, "what was being committed there or not")
            first = await imported(mongo, seller)
        if first < LINES:
            break

    async with catalog_process(replica_set) as (_, url), httpx2.AsyncClient(base_url=url, timeout=60) as client:
        answer = await client.post("/api/products/import", content=jsonl(LINES), headers=headers)
        report = json.loads(answer.text.splitlines()[-1])

    assert 500 <= first < LINES
    assert (report["created"], report["updated"], report["failed"]) == (LINES - first, first, 0)
    assert await imported(mongo, seller) == LINES


@asynccontextmanager
async def shop(settings: Settings, seller: SignedIn) -> AsyncIterator[str]:
    """The address of a catalog where the seller can also sign in: what stands behind NGINX in the real shop."""
    catalog = create_app(settings)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") != "/api/auth/login":
            await catalog(scope, receive, send)
            return
        body = await Request(scope, receive).json()
        right = body == {"email": seller.email, "password": "secret"}
        answer = {"access_token": seller.token} if right else {"detail": "Wrong email or password."}
        await JSONResponse(answer, 200 if right else 401)(scope, receive, send)

    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
    serving = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started, PATIENT_S, "a shop")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving


async def run_cli(url: str, file: Path, seller: SignedIn, password: str = "secret") -> tuple[int, str]:
    """Exit code and what the terminal shows."""
    command = [sys.executable, "-m", "souk_catalog.import_cli", "--url", url, "--file", str(file)]
    command += ["--seller", seller.email]
    env = os.environ | {"SOUK_PASSWORD": password, "COLUMNS": "200"}
    done = await asyncio.to_thread(subprocess.run, command, env=env, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stderr


async def test_the_command_imports_a_packed_file_and_lists_its_bad_lines(
    settings: Settings, mongo: Mongo, sign_in: SignIn, tmp_path: Path
) -> None:
    seller = await sign_in("seller")
    file = tmp_path / "products.jsonl.gz"
    file.write_bytes(gzip.compress(jsonl(600) + b'{"sku": "BAD", "name": ""}\n'))

    async with shop(settings, seller) as url:
        code, shown = await run_cli(url, file, seller)

    assert code == 1
    assert "line 601 (BAD): name: Must not be empty" in shown
    assert "601 lines" in shown
    assert "600 new products, 0 up to date, 1 lines failed" in shown
    assert await imported(mongo, seller) == 600


async def test_the_command_ends_well_when_all_went_in(
    settings: Settings, mongo: Mongo, sign_in: SignIn, tmp_path: Path
) -> None:
    seller = await sign_in("seller")
    file = tmp_path / "products.csv"
    file.write_text("sku,name,category,price\nA,Lamp,Lighting,5\n")
    async with shop(settings, seller) as url:
        code, shown = await run_cli(url, file, seller)
    assert (code, await imported(mongo, seller)) == (0, 1), shown


async def test_the_command_says_in_one_line_what_is_wrong(settings: Settings, sign_in: SignIn, tmp_path: Path) -> None:
    seller = await sign_in("seller")
    good, strange, broken = tmp_path / "a.jsonl", tmp_path / "a.xlsx", tmp_path / "a.jsonl.gz"
    for file in (good, strange, broken):
        file.write_bytes(jsonl(1))
    async with shop(settings, seller) as url:
        cases = [
            (await run_cli(url, tmp_path / "no.jsonl", seller), "there is no file"),
            (await run_cli(url, strange, seller), "a.xlsx must end in"),
            (await run_cli(url, good, seller, password="wrong"), "could not sign in: Wrong email or password."),
            (await run_cli(url, broken, seller), "The gzip file is broken."),
        ]
    cases.append((await run_cli(url, good, seller), f"no shop answers at {url}"))
    for (code, shown), message in cases:
        assert code == 1
        assert message in shown
        assert "Traceback" not in shown
        assert len([line for line in shown.splitlines() if line.startswith("import: ")]) == 1
