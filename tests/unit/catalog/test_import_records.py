import json
from decimal import Decimal

import pytest

from souk_catalog.products.import_records import BadLine, GoodLine, plain_attributes, read_csv, read_json

RECORD = {"sku": "A-1", "name": "Lamp", "category": "Lighting", "price_cents": 1999}


def read(**fields: object) -> GoodLine | BadLine:
    return read_json(7, json.dumps(RECORD | fields).encode())


def test_a_record_needs_little() -> None:
    line = read()
    assert isinstance(line, GoodLine)
    assert (line.sku, line.stock, line.details.price_cents, line.details.images) == ("A-1", None, 1999, None)


def test_what_real_data_has_beside_becomes_attributes_or_is_dropped() -> None:
    line = read(
        released="2008-06-23", ean=["505", "506"], image_url="http://x/y.jpg", attributes={"capacity": 2}, stock=3
    )
    assert isinstance(line, GoodLine)
    assert line.details.attributes == {"released": "2008-06-23", "ean": "505, 506", "capacity": 2}
    assert line.stock == 3


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"sku": None}, "sku"),
        ({"sku": ""}, "sku"),
        ({"sku": 12}, "sku"),
        ({"name": " "}, "name"),
        ({"name": "a\u0000b"}, "name"),
        ({"category": "x" * 61}, "category"),
        ({"price_cents": 0}, "price_cents"),
        ({"price_cents": 1.5}, "price_cents"),
        ({"price_cents": None}, "price_cents"),
        ({"price_cents": True}, "price_cents"),
        ({"price": 3}, "price_cents"),
        ({"price": -1, "price_cents": None}, "price"),
        ({"stock": -1}, "stock"),
        ({"stock": 1_000_001}, "stock"),
        ({"attributes": ["a"]}, "attributes"),
        ({"images": ["http://elsewhere/x.png"]}, "images.0"),
        ({"$set": {"stock": 1}}, "$set"),
    ],
)
def test_a_bad_field_is_named(fields: dict[str, object], field: str) -> None:
    line = read(**fields)
    assert isinstance(line, BadLine)
    assert (line.line, list(line.errors)) == (7, [field])


@pytest.mark.parametrize("text", [b"{", b"[]", b"12", b"null", b"NaN", b'{"a": Infinity}', b"\xff\xfe", b"[" * 100_000])
def test_a_line_that_is_no_json_object_is_reported(text: bytes) -> None:
    line = read_json(1, text)
    assert isinstance(line, BadLine)
    assert list(line.errors) == ["record"]


def test_a_long_name_is_cut_to_what_fits() -> None:
    line = read(name="lamp " * 60)
    assert isinstance(line, GoodLine)
    assert len(line.details.name) <= 200
    assert line.details.name.endswith("…")


def test_attributes_of_any_kind_become_plain() -> None:
    assert plain_attributes(
        {
            "$where": "x",
            "a.b": 1,
            "weight": Decimal("0.471"),
            "colours": ["red", None, 2, "blue"],
            "none": None,
            "nothing": "",
            "nested": {"a": 1},
            "huge": 2**70,
            "control": "a\u0000b",
            "long": "x" * 2_000,
            "  ": "no key",
            "ok": True,
        }
    ) == {
        "where": "x",
        "a_b": 1,
        "weight": 0.471,
        "colours": "red, 2, blue",
        "nested": '{"a": 1}',
        "huge": str(2**70),
        "control": "a b",
        "long": "x" * 999 + "…",
        "ok": True,
    }


def test_attributes_are_cut_to_a_hundred() -> None:
    assert len(plain_attributes({f"k{number}": number for number in range(168)})) == 100


def test_a_csv_row_says_the_same_as_a_json_line() -> None:
    columns = ["sku", "name", "category", "price", "stock", "attributes", "description"]
    line = read_csv(3, columns, ["A-1", "Lamp", "Lighting", "19.99", "4", '{"watts": 5.5}', ""])
    assert isinstance(line, GoodLine)
    assert (line.details.price_cents, line.stock, line.details.attributes) == (1999, 4, {"watts": 5.5})


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["A-1", "Lamp", "Lighting"], "record"),
        (["A-1", "Lamp", "Lighting", "19,99"], "price_cents"),
        (["A-1", "Lamp", "Lighting", "-5"], "price_cents"),
        (["", "Lamp", "Lighting", "5"], "sku"),
    ],
)
def test_a_bad_csv_row_is_reported(cells: list[str], field: str) -> None:
    line = read_csv(3, ["sku", "name", "category", "price_cents"], cells)
    assert isinstance(line, BadLine)
    assert field in line.errors
