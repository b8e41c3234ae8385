"""What products on sale are worth, and which of them run low.

No index holds the stock: with one, every sale would have to write it (ADR 11). So the products themselves are read.
"""

from bson import ObjectId

from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Database, Document
from souk_orders.analytics.schemas import InventoryFigures, LowStockProduct

MOST_LOW_STOCK = 10
_IS_LOW = {"$and": [{"$gt": ["$stock", 0]}, {"$lte": ["$stock", "$low_stock_threshold"]}]}
_SHOWN = {"name": 1, "seller_id": 1, "seller_name": 1, "stock": 1, "low_stock_threshold": 1}
_LOWEST = {
    "$topN": {
        "n": MOST_LOW_STOCK,
        "sortBy": {"is_low": -1, "stock": 1, "_id": 1},
        "output": {"$cond": ["$is_low", "$_id", None]},
    }
}


def inventory_pipeline(seller_id: str | None) -> list[Document]:
    """Sums the products on sale, of one seller or of all, and names the lowest that run low."""
    on_sale: Document = {"status": "active"}
    if seller_id is not None:
        on_sale["seller_id"] = ObjectId(seller_id)
    return [
        {"$match": on_sale},
        {"$project": {"price_cents": 1, "stock": 1, "is_low": _IS_LOW}},
        {
            "$group": {
                "_id": None,
                "value": {"$sum": {"$multiply": ["$price_cents", "$stock"]}},
                "products": {"$sum": 1},
                "low_stock": {"$sum": {"$cond": ["$is_low", 1, 0]}},
                "out_of_stock": {"$sum": {"$cond": [{"$eq": ["$stock", 0]}, 1, 0]}},
                "lowest": _LOWEST,
            }
        },
        {"$project": {"_id": 0}},
    ]


async def inventory_figures(db: Database, seller_id: str) -> InventoryFigures:
    """The figures of one seller's products."""
    return (await _look(db, seller_id))[0]


async def market_stock(db: Database) -> tuple[InventoryFigures, list[LowStockProduct]]:
    """The figures of all products, and those that run low, the lowest first."""
    figures, lowest = await _look(db, None)
    rows = db[PRODUCTS].find({"_id": {"$in": lowest}}, _SHOWN, limit=len(lowest) or 1, max_time_ms=READ_MAX_TIME_MS)
    shown = {row["_id"]: row async for row in rows}
    return figures, [_low_stock(shown[each]) for each in lowest if each in shown]


async def _look(db: Database, seller_id: str | None) -> tuple[InventoryFigures, list[ObjectId]]:
    rows = await db[PRODUCTS].aggregate(inventory_pipeline(seller_id), maxTimeMS=READ_MAX_TIME_MS).to_list(1)
    nothing: Document = {**dict.fromkeys(InventoryFigures.model_fields, 0), "lowest": []}
    row = rows[0] if rows else nothing
    lowest = [each for each in row.pop("lowest") if each is not None]
    return InventoryFigures(**row), lowest


def _low_stock(row: Document) -> LowStockProduct:
    return LowStockProduct(
        product_id=row["_id"],
        name=row["name"],
        seller_id=row["seller_id"],
        seller_name=row.get("seller_name") or "",
        stock=row["stock"],
        low_stock_threshold=row["low_stock_threshold"],
    )
