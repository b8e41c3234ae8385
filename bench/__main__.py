"""`make bench`: measure everything three times on a stack of its own, and record it in `bench/results/`."""

import asyncio
import sys

from bench import measures
from bench.record import RUNS, Measure, about_this_run, save, table
from bench.shop import Shop, running_stack
from bench.wrk import Figures


async def _run(shop: Shop) -> None:
    product_ids = await shop.add_products(400)
    hot, watched = product_ids.pop(), product_ids.pop()
    about = about_this_run(await shop.mongo.db.products.count_documents({}))
    cached = Measure("catalog list through NGINX's cache", "static file of the same size", ">= 0.8")
    listing = Measure("catalog list past the cache", "minimal FastAPI route, same read", ">= 0.9")
    detail = Measure("product past the cache", "minimal FastAPI route, same read", ">= 0.9")
    distinct = Measure("orders, distinct products, 16 clients", "bare transaction, 16 at a time", ">= 0.7")
    one = Measure("orders, one hot product, 32 clients", "bare transaction, serially", ">= 0.8")
    latency: list[Figures] = []
    for run in range(1, RUNS + 1):
        sys.stderr.write(f"run {run} of {RUNS}\n")
        await asyncio.to_thread(measures.cached_list, shop, cached)
        await asyncio.to_thread(measures.uncached_reads, shop, product_ids[0], listing, detail)
        await measures.orders_on_distinct_products(shop, product_ids, distinct)
        await measures.orders_on_one_product(shop, hot, one)
        latency.append(await measures.stock_to_browser(shop, watched))
    found = [cached, listing, detail, distinct, one]
    sys.stdout.write(table(found, latency, about))
    sys.stderr.write(f"recorded in {save(found, latency, about)}\n")


def main() -> None:
    """Run it all."""
    with running_stack() as stack:
        asyncio.run(_run(Shop(stack)))


if __name__ == "__main__":
    main()
