"""People: who is online, what they write to each other, what they want to hear of, and what they report."""

from .definition import (
    DATE,
    ID,
    OBJECT,
    WRITE,
    Collection,
    document,
    index,
    list_of,
    one_of,
    optional,
    shape,
    text,
    whole,
)

WRITERS = {"gateway": WRITE}
PAIR = text(49, shortest=49)
TYPING_REMEMBERED_S = 60

COLLECTIONS = [
    # "<gateway>:<user>": the user has sockets at this gateway; its heartbeat in `replicas` is what keeps the row alive
    Collection(
        "presence",
        document(
            ["user_id", "gateway", "sockets", "visible", "at"],
            _id=text(),
            user_id=ID,
            gateway=text(),
            sockets=whole(1),
            visible={"bsonType": "bool"},
            at=DATE,
        ),
        [index("user_id"), index("gateway")],
        WRITERS,
    ),
    # `_id` is the user's; `notifications_at` moves when they read some, so that all their sockets hear of it
    Collection(
        "preferences",
        document(
            ["appear_offline", "muted"],
            _id=ID,
            appear_offline={"bsonType": "bool"},
            muted=list_of(text(100, shortest=1), 50),
            notifications_at=optional(DATE),
        ),
        [],
        WRITERS,
    ),
    Collection(
        "messages",
        document(
            ["conversation_id", "seq", "sender_id", "receiver_id", "body", "client_id", "visible_to", "sent_at"],
            conversation_id=PAIR,
            seq=whole(1),
            sender_id=ID,
            receiver_id=ID,
            body=text(4_000, shortest=1),
            client_id=text(64, shortest=1),
            about=optional(shape(["kind", "id", "name"], kind=one_of("product", "order"), id=ID, name=text(300))),
            # who may read it: both, or its sender alone when the receiver had blocked them
            visible_to=list_of(ID, 2),
            # until it has reached its receiver; never set on one that was withheld
            waits={"enum": [True]},
            sent_at=DATE,
            delivered_at=optional(DATE),
            read_at=optional(DATE),
        ),
        [
            index("sender_id", "client_id", unique=True),
            index("conversation_id", "seq", unique=True),
            index("receiver_id", "sent_at", "seq", "sender_id", "_id", where={"waits": True}),
            index("visible_to", "-sent_at", "-_id"),
        ],
        WRITERS,
    ),
    # "<user>:<peer>": one side of a conversation
    Collection(
        "conversations",
        document(
            [
                "user_id",
                "peer_id",
                "conversation_id",
                "seq",
                "unread",
                "read_seq",
                "delivered_seq",
                "blocked",
                "updated_at",
            ],
            _id=PAIR,
            user_id=ID,
            peer_id=ID,
            conversation_id=PAIR,
            seq=whole(0),
            last=optional(OBJECT),
            unread=whole(0),
            read_seq=whole(0),
            delivered_seq=whole(0),
            blocked={"bsonType": "bool"},
            notified_seq=whole(0),
            updated_at=DATE,
        ),
        [index("user_id", "-updated_at", "-_id"), index("user_id", "unread")],
        WRITERS,
    ),
    # `_id` is the user's: when they wrote what still counts
    Collection(
        "message_allowances",
        document(["sent", "expires_at"], _id=ID, sent=list_of(DATE, 20), expires_at=DATE),
        [index("expires_at", ttl_s=0)],
        WRITERS,
    ),
    # "<from>:<to>"
    Collection(
        "typing",
        document(["at"], _id=PAIR, at=DATE),
        [index("at", ttl_s=TYPING_REMEMBERED_S)],
        WRITERS,
    ),
    Collection(
        "reports",
        document(
            ["reporter_id", "reported_id", "reason", "messages", "state", "day", "of_day", "created_at"],
            reporter_id=ID,
            reported_id=ID,
            reason=text(1_000, shortest=1),
            messages=list_of(OBJECT, 30),
            state=one_of("open", "closed"),
            outcome=optional(one_of("no_action", "warned", "account_disabled")),
            note=optional(text(1_000)),
            closed_by=optional(ID),
            # the how-manieth of its reporter on that day: at most 5
            day=DATE,
            of_day=whole(1, 5),
            created_at=DATE,
            closed_at=optional(DATE),
        ),
        [
            index("state", "-created_at", "-_id"),
            index("reporter_id", "day", "of_day", unique=True),
            index("reported_id", "-created_at"),
        ],
        {"gateway": ("insert", "update")},
    ),
]
