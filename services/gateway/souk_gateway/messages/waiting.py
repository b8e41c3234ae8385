"""What waits for somebody is sent to each of their sockets when it comes, before anything later of the same people.

Live messages for a socket are kept back until it has got what waited. Of what waits `MAX_SENT` messages are sent, the
oldest; the rest is there to be asked for.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Iterable

import structlog
from pymongo.errors import PyMongoError

from souk_gateway.live.links import Link
from souk_gateway.live.stock_feed import Push
from souk_gateway.messages.model import Message
from souk_gateway.messages.repository import MessageRepository
from souk_gateway.messages.rows import message_out

log = structlog.get_logger("messages")

MESSAGE = "message"
MAX_SENT = 2_000
MAX_KEPT_BACK = 500
_GATHER_S = 0.03
_USERS_AT_ONCE = 100
_READERS = 64
_STEP_S = 0.01
_MAY_BE_BEHIND_S = 5.0
_AGAIN_S = 0.5


class Waiting:
    """Which sockets are yet to get what waits.

    `is_behind`: a lot waits to be sent to a socket, and it is given time. `drop` cuts one that takes too long.
    """

    def __init__(self, push: Push, is_behind: Callable[[Link], bool], drop: Callable[[Link], Awaitable[None]]) -> None:
        self._push = push
        self._is_behind = is_behind
        self._drop = drop
        self._kept_back: dict[Link, list[Message]] = {}
        self._new: dict[Link, None] = {}
        self._any = asyncio.Event()
        # how far each socket has come by what waited; the stream may tell of the same messages later
        self._sent: dict[Link, dict[str, int]] = {}

    def joined(self, link: Link) -> None:
        """A user's socket is here; from now on live messages are kept back for it."""
        self._kept_back[link] = []
        self._new[link] = None
        self._any.set()

    def forget(self, link: Link) -> None:
        """`link` is gone."""
        self._kept_back.pop(link, None)
        self._new.pop(link, None)
        self._sent.pop(link, None)

    async def ready(self, links: Iterable[Link], message: Message) -> list[Link]:
        """Those to whom a live message can go now; for those who still wait it is kept back."""
        ready = []
        for link in links:
            kept_back = self._kept_back.get(link)
            if kept_back is None:
                if self._is_news(link, message):
                    ready.append(link)
            elif len(kept_back) < MAX_KEPT_BACK:
                kept_back.append(message)
            else:
                await self._drop(link)
        return ready

    async def send_forever(self, messages: MessageRepository) -> None:
        """Send what waits to whoever joins, until cancelled. Those who join together are looked up together."""
        readers = asyncio.Semaphore(_READERS)
        self._new |= dict.fromkeys(self._kept_back)
        async with asyncio.TaskGroup() as group:
            while True:
                if not self._new:
                    self._any.clear()
                    await self._any.wait()
                await asyncio.sleep(_GATHER_S)
                links = self._take_new()
                if not links:
                    continue
                try:
                    waited_for = await messages.waited_for(list(links))
                except PyMongoError as error:
                    log.warning("what waits was not read", error=type(error).__name__, again_in_s=_AGAIN_S)
                    self._new |= dict.fromkeys(link for of_user in links.values() for link in of_user)
                    await asyncio.sleep(_AGAIN_S)
                    continue
                for user_id, of_user in links.items():
                    if user_id in waited_for:
                        group.create_task(self._catch_up(messages, user_id, of_user, readers))
                    else:
                        await self._release(of_user, {})

    def _take_new(self) -> dict[str, list[Link]]:
        """The links that joined, by user; of `_USERS_AT_ONCE` at most."""
        taken: dict[str, list[Link]] = {}
        for link in list(self._new):
            if link.identity is None:
                self.forget(link)
            elif link.socket_id is not None and len(taken) < _USERS_AT_ONCE:
                del self._new[link]
                taken.setdefault(link.identity.user_id, []).append(link)
        return taken

    async def _catch_up(
        self, messages: MessageRepository, user_id: str, links: list[Link], readers: asyncio.Semaphore
    ) -> None:
        sent: dict[str, int] = {}
        async with readers:
            while any(link in self._kept_back for link in links):
                try:
                    async for message in messages.waiting(user_id, MAX_SENT):
                        if message.seq > sent.get(message.sender_id, 0):
                            await self._send(links, message)
                            sent[message.sender_id] = message.seq
                    break
                except PyMongoError as error:
                    log.warning("what waits was not read", error=type(error).__name__, again_in_s=_AGAIN_S)
                    await asyncio.sleep(_AGAIN_S)
                except Exception:  # a row that is not as expected must not end the feed for all
                    log.exception("what waits was left out", user_id=user_id)
                    break
        await self._release(links, sent)

    async def _send(self, links: Collection[Link], message: Message) -> None:
        patience_ends = time.monotonic() + _MAY_BE_BEHIND_S
        while behind := [link for link in links if link in self._kept_back and self._is_behind(link)]:
            if time.monotonic() > patience_ends:
                for link in behind:
                    await self._drop(link)
                break
            await asyncio.sleep(_STEP_S)
        await self._push([link for link in links if link in self._kept_back], MESSAGE, message_out(message))

    async def _release(self, links: Iterable[Link], sent: dict[str, int]) -> None:
        for link in links:
            if sent and link in self._kept_back:
                self._sent[link] = sent
            while kept_back := self._kept_back.get(link):
                message = kept_back.pop(0)
                if self._is_news(link, message):
                    await self._push([link], MESSAGE, message_out(message))
            self._kept_back.pop(link, None)

    def _is_news(self, link: Link, message: Message) -> bool:
        sent = self._sent.get(link)
        return sent is None or message.seq > sent.get(message.sender_id, 0)
