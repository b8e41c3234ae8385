"""The catalog service in the test's own process, and helpers for what it is sent."""

import json
from collections.abc import AsyncIterator

import httpx2
import pytest

from souk_catalog.main import create_app
from souk_common.mongo import Document, Mongo
from souk_common.settings import Settings
from tests.fixtures.products import until_listed
from tests.fixtures.services import SignedIn, serve


@pytest.fixture(scope="session")
async def client(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """A client for one replica."""
    async with serve(create_app(settings)) as client:
        yield client


@pytest.fixture
def new_product() -> Document:
    """The body of a good `POST /api/products/`, for each test its own."""
    return {
        "sku": "LAMP-1",
        "name": "Reading lamp",
        "description": "Bends.",
        "brand": "Lumen",
        "price": 19.99,
        "stock": 5,
        "category": "Lighting",
        "attributes": {"watts": 5.5, "led": True, "socket": "E27", "bulbs": 1},
        "images": ["/images/demo/lamp.svg"],
        "low_stock_threshold": 2,
    }


QueryValue = str | int | list[str]


class Listing:
    """The public list; before it is asked the first time, it catches up with what was written."""

    def __init__(self, client: httpx2.AsyncClient, mongo: Mongo) -> None:
        self._client = client
        self._mongo = mongo
        self._is_fresh = False

    async def catch_up(self) -> None:
        """Wait until the list shows all that was written before."""
        await until_listed([self._client], self._mongo)
        self._is_fresh = True

    async def page(self, **params: QueryValue) -> Document:
        """One page."""
        if not self._is_fresh:
            await self.catch_up()
        answer = await self._client.get("/api/products/", params=params)
        assert answer.status_code == 200, answer.text
        page: Document = answer.json()
        return page

    async def ids(self, **params: QueryValue) -> list[str]:
        """The ids of a list that has one page."""
        page = await self.page(**params)
        assert page["total"] == len(page["items"])
        return [item["id"] for item in page["items"]]


@pytest.fixture
def listing(client: httpx2.AsyncClient, mongo: Mongo) -> Listing:
    """`await listing.ids(category="Lighting")`."""
    return Listing(client, mongo)


class Upload:
    """Sends an import and reads its answer."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def __call__(
        self,
        seller: SignedIn,
        body: bytes | list[Document],
        headers: dict[str, str] | None = None,
        *,
        stock: int | None = None,
    ) -> httpx2.Response:
        """POST the records (as JSONL) or the bytes; `headers` override those of JSONL."""
        content = body if isinstance(body, bytes) else "".join(json.dumps(record) + "\n" for record in body).encode()
        return await self._client.post(
            "/api/products/import",
            content=content,
            params={} if stock is None else {"stock": stock},
            headers=seller.headers | {"content-type": "application/x-ndjson"} | (headers or {}),
        )


@pytest.fixture
def upload(client: httpx2.AsyncClient) -> Upload:
    """`await upload(seller, [record, ...])`."""
    return Upload(client)
