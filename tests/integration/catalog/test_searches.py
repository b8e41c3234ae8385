"""What people search for, what they do not find and what they choose is counted; who they are is not kept."""

import asyncio
from datetime import datetime
from typing import cast

import httpx2
import pytest
from bson import ObjectId

from souk_catalog.main import create_app
from souk_catalog.searches.count_searches import SearchCounter
from souk_catalog.searches.past_searches import FOUND_AT_LEAST, PastSearches
from souk_catalog.searches.repository import Counted, Searches
from souk_common.mongo import Document, Mongo
from souk_common.settings import Settings
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn, serve
from tests.fixtures.waiting import until
from tests.integration.catalog.conftest import Listing
from tests.integration.catalog.search_counts import (
    COUNTED_WITHIN_S,
    born,
    report,
    search,
    today,
    until_counted,
    visitor,
)


@pytest.fixture
async def admin(sign_in: SignIn) -> SignedIn:
    return await sign_in("admin")


async def test_searches_are_counted_by_what_they_found_once_a_day_and_visitor(
    client: httpx2.AsyncClient, mongo: Mongo, make_product: MakeProduct, listing: Listing
) -> None:
    await make_product(name="Amber samovar")
    await make_product(name="Samovar of tin")
    await listing.catch_up()
    await search(client, "  SAMOVAR ", 1, 1, 2)
    await search(client, "samovar", 2, 3)
    row = await until_counted(mongo, "samovar", searches=3, partly=0, nothing=0, results=2)
    await search(client, "samovar xyloglyph", 1)
    await search(client, "Xyloglyph", 1, 2)
    await until_counted(mongo, "samovar xyloglyph", searches=1, partly=1, nothing=0)
    await until_counted(mongo, "xyloglyph", searches=2, partly=0, nothing=2, results=0)
    assert row["day"] == today()
    assert row.keys() == {
        "_id",
        "day",
        "text",
        "searches",
        "partly",
        "nothing",
        "results",
        "clicks",
        "positions",
        "corrected",
    }


async def test_further_pages_and_filters_are_no_new_search(
    client: httpx2.AsyncClient, mongo: Mongo, make_product: MakeProduct, listing: Listing
) -> None:
    await make_product(name="Jade astrolabe", brand="Jade", price_cents=900)
    await listing.catch_up()
    for number, more in enumerate(({"page": 2}, {"brand": "Jade"}, {"max_price": 10}, {"in_stock": "true"}), start=1):
        await search(client, "astrolabe", number, **cast(dict[str, str | int], more))
    await search(client, "astrolabe", 9, limit=50, facets="true", sort="price_asc")
    await search(client, "witness of astrolabes", 9)
    await until_counted(mongo, "witness of astrolabes", searches=1)
    await until_counted(mongo, "astrolabe", searches=1)


async def test_a_misspelt_search_counts_as_it_was_typed_and_says_what_was_searched_instead(
    client: httpx2.AsyncClient, mongo: Mongo, make_product: MakeProduct, listing: Listing, admin: SignedIn
) -> None:
    for number in range(3):
        await make_product(name=f"Theodolite {number}")
    await listing.catch_up()

    async def is_corrected() -> bool:
        page = await listing.page(search="theodolyte", page=1, limit=1, brand="none")
        return bool(page["corrected"] == "theodolite")

    await until(is_corrected, COUNTED_WITHIN_S, "the new word known to the spelling")
    await search(client, "Theodolyte", 5)
    row = await until_counted(mongo, "theodolyte", searches=1, partly=0, nothing=0, results=3)
    assert row["corrected"] == "theodolite"
    (item,) = [each for each in (await report(client, admin))["items"] if each["text"] == "theodolyte"]
    assert item["corrected"] == "theodolite"
    assert await Searches(mongo).found_since(today().date(), 1, 1_000) != []
    assert "theodolyte" not in dict(await Searches(mongo).found_since(today().date(), 1, 1_000))


@pytest.mark.parametrize("typed", ["amir.k@example.com", "+49 170 5551234", "4111 1111 1111 1111"])
async def test_what_may_say_who_somebody_is_is_never_written(
    client: httpx2.AsyncClient, mongo: Mongo, typed: str
) -> None:
    await search(client, typed, 1, 2)
    await search(client, f"witness of {typed[:4]}x", 1)
    words = f"witness of {typed[:4]}x".lower().replace("+", "").replace(".", " ").split()
    await until_counted(mongo, " ".join(words), searches=1)
    digits = [part for part in typed.replace("@", ".").replace(".", " ").split() if len(part) > 3]
    assert await mongo.db.searches.count_documents({"text": {"$regex": "|".join(digits[1:] or digits)}}) == 0


async def test_a_click_counts_for_what_was_searched_and_where_the_product_stood(
    client: httpx2.AsyncClient, mongo: Mongo, make_product: MakeProduct, listing: Listing, admin: SignedIn
) -> None:
    product_id = await make_product(name="Gilded orrery")
    await listing.catch_up()
    await search(client, "orrery", 1, 2, 3)
    await until_counted(mongo, "orrery", searches=3)
    for number, position in ((1, 1), (1, 1), (2, 4)):
        body = {"search": " Orrery", "position": position}
        answer = await client.post(f"/api/products/{product_id}/clicks", json=body, headers=visitor(number))
        assert answer.status_code == 204, answer.text
    await until_counted(mongo, "orrery", searches=3, clicks=2, positions=5)
    (item,) = [each for each in (await report(client, admin))["items"] if each["text"] == "orrery"]
    assert (item["searches"], item["clicks"], item["mean_position"]) == (3, 2, 2.5)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"search": "a", "position": 0}, 422),
        ({"search": "a", "position": 1_001}, 422),
        ({"search": "a", "position": "1"}, 422),
        ({"search": "a"}, 422),
        ({"search": {"$ne": 1}, "position": 1}, 422),
        ({"search": "a", "position": 1, "day": "2026-01-01"}, 422),
    ],
)
async def test_a_bad_click_is_refused(
    client: httpx2.AsyncClient, make_product: MakeProduct, listing: Listing, body: Document, status: int
) -> None:
    product_id = await make_product()
    await listing.catch_up()
    assert (await client.post(f"/api/products/{product_id}/clicks", json=body)).status_code == status
    good = {"search": "a", "position": 1}
    assert (await client.post(f"/api/products/{'0' * 24}/clicks", json=good)).status_code == 404


async def test_what_several_found_is_suggested_to_who_begins_to_type_it(
    settings: Settings, mongo: Mongo, make_product: MakeProduct, listing: Listing, client: httpx2.AsyncClient
) -> None:
    await make_product(name="Brass sextant of Cadiz")
    await listing.catch_up()
    await search(client, "sextant of cadiz", *range(1, FOUND_AT_LEAST + 1))
    await search(client, "sextant brass", *range(1, FOUND_AT_LEAST))
    await search(client, "sextant qqqzzz", *range(1, FOUND_AT_LEAST + 3))
    await until_counted(mongo, "sextant of cadiz", searches=FOUND_AT_LEAST)
    await until_counted(mongo, "sextant qqqzzz", searches=FOUND_AT_LEAST + 2)
    async with serve(create_app(settings)) as another:  # it reads them when it starts

        async def suggested() -> list[str]:
            return cast(list[str], (await another.get("/api/products/suggest", params={"q": "sexta"})).json()["texts"])

        async def is_suggested() -> bool:
            return "sextant of cadiz" in await suggested()

        await until(is_suggested, COUNTED_WITHIN_S, "the past search among the suggestions")
        texts = await suggested()
        assert texts[0] == "sextant of cadiz"
        assert "sextant qqqzzz" not in texts and "sextant brass" not in texts


async def test_a_search_that_another_site_makes_a_browser_send_does_not_count(
    client: httpx2.AsyncClient, mongo: Mongo, make_product: MakeProduct, listing: Listing
) -> None:
    await make_product(name="Cobalt lyre")
    await listing.catch_up()
    for site in ("cross-site", "same-origin"):
        sent = {**visitor(1), "Sec-Fetch-Site": site}
        text = f"cobalt {'lyre' if site == 'cross-site' else 'lyre cobalt'}"
        assert (await client.get("/api/products/", params={"search": text}, headers=sent)).status_code == 200
    await until_counted(mongo, "cobalt lyre cobalt", searches=1)
    assert await mongo.db.searches.find_one({"text": "cobalt lyre"}) is None


async def test_no_row_tells_when_on_its_day_somebody_searched(client: httpx2.AsyncClient, mongo: Mongo) -> None:
    await search(client, "quiet moment", 1)
    row = await until_counted(mongo, "quiet moment", searches=1)
    moments = [value for value in row.values() if isinstance(value, datetime | ObjectId)]
    assert moments == [today()]
    assert row["_id"] == f"{today():%Y-%m-%d} quiet moment"


async def test_there_is_an_end_to_the_texts_of_a_day(mongo: Mongo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("souk_catalog.searches.count_searches.MAX_TEXTS_A_DAY", 3)
    counter = SearchCounter(mongo)
    for number in range(6):
        counter.searched("203.0.113.1", "t", f"bounded {number}", None, "found", 1)
    counter.searched("203.0.113.2", "t", "bounded 0", None, "found", 1)
    await counter.write_the_rest()
    rows = await mongo.db.searches.find({"text": {"$regex": "^bounded"}}).sort("text").to_list(None)
    assert [(row["text"], row["searches"]) for row in rows] == [("bounded 0", 2), ("bounded 1", 1), ("bounded 2", 1)]


async def test_replicas_that_count_the_same_text_at_once_lose_none(mongo: Mongo, client: httpx2.AsyncClient) -> None:
    day = today().date()
    replicas = [Searches(mongo) for _ in range(8)]

    async def add(rows: Searches) -> None:
        waiting = {(day, f"raced {number}"): Counted(searches=1) for number in range(5)}
        while waiting:
            waiting = {key: waiting[key] for key in await rows.add(waiting)}

    await asyncio.gather(*map(add, replicas))
    rows = await mongo.db.searches.find({"text": {"$regex": "^raced"}}).to_list(None)
    assert [row["searches"] for row in rows] == [8] * 5


async def test_past_searches_are_read_again_and_again(mongo: Mongo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("souk_catalog.searches.past_searches.READ_EVERY_S", 0.05)
    past = PastSearches()
    reading = asyncio.create_task(past.read_forever(Searches(mongo)))
    try:
        figures = dict.fromkeys(("partly", "nothing", "results", "clicks", "positions"), 0)
        row = {"searches": FOUND_AT_LEAST, **figures}
        await mongo.db.searches.insert_one(born("quadrant of oak", 29) | row)
        await mongo.db.searches.insert_one(born("quadrant of old", 30) | row)
        await until(lambda: past.beginning("quad", 5) == ["quadrant of oak"], COUNTED_WITHIN_S, "the new one")
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
