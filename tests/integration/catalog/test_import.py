"""Import and export: good lines go in, bad ones are told, and running it again completes it."""

import csv
import gzip
import io
import json

import httpx2
import pytest

from souk_common.mongo import Document, Mongo
from tests.fixtures.imports import report_of
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignedIn, SignIn
from tests.integration.catalog.conftest import Upload


def record(number: int, **fields: object) -> Document:
    return {
        "sku": f"S-{number}",
        "name": f"Lamp {number}",
        "description": "A lamp.",
        "brand": "Lumen",
        "price_cents": 1_000 + number,
        "category": "Lighting",
        "attributes": {"watts": 5.5},
        **fields,
    }


async def stocks_of(mongo: Mongo, seller: SignedIn) -> dict[str, int]:
    """Stock by SKU, after checking that each product's log explains it."""
    rows = await mongo.db.products.find({"seller_id": seller.id}).to_list(None)
    return {row["sku"]: await stock_of(mongo, str(row["_id"])) for row in rows}


async def test_new_records_become_products_with_their_opening_stock(
    mongo: Mongo, sign_in: SignIn, upload: Upload
) -> None:
    seller = await sign_in("seller")

    answer = await upload(seller, [record(1), record(2, stock=3), record(3, stock=0)], stock=7)

    assert answer.headers["content-type"] == "application/x-ndjson"
    progress = json.loads(answer.text.splitlines()[0])
    assert progress == {
        "type": "progress",
        "lines": 3,
        "created": 3,
        "updated": 0,
        "failed": 0,
        "total_bytes_read": len(answer.request.content),
    }
    report = report_of(answer)
    assert (report["created"], report["updated"], report["failed"], report["lines"]) == (3, 0, 0, 3)
    assert await stocks_of(mongo, seller) == {"S-1": 7, "S-2": 3, "S-3": 0}
    product = await mongo.db.products.find_one({"seller_id": seller.id, "sku": "S-1"})
    assert product is not None
    assert (product["seller_name"], product["price_cents"], product["attributes"]) == (
        "Test Seller",
        1_001,
        {"watts": 5.5},
    )


async def test_known_skus_are_brought_up_to_date_but_their_stock_stays(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, upload: Upload
) -> None:
    seller, other = await sign_in("seller"), await sign_in("seller")
    await upload(other, [record(1)])
    await upload(seller, [record(1, stock=4), record(2, stock=4)])
    before = await mongo.db.products.find_one({"seller_id": seller.id, "sku": "S-2"})

    report = report_of(await upload(seller, [record(1, name="Better lamp", stock=99), record(2), record(3)]))

    assert (report["created"], report["updated"]) == (1, 2)
    assert await stocks_of(mongo, seller) == {"S-1": 4, "S-2": 4, "S-3": 10}
    names = {row["name"] async for row in mongo.db.products.find({"sku": "S-1", "seller_id": seller.id})}
    assert names == {"Better lamp"}
    assert await mongo.db.products.find_one({"seller_id": seller.id, "sku": "S-2"}) == before
    theirs = await mongo.db.products.find_one({"seller_id": other.id})
    assert theirs is not None
    assert theirs["name"] == "Lamp 1"


async def test_bad_lines_are_told_and_good_ones_go_in(mongo: Mongo, sign_in: SignIn, upload: Upload) -> None:
    seller = await sign_in("seller")
    lines = [
        json.dumps(record(1)),
        "{not json",
        "",
        json.dumps(record(2, price_cents=-1, name="")),
        json.dumps(record(3, colour="red")),
        json.dumps(record(4)),
    ]

    report = report_of(await upload(seller, "\n".join(lines).encode()))

    assert (report["created"], report["failed"], report["lines"]) == (2, 3, 6)
    told = [(error["line"], error["sku"], [entry["field"] for entry in error["errors"]]) for error in report["errors"]]
    assert told == [(2, None, ["record"]), (4, "S-2", ["name", "price_cents"]), (5, "S-3", ["colour"])]
    assert set(await stocks_of(mongo, seller)) == {"S-1", "S-4"}


async def test_the_same_sku_twice_ends_as_the_last_line_says(mongo: Mongo, sign_in: SignIn, upload: Upload) -> None:
    seller = await sign_in("seller")
    report = report_of(await upload(seller, [record(1, stock=2), record(1, name="Last", stock=9)]))
    assert (report["created"], report["updated"]) == (1, 1)
    row = await mongo.db.products.find_one({"seller_id": seller.id})
    assert row is not None
    assert (row["name"], row["stock"]) == ("Last", 2)


@pytest.mark.parametrize(
    "headers",
    [{"content-type": "application/gzip"}, {"content-encoding": "gzip"}],
    ids=["application/gzip", "content-encoding"],
)
async def test_packed_files_are_unpacked(
    mongo: Mongo, sign_in: SignIn, upload: Upload, headers: dict[str, str]
) -> None:
    seller = await sign_in("seller")
    packed = gzip.compress("".join(json.dumps(record(number)) + "\n" for number in range(1_200)).encode())
    answer = await upload(seller, packed, headers)
    assert report_of(answer)["created"] == 1_200
    assert len(answer.text.splitlines()) == 4
    assert await mongo.db.inventory_logs.count_documents({"seller_id": seller.id}) == 1_200


async def test_a_csv_file_goes_in_with_line_breaks_in_its_cells(mongo: Mongo, sign_in: SignIn, upload: Upload) -> None:
    seller = await sign_in("seller")
    text = (
        "sku,name,category,price,stock,description,attributes\r\n"
        'A-1,"Lamp, red",Lighting,19.99,3,"two\nlines","{""watts"": 5.5}"\r\n'
        "A-2,Lamp,Lighting,abc,,,\r\n"
        "A-3,'=Lamp,Lighting,5,,,\r\n"
    )
    report = report_of(await upload(seller, text.encode(), {"content-type": "text/csv"}))
    assert (report["created"], report["failed"], report["lines"]) == (2, 1, 5)
    assert [(error["line"], error["sku"]) for error in report["errors"]] == [(4, "A-2")]
    rows = {row["sku"]: row async for row in mongo.db.products.find({"seller_id": seller.id})}
    assert (rows["A-1"]["name"], rows["A-1"]["description"], rows["A-1"]["attributes"]) == (
        "Lamp, red",
        "two\nlines",
        {"watts": 5.5},
    )
    assert (rows["A-1"]["price_cents"], rows["A-1"]["stock"], rows["A-3"]["name"]) == (1_999, 3, "=Lamp")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
async def test_an_export_imports_as_the_same_products(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct, upload: Upload, form: str
) -> None:
    seller, other = await sign_in("seller"), await sign_in("seller")
    await make_product(seller.user_id, sku="X-1", name="=cmd|' /C calc'!A0", description='a "b",\nc', brand="-Brand")
    await make_product(seller.user_id, sku="X-2", attributes={"a": 1.5, "b": "'=x", "c": True}, stock=0)
    await make_product(seller.user_id, sku="X-3", images=["/images/demo/lamp.svg"], status="disabled")
    await make_product(seller.user_id, sku="X-4", status="deleted")

    exported = await client.get(f"/api/products/export?format={form}", headers=seller.headers)
    media_type = {"jsonl": "application/x-ndjson", "csv": "text/csv"}[form]
    report = report_of(await upload(other, exported.content, {"content-type": media_type}))

    assert exported.headers["content-type"].startswith(media_type)
    assert exported.headers["content-disposition"] == f'attachment; filename="products.{form}"'
    assert (report["created"], report["failed"]) == (3, 0), report
    again = await client.get(f"/api/products/export?format={form}", headers=other.headers)
    assert sorted(again.content.splitlines()) == sorted(exported.content.splitlines())
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(exported.text)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {"content-type": "application/json"}, 415),
        (b"{}", {"content-type": ""}, 415),
        (b"{}", {"content-encoding": "br"}, 415),
        (b"no gzip", {"content-type": "application/gzip"}, 400),
        (gzip.compress(b"0" * 20_000_000), {"content-type": "application/gzip"}, 413),
        (gzip.compress(b"\n" * 20_000_000), {"content-type": "application/gzip"}, 413),
        (b"x" * 300_000, {}, 413),
        (b"sku,name,category,colour\n", {"content-type": "text/csv"}, 422),
        (b"sku,name\n", {"content-type": "text/csv"}, 422),
        (b"sku,name,category,name\n", {"content-type": "text/csv"}, 422),
        (b"\xff\xfe", {"content-type": "text/csv"}, 422),
    ],
    ids=lambda value: ascii(value)[:30],
)
async def test_what_cannot_be_read_at_all_is_a_problem(
    mongo: Mongo, sign_in: SignIn, upload: Upload, body: bytes, headers: dict[str, str], status: int
) -> None:
    seller = await sign_in("seller")
    answer = await upload(seller, body, headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert await mongo.db.products.count_documents({"seller_id": seller.id}) == 0


async def test_a_bomb_behind_good_lines_ends_the_import_with_an_error_line(
    mongo: Mongo, sign_in: SignIn, upload: Upload
) -> None:
    seller = await sign_in("seller")
    good = "".join(json.dumps(record(number)) + "\n" for number in range(500)).encode()
    answer = await upload(seller, gzip.compress(good + b"0" * 20_000_000), {"content-type": "application/gzip"})
    kinds = [json.loads(line)["type"] for line in answer.text.splitlines()]
    assert kinds == ["progress", "error", "report"]
    assert json.loads(answer.text.splitlines()[1])["status"] == 413
    assert report_of(answer)["created"] == 500


@pytest.mark.parametrize("query", ["stock=-1", "stock=x", "stock=1.5", "stock=1000001", "colour=red"])
async def test_a_bad_parameter_of_the_import_is_named(client: httpx2.AsyncClient, sign_in: SignIn, query: str) -> None:
    seller = await sign_in("seller")
    answer = await client.post(f"/api/products/import?{query}", content=b"", headers=seller.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.split("=", maxsplit=1)[0]


async def test_an_empty_file_is_an_empty_report(sign_in: SignIn, upload: Upload) -> None:
    seller = await sign_in("seller")
    assert report_of(await upload(seller, b"\n\n"))["lines"] == 2
