"""Search over 500 real products, where they are present (they are not part of this repository)."""

from pathlib import Path

import httpx2
import pytest

from tests.fixtures.imports import report_of
from tests.fixtures.services import SignedIn, SignIn
from tests.integration.catalog.conftest import Listing, Upload

SAMPLE = Path(__file__).parents[4] / "shared/data/products-sample.jsonl"


@pytest.fixture
async def seller(sign_in: SignIn, upload: Upload, listing: Listing) -> SignedIn:
    """A seller of the sample."""
    if not SAMPLE.is_file():
        pytest.skip(f"{SAMPLE} is not on this machine")
    seller = await sign_in("seller")
    report = report_of(await upload(seller, SAMPLE.read_bytes()))
    assert (report["created"], report["failed"]) == (500, 0)
    await listing.catch_up()
    return seller


async def test_real_products_are_found_by_what_people_type(client: httpx2.AsyncClient, seller: SignedIn) -> None:
    async def names(search: str, **params: str) -> list[str]:
        answer = await client.get("/api/products/", params={"search": search, "seller_id": seller.user_id, **params})
        assert answer.status_code == 200
        return [item["name"].lower() for item in answer.json()["items"]]

    cards = await names("memory cards")
    assert len(cards) > 3
    # how rare a word is depends on all that is on the shelf, so what comes after these three does as well
    assert [name for name in cards[:3] if not ("memory" in name and "card" in name)] == []
    assert any("netgear" in name for name in await names("77944167"))
    assert await names("NETGEAR powerline") == await names("powerline netgear")
    assert all("philips" in name for name in await names("philips", sort="name"))
    nonsense = (await client.get("/api/products/", params={"search": "zxqv", "seller_id": seller.user_id})).json()
    assert nonsense["relaxed"] == ["text"]
    assert nonsense["items"]


async def test_real_products_have_facets_that_add_up(client: httpx2.AsyncClient, seller: SignedIn) -> None:
    page = (await client.get("/api/products/", params={"seller_id": seller.user_id, "facets": "true"})).json()
    assert page["total"] == sum(entry["count"] for entry in page["facets"]["categories"]) == 500
    assert 0 < len(page["facets"]["brands"]) <= 50
    assert page["facets"]["price"]["min"] <= page["facets"]["price"]["max"]
