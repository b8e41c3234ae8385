"""What products on sale are worth, and which of them run low."""

from bson import ObjectId

from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Database, Document
from souk_orders.analytics.schemas import InventoryFigures, LowStockProduct

MOST_LOW_STOCK = 10
_UP_TO_THRESHOLD = {"$lte": ["$stock", "$low_stock_threshold"]}
_IS_LOW = {"$and": [{"$gt": ["$stock", 0]}, _UP_TO_THRESHOLD]}


def inventory_pipeline(seller_id: str | None) -> list[Document]:
    """Sums the products on sale, of one seller or of all."""
    on_sale: Document = {"status": "active"}
    if seller_id is not None:
        on_sale["seller_id"] = ObjectId(seller_id)
    return [
        {"$match": on_sale},
        {
            "$group": {
                "_id": None,
                "value": {"$sum": {"$multiply": ["$price_cents", "$stock"]}},
                "products": {"$sum": 1},
                "low_stock": {"$sum": {"$cond": [_IS_LOW, 1, 0]}},
                "out_of_stock": {"$sum": {"$cond": [{"$eq": ["$stock", 0]}, 1, 0]}},
            }
        },
        {"$project": {"_id": 0}},
    ]


async def inventory_figures(db: Database, seller_id: str | None = None) -> InventoryFigures:
    """The figures of one seller's products, or of all."""
    rows = await db[PRODUCTS].aggregate(inventory_pipeline(seller_id), maxTimeMS=READ_MAX_TIME_MS).to_list(1)
    return InventoryFigures(**(rows[0] if rows else dict.fromkeys(InventoryFigures.model_fields, 0)))


async def lowest_in_stock(db: Database) -> list[LowStockProduct]:
    """The market's products that run low, the lowest first."""
    rows = db[PRODUCTS].find(
        {"status": "active", "stock": {"$gt": 0}, "$expr": _UP_TO_THRESHOLD},
        {"name": 1, "seller_id": 1, "seller_name": 1, "stock": 1, "low_stock_threshold": 1},
        sort=[("stock", 1), ("_id", 1)],
        limit=MOST_LOW_STOCK,
        max_time_ms=READ_MAX_TIME_MS,
    )
    return [
        LowStockProduct(
            product_id=row["_id"],
            name=row["name"],
            seller_id=row["seller_id"],
            seller_name=row.get("seller_name") or "",
            stock=row["stock"],
            low_stock_threshold=row["low_stock_threshold"],
        )
        async for row in rows
    ]
