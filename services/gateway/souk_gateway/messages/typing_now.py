"""`typing`: somebody writes to somebody at this moment."""

import time
from collections.abc import Callable

from pymongo import WriteConcern

from souk_common.mongo import Mongo
from souk_gateway.live.links import Link
from souk_gateway.messages.model import side_id
from souk_gateway.messages.repository import ConversationRepository

TYPING = "typing"
AT_MOST_EVERY_S = 2.0
_MAX_PEERS = 50


class TypingNow:
    """Writes the rows by which all replicas hear of it. `clock` in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[Link, dict[str, float]] = {}

    def forget(self, link: Link) -> None:
        """`link` is gone."""
        self._told.pop(link, None)

    def is_news(self, link: Link, peer_id: str) -> bool:
        """Whether this socket says so for the first time in a while; from now on it has said so."""
        now = self._clock()
        told = {peer: at for peer, at in self._told.get(link, {}).items() if now - at < AT_MOST_EVERY_S}
        if peer_id in told or len(told) >= _MAX_PEERS:
            return False
        self._told[link] = told | {peer_id: now}
        return True

    async def tell(self, mongo: Mongo, user_id: str, peer_id: str) -> None:
        """Let the other hear of it, unless one of the two has blocked the other. It may be lost in a failover."""
        if await ConversationRepository(mongo).blocks_between(user_id, peer_id):
            return
        rows = mongo.db.get_collection(TYPING, write_concern=WriteConcern(w=1))
        await rows.update_one({"_id": side_id(user_id, peer_id)}, {"$currentDate": {"at": True}}, upsert=True)
