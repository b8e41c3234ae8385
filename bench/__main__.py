"""`make bench`: measure everything three times on a stack of its own, and record it in `bench/results/`.

`python -m bench reads hot` runs only these parts, and records nothing. `python -m bench dashboards` fills a stack with
a year of made-up trade, and records how long each dashboard takes; `python -m bench people` records messages and
sockets, `python -m bench search` how well and how fast the search finds real products, `python -m bench million` how
fast among a million made-up ones.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping

from bench import measures
from bench.dashboards import time_dashboards, wait_for_days
from bench.million import PRODUCTS, million_figures
from bench.people import bare_message, mass_reconnect, message_to_receiver, sockets_held
from bench.record import RUNS, Measure, about_this_run, save, table
from bench.record_dashboards import save_timings, timings_table
from bench.record_people import people_report, save_people
from bench.record_search import million_report, save_million, save_search, search_report
from bench.search import search_figures
from bench.shop import Goods, Shop, running_stack
from bench.wrk import Figures

PARTS = ("cached", "reads", "orders", "hot", "live")


async def _run(shop: Shop, parts: tuple[str, ...]) -> None:
    newest = await shop.mongo.db.products.find_one({"status": "active"}, {"_id": 1}, sort=[("created_at", -1)])
    assert newest is not None
    about = about_this_run(await shop.mongo.db.products.count_documents({}))
    product_ids = await shop.add_products(400)
    hot, watched = product_ids.pop(), product_ids.pop()
    cached = Measure("catalog list through NGINX's cache", "static file of the same size", ">= 0.8")
    listing = Measure("catalog list past the cache", "FastAPI route that returns the same bytes", ">= 0.5")
    detail = Measure("product past the cache", "FastAPI route that returns the same bytes", ">= 0.5")
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


async def _run_people(shop: Shop) -> None:
    about = about_this_run(await shop.mongo.db.products.count_documents({}))
    product_ids = await shop.add_products(400)
    chats, storms = [], []
    for run in range(1, RUNS + 1):
        sys.stderr.write(f"run {run} of {RUNS}\n")
        chats.append((await message_to_receiver(shop), await bare_message(shop)))
        storms.append(await mass_reconnect(shop, product_ids))
    holding = await sockets_held(shop)
    sys.stdout.write(people_report(chats, holding, storms, about))
    sys.stderr.write(f"recorded in {save_people(chats, holding, storms, about)}\n")


async def _run_search(shop: Shop) -> None:
    about = about_this_run(await shop.mongo.db.products.count_documents({}))
    found = await search_figures(shop)
    sys.stdout.write(search_report(found, about))
    sys.stderr.write(f"recorded in {save_search(found, about)}\n")


async def _run_million(shop: Shop) -> None:
    about = about_this_run(PRODUCTS)
    found = await million_figures(shop)
    sys.stdout.write(million_report(found, about))
    sys.stderr.write(f"recorded in {save_million(found, about)}\n")


ALONE: Mapping[str, tuple[Callable[[Shop], Coroutine[None, None, None]], Goods]] = {
    "dashboards": (_run_dashboards, "a year of trade"),
    "people": (_run_people, "the full catalog"),
    "search": (_run_search, "the full catalog"),
    "million": (_run_million, "the demo's"),
}


def main() -> None:
    """Run everything and record it, or only the parts named, to look at."""
    if len(sys.argv) == 2 and sys.argv[1] in ALONE:
        run, goods = ALONE[sys.argv[1]]
        with running_stack(goods) as stack:
            asyncio.run(run(Shop(stack)))
        return
    parts = tuple(sys.argv[1:]) or PARTS
    if not set(parts) <= set(PARTS):
        sys.exit(f"bench: choose from {', '.join(PARTS)}, or one of {', '.join(ALONE)} alone")
    with running_stack() as stack:
        asyncio.run(_run(Shop(stack), parts))


if __name__ == "__main__":
    main()
