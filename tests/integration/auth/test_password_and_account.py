"""Changing the password, and leaving."""

import asyncio

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from tests.integration.auth.conftest import PASSWORD, Account, OpenAccount, cookie, until_refused

LOGIN, PROFILE, PASSWORD_PATH, ACCOUNT = (
    "/api/auth/login",
    "/api/auth/profile",
    "/api/auth/password",
    "/api/auth/account",
)
NEW_PASSWORD = "otter ladder 77 dune"


async def _delete(client: httpx2.AsyncClient, account: Account, password: str = PASSWORD) -> httpx2.Response:
    return await client.request("DELETE", ACCOUNT, json={"password": password}, headers=account.headers)


async def _login(client: httpx2.AsyncClient, email: str, password: str) -> httpx2.Response:
    answer = await client.post(LOGIN, json={"email": email, "password": password})
    client.cookies.clear()
    return answer


async def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    account = await open_account()
    other = await _login(client, account.email, PASSWORD)
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    assert (await client.put(PASSWORD_PATH, json=body, headers=account.headers)).status_code == 204
    await until_refused(client, PROFILE, {"Authorization": f"Bearer {other.json()['access_token']}"})
    refresh = await client.post("/api/auth/refresh", headers=cookie(other.cookies["souk_refresh"]))
    assert refresh.status_code == 401
    assert (await client.get(PROFILE, headers=account.headers)).status_code == 200
    assert (await client.post("/api/auth/refresh", headers=cookie(account.cookie))).status_code == 200
    client.cookies.clear()
    assert (await _login(client, account.email, PASSWORD)).status_code == 401
    assert (await _login(client, account.email, NEW_PASSWORD)).status_code == 200
    assert await mongo.db.audit_log.count_documents({"target_id": account.id, "action": "password.changed"}) == 1


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("not the password", NEW_PASSWORD, "current_password"),
        (PASSWORD, "password1", "new_password"),
        (PASSWORD, PASSWORD, "new_password"),
        (PASSWORD, "x" * 73, "new_password"),
        ("x" * 73, NEW_PASSWORD, "current_password"),
    ],
)
async def test_a_password_that_cannot_be_changed_is_named_and_stays(
    client: httpx2.AsyncClient, open_account: OpenAccount, current: str, new: str, field: str
) -> None:
    account = await open_account()
    body = {"current_password": current, "new_password": new}
    answer = await client.put(PASSWORD_PATH, json=body, headers=account.headers)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert (await _login(client, account.email, PASSWORD)).status_code == 200


async def test_a_sign_in_with_the_old_password_does_not_outlive_the_change(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    account = await open_account()
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    answers = await asyncio.gather(
        client.put(PASSWORD_PATH, json=body, headers=account.headers),
        *(_login(client, account.email, PASSWORD) for _ in range(6)),
    )
    assert answers[0].status_code == 204
    assert {answer.status_code for answer in answers[1:]} <= {200, 401}
    assert await mongo.db.sessions.count_documents({"user_id": account.id}) == 1


async def test_a_deleted_account_leaves_nothing_personal_and_its_email_is_free(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    account = await open_account()
    answer = await _delete(client, account)
    assert answer.status_code == 204
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    row = await mongo.db.users.find_one({"_id": account.id})
    assert row is not None
    assert row["status"] == "deleted"
    assert account.name not in repr(row)
    assert account.email not in repr(row)
    assert "password_hash" not in row
    await until_refused(client, PROFILE, account.headers)
    assert (await client.post("/api/auth/refresh", headers=cookie(account.cookie))).status_code == 401
    assert (await _login(client, account.email, PASSWORD)).status_code == 401
    again = {"name": "Someone Else", "email": account.email, "password": PASSWORD, "role": "buyer"}
    assert (await client.post("/api/auth/register", json=again)).status_code == 201
    client.cookies.clear()


async def test_a_wrong_password_deletes_nothing(client: httpx2.AsyncClient, open_account: OpenAccount) -> None:
    account = await open_account()
    answer = await _delete(client, account, "not the password")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "password"
    assert (await client.get(PROFILE, headers=account.headers)).status_code == 200


async def test_an_account_deleted_twice_at_once_is_deleted_once(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    account = await open_account()
    answers = await asyncio.gather(*(_delete(client, account) for _ in range(3)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 204
    assert set(statuses[1:]) <= {401, 409}
    assert await mongo.db.audit_log.count_documents({"target_id": account.id, "action": "account.deleted"}) == 1


async def test_a_seller_takes_products_off_sale_before_leaving(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    seller = await open_account("seller")
    product_id = ObjectId()
    await mongo.db.products.insert_one(await _product(mongo, product_id, seller.id))
    refused = await _delete(client, seller)
    assert refused.status_code == 409
    assert refused.json()["products_on_sale"] == 1
    await mongo.db.products.update_one({"_id": product_id}, {"$set": {"status": "deleted"}})
    assert (await _delete(client, seller)).status_code == 204


async def test_of_two_last_admins_who_leave_at_once_one_stays(
    client: httpx2.AsyncClient, open_account: OpenAccount, mongo: Mongo
) -> None:
    await mongo.db.users.update_many({"role": "admin"}, {"$set": {"status": "disabled"}})
    admins = [await open_account(), await open_account()]
    await mongo.db.users.update_many({"_id": {"$in": [admin.id for admin in admins]}}, {"$set": {"role": "admin"}})
    answers = await asyncio.gather(*(_delete(client, admin) for admin in admins))
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    assert await mongo.db.users.count_documents({"role": "admin", "status": "active"}) == 1


async def _product(mongo: Mongo, product_id: ObjectId, seller_id: ObjectId) -> dict[str, object]:
    user = await mongo.db.users.find_one({"_id": seller_id})
    assert user is not None
    return {
        "_id": product_id,
        "seller_id": seller_id,
        "seller_name": "Seller",
        "name": "Copper kettle",
        "description": "",
        "price_cents": 100,
        "stock": 0,
        "stock_seq": 0,
        "low_stock_threshold": 5,
        "category": "Kitchen",
        "attributes": {},
        "images": [],
        "status": "active",
        "created_at": user["created_at"],
        "updated_at": user["created_at"],
    }
