"""What the routes and the socket events of messages work with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from souk_common.mongo import Mongo
from souk_gateway.messages.repository import ConversationRepository, MessageRepository
from souk_gateway.messages.send_message import SendMessage
from souk_gateway.messages.write_together import WriteTogether
from souk_gateway.people import IsOnline
from souk_gateway.presence.who_is_online import WhoIsOnline


@dataclass(frozen=True, slots=True)
class Messaging:
    """The parts; they live as long as the replica."""

    mongo: Mongo
    messages: MessageRepository
    conversations: ConversationRepository
    send: SendMessage
    write: WriteTogether
    is_online: IsOnline


@asynccontextmanager
async def messaging(app: FastAPI) -> AsyncIterator[None]:
    """Build the parts when the service starts, into `app.state.messaging`."""
    mongo: Mongo = app.state.mongo
    online: WhoIsOnline = app.state.online
    write = WriteTogether(mongo, online.is_connected)
    app.state.messaging = Messaging(
        mongo,
        MessageRepository(mongo),
        ConversationRepository(mongo),
        SendMessage(mongo, write),
        write,
        online.is_online,
    )
    yield


def _messaging(request: Request) -> Messaging:
    messaging: Messaging = request.app.state.messaging
    return messaging


CurrentMessaging = Annotated[Messaging, Depends(_messaging)]
