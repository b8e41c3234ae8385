"""Accounts, sessions, revocations and the audit log."""

from .definition import DATE, ID, INSERT, OBJECT, WRITE, Collection, document, index, one_of, optional, text

WRITERS = {"auth": WRITE}
SHA256 = text(64, shortest=64)

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
            disabled_reason=optional(text(500)),
            created_at=DATE,
            updated_at=DATE,
        ),
        [
            # a deleted account has no email, which frees the address for a new one
            index("email", unique=True, where={"email": {"$type": "string"}}),
            index("role", "-created_at", "-_id"),
            index("status", "-created_at", "-_id"),
            index("role", "status", "-created_at", "-_id"),
            # what an admin types into the search box
            index("name", ignoring_case=True),
            index("email", ignoring_case=True),
        ],
        WRITERS,
    ),
    Collection(
        "sessions",
        document(
            ["user_id", "family_hash", "token_hash", "created_at", "expires_at"],
            user_id=ID,
            family_hash=SHA256,
            token_hash=SHA256,
            previous_hash=SHA256,
            sealed_successor={"bsonType": "binData"},
            rotated_at=DATE,
            created_at=DATE,
            expires_at=DATE,
        ),
        [
            index("family_hash", unique=True),
            index("user_id", "-created_at", "-_id"),
            index("expires_at", ttl_s=0),
        ],
        WRITERS,
    ),
    Collection(
        "revocations",
        document(
            ["sid", "user_id", "reason", "created_at", "expires_at"],
            sid=text(24, shortest=24),
            user_id=ID,
            reason=text(50, shortest=1),
            created_at=DATE,
            expires_at=DATE,
        ),
        [index("expires_at", ttl_s=0)],
        {"auth": INSERT},
    ),
    Collection(
        "audit_log",
        document(
            ["at", "action", "actor_id", "target_type", "target_id", "detail"],
            at=DATE,
            action=text(50, shortest=1),
            actor_id=optional(ID),
            target_type=one_of("user", "product", "order", "synonyms"),
            target_id=optional(ID),
            detail=OBJECT,
            address=optional(text(100)),
            request_id=optional(text(64)),
        ),
        [
            index("-at", "-_id"),
            index("action", "-at", "-_id"),
            index("actor_id", "-at", "-_id"),
            index("target_id", "-at", "-_id"),
        ],
        # insert alone: what was written down is never changed
        {"auth": INSERT, "catalog": INSERT, "orders": INSERT, "gateway": INSERT},
    ),
    # of the `limits` library: it makes its documents and their expiry itself
    Collection("rate_limit_counters", {}, [], {"auth": (*WRITE, "createIndex")}),
    Collection("rate_limit_windows", {}, [], {"auth": (*WRITE, "createIndex")}),
]
