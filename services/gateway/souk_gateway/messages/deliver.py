"""The parts of the stream that tell of messages: they become events in the rooms of those whom they concern."""

from souk_common.change_stream import Change
from souk_common.events import MessageMark, Typing
from souk_gateway.live.follow_changes import Part, inserted
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.live.stock_feed import Push
from souk_gateway.messages.repository import CONVERSATIONS, MESSAGES
from souk_gateway.messages.rows import message_of, message_out
from souk_gateway.messages.typing_now import TYPING
from souk_gateway.messages.waiting import MESSAGE, Waiting

DELIVERED, READ = "delivered", "read"
_SENT = ("seq", "sender_id", "receiver_id", "body", "client_id", "about", "visible_to", "sent_at")
_MARKS = {"delivered_seq": DELIVERED, "read_seq": READ}


def messages_part(signed_in: SignedIn, waiting: Waiting, push: Push) -> Part:
    """Each new message, to all sockets of those who may see it."""

    async def tell(change: Change) -> None:
        row = change["fullDocument"]
        room = frozenset().union(*(signed_in.of_user(str(user_id)) for user_id in row["visible_to"]))
        if room:
            message = message_of(row)
            await push(await waiting.ready(room, message), MESSAGE, message_out(message))

    return inserted(MESSAGES, _SENT, tell)


def marks_part(signed_in: SignedIn, push: Push) -> Part:
    """How far one of two has come, to all sockets of both."""

    async def tell(change: Change) -> None:
        user_id, peer_id = change["documentKey"]["_id"].split(":")
        room = signed_in.of_user(user_id) | signed_in.of_user(peer_id)
        changed = change["updateDescription"]["updatedFields"]
        for field, event in _MARKS.items():
            if field in changed:
                await push(room, event, MessageMark(user_id=user_id, with_user_id=peer_id, seq=changed[field]))

    marked = [{f"updateDescription.updatedFields.{field}": {"$exists": True}} for field in _MARKS]
    return Part(CONVERSATIONS, {"operationType": "update", "$or": marked}, tuple(_MARKS), tell)


def typing_part(signed_in: SignedIn, push: Push) -> Part:
    """Somebody writes, to all sockets of whom they write to."""

    async def tell(change: Change) -> None:
        user_id, peer_id = change["documentKey"]["_id"].split(":")
        await push(signed_in.of_user(peer_id), TYPING, Typing(user_id=user_id))

    return Part(TYPING, {"operationType": {"$in": ["insert", "update", "replace"]}}, (), tell)
