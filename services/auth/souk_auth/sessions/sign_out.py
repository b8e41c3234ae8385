"""A user signs out."""

from bson import ObjectId

from souk_auth.context import Auth
from souk_auth.sessions.refresh_token import RefreshToken
from souk_common.identity import Identity
from souk_common.mongo import Session as Transaction


async def sign_out(auth: Auth, cookie: str | None, identity: Identity | None) -> None:
    """End the session of the cookie and that of the access token, whichever are there (usually they are one)."""
    ending = {}
    token = RefreshToken.parse(cookie) if cookie else None
    if token is not None and (session := await auth.sessions.by_token(token)):
        ending[session.id] = session.user_id
    if identity is not None:
        ending[ObjectId(identity.session_id)] = ObjectId(identity.user_id)
    if not ending:
        return

    async def end(transaction: Transaction) -> None:
        for session_id, user_id in ending.items():
            await auth.sessions.end(transaction, session_id, user_id, "signed_out")

    await auth.mongo.transaction(end)
