"""Admins look after accounts."""

import asyncio
import re

import httpx2
import pytest
from bson import ObjectId

from souk_auth.users.repository import IGNORING_CASE, NEWEST, filter_of
from souk_auth.users.schemas import UsersQuery
from souk_common.mongo import Document, Mongo
from tests.fixtures.products import insert_product
from tests.integration.auth.conftest import PASSWORD, Account, OpenAccount, OpenSession, cookie, until_refused

USERS, PROFILE = "/api/admin/users", "/api/auth/profile"


class Admin:
    """What an admin asks for."""

    def __init__(self, client: httpx2.AsyncClient, account: Account) -> None:
        self._client = client
        self.account = account

    async def list(self, **query: str | int) -> Document:
        answer = await self._client.get(USERS, params=query, headers=self.account.headers)
        assert answer.status_code == 200, answer.text
        body: Document = answer.json()
        return body

    async def get(self, user: Account) -> Document:
        body: Document = (await self._client.get(f"{USERS}/{user.id}", headers=self.account.headers)).json()
        return body

    async def put(self, user: Account, what: str, **body: str) -> httpx2.Response:
        return await self._client.put(f"{USERS}/{user.id}/{what}", json=body, headers=self.account.headers)

    async def disable(self, user: Account, reason: str = "Sold fakes.") -> httpx2.Response:
        return await self.put(user, "status", status="disabled", reason=reason)

    async def enable(self, user: Account) -> httpx2.Response:
        return await self.put(user, "status", status="active")

    async def delete(self, user: Account, confirm: str | None = None) -> httpx2.Response:
        body = {"confirm": confirm or user.email}
        return await self._client.request("DELETE", f"{USERS}/{user.id}", json=body, headers=self.account.headers)


@pytest.fixture
async def admin(client: httpx2.AsyncClient, open_account: OpenAccount) -> Admin:
    return Admin(client, await open_account("admin"))


async def _login(client: httpx2.AsyncClient, email: str, password: str = PASSWORD) -> httpx2.Response:
    answer = await client.post("/api/auth/login", json={"email": email, "password": password})
    client.cookies.clear()
    return answer


async def _rename(mongo: Mongo, account: Account, name: str) -> None:
    await mongo.db.users.update_one({"_id": account.id}, {"$set": {"name": name}})


async def _acts(mongo: Mongo, of: Account) -> list[Document]:
    rows = mongo.db.audit_log.find({"target_id": of.id}, sort=[("at", 1), ("_id", 1)])
    return [row async for row in rows]


async def test_users_are_found_by_how_their_name_or_email_begins_whatever_the_case(
    admin: Admin, open_account: OpenAccount, mongo: Mongo
) -> None:
    someone, other = await open_account(), await open_account("seller")
    unique = f"Zoë {ObjectId()}"
    await _rename(mongo, someone, unique)
    for search in (unique, unique.lower()[:20], f"ZOE {unique[4:]}", someone.email[:-3].upper(), str(someone.id)):
        found = await admin.list(search=search)
        assert [item["id"] for item in found["items"]] == [str(someone.id)], search
        assert (found["total"], found["pages"]) == (1, 1)
    assert (await admin.list(search=unique[4:]))["items"] == []
    assert (await admin.list(search=other.email, role="buyer"))["items"] == []
    [item] = (await admin.list(search=other.email, role="seller", status="active"))["items"]
    assert item["email"] == other.email
    assert item["disabled_reason"] is None


@pytest.mark.parametrize("search", [".*", "^", "$ne", '{"$gt":""}', "\\", "[", "(a+)+$", "\uffff", "'; return true"])
async def test_a_search_text_is_text_and_nothing_else(admin: Admin, open_account: OpenAccount, search: str) -> None:
    await open_account()
    assert (await admin.list(search=search))["total"] == 0


@pytest.mark.parametrize(
    "query",
    ["search[$ne]=x", "role[$ne]=buyer", "role=root", "status=gone", "limit=0", "limit=101", "page=0", "sort=name"],
)
async def test_a_query_that_makes_no_sense_is_refused(client: httpx2.AsyncClient, admin: Admin, query: str) -> None:
    answer = await client.get(f"{USERS}?{query}", headers=admin.account.headers)
    assert answer.status_code == 422


async def test_the_list_is_newest_first_and_leaves_deleted_accounts_out(
    admin: Admin, open_account: OpenAccount
) -> None:
    first, second, gone = [await open_account() for _ in range(3)]
    assert (await admin.delete(gone)).status_code == 204
    newest = [item["id"] for item in (await admin.list(limit=10))["items"]]
    assert newest.index(str(second.id)) < newest.index(str(first.id))
    assert str(gone.id) not in newest
    deleted = (await admin.list(status="deleted", limit=1))["items"]
    assert [(item["id"], item["email"], item["name"]) for item in deleted] == [(str(gone.id), None, "Deleted account")]


async def test_a_disabled_user_is_out_and_is_told_why_after_the_right_password_only(
    client: httpx2.AsyncClient, admin: Admin, open_account: OpenAccount, open_session: OpenSession, mongo: Mongo
) -> None:
    user = await open_account()
    await open_session(user.id)
    answer = await admin.disable(user, "Sold fakes.")
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["disabled_reason"]) == ("disabled", "Sold fakes.")
    assert answer.json()["ties"]["sessions"] == 0
    await until_refused(client, PROFILE, user.headers)
    assert (await client.post("/api/auth/refresh", headers=cookie(user.cookie))).status_code == 401
    wrong = await _login(client, user.email, "not the password")
    assert wrong.status_code == 401
    assert "disabled" not in wrong.text
    told = await _login(client, user.email)
    assert told.status_code == 403
    assert told.json()["type"] == "urn:souk:problem:account-disabled"
    assert told.json()["reason"] == "Sold fakes."
    assert "set-cookie" not in told.headers

    assert (await admin.enable(user)).json()["disabled_reason"] is None
    assert (await _login(client, user.email)).status_code == 200
    acts = [(row["action"], row["actor_id"], row["detail"]) for row in await _acts(mongo, user)]
    by = admin.account.id
    assert acts == [("user.disabled", by, {"reason": "Sold fakes."}), ("user.enabled", by, {})]


async def test_what_is_so_already_is_a_conflict_and_leaves_no_row(
    admin: Admin, open_account: OpenAccount, mongo: Mongo
) -> None:
    user = await open_account()
    assert (await admin.enable(user)).status_code == 409
    assert (await admin.put(user, "role", role="buyer")).status_code == 409
    assert (await admin.disable(user)).status_code == 200
    assert (await admin.disable(user, "Once more.")).status_code == 409
    assert [row["detail"] for row in await _acts(mongo, user)] == [{"reason": "Sold fakes."}]


async def test_a_reason_is_needed_to_disable_and_only_then(admin: Admin, open_account: OpenAccount) -> None:
    user = await open_account()
    for body in ({"status": "disabled"}, {"status": "disabled", "reason": " "}, {"status": "active", "reason": "So."}):
        answer = await admin.put(user, "status", **body)
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == ["reason"]


async def test_a_new_role_ends_the_sessions_of_the_old_one(
    client: httpx2.AsyncClient, admin: Admin, open_account: OpenAccount, mongo: Mongo
) -> None:
    user = await open_account()
    answer = await admin.put(user, "role", role="seller")
    assert answer.json()["role"] == "seller"
    await until_refused(client, PROFILE, user.headers)
    assert (await _login(client, user.email)).json()["user"]["role"] == "seller"
    [row] = await _acts(mongo, user)
    assert (row["action"], row["detail"]) == ("user.role_changed", {"before": "buyer", "after": "seller"})
    assert (await admin.put(user, "role", role="root")).status_code == 422


async def test_a_deleted_user_is_erased_and_the_consequences_were_known(
    client: httpx2.AsyncClient, admin: Admin, open_account: OpenAccount, mongo: Mongo
) -> None:
    seller, buyer = await open_account("seller"), await open_account()
    for status in ("active", "active", "disabled"):
        await insert_product(mongo, str(seller.id), status=status)
    for status in ("placed", "completed"):
        await mongo.db.orders.insert_one(_order(buyer, seller, status))
    ties = (await admin.get(seller))["ties"]
    assert ties == {"products_on_sale": 2, "open_orders_as_buyer": 0, "open_orders_as_seller": 1, "sessions": 1}
    assert (await admin.get(buyer))["ties"]["open_orders_as_buyer"] == 1

    wrong = await admin.delete(seller, confirm="someone@else.test")
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "confirm"
    assert (await admin.delete(seller, confirm=seller.email.upper())).status_code == 204
    row = await mongo.db.users.find_one({"_id": seller.id})
    assert row is not None
    assert seller.email not in repr(row)
    assert seller.name not in repr(row)
    assert (await admin.get(seller))["status"] == "deleted"
    await until_refused(client, PROFILE, seller.headers)
    assert (await admin.delete(seller)).status_code == 409
    assert (await admin.enable(seller)).status_code == 409
    [act] = await _acts(mongo, seller)
    assert (act["action"], act["actor_id"]) == ("user.deleted", admin.account.id)
    assert not re.search(f"{seller.email}|{seller.name}", repr(act))


async def test_a_disabled_user_can_be_deleted(admin: Admin, open_account: OpenAccount) -> None:
    user = await open_account()
    assert (await admin.disable(user)).status_code == 200
    assert (await admin.delete(user)).status_code == 204


async def test_admins_do_not_act_on_themselves_so_that_the_last_one_stays(admin: Admin, mongo: Mongo) -> None:
    own = admin.account
    for answer in (await admin.disable(own), await admin.put(own, "role", role="buyer"), await admin.delete(own)):
        assert answer.status_code == 409
        assert answer.json()["type"] == "urn:souk:problem:own-account"
    row = await mongo.db.users.find_one({"_id": own.id})
    assert row is not None
    assert (row["role"], row["status"]) == ("admin", "active")
    assert await _acts(mongo, own) == []


@pytest.mark.parametrize("act", ["role", "status", "delete"])
async def test_of_two_last_admins_who_act_on_each_other_at_once_one_stays(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo, act: str
) -> None:
    for _ in range(5):
        await mongo.db.users.update_many({"role": "admin"}, {"$set": {"role": "buyer"}})
        one, other = [Admin(client, await open_account("admin")) for _ in range(2)]

        async def strike(attacker: Admin, victim: Account) -> httpx2.Response:
            if act == "role":
                return await attacker.put(victim, "role", role="buyer")
            return await (attacker.disable(victim) if act == "status" else attacker.delete(victim))

        answers = await asyncio.gather(strike(one, other.account), strike(other, one.account))
        assert sorted(answer.status_code in (200, 204) for answer in answers) == [False, True]
        assert {answer.status_code for answer in answers} <= {200, 204, 401}
        assert await mongo.db.users.count_documents({"role": "admin", "status": "active"}) == 1
        acts = {"target_id": {"$in": [one.account.id, other.account.id]}}
        assert await mongo.db.audit_log.count_documents(acts) == 1


async def test_an_id_without_an_account_is_not_found(client: httpx2.AsyncClient, admin: Admin) -> None:
    nobody = Account(ObjectId(), "Nobody", "nobody@example.test", "", "")
    answers = (await admin.disable(nobody), await admin.put(nobody, "role", role="buyer"), await admin.delete(nobody))
    assert {answer.status_code for answer in answers} == {404}
    assert (await client.get(f"{USERS}/{nobody.id}", headers=admin.account.headers)).status_code == 404


@pytest.mark.parametrize("search", ["", "bea"])
@pytest.mark.parametrize("role", [None, "seller"])
@pytest.mark.parametrize("status", [None, "disabled"])
async def test_the_list_is_served_by_indexes(mongo: Mongo, search: str, role: str | None, status: str | None) -> None:
    query = UsersQuery.model_validate({"search": search, "role": role, "status": status})
    command: Document = {"find": "users", "filter": filter_of(query), "sort": dict(NEWEST), "limit": 20}
    if search:
        command["collation"] = IGNORING_CASE
    plan = str((await mongo.db.command("explain", command, verbosity="queryPlanner"))["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in plan
    assert "COLLSCAN" not in plan
    if search:
        assert "souk_name_1_ignoring_case" in plan
        assert "souk_email_1_ignoring_case" in plan
    else:
        assert "'SORT'" not in plan


def _order(buyer: Account, seller: Account, status: str) -> Document:
    line = {"product_id": ObjectId(), "seller_id": seller.id, "name": "Lamp", "quantity": 1, "price_cents": 100}
    return {
        "buyer_id": buyer.id,
        "product_list": [line],
        "parts": [{"seller_id": seller.id, "status": status}],
        "total_amount_cents": 100,
        "status": status,
        "timestamp": buyer.id.generation_time,
    }
