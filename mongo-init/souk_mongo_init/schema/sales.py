"""Sales of the days that are over, which orders adds up for the dashboards."""

from .definition import DATE, ID, WRITE, Collection, Json, document, index, optional, shape, whole

COUNT = whole(0)
SOLD: Json = shape(["revenue_cents", "orders", "units"], revenue_cents=COUNT, orders=COUNT, units=COUNT)
STATUSES: Json = shape(["placed", "completed", "cancelled"], placed=COUNT, completed=COUNT, cancelled=COUNT)
RECORDS: Json = {"bsonType": "binData"}

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
            products=RECORDS,
            sellers=RECORDS,
        ),
        [index("seller_id", "start", "end", unique=True), index("start")],
        {"orders": WRITE},
    ),
    Collection("sales_changes", document(["at"], at=DATE), [index("at")], {"orders": WRITE}),
]
