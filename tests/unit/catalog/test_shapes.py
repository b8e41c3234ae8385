"""The bytes that the routes send are what the OpenAPI models say."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from bson import ObjectId
from pydantic_core import to_json

from souk_catalog.products.fields import attribute_value
from souk_catalog.products.import_records import ImportRecord
from souk_catalog.products.model import Changes, ExportShape
from souk_catalog.products.present import SHOWN, STOCK_ROW_SHOWN, product_shape, stock_row_shape
from souk_catalog.products.schemas import ProductChangesIn, ProductOut
from souk_catalog.products.stock_log_schemas import StockRow
from souk_common.mongo import Document

NOW = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)
ROW: Document = {
    "_id": ObjectId(),
    "seller_id": ObjectId(),
    "seller_name": "Stall",
    "sku": None,
    "name": "Lamp",
    "description": "",
    "brand": None,
    "price_cents": 9_999,
    "stock": 3,
    "stock_seq": 1,
    "low_stock_threshold": 5,
    "category": "Lighting",
    "attributes": {"watts": 5.5, "led": True, "socket": "E27", "count": 2},
    "images": ["/images/demo/lamp.svg"],
    "rating": {"average": None, "count": 0},
    "status": "active",
    "disabled_reason": None,
    "created_at": NOW,
    "updated_at": NOW,
}


def test_a_product_is_sent_as_its_model_says() -> None:
    model = ProductOut(
        id=ROW["_id"], price=ROW["price_cents"], **{name: ROW[name] for name in SHOWN if name != "price_cents"}
    )
    assert to_json(product_shape(ROW)).decode() == model.model_dump_json()


def test_a_stock_row_is_sent_as_its_model_says() -> None:
    row: Document = {
        "seq": 1,
        "change_type": "purchase",
        "delta": -2,
        "old_stock": 5,
        "new_stock": 3,
        "reason": "order",
        "order_id": ObjectId(),
        "timestamp": NOW,
    }
    assert set(row) | {"_id"} == set(STOCK_ROW_SHOWN)
    assert to_json(stock_row_shape(row)).decode() == StockRow(**row).model_dump_json()


def test_what_can_be_changed_is_what_the_model_names() -> None:
    assert set(ProductChangesIn.model_fields) == set(Changes.__annotations__)


def test_what_is_exported_can_be_imported() -> None:
    assert set(ExportShape.__annotations__) <= set(ImportRecord.model_fields)


@pytest.mark.parametrize(("value", "kept"), [(True, True), (3, 3), (Decimal("0.5"), 0.5), ("E27", "E27"), ("", "")])
def test_an_attribute_keeps_its_type(value: object, kept: object) -> None:
    assert attribute_value(value) == kept
    assert type(attribute_value(value)) is type(kept)


@pytest.mark.parametrize(
    "value", [None, [], {}, 2**63, Decimal("1e400"), Decimal("NaN"), "x" * 1_001, "a\0b", "\ud800"]
)
def test_what_is_no_attribute_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="must"):
        attribute_value(value)
