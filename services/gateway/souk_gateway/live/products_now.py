"""Products as they are now, for snapshots and for events that need more than the change tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId

from souk_common.events import ProductUpdate, StockSnapshot, StockUpdate
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo

BATCH = 500
_FIELDS = {"name": 1, "stock": 1, "stock_seq": 1, "price_cents": 1, "status": 1, "updated_at": 1, "created_at": 1}


@dataclass(frozen=True, slots=True)
class ProductNow:
    """What live events tell of a product."""

    product_id: str
    name: str
    stock: int
    seq: int
    price_cents: int
    status: str
    updated_at: datetime

    @property
    def snapshot(self) -> StockSnapshot:
        """One entry of the ack of `watch`."""
        return StockSnapshot(
            product_id=self.product_id,
            stock=self.stock,
            seq=self.seq,
            price=self.price_cents,
            status=self.status,
            updated_at=self.updated_at,
        )

    @property
    def stock_update(self) -> StockUpdate:
        """Its stock as an event."""
        return StockUpdate(product_id=self.product_id, stock=self.stock, seq=self.seq, name=self.name)

    @property
    def product_update(self) -> ProductUpdate:
        """Its price and status as an event."""
        return ProductUpdate(
            product_id=self.product_id, price=self.price_cents, status=self.status, updated_at=self.updated_at
        )


class ProductsNow:
    """Reads products from the primary: at least as new as any change that the stream has delivered."""

    def __init__(self, mongo: Mongo) -> None:
        self._products = mongo.db[PRODUCTS]

    async def read(self, product_ids: Sequence[str]) -> list[ProductNow]:
        """Those of at most `BATCH` products that exist."""
        chosen = {"_id": {"$in": [ObjectId(product_id) for product_id in product_ids[:BATCH]]}}
        rows = self._products.find(chosen, _FIELDS, limit=BATCH, max_time_ms=READ_MAX_TIME_MS)
        return [_product(row) async for row in rows]


def _product(row: Document) -> ProductNow:
    return ProductNow(
        product_id=str(row["_id"]),
        name=row["name"],
        stock=row["stock"],
        seq=row["stock_seq"],
        price_cents=row["price_cents"],
        status=row["status"],
        updated_at=row["updated_at"] if "updated_at" in row else row["created_at"],
    )
