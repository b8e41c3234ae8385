"""Conversations and found messages as the API answers them, with the people of today."""

from collections.abc import Sequence

from bson import ObjectId

from souk_common.problems import NotFound
from souk_gateway.messages.context import Messaging
from souk_gateway.messages.model import Last, Message, Side
from souk_gateway.messages.rows import message_out
from souk_gateway.messages.schemas import ConversationOut, FoundMessageOut, LastMessageOut
from souk_gateway.people import PersonOut, people


async def conversations(parts: Messaging, sides: Sequence[Side]) -> list[ConversationOut]:
    """Sides of one user."""
    known = await people(parts.mongo, (ObjectId(side.peer_id) for side in sides), parts.is_online)
    return [_conversation(side, known[ObjectId(side.peer_id)]) for side in sides]


async def conversation(parts: Messaging, user_id: str, peer_id: str) -> ConversationOut:
    """One side; also before the first message.

    Raises:
        NotFound: there is no such person, or they are gone and there was nothing between the two.
    """
    side = await parts.conversations.one(user_id, peer_id)
    peer = ObjectId(peer_id)
    person = (await people(parts.mongo, [peer], parts.is_online)).get(peer)
    if person is None or (side is None and person.name is None):
        raise NotFound("There is no such person.")
    return _conversation(side or Side(user_id, peer_id), person)


async def found(parts: Messaging, user_id: str, messages: Sequence[Message]) -> list[FoundMessageOut]:
    """Messages of one user's conversations."""
    peers = [_other(message, user_id) for message in messages]
    known = await people(parts.mongo, peers, parts.is_online)
    return [
        FoundMessageOut(user=known[peer], message=message_out(message))
        for message, peer in zip(messages, peers, strict=True)
    ]


def _other(message: Message, user_id: str) -> ObjectId:
    return ObjectId(message.receiver_id if message.sender_id == user_id else message.sender_id)


def _conversation(side: Side, person: PersonOut) -> ConversationOut:
    return ConversationOut(
        user=person,
        last=_last(side.last),
        seq=side.seq,
        read_seq=side.read_seq,
        unread=side.unread,
        blocked=side.blocked,
        updated_at=side.updated_at,
    )


def _last(last: Last | None) -> LastMessageOut | None:
    if last is None:
        return None
    return LastMessageOut(seq=last.seq, sender_id=last.sender_id, body=last.body, sent_at=last.sent_at)
