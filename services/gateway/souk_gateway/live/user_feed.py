"""Notifications become events in their user's room."""

from typing import get_args

from souk_common.events import NotificationEvent
from souk_common.notifications import Kind
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.live.stock_feed import Push

NOTIFICATION = "notification"
# Only these may name an event: a row must not be able to send, say, a `disconnect`.
_NAMED = frozenset(get_args(Kind))


class UserFeed:
    """`notification`, and the event named like its kind."""

    def __init__(self, signed_in: SignedIn, push: Push) -> None:
        self._signed_in = signed_in
        self._push = push

    async def tell(self, user_id: str, event: NotificationEvent) -> None:
        """Tell all sockets of one user."""
        room = self._signed_in.of_user(user_id)
        if event.kind in _NAMED:
            await self._push(room, event.kind, event)
        await self._push(room, NOTIFICATION, event)
