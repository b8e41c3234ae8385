"""Sales of the days that are over, which orders adds up for the dashboards."""

from .definition import DATE, ID, WRITE, Collection, Json, document, index, list_of, optional, shape, text, whole

COUNT = whole(0)
IDS = list_of(text(24, shortest=24))
COUNTS = list_of(COUNT)
SOLD: Json = shape(["revenue_cents", "orders", "units"], revenue_cents=COUNT, orders=COUNT, units=COUNT)
STATUSES: Json = shape(["placed", "completed", "cancelled"], placed=COUNT, completed=COUNT, cancelled=COUNT)
PRODUCTS: Json = shape(["ids", "units", "cents"], ids=IDS, units=COUNTS, cents=COUNTS)
SELLERS: Json = shape(["ids", "orders", "units", "cents"], ids=IDS, orders=COUNTS, units=COUNTS, cents=COUNTS)

COLLECTIONS = [
    Collection(
        "sales_days",
        document(
            ["seller_id", "start", "end", "sold", "statuses", "products", "sellers"],
            # null: the whole market
            seller_id=optional(ID),
            start=DATE,
            end=DATE,
            sold=SOLD,
            statuses=STATUSES,
            products=PRODUCTS,
            sellers=SELLERS,
        ),
        [index("seller_id", "start", "end", unique=True), index("start")],
        {"orders": WRITE},
    ),
    Collection("sales_changes", document(["at"], at=DATE), [index("at")], {"orders": WRITE}),
]
