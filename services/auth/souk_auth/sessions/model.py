"""A session: one sign-in, from the password to the sign-out."""

from dataclasses import dataclass

from bson import ObjectId

from souk_auth.sessions.refresh_token import RefreshToken

TTL_S = 30 * 24 * 3600
"""A session ends this long after its last refresh."""
MOST_PER_USER = 20


@dataclass(frozen=True, slots=True)
class Session:
    """One session as the database has it. `in_grace`: its token was rotated a moment ago."""

    id: ObjectId
    user_id: ObjectId
    token_hash: str
    previous_hash: str | None
    sealed_successor: bytes | None
    in_grace: bool

    def is_current(self, token: RefreshToken) -> bool:
        """Whether this is the token that the session has now."""
        return token.hash == self.token_hash

    def successor_of(self, token: RefreshToken) -> RefreshToken | None:
        """The current token, for one that it replaced a moment ago; None for any other."""
        if self.in_grace and self.sealed_successor is not None and token.hash == self.previous_hash:
            return token.unseal(self.sealed_successor)
        return None
