"""Two gateways in processes of their own, and stock that moves as orders moves it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from bson import ObjectId

from souk_common.inventory import Actor, Inventory, Line
from souk_common.mongo import Mongo, Session
from tests.fixtures.products import MakeProduct
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import SignedIn, SignIn
from tests.integration.gateway.browser import Payload, Replica, browser, running_replica
from tests.integration.gateway.letters import Posts, posts

Buy = Callable[[str, int], Awaitable[None]]
CatchUp = Callable[[], Awaitable[None]]
WitnessAt = Callable[[Replica], AbstractAsyncContextManager[CatchUp]]


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


@pytest.fixture(scope="session")
async def post(replicas: tuple[Replica, Replica]) -> AsyncIterator[Posts]:
    """Messages over REST at both replicas."""
    async with posts(replicas) as both:
        yield both


@pytest.fixture
async def anna(sign_in: SignIn) -> SignedIn:
    """A buyer."""
    return await sign_in("buyer")


@pytest.fixture
async def ben(sign_in: SignIn) -> SignedIn:
    """A seller."""
    return await sign_in("seller")


@pytest.fixture
def buy(mongo: Mongo) -> Buy:
    """`await buy(product_id, 2)`: takes units from stock in a transaction, as an order does."""

    async def take(product_id: str, quantity: int) -> None:
        async def work(session: Session) -> None:
            await take_in(mongo, product_id, quantity, session)

        await mongo.transaction(work)

    return take


@pytest.fixture
def witness_at(make_product: MakeProduct, buy: Buy) -> WitnessAt:
    """`async with witness_at(replica) as catch_up: ...; await catch_up()`: the replica has told of all written before.

    It has one change stream, in order: who hears of a purchase made now would have heard of whatever came before it.
    """

    @asynccontextmanager
    async def open_witness(replica: Replica) -> AsyncIterator[CatchUp]:
        product_id, bought = await make_product(stock=1_000), 0

        def is_it(update: Payload) -> bool:
            return bool(update["stock"] == 1_000 - bought)

        async with browser(replica.url) as witness:
            await witness.watch(product_id)

            async def catch_up() -> None:
                nonlocal bought
                bought += 1
                await buy(product_id, 1)
                await witness.hear("stock_update", is_it)

            yield catch_up

    return open_witness


async def take_in(mongo: Mongo, product_id: str, quantity: int, session: Session) -> None:
    buyer = Actor(str(ObjectId()), "bought in a test")
    await Inventory(mongo.db).take([Line(product_id, quantity)], buyer, session)
