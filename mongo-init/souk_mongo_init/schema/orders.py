"""Carts, orders, payments, the ledger, requests and reservations."""

from .definition import (
    DATE,
    ID,
    INSERT,
    OBJECT,
    WRITE,
    Collection,
    Json,
    document,
    index,
    list_of,
    one_of,
    optional,
    shape,
    text,
    whole,
)

STATUSES = ("placed", "completed", "cancelled")
NUMBER_OF_ID: Json = {"$toUpper": {"$substrBytes": [{"$toString": "$_id"}, 16, 8]}}
WRITERS = {"orders": WRITE}

COLLECTIONS = [
    Collection(
        "carts",
        document(
            ["buyer_id", "lines", "version", "updated_at"],
            buyer_id=ID,
            lines=list_of(shape(["product_id", "quantity"], product_id=ID, quantity=whole(1)), 1000),
            version=whole(0),
            updated_at=DATE,
        ),
        [index("buyer_id", unique=True)],
        WRITERS,
    ),
    Collection(
        "orders",
        document(
            ["buyer_id", "product_list", "parts", "total_amount_cents", "status", "timestamp"],
            number=text(8, shortest=8),
            buyer_id=ID,
            product_list=list_of(
                shape(
                    ["product_id", "seller_id", "name", "quantity", "price_cents"],
                    product_id=ID,
                    seller_id=ID,
                    name=text(),
                    quantity=whole(1),
                    price_cents=whole(0),
                )
            ),
            parts=list_of(shape(["seller_id", "status"], seller_id=ID, status=text())),
            total_amount_cents=whole(0),
            status=one_of(*STATUSES),
            fulfilment=OBJECT,
            payment=OBJECT,
            history={"bsonType": "array"},
            timestamp=DATE,
        ),
        [
            index("buyer_id", "-timestamp", "-_id"),
            index("buyer_id", "status", "-timestamp", "-_id"),
            index("parts.seller_id", "-timestamp", "-_id"),
            index("parts.seller_id", "parts.status", "-timestamp", "-_id"),
            index("parts.seller_id", "parts.status", "fulfilment.pickup_at", "_id"),
            index("status", "-timestamp", "-_id"),
            index("-timestamp", "-_id"),
            index("number", "-timestamp", "-_id"),
            # the sweep of the catalog asks whether an uploaded picture is remembered
            index("product_list.image", where={"product_list.image": {"$gte": "/images/p/", "$lt": "/images/p0"}}),
        ],
        WRITERS,
        {"number": NUMBER_OF_ID},
    ),
    Collection("payments", document([], created_at=DATE), [index("order_id"), index("buyer_id")], WRITERS),
    Collection(
        "ledger",
        document(
            ["order_id", "account", "amount_cents", "kind"],
            order_id=ID,
            account=text(200, shortest=1),
            amount_cents=whole(),
            kind=one_of("charge", "credit", "fee", "refund"),
        ),
        [index("order_id", "_id"), index("account", "_id")],
        {"orders": INSERT},
    ),
    Collection(
        "requests",
        document(
            ["buyer_id", "item", "quantity", "state"],
            buyer_id=ID,
            item=text(),
            description=text(),
            max_price_cents=optional(whole(0)),
            quantity=whole(1),
            state=text(),
        ),
        [index("buyer_id", "-_id"), index("state", "-_id"), index("offers.seller_id", "-_id")],
        WRITERS,
    ),
    Collection(
        "reservations",
        document(
            ["product_id", "quantity", "holder", "expires_at", "state"],
            product_id=ID,
            quantity=whole(1),
            expires_at=DATE,
            state=one_of("held", "bought", "released"),
        ),
        [index("state", "expires_at", "_id"), index("product_id", "state"), index("request_id")],
        WRITERS,
    ),
]
