"""A correction of the stock: breakage, a recount, a return."""

from souk_catalog.products.move_stock import MoveStock
from souk_catalog.products.schemas import AdjustmentIn
from souk_common.idempotency import Answer
from souk_common.identity import Identity


async def adjust(move: MoveStock, actor: Identity, product_id: str, sent: AdjustmentIn, key: str | None) -> Answer:
    """Correct the stock; the answer is a `ProductOut`. Raises what `MoveStock` raises."""
    return await move(actor, product_id, sent.delta, "adjustment", sent.reason, key, sent)
