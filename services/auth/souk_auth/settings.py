"""Settings of the auth service."""

from typing import Annotated

from limits import RateLimitItem, parse
from pydantic import BeforeValidator, Field, model_validator
from pydantic_settings import SettingsConfigDict

from souk_common.settings import Settings

# A demo is played by one person at one address, who signs in as everybody.
_DEMO_LIMITS = {
    "login_limit": "60 per 1 minute",
    "login_address_limit": "600 per 1 minute",
    "register_limit": "1000 per 1 hour",
}


def _parse_limit(value: object) -> RateLimitItem:
    if isinstance(value, RateLimitItem):
        return value
    return parse(str(value))


Limit = Annotated[RateLimitItem, BeforeValidator(_parse_limit)]
"""How often something may happen, written as `10 per 15 minutes`."""


class AuthSettings(Settings):
    """The common settings and the limits. Each limit holds across all replicas."""

    model_config = SettingsConfigDict(arbitrary_types_allowed=True)

    login_limit: Limit = parse("10 per 1 minute")
    """Sign-ins to one account from one address."""
    login_address_limit: Limit = parse("50 per 1 minute")
    """Sign-ins from one address."""
    login_failure_limit: Limit = parse("10 per 15 minutes")
    """Failed sign-ins to one account from one address since the last that succeeded."""
    login_account_failure_limit: Limit = parse("100 per 1 hour")
    """Failed sign-ins to one account from anywhere since the last that succeeded."""
    register_limit: Limit = parse("10 per 1 hour")
    """Registrations from one address."""
    password_limit: Limit = parse("10 per 15 minutes")
    """Wrong passwords given by one signed-in user since the last right one."""
    refresh_grace_s: int = Field(default=10, ge=0, le=60)

    @model_validator(mode="before")
    @classmethod
    def _relax_in_demo(cls, values: dict[str, object]) -> dict[str, object]:
        return {**_DEMO_LIMITS, **values} if values.get("mode", "demo") == "demo" else values
