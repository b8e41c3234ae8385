"""What restock and adjust share: one move of one product's stock, once a key, and the product as the answer."""

from pydantic import BaseModel
from pydantic_core import to_json

from souk_catalog.products.repository import Products, owned_by
from souk_common.idempotency import Answer, Attempt, once
from souk_common.identity import Identity
from souk_common.inventory import Actor, ChangeType, Inventory, ProductQueue
from souk_common.mongo import Mongo, Session


class MoveStock:
    """Moves stock on behalf of a seller or an admin. Movers of one product in this replica queue for it."""

    def __init__(self, mongo: Mongo, queue: ProductQueue) -> None:
        self._mongo = mongo
        self._queue = queue
        self._products = Products(mongo)
        self._inventory = Inventory(mongo.db)

    async def __call__(
        self,
        actor: Identity,
        product_id: str,
        delta: int,
        change_type: ChangeType,
        reason: str,
        key: str | None,
        body: BaseModel,
    ) -> Answer:
        """Move the stock by `delta` units; the answer is a `ProductOut`. `body` is what a repeated key must repeat.

        Raises:
            NotFound: there is no such product, or it is not the caller's.
            InsufficientStock: the stock would fall below zero.
            Conflict: the stock would rise above what a product can hold.
        """
        owner = owned_by(actor)

        async def work(session: Session) -> Answer:
            by = Actor(actor.user_id, reason)
            await self._inventory.change(product_id, delta, change_type, owner, by, session)
            return Answer(200, to_json(await self._products.get(product_id, owner, session)).decode())

        attempt = Attempt.of(actor.user_id, key, f"{change_type} {product_id}", body)
        async with self._queue.turn([product_id]):
            return await once(self._mongo, attempt, work)
