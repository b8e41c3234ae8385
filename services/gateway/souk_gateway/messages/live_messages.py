"""The live side of messages: what sockets may send, and what they are told."""

import asyncio
from collections.abc import Sequence
from functools import partial

import structlog
from pymongo.errors import PyMongoError

from souk_common.identity import Identity
from souk_common.problems import Unauthenticated
from souk_gateway.live.follow_changes import Part
from souk_gateway.live.links import Link
from souk_gateway.live.problem_json import Json
from souk_gateway.live.server import SIGNED_IN, LiveServer
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.messages.context import Messaging
from souk_gateway.messages.deliver import DELIVERED, READ, marks_part, messages_part, typing_part
from souk_gateway.messages.delivered import Delivered
from souk_gateway.messages.model import Mark
from souk_gateway.messages.rows import message_out
from souk_gateway.messages.schemas import MarkIn, PeerIn, ReadUpToOut, SendEventIn
from souk_gateway.messages.tell_left import TellLeft
from souk_gateway.messages.typing_now import TYPING, TypingNow
from souk_gateway.messages.waiting import MESSAGE, Waiting
from souk_gateway.presence.preferences import Preferences
from souk_gateway.presence.repository import PreferenceRows
from souk_gateway.presence.who_is_online import WhoIsOnline

log = structlog.get_logger("messages")


class LiveMessages:
    """Nothing happens before `open` and `run`, but for noting who joins."""

    def __init__(self, signed_in: SignedIn, server: LiveServer, online: WhoIsOnline, preferences: Preferences) -> None:
        self._signed_in = signed_in
        self._server = server
        self._online = online
        self._preferences = preferences
        self._waiting = Waiting(server.push, server.is_behind, server.drop_slow)
        self._delivered = Delivered()
        self._typing = TypingNow()
        self._telling: set[asyncio.Task[None]] = set()
        self._left = TellLeft(online)
        self.left = self._left.note
        signed_in.joined = self._waiting.joined

    def open(self, parts: Messaging) -> Sequence[Part]:
        """Let clients send; answers what is wanted of the change stream."""
        self._server.answer(MESSAGE, SendEventIn, partial(self._message, parts), SIGNED_IN)
        self._server.answer(TYPING, PeerIn, partial(self._types, parts), SIGNED_IN)
        self._server.answer(DELIVERED, MarkIn, partial(self._has_reached, parts), SIGNED_IN)
        self._server.answer(READ, MarkIn, partial(self._has_read, parts), SIGNED_IN)
        push = self._server.push
        return (
            messages_part(self._signed_in, self._waiting, push),
            marks_part(self._signed_in, push),
            typing_part(self._signed_in, push),
        )

    async def run(self, parts: Messaging) -> None:
        """Send what waits to whoever comes, and write what has reached whom, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._waiting.send_forever(parts.messages), name="waiting")
            group.create_task(self._delivered.write_forever(parts.write), name="delivered")
            group.create_task(self._left.tell_forever(parts.mongo), name="left")

    def forget(self, link: Link) -> None:
        """`link` is gone."""
        self._waiting.forget(link)
        self._typing.forget(link)

    async def _message(self, parts: Messaging, link: Link, body: SendEventIn) -> Json:
        """Send a message; the ack is the message."""
        sent = await parts.send(_who(link), body.user_id, body)
        return message_out(sent.message).model_dump(mode="json")

    async def _types(self, parts: Messaging, link: Link, body: PeerIn) -> Json:
        """Let the other see that one writes to them, unless one does not want to be seen at all."""
        user_id = _who(link).user_id
        if body.user_id != user_id and self._typing.is_news(link, body.user_id):
            # the ack does not wait: how long it took would tell who is there, hides or has blocked
            task = asyncio.create_task(self._tell_of_typing(parts, user_id, body.user_id), name="typing")
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)
        return {"ok": True}

    async def _tell_of_typing(self, parts: Messaging, user_id: str, peer_id: str) -> None:
        try:
            if self._online.is_connected(peer_id) and not await self._appears_offline(parts, user_id):
                await self._typing.tell(parts.mongo, user_id, peer_id)
        except PyMongoError as error:
            log.warning("typing not told", error=type(error).__name__)

    async def _has_reached(self, parts: Messaging, link: Link, body: MarkIn) -> Json:
        """What somebody wrote has come; there is no mark where it would tell who appears offline."""
        mark = Mark(_who(link).user_id, body.user_id, body.seq, read=False)
        if await self._appears_offline(parts, mark.user_id):
            await parts.messages.take(mark.user_id, mark.peer_id, mark.seq)
        else:
            self._delivered.note(mark)
        return {"ok": True}

    async def _has_read(self, parts: Messaging, link: Link, body: MarkIn) -> Json:
        """What somebody wrote was read; the ack is how much is unread."""
        unread = await parts.write.mark(Mark(_who(link).user_id, body.user_id, body.seq, read=True))
        return ReadUpToOut(unread=unread).model_dump(mode="json")

    async def _appears_offline(self, parts: Messaging, user_id: str) -> bool:
        return (await self._preferences.surely_of(user_id, PreferenceRows(parts.mongo))).appear_offline


def _who(link: Link) -> Identity:
    if link.identity is None:
        raise Unauthenticated
    return link.identity
