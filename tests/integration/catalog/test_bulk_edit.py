"""Bulk edit: a dry run that writes nothing, and an edit that changes everything or nothing."""

from typing import Any

import httpx2
import pytest
from bson import ObjectId

from souk_catalog.bulk_edit.schemas import BulkEditOut
from souk_common.mongo import Document, Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignedIn, SignIn
from tests.fixtures.shop import assert_problem

Json = Any
PATH = "/api/products/bulk-edit"


class Edit:
    """Sends a sheet."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def send(
        self, seller: SignedIn, sheet: str, *, dry_run: bool, expected: str | None = None, key: str | None = None
    ) -> httpx2.Response:
        params = {"dry_run": str(dry_run).lower()} | ({"expected": expected} if expected else {})
        headers = seller.headers | {"Content-Type": "text/csv"} | ({"Idempotency-Key": key} if key else {})
        return await self._client.post(PATH, content=sheet.encode(), params=params, headers=headers)

    async def preview(self, seller: SignedIn, sheet: str) -> Json:
        answer = await self.send(seller, sheet, dry_run=True)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def edit(client: httpx2.AsyncClient) -> Edit:
    return Edit(client)


async def rows_of(mongo: Mongo, seller: SignedIn) -> list[list[Document]]:
    """Everything the database holds of a seller's products: to compare before and after."""
    return [
        await mongo.db[name].find({key: seller.id}).sort("_id", 1).to_list(None)
        for name, key in (("products", "seller_id"), ("inventory_logs", "seller_id"), ("notifications", "user_id"))
    ]


async def test_a_dry_run_shows_each_change_and_writes_nothing(
    edit: Edit, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    lamp = await make_product(seller.user_id, sku="LAMP", name="Lamp", stock=9, price_cents=1999)
    kettle = await make_product(seller.user_id, name="Kettle", stock=4, price_cents=500)
    before = await rows_of(mongo, seller)

    shown = await edit.preview(seller, f"id,sku,name,price,stock\n,LAMP,Lamp,18.50,9\n{kettle},,,,40\n,NONE,,1,1\n")

    assert shown.keys() == BulkEditOut.model_fields.keys()
    assert shown["applied"] is False
    assert (shown["rows"], shown["changed"], shown["failed"]) == (3, 2, 1)
    assert shown["changes"] == [
        {
            "line": 2,
            "product_id": lamp,
            "sku": "LAMP",
            "name": "Lamp",
            "price_from": 19.99,
            "price_to": 18.5,
            "stock_from": 9,
            "stock_to": 9,
        },
        {
            "line": 3,
            "product_id": kettle,
            "sku": None,
            "name": "Kettle",
            "price_from": 5.0,
            "price_to": 5.0,
            "stock_from": 4,
            "stock_to": 40,
        },
    ]
    assert shown["errors"] == [{"line": 4, "field": "sku", "message": "You have no such product"}]
    assert shown["ignored_columns"] == ["name"]
    assert await rows_of(mongo, seller) == before


async def test_an_edit_writes_prices_stocks_log_and_alerts_together(
    edit: Edit, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    ids = [await make_product(seller.user_id, sku=f"S-{number}", stock=9) for number in range(3)]
    sheet = "sku,price,stock\nS-0,1,3\nS-1,,20\nS-2,2.5,\n"
    shown = await edit.preview(seller, sheet)

    done = await edit.send(seller, sheet, dry_run=False, expected=shown["fingerprint"])

    assert done.status_code == 200, done.text
    assert done.json() == shown | {"applied": True}
    products = [await mongo.db.products.find_one({"_id": ObjectId(each)}) for each in ids]
    assert [product["price_cents"] for product in products if product] == [100, 1999, 250]
    assert [await stock_of(mongo, each) for each in ids] == [3, 20, 9]
    logged = await mongo.db.inventory_logs.find({"seller_id": seller.id, "reason": "bulk edit"}).to_list(None)
    assert sorted((row["change_type"], row["delta"]) for row in logged) == [("adjustment", -6), ("adjustment", 11)]
    told = await mongo.db.notifications.find({"user_id": seller.id}).to_list(None)
    assert [(row["kind"], row["data"]["product_id"]) for row in told] == [("low_stock_alert", ids[0])]


@pytest.mark.parametrize("bad", ["S-1,,-1", "NONE,,4", "FOREIGN,,4", "S-0,,4", "S-1,free,4", "S-1,4"])
async def test_one_bad_line_changes_nothing_at_all(
    edit: Edit, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct, bad: str
) -> None:
    seller, stranger = await sign_in("seller"), await sign_in("seller")
    for number in range(2):
        await make_product(seller.user_id, sku=f"S-{number}", stock=9)
    foreign = await make_product(stranger.user_id, sku="FOREIGN", stock=9)
    before = [await rows_of(mongo, each) for each in (seller, stranger)]

    refused = await edit.send(seller, f"sku,price,stock\nS-0,1,1\n{bad}\n", dry_run=False)
    by_id = await edit.send(seller, f"id,stock\n{foreign},1\n", dry_run=False)

    problem = assert_problem(refused, 422)
    assert problem["errors"][0]["field"].startswith("lines.3.")
    assert problem["detail"] == "One line cannot be applied, so nothing was changed."
    assert_problem(by_id, 422)
    assert [await rows_of(mongo, each) for each in (seller, stranger)] == before


async def test_what_was_sold_or_priced_anew_since_the_dry_run_is_refused(
    edit: Edit, client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, sku="S", stock=9)
    stocks, prices = "sku,stock\nS,30\n", "sku,price\nS,3\n"
    shown = [(await edit.preview(seller, sheet))["fingerprint"] for sheet in (stocks, prices)]

    await client.post(f"/api/products/{product_id}/adjust", json={"delta": -1, "reason": "x"}, headers=seller.headers)
    too_late = await edit.send(seller, stocks, dry_run=False, expected=shown[0])
    assert_problem(too_late, 409)
    assert await stock_of(mongo, product_id) == 8

    # a price is not touched by a sale
    assert (await edit.send(seller, prices, dry_run=False, expected=shown[1])).status_code == 200
    assert_problem(await edit.send(seller, prices, dry_run=False, expected=shown[1]), 409)


async def test_the_same_edit_twice_with_one_key_is_done_once(
    edit: Edit, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, sku="S", stock=9)
    sheet = "sku,stock\nS,30\n"
    expected = (await edit.preview(seller, sheet))["fingerprint"]

    first = await edit.send(seller, sheet, dry_run=False, expected=expected, key="k")
    again = await edit.send(seller, sheet, dry_run=False, expected=expected, key="k")
    other = await edit.send(seller, "sku,stock\nS,31\n", dry_run=False, expected=expected, key="k")

    assert (first.status_code, again.status_code, again.text) == (200, 200, first.text)
    assert again.headers["idempotent-replayed"] == "true"
    assert_problem(other, 422)
    assert await stock_of(mongo, product_id) == 30
    assert await mongo.db.inventory_logs.count_documents({"product_id": ObjectId(product_id)}) == 2


async def test_the_export_of_a_shop_is_a_sheet_that_changes_nothing(
    edit: Edit, client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    await make_product(seller.user_id, sku="=A", name='Lamp, "brass"', description="two\nlines", stock=3)
    await make_product(seller.user_id, sku="'-B", stock=0, price_cents=5)
    no_sku = await make_product(seller.user_id, stock=8)

    whole = (await client.get("/api/products/export?format=csv", headers=seller.headers)).text
    lean = (await client.get("/api/products/export?format=csv&columns=edit", headers=seller.headers)).text

    assert (await edit.preview(seller, whole))["errors"] == [{"line": 2, "field": "sku", "message": "Is required"}]
    shown = await edit.preview(seller, lean)
    assert (shown["rows"], shown["changed"], shown["failed"]) == (3, 0, 0)
    assert lean.splitlines()[0] == "id,sku,name,price,stock"
    edited = lean.replace(",19.99,8", ",17.25,80").replace(",0.05,0", ",0.06,0")
    changes = (await edit.preview(seller, edited))["changes"]
    assert [(each["product_id"] == no_sku, each["price_to"], each["stock_to"]) for each in changes] == [
        (True, 17.25, 80),
        (False, 0.06, 0),
    ]


async def test_what_is_no_sheet_is_refused(edit: Edit, client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    seller, buyer = await sign_in("seller"), await sign_in("buyer")
    assert_problem(await edit.send(seller, "", dry_run=True), 422)
    assert_problem(await edit.send(seller, "name\nLamp\n", dry_run=False), 422)
    assert_problem(await edit.send(seller, "sku,stock\nA,1\n", dry_run=False, expected="0" * 63), 422)
    assert_problem(await edit.send(buyer, "sku,stock\nA,1\n", dry_run=True), 403)
    assert_problem(await client.post(PATH, json={}, headers=seller.headers), 415)
    too_long = ("x" * 1_000 + "\n") * (21 * 1024)
    assert_problem(await edit.send(seller, "sku,stock\n" + too_long, dry_run=True), 413)
