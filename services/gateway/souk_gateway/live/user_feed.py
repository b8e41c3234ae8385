"""Notifications become events in their user's room."""

from collections.abc import Awaitable, Callable
from typing import get_args

from souk_common.change_stream import Change
from souk_common.events import NotificationEvent, NotificationsRead
from souk_common.notifications import NOTIFICATIONS, Kind
from souk_gateway.live.follow_changes import Part, inserted
from souk_gateway.live.market_feed import MarketFeed
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.live.stock_feed import Push

NOTIFICATION = "notification"
NOTIFICATIONS_READ = "notifications_read"
MutedBy = Callable[[str], Awaitable[frozenset[str]]]
_READ_AT = "notifications_at"
_SETTLED = "order_status"
# Only these may name an event: a row must not be able to send, say, a `disconnect`.
_NAMED = frozenset(get_args(Kind))


class UserFeed:
    """`notification`, and the event named like its kind; of a kind that the user has muted, the latter alone.

    `muted_by` answers the kinds that a user, who is connected here, has muted.
    """

    def __init__(self, signed_in: SignedIn, push: Push, muted_by: MutedBy) -> None:
        self._signed_in = signed_in
        self._push = push
        self._muted_by = muted_by

    async def tell(self, user_id: str, event: NotificationEvent) -> None:
        """Tell all sockets of one user."""
        if not self._signed_in.count(user_id):
            return
        if event.kind in _NAMED:
            await self._push(self._signed_in.of_user(user_id), event.kind, event)
        if event.kind not in await self._muted_by(user_id):
            await self._push(self._signed_in.of_user(user_id), NOTIFICATION, event)

    async def tell_read(self, user_id: str, changed: frozenset[str]) -> None:
        """Tell all sockets of one user that what they have read changed, if that is what `changed` of their row."""
        if _READ_AT in changed:
            await self._push(self._signed_in.of_user(user_id), NOTIFICATIONS_READ, NotificationsRead())


def notifications_part(users: UserFeed, market: MarketFeed) -> Part:
    """Each new notification; some tell that an order was settled."""

    async def tell(change: Change) -> None:
        row = change["fullDocument"]
        if row["kind"] == _SETTLED:
            market.offer()
        event = NotificationEvent(id=row["_id"], kind=row["kind"], data=row["data"], created_at=row["created_at"])
        await users.tell(str(row["user_id"]), event)

    return inserted(NOTIFICATIONS, ("user_id", "kind", "data", "created_at"), tell)
