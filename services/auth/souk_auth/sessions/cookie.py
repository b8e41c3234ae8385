"""The cookie that holds the refresh token. SameSite=Strict: no other site can have it sent."""

from fastapi import Response

from souk_auth.sessions.model import TTL_S
from souk_auth.sessions.refresh_token import RefreshToken

COOKIE = "souk_refresh"
_PATH = "/api/auth"


def set_cookie(response: Response, token: RefreshToken, *, tls: bool) -> None:
    """Hand the token to the browser."""
    response.set_cookie(COOKIE, token.text, max_age=TTL_S, path=_PATH, secure=tls, httponly=True, samesite="strict")


def clear_cookie(response: Response, *, tls: bool) -> None:
    """Take the token from the browser."""
    response.delete_cookie(COOKIE, path=_PATH, secure=tls, httponly=True, samesite="strict")


def clearing_header(*, tls: bool) -> dict[str, str]:
    """The same, for an answer that is a problem."""
    response = Response()
    clear_cookie(response, tls=tls)
    return {"Set-Cookie": response.headers["set-cookie"]}
