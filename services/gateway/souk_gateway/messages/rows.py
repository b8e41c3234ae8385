"""Messages and sides as the database holds them."""

from collections.abc import Mapping
from typing import Any

from bson import ObjectId

from souk_common.mongo import Document
from souk_gateway.messages.model import About, Last, Message, Side, conversation_id
from souk_gateway.messages.schemas import AboutOut, MessageOut

Row = Mapping[str, Any]


def message_row(message: Message) -> Document:
    """A new message. `waits` marks those that the receiver is yet to get, and is in the index of them."""
    row: Document = {
        "_id": ObjectId(message.id),
        "conversation_id": conversation_id(message.sender_id, message.receiver_id),
        "seq": message.seq,
        "sender_id": ObjectId(message.sender_id),
        "receiver_id": ObjectId(message.receiver_id),
        "body": message.body,
        "client_id": message.client_id,
        "visible_to": [ObjectId(user_id) for user_id in message.visible_to],
        "sent_at": message.sent_at,
        "delivered_at": None,
        "read_at": None,
    }
    if message.about is not None:
        about = message.about
        row["about"] = {"kind": about.kind, "id": ObjectId(about.id), "name": about.name}
    if not message.withheld:
        row["waits"] = True
    return row


def message_of(row: Row) -> Message:
    """A message from its row."""
    about = row.get("about")
    return Message(
        id=str(row["_id"]),
        seq=row["seq"],
        sender_id=str(row["sender_id"]),
        receiver_id=str(row["receiver_id"]),
        body=row["body"],
        client_id=row["client_id"],
        about=About(about["kind"], str(about["id"]), about["name"]) if about else None,
        withheld=row["receiver_id"] not in row["visible_to"],
        sent_at=row["sent_at"],
        delivered_at=row.get("delivered_at"),
        read_at=row.get("read_at"),
    )


def message_out(message: Message) -> MessageOut:
    """A message as the API answers it."""
    about = message.about
    return MessageOut(
        id=message.id,
        seq=message.seq,
        sender_id=message.sender_id,
        receiver_id=message.receiver_id,
        body=message.body,
        client_id=message.client_id,
        about=AboutOut(kind=about.kind, id=about.id, name=about.name) if about else None,
        sent_at=message.sent_at,
        delivered_at=message.delivered_at,
        read_at=message.read_at,
    )


def side_row(side: Side) -> Document:
    """What messages and marks change of a side."""
    last = side.last
    return {
        "seq": side.seq,
        "last": last
        and {"seq": last.seq, "sender_id": ObjectId(last.sender_id), "body": last.body, "sent_at": last.sent_at},
        "unread": side.unread,
        "read_seq": side.read_seq,
        "delivered_seq": side.delivered_seq,
        "notified_seq": side.notified_seq,
        "updated_at": side.updated_at,
    }


def side_identity(side: Side) -> Document:
    """What a row of a side has from its first day on."""
    return {
        "user_id": ObjectId(side.user_id),
        "peer_id": ObjectId(side.peer_id),
        "conversation_id": conversation_id(side.user_id, side.peer_id),
        "blocked": False,
    }


def side_of(row: Row) -> Side:
    """A side from its row."""
    last = row.get("last")
    return Side(
        user_id=str(row["user_id"]),
        peer_id=str(row["peer_id"]),
        seq=row["seq"],
        last=Last(last["seq"], str(last["sender_id"]), last["body"], last["sent_at"]) if last else None,
        unread=row["unread"],
        read_seq=row["read_seq"],
        delivered_seq=row["delivered_seq"],
        blocked=row["blocked"],
        notified_seq=row.get("notified_seq", 0),
        updated_at=row["updated_at"],
    )
