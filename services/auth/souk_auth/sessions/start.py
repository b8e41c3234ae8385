"""A session begins."""

from dataclasses import dataclass

from bson import ObjectId

from souk_auth.accounts.model import User
from souk_auth.sessions.refresh_token import RefreshToken
from souk_auth.sessions.repository import SessionRepository
from souk_common.mongo import Session as Transaction


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user, the session they are signed in with, and the token that keeps it going."""

    user: User
    session_id: ObjectId
    refresh_token: RefreshToken


async def start_session(sessions: SessionRepository, transaction: Transaction, user: User) -> SignedIn:
    """A new session of `user`, in the transaction that has made sure that the account is active."""
    token = RefreshToken.new()
    return SignedIn(user, await sessions.add(transaction, user.id, token), token)
