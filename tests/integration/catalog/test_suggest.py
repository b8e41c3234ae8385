"""What the storefront offers while somebody types, and beside a product."""

import httpx2
import pytest

from souk_common.mongo import Document
from tests.fixtures.products import MakeProduct
from tests.fixtures.waiting import until
from tests.integration.catalog.conftest import Listing

NEW_WORDS_WITHIN_S = 60.0
"""The vocabulary is made anew every few seconds; products are found at once."""


async def suggested(client: httpx2.AsyncClient, q: str, limit: int = 6) -> Document:
    answer = await client.get("/api/products/suggest", params={"q": q, "limit": limit})
    assert answer.status_code == 200, answer.text
    suggestions: Document = answer.json()
    return suggestions


@pytest.mark.parametrize("typed", ["vermil", "VERMILLION te", "vrmillion"])
async def test_what_is_typed_is_completed_even_with_a_typo(
    client: httpx2.AsyncClient, make_product: MakeProduct, listing: Listing, typed: str
) -> None:
    product_id = await make_product(
        name="Vermillion teapot", brand="Vermillion & Sons", category="Vermillion ware", price_cents=1_250
    )
    await listing.catch_up()

    async def knows_its_words() -> bool:
        return bool((await suggested(client, "vermillion"))["brands"])

    await until(knows_its_words, NEW_WORDS_WITHIN_S, "the words of a new product")
    suggestions = await suggested(client, typed)
    by_id = {product["id"]: product for product in suggestions["products"]}
    assert by_id[product_id].keys() == {"id", "name", "brand", "price", "category", "image"}
    assert by_id[product_id]["price"] == 12.5
    assert any("vermillion" in text for text in suggestions["texts"])
    if " " not in typed:
        assert [each["value"] for each in suggestions["categories"]] == ["Vermillion ware"]
        assert [each["value"] for each in suggestions["brands"]] == ["Vermillion & Sons"]


async def test_what_is_off_sale_is_not_suggested(
    client: httpx2.AsyncClient, make_product: MakeProduct, listing: Listing
) -> None:
    await make_product(name="Cerulean gramophone", status="disabled")
    await listing.catch_up()
    assert (await suggested(client, "cerulean"))["products"] == []


@pytest.mark.parametrize("typed", ["", " ", "\0", "\u202e", ".*", "a" * 5_000, "the of and", "🫖"])
async def test_anything_may_be_typed(client: httpx2.AsyncClient, typed: str) -> None:
    assert (await suggested(client, typed)).keys() == {"texts", "products", "categories", "brands"}


async def test_no_more_than_asked_for(client: httpx2.AsyncClient, make_product: MakeProduct, listing: Listing) -> None:
    for number in range(4):
        await make_product(name=f"Heliotrope vase {number}", category=f"Heliotrope {number}")
    await listing.catch_up()
    assert len((await suggested(client, "heliotr", limit=2))["products"]) == 2

    async def has_two_categories() -> bool:
        return len((await suggested(client, "heliotr", limit=2))["categories"]) == 2

    await until(has_two_categories, NEW_WORDS_WITHIN_S, "two of the four new categories")
    for limit in ("0", "11", "x"):
        assert (await client.get("/api/products/suggest", params={"q": "a", "limit": limit})).status_code == 422


async def test_similar_products_are_of_its_kind_and_never_itself(
    client: httpx2.AsyncClient, make_product: MakeProduct, listing: Listing
) -> None:
    one = await make_product(name="Ochre hammock for two", category="Hammocks")
    like = await make_product(name="Ochre hammock with stand", category="Hammocks")
    await make_product(name="Ochre hammock, withdrawn", category="Hammocks", status="disabled")
    await listing.catch_up()
    answer = await client.get(f"/api/products/{one}/similar")
    ids = [product["id"] for product in answer.json()["items"]]
    assert ids[0] == like
    assert one not in ids
    assert len((await client.get(f"/api/products/{one}/similar?limit=1")).json()["items"]) == 1
    assert (await client.get(f"/api/products/{'0' * 24}/similar")).status_code == 404
