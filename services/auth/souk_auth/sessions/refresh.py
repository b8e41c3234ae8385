"""A browser trades its refresh token for the next one and a new access token.

A session rotates its token at most once in the grace period (10 s). Within it, the token before and the current one
both lead to the current one: tabs that wake up together, and a browser whose answer was lost, go on in one line.
After it, a token that was replaced can only be a copy: the whole family ends, for the thief as for the owner. A thief
who is within the grace period of the owner gets the same successor; the two part at the next rotation, and the later
one ends both.
"""

import asyncio

from souk_auth.context import Auth
from souk_auth.sessions.model import Session
from souk_auth.sessions.refresh_token import RefreshToken
from souk_auth.sessions.start import SignedIn
from souk_common.problems import Unauthenticated, Unavailable

# What a parallel request has written can be read once most members have it.
_PAUSES_S = (0.0, 0.01, 0.03, 0.1, 0.2, 0.4, 0.8)


class SessionEnded(Unauthenticated):
    """401: this refresh token opens nothing (any more)."""

    def __init__(self) -> None:
        super().__init__("Your sign-in has ended. Please sign in again.")


async def refresh(auth: Auth, cookie: str | None, address: str) -> SignedIn:
    """The session with its current token.

    Raises:
        SessionEnded: the cookie is missing, made up, expired or used before; or the account is not active.
        Unavailable: the outcome of a parallel refresh cannot be read in time.
    """
    token = RefreshToken.parse(cookie) if cookie else None
    if token is None:
        raise SessionEnded
    for pause_s in _PAUSES_S:
        await asyncio.sleep(pause_s)
        session = await auth.sessions.by_token(token)
        if session is None:
            raise SessionEnded
        user = await auth.users.by_id(session.user_id)
        if user is None or not user.is_active:
            raise SessionEnded
        if not session.is_current(token) and session.successor_of(token) is None:
            await _end_family(auth, session, address)
            raise SessionEnded
        current = await _current_token(auth, session, token)
        if current is not None:
            return SignedIn(user, session.id, current)
    raise Unavailable("Your sign-in is being renewed by another tab. Please try again.")


async def _current_token(auth: Auth, session: Session, token: RefreshToken) -> RefreshToken | None:
    """The session's token from now on; None when a parallel request has changed the session."""
    if not session.is_current(token):
        return session.successor_of(token)
    if session.in_grace:
        return token
    successor = token.successor()
    return successor if await auth.sessions.rotate(session, token, successor) else None


async def _end_family(auth: Auth, session: Session, address: str) -> None:
    await auth.mongo.transaction(
        lambda transaction: auth.sessions.end(transaction, session.id, session.user_id, "token_reused")
    )
    await auth.audit.add("session.token_reused", of=session.user_id, address=address)
