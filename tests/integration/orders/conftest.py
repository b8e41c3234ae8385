"""Two replicas of the orders service on one database."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from souk_common.settings import Settings
from souk_orders.main import create_app
from tests.fixtures.services import serve


@pytest.fixture(scope="session")
async def replicas(settings: Settings) -> AsyncIterator[list[httpx2.AsyncClient]]:
    """A client for each of two replicas."""
    async with serve(create_app(settings)) as one, serve(create_app(settings)) as other:
        yield [one, other]


@pytest.fixture(scope="session")
async def client(replicas: list[httpx2.AsyncClient]) -> httpx2.AsyncClient:
    """A client for the first replica."""
    return replicas[0]
