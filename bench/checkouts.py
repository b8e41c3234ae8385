"""Buyers at a steady pace, in a process of their own: what else the bench does must not add to what they wait.

`python -m bench.checkouts` takes `{tokens, product_ids}` as JSON and answers the seconds that each order took.
"""

import asyncio
import json
import subprocess
import sys
import time

from bench.http_client import Connection
from bench.shop import PORT

PER_S, FOR_S = 10, 15


def checkouts(tokens: list[str], product_ids: list[str]) -> list[float]:
    """Buy for a while; how long each order took, in seconds."""
    command = [sys.executable, "-m", "bench.checkouts"]
    given = json.dumps({"tokens": tokens, "product_ids": product_ids})
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    took_s: list[float] = json.loads(done.stdout)
    return took_s


async def _buy(tokens: list[str], product_ids: list[str]) -> list[float]:
    took_s: list[float] = []
    connections = asyncio.Queue[Connection]()
    for _ in range(PER_S * 2):
        connections.put_nowait(await Connection.open("127.0.0.1", PORT))

    async def buy(number: int) -> None:
        body = {"products": [{"product_id": product_ids[number % len(product_ids)], "quantity": 1}]}
        connection = await connections.get()
        began = time.perf_counter()
        key = f"steady-{time.time_ns()}-{number}"
        status = await connection.post("/api/orders/", body, tokens[number % len(tokens)], key)
        took_s.append(time.perf_counter() - began)
        connections.put_nowait(connection)
        if status != 201:
            raise RuntimeError(f"an order was answered {status}")

    async with asyncio.TaskGroup() as group:
        for number in range(PER_S * FOR_S):
            group.create_task(buy(number))
            await asyncio.sleep(1 / PER_S)
    return took_s


if __name__ == "__main__":
    json.dump(asyncio.run(_buy(**json.load(sys.stdin))), sys.stdout)
