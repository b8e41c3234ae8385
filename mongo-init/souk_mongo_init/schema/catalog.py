"""Products and reviews."""

from .definition import (
    DATE,
    ID,
    NUMBER,
    OBJECT,
    UPDATE,
    WRITE,
    Collection,
    document,
    index,
    list_of,
    one_of,
    optional,
    shape,
    text,
    text_index,
    whole,
)
from .starter_synonyms import starter_synonyms

LOW_STOCK_THRESHOLD = 5
SEARCHES_KEPT_S = 90 * 24 * 3600
LISTED = (("-created_at", "-_id"), ("price_cents", "_id"), ("name", "_id"))

COLLECTIONS = [
    Collection(
        "products",
        document(
            [
                "seller_id",
                "name",
                "price_cents",
                "stock",
                "stock_seq",
                "low_stock_threshold",
                "category",
                "status",
                "created_at",
            ],
            seller_id=ID,
            seller_name=text(200),
            sku=optional(text(100)),
            name=text(500, shortest=1),
            description=text(20_000),
            brand=optional(text(200)),
            price_cents=whole(0),
            stock=whole(0),
            stock_seq=whole(0),
            low_stock_threshold=whole(0),
            category=text(200, shortest=1),
            attributes=OBJECT,
            images=list_of(text(2_000), 50),
            rating=shape(["average", "count"], average=optional(NUMBER), count=whole(0)),
            status=one_of("active", "disabled", "deleted"),
            disabled_by=optional(one_of("admin", "account")),
            unreviewed=shape(
                ["since", "changed_at", "changes"], since=DATE, changed_at=DATE, changes=list_of(text(50), 10)
            ),
            disabled_reason=optional(text(1_000)),
            created_at=DATE,
            updated_at=DATE,
        ),
        # none of them holds the stock: with one that does, a sale costs mongod 20 times as much (ADR 11)
        [
            index("status", "-created_at", "-_id"),
            index("status", "category", "-created_at", "-_id"),
            *(index("seller_id", "status", *sort) for sort in LISTED),
            index("seller_id", "status", "category", "-created_at", "-_id"),
            index(
                "seller_id",
                "sku",
                unique=True,
                where={"sku": {"$type": "string"}, "status": {"$in": ["active", "disabled"]}},
            ),
            # what admins look at: the review queue, and what they took off sale
            index("unreviewed.since", "_id", where={"unreviewed.since": {"$type": "date"}}),
            index("-updated_at", "-_id", where={"disabled_by": "admin"}),
            # pictures that nothing shows any more are looked for by path
            index("images"),
            text_index(sku=20, name=10, brand=5, category=4, description=1),
        ],
        # orders moves stock through souk_common.inventory; MongoDB cannot narrow that to the field
        {"catalog": WRITE, "orders": UPDATE},
        {"low_stock_threshold": LOW_STOCK_THRESHOLD},
    ),
    # GridFS; the first index of each is the one that drivers ask for
    Collection(
        "pictures.files",
        document(
            ["filename", "length", "chunkSize", "uploadDate", "metadata"],
            filename=text(100, shortest=1),
            length=whole(1),
            chunkSize=whole(1),
            uploadDate=DATE,
            metadata=shape(["touched_at"], touched_at=DATE),
        ),
        [index("filename", "uploadDate")],
        {"catalog": WRITE},
    ),
    Collection(
        "pictures.chunks",
        document(["files_id", "n", "data"], files_id=ID, n=whole(0), data={"bsonType": "binData"}),
        [index("files_id", "n", unique=True)],
        {"catalog": ("insert", "remove")},
    ),
    # groups of words that mean the same to the search
    Collection(
        "synonyms",
        document(
            ["words", "key", "created_at", "updated_at"],
            words=list_of(text(100, shortest=1), 30),
            key=text(64, shortest=64),
            created_at=DATE,
            updated_at=DATE,
        ),
        [index("key", unique=True), index("-updated_at", "-_id")],
        {"catalog": WRITE},
        first=starter_synonyms(),
    ),
    # what was searched for on a day, and how often; nothing of who did
    Collection(
        "searches",
        document(
            ["day", "text", "searches", "partly", "nothing", "results", "clicks", "positions"],
            # "<day> <text>"
            _id=text(111, shortest=12),
            day=DATE,
            text=text(100, shortest=1),
            searches=whole(0),
            partly=whole(0),
            nothing=whole(0),
            results=whole(0),
            corrected=optional(text(3_000)),
            clicks=whole(0),
            positions=whole(0),
        ),
        [index("day", ttl_s=SEARCHES_KEPT_S)],
        {"catalog": WRITE},
    ),
    Collection(
        "reviews",
        document(["product_id", "created_at"], product_id=ID, rating=whole(1, 5), created_at=DATE),
        [index("product_id", "-created_at", "-_id"), index("product_id", "user_id", unique=True)],
        {"catalog": WRITE},
    ),
]
