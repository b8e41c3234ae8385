"""Accounts, sessions, revocations and the audit log."""

from .definition import DATE, ID, OBJECT, WRITE, Collection, document, index, one_of, optional, text

WRITERS = {"auth": WRITE}

COLLECTIONS = [
    Collection(
        "users",
        document(
            ["name", "role", "status", "created_at"],
            name=text(200),
            email=optional(text(320, shortest=3)),
            password_hash=optional(text(100)),
            role=one_of("buyer", "seller", "admin"),
            status=one_of("active", "disabled", "deleted"),
            created_at=DATE,
            updated_at=DATE,
        ),
        [
            # a deleted account has no email, which frees the address for a new one
            index("email", unique=True, where={"email": {"$type": "string"}}),
            index("-created_at", "-_id"),
            index("role", "-created_at", "-_id"),
            index("status", "-created_at", "-_id"),
            index("role", "status", "-created_at", "-_id"),
        ],
        WRITERS,
    ),
    Collection(
        "sessions",
        document(["user_id", "family", "token_hash", "expires_at"], user_id=ID, expires_at=DATE),
        [
            index("token_hash", unique=True),
            index("family"),
            index("user_id"),
            index("expires_at", ttl_s=0),
        ],
        WRITERS,
    ),
    Collection(
        "revocations",
        document(["created_at", "expires_at"], created_at=DATE, expires_at=DATE),
        [index("created_at", "_id"), index("expires_at", ttl_s=0)],
        WRITERS,
    ),
    Collection(
        "audit_log",
        document(["at"], at=DATE, data=OBJECT),
        [index("-at", "-_id")],
        WRITERS,
    ),
    # of the `limits` library: it makes its documents and their expiry itself
    Collection("rate_limit_counters", {}, [], {"auth": (*WRITE, "createIndex")}),
    Collection("rate_limit_windows", {}, [], {"auth": (*WRITE, "createIndex")}),
]
