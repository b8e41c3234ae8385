"""`make bench`: measure everything three times on a stack of its own, and record it in `bench/results/`.

`python -m bench reads hot` runs only these parts, and records nothing. `python -m bench dashboards` fills a stack with
a year of made-up trade, and records how long each dashboard takes.
"""

import asyncio
import sys

from bench import measures
from bench.dashboards import time_dashboards, wait_for_days
from bench.record import RUNS, Measure, about_this_run, save, table
from bench.record_dashboards import save_timings, timings_table
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


async def _run_dashboards(shop: Shop) -> None:
    waited_s = await wait_for_days(shop)
    counts = {name: await shop.mongo.db[name].count_documents({}) for name in ("products", "orders", "users")}
    about = about_this_run(counts["products"])
    about |= {"orders": f"{counts['orders']:,}", "accounts": f"{counts['users']:,}"}
    about |= {"all days added up": f"{waited_s:.0f} s after the fill"}
    timings, bare = await time_dashboards(shop)
    sys.stdout.write(timings_table(timings, bare, about))
    sys.stderr.write(f"recorded in {save_timings(timings, bare, about)}\n")


def main() -> None:
    """Run everything and record it, or only the parts named, to look at."""
    if sys.argv[1:] == ["dashboards"]:
        with running_stack(filled=True) as stack:
            asyncio.run(_run_dashboards(Shop(stack)))
        return
    parts = tuple(sys.argv[1:]) or PARTS
    if not set(parts) <= set(PARTS):
        sys.exit(f"bench: choose from {', '.join(PARTS)}, or dashboards alone")
    with running_stack() as stack:
        asyncio.run(_run(Shop(stack), parts))


if __name__ == "__main__":
    main()
