"""Nobody reads or changes what is another's, and no token holds that auth did not sign or has taken back."""

import base64
import json
import time

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from souk_common.identity.tokens import ALGORITHM, AUDIENCE, ISSUER
from souk_stack import NativeStack
from tests.fixtures.figures import Note
from tests.fixtures.services import SignedIn
from tests.fixtures.shop import PASSWORD, Shop, assert_problem
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import browser

REVOKED_WITHIN_S = 10.0
"""2 s are promised: a shared machine gets five times as long. What it took is noted."""
PROTECTED = {"auth": "/api/auth/profile", "catalog": "/api/products/my-products", "orders": "/api/orders/seller-orders"}


async def test_another_buyers_order_and_cart_are_not_there(shop: Shop) -> None:
    owner, stranger = await shop.user("buyer"), await shop.user("buyer")
    product = await shop.product()
    order = (await shop.buy(owner, product)).json()
    await shop.client.post("/api/cart/lines", json={"product_id": product, "quantity": 2}, headers=owner.headers)

    assert_problem(await shop.client.get(f"/api/orders/{order['id']}", headers=stranger.headers), 404)
    assert_problem(await shop.client.post(f"/api/orders/{order['id']}/cancel", headers=stranger.headers), 404)
    assert (await shop.client.delete("/api/cart", headers=stranger.headers)).json()["lines"] == []
    mine = (await shop.client.get("/api/cart", headers=owner.headers)).json()["lines"]
    assert [(line["product_id"], line["quantity"]) for line in mine] == [(product, 2)]
    assert (await shop.client.get("/api/orders/my-orders", headers=stranger.headers)).json()["total"] == 0
    assert await shop.stock_of(product) == 9


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "", {"price": 0.01}),
        ("DELETE", "", None),
        ("POST", "/restock", {"quantity": 1, "reason": "mine now"}),
        ("POST", "/adjust", {"delta": -1, "reason": "mine now"}),
        ("GET", "/inventory-logs", None),
    ],
)
async def test_another_sellers_product_is_not_there_to_be_touched(
    shop: Shop, method: str, path: str, body: dict[str, object] | None
) -> None:
    owner, stranger = await shop.user("seller"), await shop.user("seller")
    product = await shop.product(owner)

    answer = await shop.client.request(method, f"/api/products/{product}{path}", json=body, headers=stranger.headers)

    assert_problem(answer, 404)
    seen = (await shop.client.get(f"/api/products/{product}", headers=owner.headers)).json()
    assert (seen["price"], seen["stock"], seen["stock_seq"], seen["status"]) == (19.99, 10, 1, "active")


async def test_another_sellers_part_of_an_order_is_not_theirs_to_settle(shop: Shop) -> None:
    order = (await shop.buy(await shop.user("buyer"), await shop.product(await shop.user("seller")))).json()
    stranger = await shop.user("seller")
    answer = await shop.client.put(
        f"/api/orders/{order['id']}/status", json={"status": "completed"}, headers=stranger.headers
    )
    assert_problem(answer, 404)
    assert (await shop.client.get("/api/orders/seller-orders", headers=stranger.headers)).json()["total"] == 0


async def test_a_buyer_cannot_create_a_product(shop: Shop) -> None:
    body = {"name": "Lamp", "description": "A lamp.", "price": 1, "stock": 1, "category": "Lighting"}
    assert_problem(await shop.client.post("/api/products/", json=body, headers=(await shop.user("buyer")).headers), 403)


async def test_nobody_registers_as_an_admin(shop: Shop) -> None:
    body = {"name": "Eve", "email": "eve-admin@example.test", "password": PASSWORD, "role": "admin"}
    problem = assert_problem(await shop.client.post("/api/auth/register", json=body), 422)
    assert [each["field"] for each in problem["errors"]] == ["role"]
    assert await shop.mongo.db.users.count_documents({"email": body["email"]}) == 0


def forge(shop: Shop, victim: SignedIn, how: str) -> str:
    now = int(time.time())
    who = {"sub": victim.user_id, "role": "seller", "sid": victim.session_id}
    claims: dict[str, str | int] = {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + 900, **who}
    keys = json.loads(shop.settings.secret("jwks.json"))["keys"]
    headers = {"kid": keys[0]["kid"]}
    if how == "another key":
        return jwt.encode(claims, Ed25519PrivateKey.generate(), algorithm=ALGORITHM, headers=headers)
    if how == "no signature":
        return jwt.encode(claims, "", algorithm="none", headers=headers)
    if how == "the public key as a secret":
        return jwt.encode(claims, keys[0]["x"] * 2, algorithm="HS256", headers=headers)
    if how == "expired":
        stale = claims | {"iat": now - 2_000, "exp": now - 1}
        return jwt.encode(stale, shop.settings.secret("jwt_private_key.pem"), algorithm=ALGORITHM, headers=headers)
    head, body, signature = victim.token.split(".")
    promoted = json.loads(base64.urlsafe_b64decode(body + "==")) | {"role": "admin"}
    body = base64.urlsafe_b64encode(json.dumps(promoted).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


@pytest.mark.parametrize(
    "how", ["another key", "no signature", "the public key as a secret", "expired", "another role in it"]
)
async def test_a_forged_token_opens_nothing(shop: Shop, how: str) -> None:
    token = forge(shop, await shop.user("seller"), how)
    for path in (*PROTECTED.values(), "/api/notifications/"):
        assert_problem(await shop.client.get(path, headers={"Authorization": f"Bearer {token}"}), 401)


async def refused_everywhere(stack: NativeStack, headers: dict[str, str]) -> bool:
    paths = PROTECTED | {"gateway": "/api/notifications/"}
    async with httpx2.AsyncClient(headers=headers, timeout=PATIENT_S) as client:
        urls = [url + path for service, path in paths.items() for url in stack.replica_urls(service)]
        assert len(urls) >= 8
        return {(await client.get(url)).status_code for url in urls} == {401}


async def let_in_everywhere(stack: NativeStack, headers: dict[str, str]) -> bool:
    async with httpx2.AsyncClient(headers=headers, timeout=PATIENT_S) as client:
        urls = [url + path for service, path in PROTECTED.items() for url in stack.replica_urls(service)]
        return {(await client.get(url)).status_code for url in urls} == {200}


async def test_after_a_logout_every_replica_refuses_within_two_seconds(
    shop: Shop, stack: NativeStack, note: Note
) -> None:
    seller = await shop.register("seller")
    assert await let_in_everywhere(stack, seller.headers)
    async with browser(shop.url, seller.token) as connected:
        assert (await shop.client.post("/api/auth/logout", headers=seller.headers)).status_code == 204
        took_s = await until(
            lambda: refused_everywhere(stack, seller.headers), REVOKED_WITHIN_S, "refused by every replica"
        )
        note(f"after a logout every replica refuses within {took_s:.1f} s")
        await until(connected.gone.is_set, REVOKED_WITHIN_S, "the socket dropped")


async def test_a_new_password_ends_the_other_sign_ins_everywhere(shop: Shop, stack: NativeStack) -> None:
    here = await shop.register("seller")
    login = await shop.client.post("/api/auth/login", json={"email": here.email, "password": PASSWORD})
    elsewhere = {"Authorization": f"Bearer {login.json()['access_token']}"}
    assert await let_in_everywhere(stack, elsewhere)

    body = {"current_password": PASSWORD, "new_password": "four copper kettles"}
    changed = await shop.client.put("/api/auth/password", json=body, headers=here.headers)

    assert changed.status_code == 204, changed.text
    await until(lambda: refused_everywhere(stack, elsewhere), REVOKED_WITHIN_S, "refused by every replica")
    assert await let_in_everywhere(stack, here.headers)
    old = await shop.client.post("/api/auth/login", json={"email": here.email, "password": PASSWORD})
    assert_problem(old, 401)


async def test_a_deleted_account_is_gone_and_its_email_free(shop: Shop, stack: NativeStack) -> None:
    seller = await shop.register("seller")
    gone = await shop.client.request("DELETE", "/api/auth/account", json={"password": PASSWORD}, headers=seller.headers)
    assert gone.status_code == 204, gone.text
    await until(lambda: refused_everywhere(stack, seller.headers), REVOKED_WITHIN_S, "refused by every replica")
    body = {"name": "Another", "email": seller.email, "password": PASSWORD, "role": "buyer"}
    assert (await shop.client.post("/api/auth/register", json=body)).status_code == 201
