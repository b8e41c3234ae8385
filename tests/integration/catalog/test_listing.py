"""The public list: filters, sorts, pages and facets. Each test has a category of its own."""

import httpx2
import pytest
from bson import ObjectId

from tests.fixtures.products import MakeProduct
from tests.integration.catalog.conftest import Listing


@pytest.fixture
def own() -> str:
    """A category or brand that no other test uses."""
    return f"Own {ObjectId()}"


async def test_what_is_not_on_sale_is_not_listed(listing: Listing, make_product: MakeProduct, own: str) -> None:
    on_sale = await make_product(category=own)
    for status in ("disabled", "deleted"):
        await make_product(category=own, status=status)
    assert await listing.ids(category=own) == [on_sale]


async def test_each_filter_narrows_and_choices_add_up(listing: Listing, make_product: MakeProduct, own: str) -> None:
    seller = str(ObjectId())
    red = await make_product(seller, category=own, brand="Red", price_cents=1_000, stock=0)
    blue = await make_product(seller, category=own, brand="Blue", price_cents=2_000)
    other = await make_product(category=f"{own} too", brand="Red", price_cents=3_000)

    assert await listing.ids(category=own, brand="Red") == [red]
    assert await listing.ids(category=[own, f"{own} too"], brand=["Red"]) == [other, red]
    assert await listing.ids(category=own, brand=["Red", "Blue"]) == [blue, red]
    assert await listing.ids(category=own, in_stock="true") == [blue]
    assert await listing.ids(category=own, in_stock="false") == [blue, red]
    assert await listing.ids(category=own, min_price="10.01") == [blue]
    assert await listing.ids(category=own, max_price="10") == [red]
    assert await listing.ids(category=own, min_price="10", max_price="20") == [blue, red]
    assert await listing.ids(seller_id=seller) == [blue, red]
    assert await listing.ids(seller_id=seller, category=f"{own} too") == []


async def test_each_sort_orders_and_equal_prices_keep_one_order(
    listing: Listing, make_product: MakeProduct, own: str
) -> None:
    b = await make_product(category=own, name="B", price_cents=500)
    c = await make_product(category=own, name="C", price_cents=500)
    a = await make_product(category=own, name="A", price_cents=900)

    assert await listing.ids(category=own) == [a, c, b]
    assert await listing.ids(category=own, sort="newest") == [a, c, b]
    assert await listing.ids(category=own, sort="relevance") == [a, c, b]
    assert await listing.ids(category=own, sort="price_asc") == [b, c, a]
    assert await listing.ids(category=own, sort="price_desc") == [a, c, b]
    assert await listing.ids(category=own, sort="name") == [a, b, c]


async def test_pages_cover_the_list_without_gap_or_double(
    listing: Listing, make_product: MakeProduct, own: str
) -> None:
    made = {await make_product(category=own, price_cents=700) for _ in range(7)}

    pages = [await listing.page(category=own, sort="price_asc", limit=3, page=page) for page in (1, 2, 3, 4)]

    assert [len(page["items"]) for page in pages] == [3, 3, 1, 0]
    assert {item["id"] for page in pages for item in page["items"]} == made
    assert [(page["total"], page["pages"], page["page"]) for page in pages] == [(7, 3, n) for n in (1, 2, 3, 4)]
    assert pages[0]["facets"] is None


async def test_an_empty_list_has_no_pages(listing: Listing) -> None:
    assert await listing.page(seller_id=str(ObjectId()), facets="true") == {
        "items": [],
        "total": 0,
        "page": 1,
        "pages": 0,
        "facets": {
            "categories": [],
            "brands": [],
            "price": None,
            "price_bands": [],
            "in_stock": 0,
            "attributes": [],
        },
        "corrected": None,
        "relaxed": [],
        "matching": [],
    }


async def test_a_facet_ignores_its_own_filter_alone(listing: Listing, make_product: MakeProduct, own: str) -> None:
    seller = str(ObjectId())
    for category, brand, price_cents in (("A", "Red", 100), ("A", "Blue", 200), ("B", "Red", 300), ("B", None, 400)):
        await make_product(seller, category=f"{own} {category}", brand=brand, price_cents=price_cents)

    page = await listing.page(seller_id=seller, category=f"{own} A", brand="Red", max_price=2, facets="true")

    assert page["total"] == 1
    assert page["facets"] == {
        "categories": [{"value": f"{own} A", "count": 1}],
        "brands": [{"value": "Blue", "count": 1}, {"value": "Red", "count": 1}],
        "price": {"min": 1.0, "max": 1.0},
        "price_bands": [],
        "in_stock": 1,
        "attributes": [],
    }
    everything = await listing.page(seller_id=seller, facets="true")
    assert everything["facets"]["brands"] == [{"value": "Red", "count": 2}, {"value": "Blue", "count": 1}]
    assert everything["facets"]["price"] == {"min": 1.0, "max": 4.0}


async def test_categories_are_counted_while_something_is_on_sale(
    client: httpx2.AsyncClient, listing: Listing, make_product: MakeProduct, own: str
) -> None:
    await make_product(category=own)
    await make_product(category=own)
    await make_product(category=f"{own} off", status="disabled")
    await listing.catch_up()

    answer = await client.get("/api/products/categories")

    counts = {entry["category"]: entry["count"] for entry in answer.json()["items"]}
    assert counts[own] == 2
    assert f"{own} off" not in counts
    assert answer.headers["cache-control"] == "public, max-age=0, s-maxage=1"
    assert [name.casefold() for name in counts] == sorted(name.casefold() for name in counts)


async def test_a_search_puts_all_words_before_some_and_the_name_first(
    listing: Listing, make_product: MakeProduct, own: str
) -> None:
    some = await make_product(category=own, name="Kettle", description="Steel.")
    long = "For one kettle, if it is of copper and no larger than those that are used on a stove of this kind at home."
    in_text = await make_product(category=own, name="Stand", description=long)
    in_name = await make_product(category=own, name="Copper kettles", description="Shiny.")

    assert await listing.ids(category=own, search="copper kettle") == [in_name, in_text, some]
    *both, last = await listing.ids(category=own, search='"KETTLE" -copper')
    assert (set(both), last) == ({in_name, in_text}, some)


async def test_a_search_that_no_product_has_whole_finds_what_has_a_part(
    listing: Listing, make_product: MakeProduct, own: str
) -> None:
    word = str(ObjectId())
    kettle = await make_product(category=own, name=f"Kettle {word}")
    assert await listing.ids(category=own, search=f"{word} nowhereatall") == [kettle]


async def test_a_sku_finds_its_product(listing: Listing, make_product: MakeProduct) -> None:
    sku = str(ObjectId())
    product = await make_product(sku=sku, name="Kettle")
    assert await listing.ids(search=sku) == [product]


async def test_an_empty_search_is_none_and_one_of_symbols_is_not_insisted_on(
    listing: Listing, make_product: MakeProduct, own: str
) -> None:
    product = await make_product(category=own)
    for search, relaxed in (("  ", []), ('"-"', ["text"])):
        page = await listing.page(category=own, search=search)
        assert [item["id"] for item in page["items"]] == [product]
        assert page["relaxed"] == relaxed


async def test_an_answer_for_somebody_signed_in_is_not_shared_however_often_it_was_asked_for(
    client: httpx2.AsyncClient,
) -> None:
    shared, not_shared = "public, max-age=0, s-maxage=1", "private, no-store"
    for _ in range(2):
        for headers, expected in (({}, shared), ({"Authorization": "Bearer x"}, not_shared)):
            answer = await client.get("/api/products/?limit=1", headers=headers)
            assert (answer.status_code, answer.headers["cache-control"]) == (200, expected)


async def test_a_bad_query_is_refused_each_time(client: httpx2.AsyncClient) -> None:
    assert [(await client.get("/api/products/?limit=101")).status_code for _ in range(3)] == [422] * 3
