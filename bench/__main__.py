"""`make bench`: measure everything three times on a stack of its own, and record it in `bench/results/`.

`python -m bench reads hot` runs only these parts, and records nothing.
"""

import asyncio
import sys

from bench import measures
from bench.record import RUNS, Measure, about_this_run, save, table
from bench.shop import Shop, running_stack
from bench.wrk import Figures

PARTS = ("cached", "reads", "orders", "hot", "live")


async def _run(shop: Shop, parts: tuple[str, ...]) -> None:
    newest = await shop.mongo.db.products.find_one({"status": "active"}, {"_id": 1}, sort=[("created_at", -1)])
    assert newest is not None
    about = about_this_run(await shop.mongo.db.products.count_documents({}))
    product_ids = await shop.add_products(400)
    hot, watched = product_ids.pop(), product_ids.pop()
    cached = Measure("catalog list through NGINX's cache", "static file of the same size", ">= 0.8")
    listing = Measure("catalog list past the cache", "minimal FastAPI route, same read", ">= 0.9")
    detail = Measure("product past the cache", "minimal FastAPI route, same read", ">= 0.9")
    distinct = Measure("orders, distinct products, 16 clients", "bare transaction, 16 at a time", ">= 0.7")
    one = Measure("orders, one hot product, 32 clients", "bare transaction, serially", ">= 0.8")
    latency: list[Figures] = []
    for run in range(1, RUNS + 1):
        sys.stderr.write(f"run {run} of {RUNS}\n")
        if "cached" in parts:
            await asyncio.to_thread(measures.cached_list, shop, cached)
        if "reads" in parts:
            await asyncio.to_thread(measures.uncached_reads, shop, str(newest["_id"]), listing, detail)
        if "orders" in parts:
            await measures.orders_on_distinct_products(shop, product_ids, distinct)
        if "hot" in parts:
            await measures.orders_on_one_product(shop, hot, one)
        if "live" in parts:
            latency.append(await measures.stock_to_browser(shop, watched))
    found = [measure for measure in (cached, listing, detail, distinct, one) if measure.runs]
    sys.stdout.write(table(found, latency, about))
    if parts == PARTS:
        sys.stderr.write(f"recorded in {save(found, latency, about)}\n")


def main() -> None:
    """Run everything and record it, or only the parts named, to look at."""
    parts = tuple(sys.argv[1:]) or PARTS
    if not set(parts) <= set(PARTS):
        sys.exit(f"bench: choose from {', '.join(PARTS)}")
    with running_stack() as stack:
        asyncio.run(_run(Shop(stack), parts))


if __name__ == "__main__":
    main()
