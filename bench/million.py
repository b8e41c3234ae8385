"""Search among a million made-up products, over HTTP through NGINX: how long a replica takes to be ready, and how fast.

The products are written while the catalog is frozen, and without the indexes that its lists of one seller's products
need: what is measured is the index in each replica's memory.
"""

import asyncio
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bson import ObjectId

from bench.made_up import made_up_entries
from bench.search import Speeds, speeds
from bench.search_quality import SEEDS, entries
from bench.shop import Shop
from souk_catalog.search.entry import Entry
from souk_common.mongo import Document

PRODUCTS = 1_000_000
READY_WITHIN_S = 1_800.0
_AT_ONCE = 2_000
_SERVICE = "catalog"


@dataclass(frozen=True)
class MillionFigures:
    """`ready_s`: from the start of a replica until it answers, both started together; `memory_mb` of each."""

    products: int
    written_s: float
    ready_s: Sequence[float]
    memory_mb: Sequence[float]
    speeds: Speeds


async def million_figures(shop: Shop) -> MillionFigures:
    """All figures of a stack whose products are replaced by made-up ones."""
    replicas = [process.name for process in shop.stack.processes() if process.name.startswith(_SERVICE)]
    for name in replicas:
        shop.stack.kill(name, signal.SIGSTOP)
    began = time.monotonic()
    await _replace_products(shop)
    written_s = time.monotonic() - began
    began = time.monotonic()
    for name in replicas:
        shop.stack.kill(name, signal.SIGKILL)  # supervisor starts it anew
    ready_s = await asyncio.gather(*(_ready(shop, name, began) for name in replicas))
    memory_mb = [_memory_mb(shop, name) for name in replicas]
    return MillionFigures(PRODUCTS, written_s, ready_s, memory_mb, await asyncio.to_thread(speeds))


async def _replace_products(shop: Shop) -> None:
    products = shop.mongo.db.products
    await products.delete_many({})
    await products.drop_indexes()
    for some in _batches(made_up_entries(entries(), PRODUCTS, SEEDS[0])):
        await products.insert_many([_row(entry) for entry in some], ordered=False)


def _batches(made_up: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(made_up)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _row(entry: Entry) -> Document:
    return {
        "_id": ObjectId(entry.product_id),
        "seller_id": ObjectId(entry.seller_id),
        "seller_name": "Bench",
        "sku": entry.sku,
        "name": entry.name,
        "description": entry.description,
        "brand": entry.brand,
        "price_cents": entry.price_cents,
        "stock": 100 if entry.in_stock else 0,
        "stock_seq": 0,
        "low_stock_threshold": 5,
        "category": entry.category,
        "attributes": dict(entry.attributes),
        "images": [],
        "rating": {"average": None, "count": 0},
        "status": "active",
        "created_at": entry.created_at,
        "updated_at": entry.created_at,
    }


async def _ready(shop: Shop, name: str, began: float) -> float:
    await asyncio.sleep(1)  # what was killed does not answer any more
    while not (await asyncio.to_thread(shop.stack.process, name)).is_healthy:
        if time.monotonic() - began > READY_WITHIN_S:
            raise RuntimeError(f"{name} is not ready after {READY_WITHIN_S:.0f} s")
        await asyncio.sleep(1)
    return time.monotonic() - began


def _memory_mb(shop: Shop, name: str) -> float:
    status = Path(f"/proc/{shop.stack.process(name).pid}/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
