"""Sending a message: stored once, or not at all."""

import secrets
from dataclasses import dataclass

from souk_common.identity import Identity
from souk_common.mongo import Mongo
from souk_common.problems import Invalid, Problem, Unavailable
from souk_gateway.mask_cards import mask_cards
from souk_gateway.messages.about import look_up
from souk_gateway.messages.model import Draft, Message
from souk_gateway.messages.repository import MessageRepository
from souk_gateway.messages.schemas import SendIn
from souk_gateway.messages.write_together import WriteTogether
from souk_gateway.people import account

_CLIENT_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Sent:
    """The message as it is stored; `replayed` when it was before."""

    message: Message
    replayed: bool = False


class SendMessage:
    """The use case."""

    def __init__(self, mongo: Mongo, write: WriteTogether) -> None:
        self._mongo = mongo
        self._write = write
        self._messages = MessageRepository(mongo)

    async def __call__(self, sender: Identity, receiver_id: str, request: SendIn) -> Sent:
        """Send it. The same `client_id` again gets what was stored the first time, whatever holds by then.

        Raises:
            Invalid: to oneself; about nothing of the sender's; or the `client_id` was another message's.
            NotFound, Conflict, TooManyRequests, Unavailable: from `WriteTogether.send`.
        """
        if sender.user_id == receiver_id:
            raise Invalid({"user_id": "you cannot write to yourself"})
        body = mask_cards(request.body)
        client_id = request.client_id or secrets.token_hex(_CLIENT_ID_BYTES)
        try:
            about = None
            if request.about is not None:
                await account(self._mongo, receiver_id)
                about = await look_up(self._mongo, sender, request.about)
            return Sent(await self._write.send(Draft(sender.user_id, receiver_id, body, client_id, about)))
        except Unavailable:
            raise
        except Problem:
            earlier = await self._messages.sent(sender.user_id, client_id) if request.client_id else None
            if earlier is None:
                raise
            named = (request.about.kind, request.about.id) if request.about else None
            if not earlier.says(receiver_id, body, named):
                raise Invalid({"client_id": "was already used for another message"}) from None
            return Sent(earlier, replayed=True)
