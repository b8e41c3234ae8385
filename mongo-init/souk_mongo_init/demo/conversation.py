"""A conversation between the demo buyer and a demo seller, whose last message waits to be read."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bson import ObjectId

from souk_mongo_init.replica_set import Client

PREVIEW = 140
Document = dict[str, Any]
LINES = (
    (True, "Good morning! Does this kettle go on an induction hob?"),
    (False, "Good morning, Bea. Copper alone does not, but with a steel plate below it works well."),
    (True, "Lovely. And would you hold one for me until Saturday?"),
    (False, "With pleasure. One is set aside for you, just say when you come by."),
)
"""Whether the buyer wrote it, and what."""


def seed_conversation(
    client: Client, database: str, buyer_id: ObjectId, seller_id: ObjectId, product: Document
) -> bool:
    """Bring the conversation in unless the two have written to each other; answers whether it did."""
    db = client[database]
    if db.conversations.find_one({"_id": f"{buyer_id}:{seller_id}"}, {"_id": 1}):
        return False
    pair = ":".join(sorted((str(buyer_id), str(seller_id))))
    began = datetime.now(UTC) - timedelta(hours=2)
    about = {"kind": "product", "id": product["_id"], "name": product["name"]}
    messages: list[Document] = []
    for seq, (by_buyer, body) in enumerate(LINES, 1):
        sender, receiver = (buyer_id, seller_id) if by_buyer else (seller_id, buyer_id)
        waits = seq == len(LINES)
        sent_at = began + timedelta(minutes=9 * seq)
        messages.append(
            {
                "conversation_id": pair,
                "seq": seq,
                "sender_id": sender,
                "receiver_id": receiver,
                "body": body,
                "client_id": f"demo-{seq}",
                "about": about if seq == 1 else None,
                "visible_to": [sender, receiver],
                "sent_at": sent_at,
                "delivered_at": None if waits else sent_at + timedelta(minutes=1),
                "read_at": None if waits else sent_at + timedelta(minutes=3),
            }
        )
    sides = [_side(pair, buyer_id, seller_id, messages), _side(pair, seller_id, buyer_id, messages)]
    with client.start_session() as session, session.start_transaction():
        db.messages.insert_many(messages, session=session)
        db.conversations.insert_many(sides, session=session)
    return True


def _side(pair: str, user_id: ObjectId, peer_id: ObjectId, messages: list[Document]) -> Document:
    last = messages[-1]
    mine = [each for each in messages if each["receiver_id"] == user_id]
    read = [each["seq"] for each in mine if each["read_at"]]
    return {
        "_id": f"{user_id}:{peer_id}",
        "user_id": user_id,
        "peer_id": peer_id,
        "conversation_id": pair,
        "seq": last["seq"],
        "last": {name: last[name] for name in ("seq", "sender_id", "sent_at")} | {"body": last["body"][:PREVIEW]},
        "unread": len(mine) - len(read),
        "read_seq": max(read, default=0),
        "delivered_seq": max(read, default=0),
        "blocked": False,
        "notified_seq": 0,
        "updated_at": last["sent_at"],
    }
