"""Refreshing, signing out, and the revocation that follows everywhere."""

import asyncio
import signal
from collections.abc import AsyncIterator

import httpx2
import pytest

from souk_auth.main import create_app
from souk_auth.settings import AuthSettings
from souk_common.app import api_router, create_service_app
from souk_common.identity import CurrentUser
from souk_common.mongo import Mongo
from souk_common.schemas import ResponseModel
from souk_common.settings import Settings
from tests.fixtures.figures import Note
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import serve
from tests.integration.auth.conftest import PASSWORD, Account, OpenAccount, OpenSession, cookie, until_refused

REFRESH, LOGOUT, LOGIN, PROFILE = "/api/auth/refresh", "/api/auth/logout", "/api/auth/login", "/api/auth/profile"
PLACE = "/api/elsewhere"
ASKED_AGAIN = 8


class Nothing(ResponseModel):
    pass


@pytest.fixture(scope="module")
async def elsewhere(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """A replica of another service."""
    router = api_router(PLACE, "elsewhere")

    @router.get("")
    async def somewhere(who: CurrentUser) -> Nothing:
        return Nothing()

    async with serve(create_service_app("catalog", settings, [router])) as client:
        yield client


async def _refresh(client: httpx2.AsyncClient, token: str) -> httpx2.Response:
    answer = await client.post(REFRESH, headers=cookie(token))
    client.cookies.clear()
    return answer


async def _refresh_in_the_end(client: httpx2.AsyncClient, token: str) -> httpx2.Response:
    """What it comes to when a tab asks again as long as it is put off: another one's refresh cannot be read yet."""
    for _ in range(ASKED_AGAIN):
        answer = await _refresh(client, token)
        if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
            return answer
        await asyncio.sleep(0.5)
    return answer


async def _leave_grace(mongo: Mongo, account: Account) -> None:
    """Let the grace period of the user's sessions be over."""
    eleven_s_earlier = [{"$set": {"rotated_at": {"$subtract": ["$rotated_at", 11_000]}}}]
    await mongo.db.sessions.update_many({"user_id": account.id}, eleven_s_earlier)


async def test_a_refresh_gives_a_new_access_token_and_a_new_cookie(
    client: httpx2.AsyncClient, open_account: OpenAccount
) -> None:
    account = await open_account()
    answer = await _refresh(client, account.cookie)
    assert answer.status_code == 200
    assert answer.json()["user"]["email"] == account.email
    assert answer.cookies["souk_refresh"] != account.cookie
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert (await client.get(PROFILE, headers=headers)).status_code == 200


async def test_tabs_that_refresh_at_once_all_get_the_same_successor(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    account = await open_account()
    answers = await asyncio.gather(*(_refresh_in_the_end(client, account.cookie) for _ in range(12)))
    assert {answer.status_code for answer in answers} == {200}
    successors = {answer.headers["set-cookie"].split(";")[0] for answer in answers}
    assert len(successors) == 1
    assert await mongo.db.sessions.count_documents({"user_id": account.id}) == 1


async def test_tabs_agree_while_the_other_members_lag(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo, replica_set: ReplicaSet
) -> None:
    account = await open_account()
    primary = (await mongo.client.admin.command("hello"))["primary"]
    lagging = [member for host, member in zip(replica_set.hosts, replica_set.members, strict=True) if host != primary]
    for member in lagging:
        member.send_signal(signal.SIGSTOP)
    try:
        refreshes = asyncio.gather(*(_refresh_in_the_end(client, account.cookie) for _ in range(4)))
        await asyncio.sleep(0.5)
    finally:
        for member in lagging:
            member.send_signal(signal.SIGCONT)
    answers = await refreshes
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["set-cookie"].split(";")[0] for answer in answers}) == 1


async def test_a_lost_answer_is_given_again_within_the_grace(
    client: httpx2.AsyncClient, open_account: OpenAccount
) -> None:
    account = await open_account()
    lost = await _refresh(client, account.cookie)
    again = await _refresh(client, account.cookie)
    onwards = await _refresh(client, again.cookies["souk_refresh"])
    assert lost.cookies["souk_refresh"] == again.cookies["souk_refresh"] == onwards.cookies["souk_refresh"]


async def test_the_cookie_changes_with_each_refresh_outside_of_the_grace(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    account = await open_account()
    tokens = [account.cookie]
    for _ in range(3):
        tokens.append((await _refresh(client, tokens[-1])).cookies["souk_refresh"])
        await _leave_grace(mongo, account)
    assert len(set(tokens)) == 4


@pytest.mark.parametrize("rotations", [1, 2])
async def test_an_old_cookie_used_again_ends_the_whole_family(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo, rotations: int
) -> None:
    account = await open_account()
    newest = await _refresh(client, account.cookie)
    for _ in range(rotations - 1):
        await _leave_grace(mongo, account)
        newest = await _refresh(client, newest.cookies["souk_refresh"])
    await _leave_grace(mongo, account)
    reused = await _refresh(client, account.cookie)
    assert reused.status_code == 401
    assert "max-age=0" in reused.headers["set-cookie"].lower()
    assert (await _refresh(client, newest.cookies["souk_refresh"])).status_code == 401
    token = newest.json()["access_token"]
    await until_refused(client, PROFILE, {"Authorization": f"Bearer {token}"})
    assert await mongo.db.audit_log.count_documents({"target_id": account.id, "action": "session.token_reused"}) == 1


@pytest.mark.parametrize("made_up", ["", "nonsense", "A" * 64, "A" * 63, "A" * 4000, "é"])
async def test_a_made_up_cookie_opens_nothing(client: httpx2.AsyncClient, made_up: str) -> None:
    answer = await client.post(REFRESH, headers=[(b"cookie", f"souk_refresh={made_up}".encode("latin-1"))])
    assert answer.status_code == 401


async def test_without_a_cookie_there_is_nothing_to_refresh(client: httpx2.AsyncClient) -> None:
    assert (await client.post(REFRESH)).status_code == 401


async def test_an_expired_session_and_a_disabled_account_cannot_refresh(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    expired, disabled = await open_account(), await open_account()
    await mongo.db.sessions.update_many({"user_id": expired.id}, [{"$set": {"expires_at": "$$NOW"}}])
    await mongo.db.users.update_one({"_id": disabled.id}, {"$set": {"status": "disabled"}})
    assert (await _refresh(client, expired.cookie)).status_code == 401
    assert (await _refresh(client, disabled.cookie)).status_code == 401


async def test_signing_out_is_known_to_every_service_within_two_seconds(
    client: httpx2.AsyncClient, elsewhere: httpx2.AsyncClient, open_account: OpenAccount, note: Note
) -> None:
    delays = []
    for _ in range(5):
        account = await open_account()
        assert (await elsewhere.get(PLACE, headers=account.headers)).status_code == 200
        answer = await client.post(LOGOUT, headers=cookie(account.cookie))
        assert answer.status_code == 204
        assert "max-age=0" in answer.headers["set-cookie"].lower()
        delays.append(await until_refused(elsewhere, PLACE, account.headers))
        assert (await _refresh(client, account.cookie)).status_code == 401
    note(f"a sign-out is known to another service after {max(delays):.2f} s at most")


async def test_signing_out_works_by_token_alone_by_dead_token_and_twice(
    client: httpx2.AsyncClient, open_account: OpenAccount
) -> None:
    by_token = await open_account()
    assert (await client.post(LOGOUT, headers=by_token.headers)).status_code == 204
    assert (await _refresh(client, by_token.cookie)).status_code == 401
    with_dead_token = await open_account()
    headers = {"Authorization": "Bearer dead", **cookie(with_dead_token.cookie)}
    assert (await client.post(LOGOUT, headers=headers)).status_code == 204
    assert (await _refresh(client, with_dead_token.cookie)).status_code == 401
    assert (await client.post(LOGOUT, headers=headers)).status_code == 204
    assert (await client.post(LOGOUT)).status_code == 204


async def test_a_replica_that_starts_later_knows_what_was_revoked_before(
    client: httpx2.AsyncClient, open_account: OpenAccount, auth_settings: AuthSettings
) -> None:
    account = await open_account()
    await client.post(LOGOUT, headers=cookie(account.cookie))
    async with serve(create_app(auth_settings)) as late:
        assert (await late.get(PROFILE, headers=account.headers)).status_code == 401


async def test_a_user_has_at_most_twenty_sessions_and_the_oldest_ends(
    client: httpx2.AsyncClient, open_account: OpenAccount, open_session: OpenSession, mongo: Mongo
) -> None:
    account = await open_account()
    second = await open_session(account.id)
    for _ in range(18):
        await open_session(account.id)
    answer = await client.post(LOGIN, json={"email": account.email, "password": PASSWORD})
    client.cookies.clear()
    assert answer.status_code == 200
    assert await mongo.db.sessions.count_documents({"user_id": account.id}) == 20
    assert (await _refresh(client, account.cookie)).status_code == 401
    await until_refused(client, PROFILE, account.headers)
    assert (await _refresh(client, second.refresh_token.text)).status_code == 200


async def test_sign_ins_at_once_do_not_push_a_user_beyond_twenty_sessions(
    client: httpx2.AsyncClient, open_account: OpenAccount, open_session: OpenSession, mongo: Mongo
) -> None:
    account = await open_account()
    for _ in range(19):
        await open_session(account.id)
    login = {"email": account.email, "password": PASSWORD}
    answers = await asyncio.gather(*(client.post(LOGIN, json=login) for _ in range(4)))
    client.cookies.clear()
    assert {answer.status_code for answer in answers} == {200}
    assert await mongo.db.sessions.count_documents({"user_id": account.id}) == 20


async def test_over_tls_the_cookie_is_secure(auth_settings: AuthSettings, open_account: OpenAccount) -> None:
    account = await open_account()
    async with serve(create_app(auth_settings.model_copy(update={"tls": True}))) as client:
        answer = await _refresh(client, account.cookie)
        assert "secure" in answer.headers["set-cookie"].lower()
        assert "secure" in (await client.post(LOGOUT)).headers["set-cookie"].lower()
