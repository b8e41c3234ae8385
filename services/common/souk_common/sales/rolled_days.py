"""Shop days that were added up (ADR 11): `sales_days` has a row for the market and one for each seller of the day.

A row of `sales_changes` says that an order of its moment changed after its day may have been added up. As long as there
is one, the day's rows are out of date. It is inserted in the transaction that changes the order, and removed in the one
that adds the day up anew.
"""

from dataclasses import asdict
from datetime import datetime

from bson import ObjectId

from souk_common.mongo import Database, Document, Session
from souk_common.sales.figures import DaySales, Sold, Statuses
from souk_common.sales.shop_days import ShopDay

SALES_DAYS = "sales_days"
SALES_CHANGES = "sales_changes"
ONLY_FIGURES = {"start": 1, "end": 1, "sold": 1, "statuses": 1}
"""The projection for days of which products and sellers do not matter."""


async def note_change(db: Database, placed_at: datetime, session: Session) -> None:
    """Say in the caller's transaction that an order placed at that moment changes in it."""
    await db[SALES_CHANGES].insert_one({"at": placed_at}, session=session)


def of_market_or_seller(seller_id: str | None) -> Document:
    """The filter for the market's rows, or one seller's."""
    return {"seller_id": None if seller_id is None else ObjectId(seller_id)}


def day_row(day: ShopDay, seller_id: ObjectId | None, sales: DaySales) -> Document:
    """The row of a day."""
    return {"seller_id": seller_id, "start": day.start, "end": day.end, **asdict(sales)}


def day_sales(row: Document) -> DaySales:
    """The sales of a row, whole or read with `ONLY_FIGURES`."""
    return DaySales(
        Sold(**row["sold"]),
        Statuses(**row["statuses"]),
        row.get("products", b""),
        row.get("sellers", b""),
    )
