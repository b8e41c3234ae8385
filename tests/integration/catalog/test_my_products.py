"""A seller's own list: searched, filtered, sorted; and their own product, on sale or not."""

from typing import Protocol

import httpx2
import pytest

from souk_common.mongo import Document
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn


class Listed(Protocol):
    """`await listed(seller, stock="low")` -> the names on the page."""

    async def __call__(self, seller: SignedIn, **params: str) -> list[str]:
        """Ask for the list."""


@pytest.fixture
def listed(client: httpx2.AsyncClient) -> Listed:
    async def ask(seller: SignedIn, **params: str) -> list[str]:
        answer = await client.get("/api/products/my-products", params=params, headers=seller.headers)
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["items"])
        return [item["name"] for item in answer.json()["items"]]

    return ask


@pytest.fixture
async def seller(sign_in: SignIn, make_product: MakeProduct) -> SignedIn:
    """A seller of five products; what they sell is told apart by name."""
    seller = await sign_in("seller")
    rows: list[Document] = [
        {"name": "Anvil", "stock": 0, "price_cents": 300, "sku": "AN-100", "category": "Tools"},
        {"name": "Brass lamp", "stock": 4, "price_cents": 100, "brand": "Ember", "category": "Lighting"},
        {"name": "Copper lamp", "stock": 5, "price_cents": 200, "category": "Lighting", "low_stock_threshold": 4},
        {"name": "Drill", "stock": 1, "price_cents": 500, "category": "Tools", "low_stock_threshold": 0},
        {"name": "Elm board", "stock": 3, "price_cents": 400, "category": "Tools", "status": "disabled"}
        | {"disabled_reason": "Not elm."},
    ]
    for row in rows:
        await make_product(seller.user_id, **row)
    await make_product(seller.user_id, name="Gone lamp", status="deleted", sku="AN-100")
    await make_product(name="Somebody else's lamp", sku="AN-100", category="Lighting")
    return seller


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"search": "LAMP"}, ["Copper lamp", "Brass lamp"]),
        ({"search": "br la"}, ["Brass lamp"]),
        ({"search": "an-1"}, ["Anvil"]),
        ({"search": "embe"}, ["Brass lamp"]),
        ({"search": ".*"}, []),
        ({"stock": "out"}, ["Anvil"]),
        ({"stock": "in"}, ["Elm board", "Drill", "Copper lamp", "Brass lamp"]),
        ({"stock": "low"}, ["Elm board", "Brass lamp"]),
        ({"category": "Lighting"}, ["Copper lamp", "Brass lamp"]),
        ({"category": "Lighting", "stock": "low", "search": "lamp", "status": "active"}, ["Brass lamp"]),
        ({"status": "disabled"}, ["Elm board"]),
        ({"sort": "name"}, ["Anvil", "Brass lamp", "Copper lamp", "Drill", "Elm board"]),
        ({"sort": "price_asc"}, ["Brass lamp", "Copper lamp", "Anvil", "Elm board", "Drill"]),
        ({"sort": "price_desc"}, ["Drill", "Elm board", "Anvil", "Copper lamp", "Brass lamp"]),
        ({"sort": "stock_asc"}, ["Anvil", "Drill", "Elm board", "Brass lamp", "Copper lamp"]),
        ({"sort": "stock_desc"}, ["Copper lamp", "Brass lamp", "Elm board", "Drill", "Anvil"]),
    ],
)
async def test_the_list_shows_what_was_asked_for(
    listed: Listed, seller: SignedIn, params: dict[str, str], names: list[str]
) -> None:
    assert await listed(seller, **params) == names


async def test_the_categories_are_those_of_ones_own_products(client: httpx2.AsyncClient, seller: SignedIn) -> None:
    answer = await client.get("/api/products/my-products/categories", headers=seller.headers)
    assert answer.json() == {"items": [{"category": "Lighting", "count": 2}, {"category": "Tools", "count": 3}]}


async def test_a_disabled_product_tells_its_seller_why(
    client: httpx2.AsyncClient, sign_in: SignIn, seller: SignedIn
) -> None:
    listing = await client.get("/api/products/my-products?status=disabled", headers=seller.headers)
    path = f"/api/products/my-products/{listing.json()['items'][0]['id']}"

    for user in (seller, await sign_in("admin")):
        product = (await client.get(path, headers=user.headers)).json()
        assert (product["status"], product["disabled_reason"]) == ("disabled", "Not elm.")
    assert (await client.get(path, headers=(await sign_in("seller")).headers)).status_code == 404
    assert (await client.get(path, headers=(await sign_in("buyer")).headers)).status_code == 403


@pytest.mark.parametrize("query", ["stock=much", "sort=relevance", "category=", "status=deleted", "search=a%00b"])
async def test_a_filter_that_is_none_is_refused_by_name(
    client: httpx2.AsyncClient, sign_in: SignIn, query: str
) -> None:
    answer = await client.get(f"/api/products/my-products?{query}", headers=(await sign_in("seller")).headers)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [query.partition("=")[0]]
