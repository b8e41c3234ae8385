"""Reading the sheet of a bulk edit: what spreadsheets save, and what is refused."""

import pytest

from souk_catalog.bulk_edit.plan import MAX_CHANGED, Known, make_plan
from souk_catalog.bulk_edit.sheet import MAX_ROWS, Row, Sheet, read_sheet
from souk_common.problems import Invalid, TooLarge

ID = "5f" * 12


def sheet_of(*lines: str) -> Sheet:
    return read_sheet([(number, line.encode()) for number, line in enumerate(lines, start=1)])


def test_a_row_names_a_product_and_what_to_change() -> None:
    sheet = sheet_of("sku,price,stock", "A,12.50,7", "B,,0", "C,3,", "D,,")
    assert sheet.rows == [
        Row(2, None, "A", 1250, 7),
        Row(3, None, "B", None, 0),
        Row(4, None, "C", 300, None),
        Row(5, None, "D", None, None),
    ]
    assert (sheet.errors, sheet.lines) == ([], 4)


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("SKU ; Price;Stock", "A;12,50;7"),
        ("sku\tprice\tstock", "A\t12.5\t7"),
        ("name,stock,price_cents,sku,category", '"Lamp, brass",7,1250,A,Lighting'),
        ('"sku","price","stock"', '" A ","12.50","7"'),
    ],
)
def test_what_a_spreadsheet_saves_is_read(header: str, line: str) -> None:
    assert sheet_of(header, line).rows == [Row(2, None, "A", 1250, 7)]


def test_the_id_counts_before_the_sku_which_a_spreadsheet_may_have_mangled() -> None:
    sheet = sheet_of("id,sku,stock", f"{ID.upper()},1E+05,3", ",00042,4")
    assert sheet.rows == [Row(2, ID, None, None, 3), Row(3, None, "00042", None, 4)]


def test_columns_that_nobody_asked_for_are_named_and_ignored() -> None:
    assert sheet_of("sku,name,prise,stock", "A,Lamp,5,1").ignored_columns == ["name", "prise"]


def test_empty_rows_are_none_and_a_neutralised_sku_is_restored() -> None:
    sheet = sheet_of("sku,stock", "", ",", '"",""', "'=A1,2")
    assert [row.sku for row in sheet.rows] == ["=A1"]
    assert sheet.lines == 1


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("A,12.505,1", "price"),
        ("A,0,1", "price"),
        ("A,-1,1", "price"),
        ("A,1e3,1", "price"),
        ("A,$5,1", "price"),
        ("A,1000000.01,1", "price"),
        ("A,5,-1", "stock"),
        ("A,5,1.5", "stock"),
        ("A,5,10000001", "stock"),
        ("A,5,٣", "stock"),
        (",5,1", "sku"),
        ("A,5", "row"),
        ("A,5,1,2", "row"),
        ('A,"5"x,1', "row"),
        ("x" * 101 + ",5,1", "sku"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(line: str, field: str) -> None:
    sheet = sheet_of("sku,price,stock", "GOOD,1,1", line)
    assert [(error.line, error.field) for error in sheet.errors] == [(3, field)]
    assert [row.sku for row in sheet.rows] == ["GOOD"]


@pytest.mark.parametrize(
    "header", ["", "price,stock", "sku,name", "sku,sku,price", "sku,price,price_cents", '"sku"x,price', "﻿"]
)
def test_a_header_that_says_too_little_is_refused(header: str) -> None:
    with pytest.raises(Invalid) as refused:
        sheet_of(header, "A,1")
    assert refused.value.members["errors"][0]["field"] == "header"  # type: ignore[index]


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(TooLarge):
        sheet_of("sku,stock", *(f"{number},1" for number in range(MAX_ROWS + 1)))


def known(sku: str, *, price_cents: int = 100, stock: int = 5, seq: int = 1) -> Known:
    return Known(f"{sku:0>24}", sku, f"Lamp {sku}", price_cents, stock, seq)


def test_a_plan_holds_what_would_differ_and_every_bad_line_in_order() -> None:
    sheet = sheet_of("sku,price,stock", "A,1,5", "B,2,5", "X,1,1", "C,-,1", "B,3,3", "D,1,9")
    plan = make_plan(sheet, [known("A"), known("B"), known("C"), known("D")])
    assert [(change.line, change.price_cents, change.stock) for change in plan.changes] == [(3, 200, 5), (7, 100, 9)]
    assert [(error.line, error.field) for error in plan.errors] == [(4, "sku"), (5, "price"), (6, "sku")]


def test_the_fingerprint_is_of_what_the_sheet_touches() -> None:
    prices, stocks = sheet_of("sku,price", "A,2"), sheet_of("sku,stock", "A,9")
    before = known("A")
    sold, priced = known("A", stock=4, seq=2), known("A", price_cents=150)

    def fingerprint(sheet: Sheet, product: Known) -> str:
        return make_plan(sheet, [product]).fingerprint

    assert fingerprint(prices, sold) == fingerprint(prices, before)
    assert fingerprint(prices, priced) != fingerprint(prices, before)
    assert fingerprint(stocks, sold) != fingerprint(stocks, before)
    assert fingerprint(stocks, priced) == fingerprint(stocks, before)
    assert fingerprint(sheet_of("sku,price", "A,3"), before) != fingerprint(prices, before)


def test_more_products_may_be_named_than_change() -> None:
    products = [known(str(number)) for number in range(MAX_CHANGED + 1)]
    lines = [f"{number},1,5" for number in range(MAX_CHANGED + 1)]
    assert make_plan(sheet_of("sku,price,stock", *lines), products).changes == []
    with pytest.raises(Invalid, match="5,001 products would change"):
        make_plan(sheet_of("sku,price,stock", *(line.replace(",1,5", ",2,5") for line in lines)), products)
