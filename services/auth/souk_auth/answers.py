"""The answer to a sign-in, in whatever way it came about."""

from fastapi import Response

from souk_auth.accounts.model import User
from souk_auth.accounts.schemas import SignedInOut, UserOut
from souk_auth.context import Auth
from souk_auth.sessions.cookie import set_cookie
from souk_auth.sessions.start import SignedIn
from souk_common.identity.tokens import ACCESS_TTL_S


def signed_in_answer(auth: Auth, response: Response, signed_in: SignedIn) -> SignedInOut:
    """The user and an access token in the body, the refresh token in the cookie."""
    user = signed_in.user
    set_cookie(response, signed_in.refresh_token, tls=auth.settings.tls)
    response.headers["Cache-Control"] = "no-store"
    return SignedInOut(
        user=user_answer(user),
        access_token=auth.signer.sign(user.id, user.role, signed_in.session_id),
        token_type="Bearer",  # noqa: S106 - the scheme's name
        expires_in=ACCESS_TTL_S,
    )


def user_answer(user: User) -> UserOut:
    """A user as they see themselves."""
    return UserOut(
        id=str(user.id),
        name=user.name,
        email=user.email or "",
        role=user.role,
        status=user.status,
        created_at=user.created_at,
    )
