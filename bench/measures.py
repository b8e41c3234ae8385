"""What is measured, and against what."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bson import ObjectId

from bench.bare_order import bare_order
from bench.http_client import quantile_ms, spread
from bench.record import Measure
from bench.shop import PORT, Shop
from bench.sockets import Watchers
from bench.wrk import Figures, run_wrk

LIST = "/api/products/?limit=20"
MINIMAL_PORT = 19981
ORDERS, HOT_ORDERS, SERIAL_ORDERS = 2_000, 1_000, 300
SOCKETS, CHANGES = 500, 40


def cached_list(shop: Shop, measure: Measure) -> None:
    """The list from NGINX's cache, against a static file of the same size from the same NGINX."""
    base = f"http://127.0.0.1:{PORT}"
    with urllib.request.urlopen(base + LIST) as answer:
        content = answer.read()
    file = shop.stack.options.state_dir / "nginx" / "html" / "assets" / "bench.json"
    file.write_bytes(content)
    ours, bare = run_wrk(base + LIST), run_wrk(base + "/assets/bench.json")
    measure.runs.append((ours, bare))


@contextmanager
def minimal_app(replica: str, product_id: str) -> Iterator[str]:
    """The minimal FastAPI app, with what a catalog replica answers."""
    with tempfile.TemporaryDirectory(prefix="souk-bench-answers-") as folder:
        for name, path in (("list", LIST), ("one", f"/api/products/{product_id}")):
            with urllib.request.urlopen(replica + path) as answer:
                (Path(folder) / name).write_bytes(answer.read())
        with _running("bench.minimal:create_app", {"BENCH_ANSWERS": folder}) as (url, _):
            yield url


@contextmanager
def bare_socket_server() -> Iterator[tuple[str, int]]:
    """The bare Socket.IO server: its address and process id."""
    with _running("bench.minimal_sockets:create_app", {}) as running:
        yield running


@contextmanager
def _running(factory: str, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    command = ["-m", "uvicorn", factory, "--factory", "--port", str(MINIMAL_PORT), "--no-access-log"]
    process = subprocess.Popen([sys.executable, *command, "--log-level", "warning"], env={**os.environ, **environment})
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", MINIMAL_PORT)):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{MINIMAL_PORT}", process.pid
    finally:
        process.terminate()
        process.wait()


def uncached_reads(shop: Shop, product_id: str, of_list: Measure, of_detail: Measure) -> None:
    """One catalog replica past NGINX, against the minimal app."""
    replica = shop.stack.replica_urls("catalog")[0]
    with minimal_app(replica, product_id) as minimal:
        for measure, path, bare_path in (
            (of_list, LIST, "/list"),
            (of_detail, f"/api/products/{product_id}", "/one"),
        ):
            ours = run_wrk(replica + path, connections=16, threads=1)
            measure.runs.append((ours, run_wrk(minimal + bare_path, connections=16, threads=1)))


async def _orders(shop: Shop, clients: int, total: int, product_ids: list[str]) -> Figures:
    connections = await shop.connections(clients)

    async def order(client: int, n: int) -> int:
        body = {"products": [{"product_id": product_ids[n % len(product_ids)], "quantity": 1, "price": 19.99}]}
        token = shop.tokens[client % len(shop.tokens)]
        return await connections[client].post("/api/orders/", body, token, f"bench-{time.time_ns()}-{client}-{n}")

    figures, statuses = await spread(clients, total, order)
    for connection in connections:
        connection.writer.close()
    if set(statuses) != {201}:
        raise RuntimeError(f"not every order was taken: {statuses}")
    return figures


async def _bare(shop: Shop, clients: int, total: int, product_ids: list[str]) -> Figures:
    async def order(client: int, n: int) -> int:
        return await bare_order(shop.mongo, product_ids[n % len(product_ids)], shop.buyer_ids[client])

    figures, _ = await spread(clients, total, order)
    return figures


async def orders_on_distinct_products(shop: Shop, product_ids: list[str], measure: Measure) -> None:
    """16 clients through NGINX, against 16 bare transactions at a time."""
    ours = await _orders(shop, 16, ORDERS, product_ids)
    measure.runs.append((ours, await _bare(shop, 16, ORDERS, product_ids)))


async def orders_on_one_product(shop: Shop, product_id: str, measure: Measure) -> None:
    """32 clients through NGINX for one product, against the bare transaction run serially."""
    ours = await _orders(shop, 32, HOT_ORDERS, [product_id])
    measure.runs.append((ours, await _bare(shop, 1, SERIAL_ORDERS, [product_id])))


async def stock_to_browser(shop: Shop, product_id: str) -> Figures:
    """From sending an order to its event in each of 500 sockets, spread by NGINX over two gateways."""
    sent: dict[int, float] = {}
    took_s: list[float] = []
    arrived: list[tuple[int, float]] = []
    watchers = Watchers(f"http://127.0.0.1:{PORT}", product_id, lambda seq, at: arrived.append((seq, at)))
    await watchers.open(SOCKETS)
    connection = (await shop.connections(1))[0]
    seq = await _seq(shop, product_id)
    body = {"products": [{"product_id": product_id, "quantity": 1}]}
    for n in range(CHANGES):
        seq += 1
        sent[seq] = time.perf_counter()
        await connection.post("/api/orders/", body, shop.tokens[0], f"live-{time.time_ns()}-{n}")
        await asyncio.sleep(0.25)
    await asyncio.sleep(1)
    await watchers.close()
    took_s = [at - sent[number] for number, at in arrived if number in sent]
    if len(took_s) != SOCKETS * CHANGES:
        raise RuntimeError(f"{len(took_s)} of {SOCKETS * CHANGES} events arrived")
    return Figures(len(took_s) / CHANGES, quantile_ms(took_s, 0.5), quantile_ms(took_s, 0.99))


async def _seq(shop: Shop, product_id: str) -> int:
    product = await shop.mongo.db.products.find_one({"_id": ObjectId(product_id)}, {"stock_seq": 1})
    if product is None:
        raise RuntimeError("the product is gone")
    seq: int = product["stock_seq"]
    return seq
