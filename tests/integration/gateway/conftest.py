"""Two gateways in processes of their own, and stock that moves as orders moves it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from bson import ObjectId

from souk_common.inventory import Actor, Inventory, Line
from souk_common.mongo import Mongo, Session
from tests.fixtures.replica_set import ReplicaSet
from tests.integration.gateway.browser import Replica, running_replica

Buy = Callable[[str, int], Awaitable[None]]


@pytest.fixture(scope="session")
async def replicas(
    replica_set: ReplicaSet, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Replica, Replica]]:
    folder = tmp_path_factory.mktemp("gateways")
    async with running_replica(replica_set, folder) as one, running_replica(replica_set, folder) as other:
        yield one, other


@pytest.fixture(scope="session")
def replica(replicas: tuple[Replica, Replica]) -> Replica:
    return replicas[0]


@pytest.fixture
def buy(mongo: Mongo) -> Buy:
    """`await buy(product_id, 2)`: takes units from stock in a transaction, as an order does."""

    async def take(product_id: str, quantity: int) -> None:
        async def work(session: Session) -> None:
            await take_in(mongo, product_id, quantity, session)

        await mongo.transaction(work)

    return take


async def take_in(mongo: Mongo, product_id: str, quantity: int, session: Session) -> None:
    buyer = Actor(str(ObjectId()), "bought in a test")
    await Inventory(mongo.db).take([Line(product_id, quantity)], buyer, session)
