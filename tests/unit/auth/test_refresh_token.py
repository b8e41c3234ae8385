"""The refresh token, and the cookie that holds it."""

import pytest
from bson import ObjectId
from fastapi import Response

from souk_auth.sessions.cookie import clear_cookie, set_cookie
from souk_auth.sessions.model import Session
from souk_auth.sessions.refresh_token import RefreshToken


def _session(current: RefreshToken, before: RefreshToken | None = None, *, in_grace: bool = False) -> Session:
    sealed = before.seal(current) if before else None
    return Session(ObjectId(), ObjectId(), current.hash, before.hash if before else None, sealed, in_grace)


def test_a_token_survives_its_text() -> None:
    token = RefreshToken.new()
    assert RefreshToken.parse(token.text) == token
    assert token.text == token.text.strip().rstrip("=")


@pytest.mark.parametrize(
    "text", ["", "x", "A" * 63, "A" * 65, "A" * 68, "é" * 64, " " * 64, "A" * 60 + "+/+/", "A" * 4096]
)
def test_what_is_no_token_is_not_parsed(text: str) -> None:
    assert RefreshToken.parse(text) is None


def test_a_successor_is_new_and_of_the_same_family() -> None:
    token = RefreshToken.new()
    successor = token.successor()
    assert successor.family_hash == token.family_hash
    assert successor.hash != token.hash
    assert RefreshToken.new().family_hash != token.family_hash


def test_only_the_old_token_opens_what_it_sealed() -> None:
    token = RefreshToken.new()
    successor = token.successor()
    sealed = token.seal(successor)
    assert token.unseal(sealed) == successor
    assert token.successor().unseal(sealed) != successor
    assert successor.secret not in sealed


def test_the_token_before_leads_to_the_current_one_within_the_grace_only() -> None:
    first = RefreshToken.new()
    second = first.successor()
    third = second.successor()
    assert _session(second, first, in_grace=True).successor_of(first) == second
    assert _session(second, first, in_grace=False).successor_of(first) is None
    assert _session(third, second, in_grace=True).successor_of(first) is None
    assert _session(third, second, in_grace=True).successor_of(third) is None


def test_no_token_shows_in_a_repr() -> None:
    token = RefreshToken.new()
    assert repr(token) == "RefreshToken()"


@pytest.mark.parametrize("tls", [False, True])
def test_the_cookie_is_kept_from_scripts_and_other_sites(tls: bool) -> None:
    given, taken = Response(), Response()
    set_cookie(given, RefreshToken.new(), tls=tls)
    clear_cookie(taken, tls=tls)
    for response in (given, taken):
        attributes = {part.strip().lower() for part in response.headers["set-cookie"].split(";")[1:]}
        assert {"httponly", "samesite=strict", "path=/api/auth"} <= attributes
        assert ("secure" in attributes) is tls
