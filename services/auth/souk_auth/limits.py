"""How often one may try: sliding windows in MongoDB that all replicas share.

Passwords are counted before they are checked, so that parallel guesses cannot slip past the count; a right one
clears the count, so that signing in properly never locks anybody out. When the windows cannot be counted nobody is
let through: an attacker must not gain by an election.
"""

import hashlib
import ipaddress
import time
from collections.abc import Iterator
from contextlib import contextmanager

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MongoDBStorage
from limits.aio.storage.base import Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from pymongo.errors import PyMongoError

from souk_auth.settings import AuthSettings
from souk_common.problems import TooManyRequests, Unavailable

_IPV6_NETWORK_BITS = 64
_ONE_NOTICE = RateLimitItemPerMinute(1, 15)


class TooManyFailures(TooManyRequests):
    """429: too many wrong passwords. `first_notice`: nobody was told of this burst yet."""

    def __init__(self, retry_after_s: int, *, first_notice: bool) -> None:
        super().__init__("Too many wrong passwords. Please wait before you try again.", retry_after_s)
        self.first_notice = first_notice


class Limits:
    """The limits of auth. Every method that starts with `allow` counts one attempt.

    All raise `Unavailable` when the database cannot count.
    """

    def __init__(self, settings: AuthSettings, storage: Storage) -> None:
        self._settings = settings
        self._windows = SlidingWindowCounterRateLimiter(storage)

    async def allow_sign_in(self, email: str, address: str) -> None:
        """Count a sign-in.

        Raises:
            TooManyRequests: too many sign-ins; TooManyFailures when too many of them failed.
        """
        place = _network(address)
        with _fail_closed():
            await self._allow(self._settings.login_address_limit, "login-address", place)
            await self._allow(self._settings.login_limit, "login", email, place)
            await self._allow_guess(self._settings.login_failure_limit, "login-failure", email, place)
            await self._allow_guess(self._settings.login_account_failure_limit, "login-account-failure", email)

    async def signed_in(self, email: str, address: str) -> None:
        """The password was right: forget the failures before it."""
        with _fail_closed():
            await self._forget(self._settings.login_failure_limit, "login-failure", email, _network(address))
            await self._forget(self._settings.login_account_failure_limit, "login-account-failure", email)

    async def allow_register(self, address: str) -> None:
        """Count a registration.

        Raises:
            TooManyRequests: too many from this address.
        """
        with _fail_closed():
            await self._allow(self._settings.register_limit, "register", _network(address))

    async def allow_password(self, user_id: str) -> None:
        """Count a password that a signed-in user gives to confirm something.

        Raises:
            TooManyFailures: too many of them were wrong.
        """
        with _fail_closed():
            await self._allow_guess(self._settings.password_limit, "password", user_id)

    async def password_was_right(self, user_id: str) -> None:
        """Forget the wrong ones before it."""
        with _fail_closed():
            await self._forget(self._settings.password_limit, "password", user_id)

    async def _allow(self, limit: RateLimitItem, *of: str) -> None:
        key = _key(*of)
        if not await self._windows.hit(limit, key):
            raise TooManyRequests("Too many requests. Please wait a moment.", await self._retry_after_s(limit, key))

    async def _allow_guess(self, limit: RateLimitItem, *of: str) -> None:
        key = _key(*of)
        if not await self._windows.hit(limit, key):
            first_notice = await self._windows.hit(_ONE_NOTICE, "notice", key)
            raise TooManyFailures(await self._retry_after_s(limit, key), first_notice=first_notice)

    async def _forget(self, limit: RateLimitItem, *of: str) -> None:
        await self._windows.clear(limit, _key(*of))

    async def _retry_after_s(self, limit: RateLimitItem, key: str) -> int:
        stats = await self._windows.get_window_stats(limit, key)
        return max(1, round(stats.reset_time - time.time()))


def mongo_windows(settings: AuthSettings) -> MongoDBStorage:
    """The windows in the replica set. They may forget a moment in a failover, so one member's word is enough."""
    return MongoDBStorage(
        settings.mongo_uri("auth", scheme="async+mongodb"),
        database_name=settings.mongo_database,
        counter_collection_name="rate_limit_counters",
        window_collection_name="rate_limit_windows",
        appname=settings.replica,
        w=1,
        maxPoolSize=16,
        serverSelectionTimeoutMS=5_000,
        connectTimeoutMS=1_500,
        socketTimeoutMS=5_000,
        heartbeatFrequencyMS=500,
    )


@contextmanager
def _fail_closed() -> Iterator[None]:
    try:
        yield
    except PyMongoError as error:
        raise Unavailable("Sign-in is not possible right now. Please try again in a moment.") from error


def _key(*of: str) -> str:
    """One window's name. Hashed, so that it has no ambiguity and holds no address of a person."""
    return hashlib.sha256("\n".join(of).encode()).hexdigest()


def _network(address: str) -> str:
    """What counts as one address: an IPv6 user has a whole /64 to choose from."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, _IPV6_NETWORK_BITS), strict=False))
    return str(ip)
