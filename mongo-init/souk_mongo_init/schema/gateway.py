"""Presence, messages and conversations."""

from .definition import DATE, ID, WRITE, Collection, document, index, optional, text, whole

WRITERS = {"gateway": WRITE}

COLLECTIONS = [
    Collection(
        "presence",
        document(
            ["user_id", "gateway", "sid", "expires_at"],
            user_id=ID,
            gateway=text(),
            sid=text(),
            expires_at=DATE,
        ),
        [
            index("user_id", "expires_at"),
            index("gateway", "sid", unique=True),
            index("expires_at", ttl_s=0),
        ],
        WRITERS,
    ),
    Collection(
        "messages",
        document(
            ["conversation_id", "seq", "sender_id", "receiver_id", "body", "client_id", "sent_at"],
            seq=whole(1),
            sender_id=ID,
            receiver_id=ID,
            body=text(10_000, shortest=1),
            sent_at=DATE,
            delivered_at=optional(DATE),
            read_at=optional(DATE),
        ),
        [
            index("sender_id", "client_id", unique=True),
            index("conversation_id", "seq", unique=True),
            index("receiver_id", "read_at"),
        ],
        WRITERS,
    ),
    Collection("conversations", document([]), [index("members", "-updated_at", "-_id")], WRITERS),
]
