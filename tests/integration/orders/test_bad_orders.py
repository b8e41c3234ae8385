"""Bad input to orders and carts: a clear problem that names the field, and nothing written."""

import json

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignIn

LINE = {"product_id": "PRODUCT", "quantity": 1}
BAD_ORDERS: list[tuple[object, str]] = [
    ([], "body"),
    ("text", "body"),
    ({"products": []}, "products"),
    ({"products": LINE}, "products"),
    ({"products": [LINE], "buyer_id": "x"}, "buyer_id"),
    ({"products": [{**LINE, "stock": 5}]}, "products.0.stock"),
    *(
        ({"products": [{**LINE, "quantity": quantity}]}, "products.0.quantity")
        for quantity in (0, -1, 1.5, 1.0, "1", True, None, 10**30, 100_001, {"$gt": 0}, [1])
    ),
    *(
        ({"products": [{**LINE, "price": price}]}, "products.0.price")
        for price in (0, -1, 1.999, "19.99", True, 1e9, {"$ne": None})
    ),
    *(
        ({"products": [{**LINE, "product_id": product_id}]}, "products.0.product_id")
        for product_id in ("x", 1, None, {"$ne": None}, ["a"], "z" * 24)
    ),
    ({"products": [LINE] * 101}, "products"),
    ({"products": [LINE], "fulfilment": {"method": "drone"}}, "fulfilment.method"),
    ({"products": [LINE], "fulfilment": {"$ne": None}}, "fulfilment.method"),
]


@pytest.mark.parametrize(("body", "field"), BAD_ORDERS, ids=lambda value: str(value)[:60])
async def test_a_bad_order_names_its_field_and_writes_nothing(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct, body: object, field: str
) -> None:
    buyer = await sign_in("buyer")
    product_id = await make_product(stock=5)
    text = json.dumps(body).replace("PRODUCT", product_id)

    answer = await client.post(
        "/api/orders/", content=text, headers=buyer.headers | {"Content-Type": "application/json"}
    )

    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in {error["field"] for error in answer.json()["errors"]}
    assert await stock_of(mongo, product_id) == 5
    assert await mongo.db.orders.count_documents({"buyer_id": buyer.id}) == 0


@pytest.mark.parametrize(
    "text",
    ["{", "", "nul", '{"products": NaN}', "[" * 100_000, "9" * 5_000, "\x00", r'{"\ud800": 1}'],
    ids=lambda text: text[:12],
)
async def test_what_is_not_json_is_unparsable(client: httpx2.AsyncClient, sign_in: SignIn, text: str) -> None:
    buyer = await sign_in("buyer")
    answer = await client.post(
        "/api/cart/lines", content=text, headers=buyer.headers | {"Content-Type": "application/json"}
    )
    assert answer.status_code == (422 if text == "" else 400), answer.text
    assert "Traceback" not in answer.text


async def test_a_body_over_one_megabyte_is_too_large(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    buyer = await sign_in("buyer")
    body = b'{"products": "' + b"x" * 1_048_577 + b'"}'
    answer = await client.post(
        "/api/orders/", content=body, headers=buyer.headers | {"Content-Type": "application/json"}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("key", ["", "k" * 256, "\xe9", "a\tb"])
async def test_a_bad_idempotency_key_is_refused(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct, key: str
) -> None:
    buyer = await sign_in("buyer")
    product_id = await make_product(stock=5)
    body = {"products": [{"product_id": product_id, "quantity": 1}]}
    raw = [
        (name.encode(), value.encode("latin-1")) for name, value in {**buyer.headers, "Idempotency-Key": key}.items()
    ]
    answer = await client.post("/api/orders/", json=body, headers=raw)
    assert answer.status_code == 422
    assert await stock_of(mongo, product_id) == 5


@pytest.mark.parametrize(
    "query",
    ["page=0", "limit=101", "limit=x", "page=101&limit=100", "status=lost", "from=yesterday", "status[$ne]=placed",
     "from=2026-11-20&to=2026-11-01", "who=me"],
)  # fmt: skip
async def test_a_bad_list_query_is_refused(client: httpx2.AsyncClient, sign_in: SignIn, query: str) -> None:
    buyer = await sign_in("buyer")
    answer = await client.get(f"/api/orders/my-orders?{query}", headers=buyer.headers)
    assert answer.status_code == 422, answer.text


async def test_who_is_not_signed_in_or_not_a_buyer_cannot_order(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    body = {"products": [{"product_id": await make_product(), "quantity": 1}]}
    seller = await sign_in("seller")
    assert (await client.post("/api/orders/", json=body)).status_code == 401
    assert (
        await client.post("/api/orders/", json=body, headers={"Authorization": "Bearer not.a.token"})
    ).status_code == 401
    assert (await client.post("/api/orders/", json=body, headers=seller.headers)).status_code == 403


async def test_another_buyers_order_and_malformed_ids_are_not_found(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    owner, thief = await sign_in("buyer"), await sign_in("buyer")
    product_id = await make_product(stock=5)
    body = {"products": [{"product_id": product_id, "quantity": 1}]}
    order = (await client.post("/api/orders/", json=body, headers=owner.headers)).json()

    assert (await client.get(f"/api/orders/{order['id']}", headers=owner.headers)).status_code == 200
    assert (await client.get(f"/api/orders/{order['id']}", headers=thief.headers)).status_code == 404
    assert (await client.post(f"/api/orders/{order['id']}/cancel", headers=thief.headers)).status_code == 404
    assert await stock_of(mongo, product_id) == 4
    for bad in ("x", str(ObjectId()), "%00", "$ne"):
        assert (await client.get(f"/api/orders/{bad}", headers=owner.headers)).status_code == 404
