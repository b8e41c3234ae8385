"""Who has left is notified of what was written to them while they only seemed to be there.

A browser that was killed, or one at a gateway that was, counts as connected for some seconds more. A message of these
seconds brings no notification when it is sent; it gets one as soon as its receiver is known to have left.
"""

import asyncio
from dataclasses import replace
from functools import partial

import structlog
from pymongo.errors import PyMongoError

from souk_common.mongo import Mongo, Session
from souk_common.notifications import notify
from souk_common.problems import Problem
from souk_gateway.messages.accounts import Accounts
from souk_gateway.messages.batch import notification_of
from souk_gateway.messages.model import Side
from souk_gateway.messages.repository import ConversationRepository
from souk_gateway.presence.who_is_online import WhoIsOnline

log = structlog.get_logger("messages")

SETTLE_S = 1.0
_AT_ONCE = 200
_AGAIN_S = 1.0


class TellLeft:
    """Gathers who left. Every gateway does so; of those that notify of the same message, the first one does."""

    def __init__(self, online: WhoIsOnline) -> None:
        self._online = online
        self._left: set[str] = set()
        self._any = asyncio.Event()

    def note(self, user_id: str) -> None:
        """The user has no socket left at any gateway."""
        self._left.add(user_id)
        self._any.set()

    async def tell_forever(self, mongo: Mongo) -> None:
        """Notify those who did not come back at once, until cancelled."""
        conversations, accounts = ConversationRepository(mongo), Accounts(mongo)
        while True:
            await self._any.wait()
            await asyncio.sleep(SETTLE_S)
            left = list(self._left)[:_AT_ONCE]
            away = [user_id for user_id in left if not self._online.is_connected(user_id)]
            try:
                for side in await conversations.untold(away) if away else ():
                    name = (await accounts.names({side.peer_id})).get(side.peer_id, "")
                    await mongo.transaction(partial(_tell, mongo, side.id, name))
            except (PyMongoError, Problem) as error:
                log.warning("who left was not notified", error=type(error).__name__, again_in_s=_AGAIN_S)
                await asyncio.sleep(_AGAIN_S)
                continue
            self._left.difference_update(left)
            if not self._left:
                self._any.clear()


async def _tell(mongo: Mongo, side_id: str, name: str, session: Session) -> None:
    conversations = ConversationRepository(mongo)
    side: Side | None = (await conversations.sides([side_id], session)).get(side_id)
    if side is None or side.last is None or not side.is_untold:
        return
    await notify(mongo.db, [notification_of(side.user_id, side.peer_id, side.last, name)], session)
    await conversations.write([replace(side, notified_seq=side.last.seq)], session)
