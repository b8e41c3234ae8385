"""Units that came in."""

from souk_catalog.products.move_stock import MoveStock
from souk_catalog.products.schemas import RestockIn
from souk_common.idempotency import Answer
from souk_common.identity import Identity


async def restock(move: MoveStock, actor: Identity, product_id: str, sent: RestockIn, key: str | None) -> Answer:
    """Add the units; the answer is a `ProductOut`. Raises what `MoveStock` raises."""
    return await move(actor, product_id, sent.quantity, "restock", sent.reason, key, sent)
