"""Limits without a database: what they do when nobody can count, and where their numbers come from."""

import pytest
from limits.aio.storage import MongoDBStorage
from pydantic import ValidationError

from souk_auth.limits import Limits
from souk_auth.settings import AuthSettings
from souk_common.problems import Unavailable


async def test_nobody_is_let_through_when_nobody_can_count() -> None:
    dead = MongoDBStorage("async+mongodb://127.0.0.1:1/souk", serverSelectionTimeoutMS=50)
    limits = Limits(AuthSettings(), dead)
    for attempt in (
        limits.allow_sign_in("bea@example.com", "198.51.100.1"),
        limits.allow_register("198.51.100.1"),
        limits.allow_password("6" * 24),
    ):
        with pytest.raises(Unavailable) as refused:
            await attempt
        assert refused.value.status == 503
        assert "Retry-After" in refused.value.headers


def test_the_numbers_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUK_LOGIN_LIMIT", "7 per 3 minutes")
    limit = AuthSettings().login_limit
    assert (limit.amount, limit.get_expiry()) == (7, 180)


def test_a_limit_that_says_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUK_LOGIN_LIMIT", "often")
    with pytest.raises(ValidationError, match="login_limit"):
        AuthSettings()


def test_production_is_stricter_than_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    demo, production = AuthSettings(mode="demo"), AuthSettings(mode="production")
    assert production.register_limit.amount == 10
    assert production.login_limit.amount == 10
    assert demo.register_limit.amount > production.register_limit.amount
    assert demo.login_failure_limit == production.login_failure_limit
    monkeypatch.setenv("SOUK_MODE", "production")
    assert AuthSettings().register_limit == production.register_limit
