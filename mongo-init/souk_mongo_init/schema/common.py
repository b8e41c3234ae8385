"""What several services write through `souk_common`: stock rows, notifications, idempotency keys."""

from .definition import (
    DATE,
    ID,
    INSERT,
    NUMBER,
    OBJECT,
    UPDATE,
    WRITE,
    Collection,
    document,
    index,
    one_of,
    optional,
    text,
    whole,
)

NOTIFICATION_KEPT_S = 90 * 24 * 3600
REPLICA_REMEMBERED_S = 600

COLLECTIONS = [
    Collection(
        "inventory_logs",
        document(
            [
                "product_id",
                "seller_id",
                "seq",
                "change_type",
                "delta",
                "old_stock",
                "new_stock",
                "actor_id",
                "timestamp",
            ],
            product_id=ID,
            seller_id=ID,
            seq=whole(1),
            change_type=one_of("restock", "purchase", "adjustment", "reservation", "release", "cancellation"),
            delta=whole(),
            old_stock=whole(0),
            new_stock=whole(0),
            reason=optional(text(1_000)),
            order_id=optional(ID),
            request_id=optional(ID),
            actor_id=optional(ID),
            timestamp=DATE,
        ),
        [
            index("product_id", "seq", unique=True),
            index("product_id", "change_type", "-timestamp", "-seq"),
        ],
        # insert alone: what was logged is never changed
        {"catalog": INSERT, "orders": INSERT},
    ),
    Collection(
        "notifications",
        document(
            ["user_id", "kind", "event_id", "created_at"],
            user_id=ID,
            kind=text(100, shortest=1),
            data=OBJECT,
            created_at=DATE,
            read_at=optional(DATE),
        ),
        [
            index("user_id", "event_id", unique=True),
            # `kind` last: kinds that a user has muted are left out without a look at the documents
            index("user_id", "-created_at", "-_id", "kind"),
            index("user_id", "read_at", "-created_at", "-_id", "kind"),
            index("created_at", ttl_s=NOTIFICATION_KEPT_S),
        ],
        {"catalog": INSERT, "orders": INSERT, "gateway": (*INSERT, *UPDATE)},
    ),
    Collection(
        "idempotency_keys",
        document(["user_id", "key", "expires_at"], user_id=ID, key=text(255, shortest=1), expires_at=DATE),
        [index("user_id", "key", unique=True), index("expires_at", ttl_s=0)],
        {"catalog": WRITE, "orders": WRITE},
    ),
    # a replica's sign of life; `beat` is its own clock
    Collection(
        "replicas",
        document(
            ["service", "version", "started_at", "at", "beat", "in_flight", "requests", "errors"],
            _id=text(200, shortest=1),
            service=text(50, shortest=1),
            version=text(50),
            started_at=DATE,
            at=DATE,
            beat=NUMBER,
            uptime_s=whole(0),
            in_flight=whole(0),
            window_s=NUMBER,
            requests=whole(0),
            errors=whole(0),
            p95_ms=optional(NUMBER),
            sockets=whole(0),
            signed_in=whole(0),
            change_stream_lag_ms=optional(NUMBER),
        ),
        [index("at", ttl_s=REPLICA_REMEMBERED_S)],
        {"auth": WRITE, "catalog": WRITE, "orders": WRITE, "gateway": WRITE},
    ),
]
