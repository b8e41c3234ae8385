"""Products change while people search: every change shows on every replica soon, and none is lost to a kill."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from statistics import median

import httpx2

from souk_stack import NativeStack
from tests.chaos.test_primary import member_in
from tests.fixtures.figures import Note
from tests.fixtures.services import SignedIn
from tests.fixtures.shop import Shop
from tests.fixtures.waiting import PATIENT_S, until

CHANGES, AT_ONCE, PRODUCTS, SEARCHERS = 500, 10, 40, 4
AT_MOST_S, ALL_SHOWN_WITHIN_S = 10.0, 120.0
"""A second is promised and 0.4 usual; a machine that is searched all the while gets ten. What it took is noted."""
DELETED_SHARE = 0.04
KILL_A_REPLICA_AT, KILL_THE_PRIMARY_AT = 150, 300
PAUSE_S = 0.02
SEED = 505


@dataclass
class Market:
    """A seller's products: those on sale, and of those that were changed the word in the name, None when deleted.

    `unsure`: of the latest change the answer was lost, so that either is right.
    """

    shop: Shop
    seller: SignedIn
    on_sale: list[str]
    words: dict[str, str | None] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    async def change(self, number: int, *, surely: bool = False) -> str:
        """Name one product anew or delete it, over the API, `surely` however often that must be asked for; its id."""
        product_id = self.chance.choice(self.on_sale)
        is_kept = self.chance.random() > DELETED_SHARE or len(self.on_sale) == 1
        word = f"change{number}x{self.chance.randrange(10**9)}" if is_kept else None
        self.unsure.add(product_id)
        attempt = partial(self._try, product_id, word)
        if surely:
            await until(attempt, ALL_SHOWN_WITHIN_S, f"change {number} taken")
        elif not await attempt():
            return product_id
        self.words[product_id] = word
        self.unsure.discard(product_id)
        if not is_kept:
            self.on_sale.remove(product_id)
        return product_id

    async def _try(self, product_id: str, word: str | None) -> bool:
        """Whether the answer says that the product is named so, or gone."""
        path, headers = f"/api/products/{product_id}", self.seller.headers
        try:
            answer = await (
                self.shop.client.put(path, json={"name": f"Lantern {word}"}, headers=headers)
                if word
                else self.shop.client.delete(path, headers=headers)
            )
        except httpx2.TransportError:
            return False
        assert answer.status_code in (200, 204, 404, 502, 503, 504), answer.text
        return answer.is_success or (word is None and answer.status_code == httpx2.codes.NOT_FOUND)

    async def is_shown(self, replica: httpx2.AsyncClient, product_id: str) -> bool:
        """Whether a replica's search finds the product by its word, or does not find it any more."""
        word = self.words[product_id]
        query = {"search": word or "lantern", "seller_id": self.seller.user_id, "limit": "100"}
        answer = await replica.get("/api/products/", params=query)
        found = [item["id"] for item in answer.raise_for_status().json()["items"]]
        return found[:1] == [product_id] if word else product_id not in found


async def market(shop: Shop) -> Market:
    seller = await shop.user("seller")
    made = await asyncio.gather(*(shop.product(seller) for _ in range(PRODUCTS)))
    await shop.until_listed()
    return Market(shop, seller, list(made))


@asynccontextmanager
async def replicas_of(stack: NativeStack) -> AsyncIterator[list[httpx2.AsyncClient]]:
    """A client for each replica of the catalog, past NGINX."""
    async with AsyncExitStack() as clients:
        yield [
            await clients.enter_async_context(httpx2.AsyncClient(base_url=url, timeout=PATIENT_S))
            for url in stack.replica_urls("catalog")
        ]


@asynccontextmanager
async def searched(shop: Shop) -> AsyncIterator[None]:
    """People search meanwhile; none is turned away."""
    stopped = asyncio.Event()

    async def search(number: int) -> None:
        chance = random.Random(number)
        while not stopped.is_set():
            text = chance.choice(["lantern", "lntern", "brass lamp", "change"])
            answer = await shop.client.get(f"/api/products/?search={text}&facets=true&min_price={chance.random():.2f}")
            assert answer.status_code == 200, answer.text

    async with asyncio.TaskGroup() as group:
        for number in range(SEARCHERS):
            group.create_task(search(number))
        try:
            yield
        finally:
            stopped.set()


async def test_each_of_500_changes_shows_on_both_replicas_while_people_search(
    shop: Shop, stack: NativeStack, note: Note
) -> None:
    whole = await market(shop)
    parts = [
        replace(whole, on_sale=whole.on_sale[n::AT_ONCE], words={}, unsure=set(), chance=random.Random(SEED + n))
        for n in range(AT_ONCE)
    ]
    took_s: list[float] = []
    async with replicas_of(stack) as replicas, searched(shop):

        async def change_one_after_the_other(part: Market, numbers: Iterable[int]) -> None:
            for number in numbers:
                product_id = await part.change(number, surely=True)
                shown = (
                    until(partial(part.is_shown, replica, product_id), AT_MOST_S, f"change {number}")
                    for replica in replicas
                )
                took_s.extend(await asyncio.gather(*shown))

        shares = (range(n, CHANGES, AT_ONCE) for n in range(AT_ONCE))
        await asyncio.gather(*map(change_one_after_the_other, parts, shares))
    assert len(took_s) == CHANGES * len(replicas)
    note(f"{CHANGES} changes while being searched: shown after {median(took_s):.2f} s, at most {max(took_s):.2f} s")


async def test_no_change_is_lost_when_a_replica_and_the_primary_are_killed(
    shop: Shop, stack: NativeStack, note: Note
) -> None:
    changing = await market(shop)
    victim = await asyncio.to_thread(stack.process, "catalog-1")
    for number in range(CHANGES):
        if number == KILL_A_REPLICA_AT:
            await asyncio.to_thread(stack.kill, victim.name, signal.SIGKILL)
        if number == KILL_THE_PRIMARY_AT:
            primary = await member_in(stack, "primary")
            await asyncio.to_thread(stack.kill, primary.name, signal.SIGKILL)
        await changing.change(number)
        await asyncio.sleep(PAUSE_S)

    async def is_back() -> bool:
        now = await asyncio.to_thread(stack.process, victim.name)
        return now.is_healthy and now.pid != victim.pid

    await until(is_back, ALL_SHOWN_WITHIN_S, "the killed replica back")
    sure = changing.words.keys() - changing.unsure
    async with replicas_of(stack) as replicas:
        for replica in replicas:
            for product_id in sure:
                is_shown = partial(changing.is_shown, replica, product_id)
                await until(is_shown, ALL_SHOWN_WITHIN_S, f"{product_id} as it is")
    note(
        f"{CHANGES} changes, a catalog replica and the primary killed: {len(sure)} of {PRODUCTS} products told for sure"
    )
    assert len(sure) > PRODUCTS / 2
