"""Who connects to several gateways in the same moment can pass the bound at each; once the rows tell, the newest go."""

from collections.abc import Awaitable, Callable

from souk_gateway.live.links import Link
from souk_gateway.live.signed_in import MAX_SOCKETS_PER_USER, SignedIn
from souk_gateway.presence.who_is_online import WhoIsOnline


class SocketBound:
    """Of the gateways at which a user is, those that come first by name keep their sockets."""

    def __init__(self, online: WhoIsOnline, signed_in: SignedIn, put_out: Callable[[Link], Awaitable[None]]) -> None:
        self._online = online
        self._signed_in = signed_in
        self._put_out = put_out

    async def hold(self, user_id: str) -> None:
        """Put out what a user has here beyond the bound, the newest first."""
        here = sorted(self._signed_in.of_user(user_id), key=lambda link: link.since)
        allowed = max(0, MAX_SOCKETS_PER_USER - self._online.sockets_before(user_id))
        for link in here[allowed:]:
            await self._put_out(link)
