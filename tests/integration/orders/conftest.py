"""Two replicas of the orders service on one database."""

from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest

from souk_common.settings import Settings
from souk_orders.main import create_app
from tests.fixtures.services import serve


@pytest.fixture(scope="session", autouse=True)
def days_are_added_up_by_tests_alone() -> Iterator[None]:
    """No replica adds days up by itself: whether it did would be left to chance."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("souk_orders.analytics.add_days_up.ROUND_S", 1e6)
        yield


@pytest.fixture(scope="session")
async def replicas(settings: Settings) -> AsyncIterator[list[httpx2.AsyncClient]]:
    """A client for each of two replicas."""
    async with serve(create_app(settings)) as one, serve(create_app(settings)) as other:
        yield [one, other]


@pytest.fixture(scope="session")
async def client(replicas: list[httpx2.AsyncClient]) -> httpx2.AsyncClient:
    """A client for the first replica."""
    return replicas[0]
