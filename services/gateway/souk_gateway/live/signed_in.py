"""Which connections belong to which user and to which sign-in."""

from collections.abc import Callable

from souk_common.identity import Identity, Role
from souk_common.problems import Conflict, TooManyRequests
from souk_gateway.live.links import Link

MAX_SOCKETS_PER_USER = 10
_RETRY_AFTER_S = 30


def _nowhere(_user_id: str) -> int:
    return 0


def _nobody(_user_id: str) -> None:
    return


def _no_link(_link: Link) -> None:
    return


class SignedIn:
    """The connections that carry a valid token.

    `elsewhere` tells how many a user has at other replicas; `came_or_went` hears of each user who has more or fewer
    here than a moment ago, and `joined` of each connection that became a user's.
    """

    def __init__(self) -> None:
        self._of_user: dict[str, set[Link]] = {}
        self._of_session: dict[str, set[Link]] = {}
        self.elsewhere: Callable[[str], int] = _nowhere
        self.came_or_went: Callable[[str], None] = _nobody
        self.joined: Callable[[Link], None] = _no_link

    def admit(self, link: Link, identity: Identity) -> None:
        """`link` has shown a token that holds; a fresh one of the same user replaces the earlier.

        Raises:
            Conflict: the connection belongs to another user.
            TooManyRequests: the user has `MAX_SOCKETS_PER_USER` connections already, over all replicas.
        """
        if link.identity is not None and link.identity.user_id != identity.user_id:
            raise Conflict("This connection belongs to another user. Connect anew.")
        if link.identity is not None:
            _discard(self._of_session, link.identity.session_id, link)
        elif self.count(identity.user_id) + self.elsewhere(identity.user_id) >= MAX_SOCKETS_PER_USER:
            raise TooManyRequests("You have too many windows open at once.", _RETRY_AFTER_S)
        is_new, link.identity = link.identity is None, identity
        self._of_user.setdefault(identity.user_id, set()).add(link)
        self._of_session.setdefault(identity.session_id, set()).add(link)
        if is_new:
            self.came_or_went(identity.user_id)
            self.joined(link)

    def forget(self, link: Link) -> None:
        """`link` is gone."""
        if link.identity is None:
            return
        user_id = link.identity.user_id
        _discard(self._of_user, user_id, link)
        _discard(self._of_session, link.identity.session_id, link)
        link.identity = None
        self.came_or_went(user_id)

    def count(self, user_id: str) -> int:
        """How many connections a user has here."""
        return len(self._of_user.get(user_id, ()))

    def user_ids(self) -> list[str]:
        """Everybody who has a connection here."""
        return list(self._of_user)

    def of_user(self, user_id: str) -> frozenset[Link]:
        """The user's room: all connections of a user."""
        return frozenset(self._of_user.get(user_id, ()))

    def of_role(self, role: Role) -> frozenset[Link]:
        """The connections of everybody in a role."""
        links = (link for room in self._of_user.values() for link in room)
        return frozenset(link for link in links if link.identity is not None and link.identity.role == role)

    def of_session(self, session_id: str) -> frozenset[Link]:
        """The connections of one sign-in."""
        return frozenset(self._of_session.get(session_id, ()))


def _discard(links: dict[str, set[Link]], key: str, link: Link) -> None:
    known = links.get(key, set())
    known.discard(link)
    if not known:
        links.pop(key, None)
