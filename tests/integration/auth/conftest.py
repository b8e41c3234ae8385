"""The auth service on the real replica set, with limits that do not get in the way of other tests."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import bcrypt
import httpx2
import pytest
from bson import ObjectId
from limits import parse

from souk_auth.accounts.passwords import ROUNDS
from souk_auth.accounts.repository import UserRepository
from souk_auth.main import create_app
from souk_auth.sessions.repository import SessionRepository
from souk_auth.sessions.start import SignedIn, start_session
from souk_auth.settings import AuthSettings
from souk_common.identity import Role
from souk_common.mongo import Mongo
from souk_common.mongo import Session as Transaction
from souk_common.settings import Settings
from tests.fixtures.services import serve, sign_token
from tests.fixtures.waiting import until

PASSWORD = "heron lantern 42 quay"
PLENTY = parse("100000 per 1 minute")
REVOKED_WITHIN_S = 10.0
"""2 s are promised: a shared machine gets five times as long. `test_sessions.py` notes what it took."""


@pytest.fixture(scope="session")
def auth_settings(settings: Settings) -> AuthSettings:
    return AuthSettings(
        **settings.model_dump(),
        login_limit=PLENTY,
        login_address_limit=PLENTY,
        login_failure_limit=PLENTY,
        login_account_failure_limit=PLENTY,
        register_limit=PLENTY,
        password_limit=PLENTY,
    )


@pytest.fixture(scope="session")
async def client(auth_settings: AuthSettings) -> AsyncIterator[httpx2.AsyncClient]:
    async with serve(create_app(auth_settings)) as client:
        yield client


@dataclass(frozen=True)
class Account:
    """Someone with an account and a session; `cookie` and `token` are the session's."""

    id: ObjectId
    name: str
    email: str
    token: str
    cookie: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


OpenAccount = Callable[..., Awaitable[Account]]
OpenSession = Callable[[ObjectId], Awaitable[SignedIn]]


@pytest.fixture(scope="session")
def password_hash() -> str:
    return bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(ROUNDS)).decode()


@pytest.fixture
def open_account(mongo: Mongo, auth_settings: AuthSettings, password_hash: str) -> OpenAccount:
    """`await open_account("seller")`: what register does, without the time that a hash takes."""
    users, sessions = UserRepository(mongo), SessionRepository(mongo, auth_settings.refresh_grace_s)

    async def open_one(role: Role = "buyer") -> Account:
        async def write(transaction: Transaction) -> SignedIn:
            user = await users.add(transaction, "Bea Buyer", fresh_email(), password_hash, role)
            return await start_session(sessions, transaction, user)

        started = await mongo.transaction(write)
        user, token = started.user, started.refresh_token.text
        access = sign_token(auth_settings, str(user.id), role, str(started.session_id))
        return Account(user.id, user.name, str(user.email), access, token)

    return open_one


@pytest.fixture
def open_session(mongo: Mongo, auth_settings: AuthSettings) -> OpenSession:
    """`await open_session(user_id)`: one more session, as if signed in on another device."""
    users, sessions = UserRepository(mongo), SessionRepository(mongo, auth_settings.refresh_grace_s)

    async def open_one(user_id: ObjectId) -> SignedIn:
        user = await users.by_id(user_id)
        assert user is not None
        return await mongo.transaction(lambda transaction: start_session(sessions, transaction, user))

    return open_one


async def until_refused(client: httpx2.AsyncClient, path: str, headers: dict[str, str]) -> float:
    """Wait until a token is refused; the seconds it took."""

    async def is_refused() -> bool:
        return (await client.get(path, headers=headers)).status_code == httpx2.codes.UNAUTHORIZED

    return await until(is_refused, REVOKED_WITHIN_S, f"401 at {path}")


def fresh_email() -> str:
    return f"someone-{ObjectId()}@example.com"


def cookie(value: str) -> dict[str, str]:
    return {"Cookie": f"souk_refresh={value}"}
