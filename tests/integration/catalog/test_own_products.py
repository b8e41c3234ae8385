"""A seller's own products: create, read, change, delete; nobody else's."""

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Document, Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignIn
from tests.integration.catalog.conftest import Listing


async def test_a_created_product_can_be_read_by_anyone(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, new_product: Document
) -> None:
    seller = await sign_in("seller")

    created = await client.post("/api/products/", json=new_product, headers=seller.headers)

    assert created.status_code == 201
    product = created.json()
    assert created.headers["location"] == f"/api/products/{product['id']}"
    assert {name: product[name] for name in new_product} == new_product
    assert (product["seller_id"], product["seller_name"]) == (seller.user_id, "Test Seller")
    assert (product["status"], product["stock_seq"], product["rating"]) == ("active", 1, {"average": None, "count": 0})
    shown = await client.get(created.headers["location"])
    assert shown.json() == product
    assert shown.headers["cache-control"] == "public, max-age=0, s-maxage=1"
    assert await stock_of(mongo, product["id"]) == 5


async def test_the_opening_stock_is_one_row_of_the_log(
    client: httpx2.AsyncClient, sign_in: SignIn, new_product: Document
) -> None:
    seller = await sign_in("seller")
    product = (await client.post("/api/products/", json=new_product, headers=seller.headers)).json()

    log = (await client.get(f"/api/products/{product['id']}/inventory-logs", headers=seller.headers)).json()

    assert (log["total"], log["page"], log["pages"]) == (1, 1, 1)
    timestamp = log["items"][0].pop("timestamp")
    assert timestamp == product["created_at"]
    assert log["items"] == [
        {
            "seq": 1,
            "change_type": "restock",
            "delta": 5,
            "old_stock": 0,
            "new_stock": 5,
            "reason": "opening stock",
            "order_id": None,
        }
    ]


async def test_a_product_may_open_empty_and_say_little(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn
) -> None:
    seller = await sign_in("seller")
    body = {"name": "Lamp", "description": "", "price": 1, "stock": 0, "category": "Lighting"}

    product = (await client.post("/api/products/", json=body, headers=seller.headers)).json()

    assert (product["sku"], product["brand"], product["attributes"], product["images"]) == (None, None, {}, [])
    assert (product["price"], product["stock_seq"]) == (1, 0)
    assert await stock_of(mongo, product["id"]) == 0


async def test_the_same_creation_twice_with_one_key_is_one_product(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, new_product: Document
) -> None:
    seller = await sign_in("seller")
    headers = seller.headers | {"Idempotency-Key": "new-lamp"}

    first = await client.post("/api/products/", json=new_product, headers=headers)
    again = await client.post("/api/products/", json=new_product, headers=headers)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotent-replayed"] == "true"
    assert await mongo.db.products.count_documents({"seller_id": seller.id}) == 1


async def test_a_sku_is_taken_by_one_product_of_a_seller(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, new_product: Document
) -> None:
    seller, other = await sign_in("seller"), await sign_in("seller")
    first = (await client.post("/api/products/", json=new_product, headers=seller.headers)).json()
    second = (await client.post("/api/products/", json=new_product | {"sku": "LAMP-2"}, headers=seller.headers)).json()

    created = await client.post("/api/products/", json=new_product, headers=seller.headers)
    changed = await client.put(f"/api/products/{second['id']}", json={"sku": "LAMP-1"}, headers=seller.headers)

    for answer in (created, changed):
        assert answer.status_code == 409
        assert answer.json()["errors"][0]["field"] == "sku"
    assert await mongo.db.inventory_logs.count_documents({"seller_id": seller.id}) == 2
    assert (await client.post("/api/products/", json=new_product, headers=other.headers)).status_code == 201
    await client.delete(f"/api/products/{first['id']}", headers=seller.headers)
    assert (await client.post("/api/products/", json=new_product, headers=seller.headers)).status_code == 201


async def test_a_change_touches_what_was_sent_and_nothing_else(
    client: httpx2.AsyncClient, sign_in: SignIn, new_product: Document
) -> None:
    seller = await sign_in("seller")
    before = (await client.post("/api/products/", json=new_product, headers=seller.headers)).json()
    changes: Document = {"price": 25.5, "brand": None, "attributes": {"led": False}}

    after = (await client.put(f"/api/products/{before['id']}", json=changes, headers=seller.headers)).json()

    assert after["updated_at"] > before["updated_at"]
    assert after == before | changes | {"updated_at": after["updated_at"]}


async def test_a_deleted_product_is_gone_for_everyone(
    client: httpx2.AsyncClient, listing: Listing, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    path = f"/api/products/{product_id}"

    assert (await client.delete(path, headers=seller.headers)).status_code == 204

    await listing.catch_up()
    assert (await client.delete(path, headers=seller.headers)).status_code == 404
    assert (await client.get(path)).status_code == 404
    assert (await client.get(path, headers=seller.headers)).status_code == 404
    assert (await client.put(path, json={"price": 1}, headers=seller.headers)).status_code == 404
    restock = await client.post(f"{path}/restock", json={"quantity": 1, "reason": "x"}, headers=seller.headers)
    assert restock.status_code == 404
    row = await mongo.db.products.find_one({"_id": ObjectId(product_id)})
    assert row is not None
    assert row["status"] == "deleted"


async def test_a_disabled_product_is_shown_to_its_seller_and_to_admins_alone(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller, other, admin, buyer = [await sign_in(role) for role in ("seller", "seller", "admin", "buyer")]
    path = f"/api/products/{await make_product(seller.user_id, status='disabled')}"

    for user in (seller, admin):
        answer = await client.get(path, headers=user.headers)
        assert answer.json()["status"] == "disabled"
        assert answer.headers["cache-control"] == "private, no-store"
    for user in (other, buyer):
        assert (await client.get(path, headers=user.headers)).status_code == 404
    assert (await client.get(path)).status_code == 404


ACTIONS = [
    ("PUT", "", {"price": 1}),
    ("DELETE", "", None),
    ("POST", "/restock", {"quantity": 1, "reason": "more"}),
    ("POST", "/adjust", {"delta": -1, "reason": "broken"}),
    ("GET", "/inventory-logs", None),
]


@pytest.mark.parametrize(("method", "below", "body"), ACTIONS)
async def test_nobody_but_its_seller_and_admins_can_act_on_a_product(
    client: httpx2.AsyncClient,
    mongo: Mongo,
    sign_in: SignIn,
    make_product: MakeProduct,
    method: str,
    below: str,
    body: Document | None,
) -> None:
    seller, other, admin, buyer = [await sign_in(role) for role in ("seller", "seller", "admin", "buyer")]
    product_id = await make_product(seller.user_id)
    path = f"/api/products/{product_id}{below}"
    before = await mongo.db.products.find_one({"_id": ObjectId(product_id)})

    assert (await client.request(method, path, json=body, headers=other.headers)).status_code == 404
    assert (await client.request(method, path, json=body, headers=buyer.headers)).status_code == 403
    assert (await client.request(method, path, json=body)).status_code == 401
    assert await mongo.db.products.find_one({"_id": ObjectId(product_id)}) == before
    assert (await client.request(method, path, json=body, headers=admin.headers)).is_success


async def test_a_buyer_cannot_sell(client: httpx2.AsyncClient, sign_in: SignIn, new_product: Document) -> None:
    buyer = await sign_in("buyer")
    for method, path in (
        ("POST", "/api/products/"),
        ("POST", "/api/products/import"),
        ("GET", "/api/products/export"),
        ("GET", "/api/products/my-products"),
    ):
        answer = await client.request(method, path, json=new_product, headers=buyer.headers)
        assert answer.status_code == 403, path


async def test_a_seller_whose_account_ended_creates_nothing(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, new_product: Document
) -> None:
    seller = await sign_in("seller")
    await mongo.db.users.update_one({"_id": seller.id}, {"$set": {"status": "disabled"}})

    assert (await client.post("/api/products/", json=new_product, headers=seller.headers)).status_code == 403
    assert await mongo.db.products.count_documents({"seller_id": seller.id}) == 0


async def test_my_products_shows_ones_own_also_off_sale(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller, other = await sign_in("seller"), await sign_in("seller")
    on_sale = await make_product(seller.user_id, name="Copper lamp", price_cents=300)
    disabled = await make_product(seller.user_id, name="Brass lamp", price_cents=200, status="disabled")
    await make_product(seller.user_id, status="deleted")
    await make_product(other.user_id)

    async def mine(**params: str) -> list[str]:
        answer = await client.get("/api/products/my-products", params=params, headers=seller.headers)
        assert answer.status_code == 200
        assert answer.json()["total"] == len(answer.json()["items"])
        return [item["id"] for item in answer.json()["items"]]

    assert await mine() == [disabled, on_sale]
    assert await mine(sort="price_desc") == [on_sale, disabled]
    assert await mine(sort="name") == [disabled, on_sale]
    assert await mine(status="disabled") == [disabled]
    assert await mine(search="copper") == [on_sale]


async def test_the_low_stock_threshold_is_five_unless_the_seller_says_otherwise(
    client: httpx2.AsyncClient, sign_in: SignIn, new_product: Document
) -> None:
    seller = await sign_in("seller")
    said = new_product.pop("low_stock_threshold")

    product = (await client.post("/api/products/", json=new_product, headers=seller.headers)).json()
    path = f"/api/products/{product['id']}"
    assert product["low_stock_threshold"] == 5

    changed = await client.put(path, json={"low_stock_threshold": said}, headers=seller.headers)
    assert changed.json()["low_stock_threshold"] == said
    assert (await client.put(path, json={"price": 3}, headers=seller.headers)).json()["low_stock_threshold"] == said
    for wrong in (-1, 1_000_001, 1.5, "5", None):
        refused = await client.put(path, json={"low_stock_threshold": wrong}, headers=seller.headers)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json()["errors"]] == ["low_stock_threshold"]
