"""The stack under measure: native, on ports of its own, with buyers and products to load it with."""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from bson import ObjectId

from bench.http_client import Connection
from souk_common.mongo import Mongo
from souk_common.settings import Settings
from souk_stack.native import NativeStack
from souk_stack.options import StackOptions
from tests.fixtures.services import sign_token

PORT, PORT_BASE = 19980, 19800
REAL_PRODUCTS = Path(__file__).parents[2] / "shared" / "data" / "products.jsonl.gz"
SELLER = "seller@demo.com"
Goods = Literal["the demo's", "the full catalog", "a year of trade"]
"""What is on sale; the trade is what `make fill` makes up."""


@contextmanager
def running_stack(goods: Goods = "the full catalog") -> Iterator[NativeStack]:
    """A healthy stack; the full catalog is the demo's alone where the real one is not at hand."""
    with tempfile.TemporaryDirectory(prefix="souk-bench-") as folder:
        options = StackOptions(
            state_dir=Path(folder), port=PORT, port_base=PORT_BASE, rate_limit_exempt=("127.0.0.1/32",)
        )
        stack = NativeStack(options)
        try:
            stack.up()
            if goods == "a year of trade":
                command, environment = stack.init_command("fill")
                subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            elif goods == "the full catalog" and REAL_PRODUCTS.exists():
                _import_products(stack)
            yield stack
        finally:
            stack.down()


def _import_products(stack: NativeStack) -> None:
    command = [sys.executable, "-m", "souk_catalog.import_cli", "--url", stack.base_url, "--seller", SELLER]
    subprocess.run(
        [*command, "--file", str(REAL_PRODUCTS), "--password", "demo123"], check=True, stdout=subprocess.DEVNULL
    )


class Shop:
    """A stack with what a load needs: the database as root, signed-in buyers, products that never sell out."""

    def __init__(self, stack: NativeStack) -> None:
        self.stack = stack
        self.settings = Settings(mongo_hosts=",".join(stack.mongo_hosts), secrets_dir=stack.options.secrets_dir)
        self.mongo = Mongo(self.settings, "root")
        self.buyer_ids = [str(ObjectId()) for _ in range(32)]
        self.tokens = [sign_token(self.settings, buyer, "buyer", str(ObjectId()), 7200) for buyer in self.buyer_ids]

    async def add_products(self, count: int) -> list[str]:
        """Insert products with plenty of stock, older than all others; returns their ids."""
        now, seller = datetime(2020, 1, 1, tzinfo=UTC), ObjectId()
        rows = [
            {
                "_id": ObjectId(),
                "seller_id": seller,
                "seller_name": "Bench",
                "name": f"Bench product {number}",
                "description": "Never sold out.",
                "price_cents": 1999,
                "stock": 10_000_000,
                "stock_seq": 0,
                "low_stock_threshold": 0,
                "category": "Bench",
                "attributes": {},
                "images": [],
                "rating": {"average": None, "count": 0},
                "status": "active",
                "created_at": now,
                "updated_at": now,
            }
            for number in range(count)
        ]
        await self.mongo.db.products.insert_many(rows)
        return [str(row["_id"]) for row in rows]

    async def connections(self, count: int) -> list[Connection]:
        """Kept connections to NGINX."""
        return list(await asyncio.gather(*(Connection.open("127.0.0.1", PORT) for _ in range(count))))
