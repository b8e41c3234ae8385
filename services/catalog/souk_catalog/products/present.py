"""Products and stock rows as the API shows them."""

from collections.abc import Iterable
from datetime import datetime

from souk_catalog.products.model import (
    EditableShape,
    ExportShape,
    FacetsShape,
    PriceBandShape,
    ProductShape,
    StockPointShape,
    StockRowShape,
    SuggestedShape,
    ValueCountShape,
)
from souk_catalog.search.price_bands import Band
from souk_catalog.search.wanted import Count, Facets
from souk_common.money import to_number
from souk_common.mongo import Document
from souk_common.schemas import to_z

SHOWN = {
    "seller_id": 1,
    "seller_name": 1,
    "sku": 1,
    "name": 1,
    "description": 1,
    "brand": 1,
    "price_cents": 1,
    "stock": 1,
    "stock_seq": 1,
    "low_stock_threshold": 1,
    "category": 1,
    "attributes": 1,
    "images": 1,
    "rating": 1,
    "status": 1,
    "disabled_reason": 1,
    "created_at": 1,
    "updated_at": 1,
}
"""The projection that `product_shape` needs."""

STOCK_ROW_SHOWN = {
    "_id": 0,
    "seq": 1,
    "change_type": 1,
    "delta": 1,
    "old_stock": 1,
    "new_stock": 1,
    "reason": 1,
    "order_id": 1,
    "timestamp": 1,
}


def _z(moment: datetime) -> str:
    """As `to_z`, for a moment as MongoDB gives it, which is UTC: a third of the time, forty times a page."""
    plain = moment.replace(tzinfo=None) if moment.tzinfo else moment
    return plain.isoformat(timespec="milliseconds") + "Z"


def product_shape(row: Document) -> ProductShape:
    """A row of `products`, whole or read with `SHOWN`."""
    get = row.get
    created_at, updated_at = row["created_at"], get("updated_at")
    created = _z(created_at)
    return {
        "id": str(row["_id"]),
        "seller_id": str(row["seller_id"]),
        "seller_name": get("seller_name") or "",
        "sku": get("sku"),
        "name": row["name"],
        "description": get("description") or "",
        "brand": get("brand"),
        "price": to_number(row["price_cents"]),
        "stock": row["stock"],
        "stock_seq": row["stock_seq"],
        "low_stock_threshold": row["low_stock_threshold"],
        "category": row["category"],
        "attributes": get("attributes") or {},
        "images": get("images") or [],
        "rating": get("rating") or {"average": None, "count": 0},
        "status": row["status"],
        "disabled_reason": get("disabled_reason"),
        "created_at": created,
        "updated_at": created if updated_at in (None, created_at) else _z(updated_at),
    }


def facets_shape(facets: Facets) -> FacetsShape:
    """What a list could be narrowed to."""
    price = facets.price_cents
    return {
        "categories": counts_shape(facets.categories),
        "brands": counts_shape(facets.brands),
        "price": price and {"min": to_number(price[0]), "max": to_number(price[1])},
        "price_bands": [_band_shape(band) for band in facets.price_bands],
        "in_stock": facets.in_stock,
        "attributes": [{"name": each.name, "values": counts_shape(each.values)} for each in facets.attributes],
    }


def _band_shape(band: Band) -> PriceBandShape:
    low, high = band.min_cents, band.max_cents
    return {
        "min": None if low is None else to_number(low),
        "max": None if high is None else to_number(high),
        "count": band.count,
    }


def counts_shape(counts: Iterable[Count]) -> list[ValueCountShape]:
    """Values, with how many products have them."""
    return [{"value": each.value, "count": each.count} for each in counts]


def suggested_shape(product: ProductShape) -> SuggestedShape:
    """What a suggestion shows of a product."""
    return {
        "id": product["id"],
        "name": product["name"],
        "brand": product["brand"],
        "price": product["price"],
        "category": product["category"],
        "image": next(iter(product["images"]), None),
    }


def stock_row_shape(row: Document) -> StockRowShape:
    """A row of `inventory_logs`, read with `STOCK_ROW_SHOWN`."""
    order_id = row.get("order_id")
    return {
        "seq": row["seq"],
        "change_type": row["change_type"],
        "delta": row["delta"],
        "old_stock": row["old_stock"],
        "new_stock": row["new_stock"],
        "reason": row.get("reason"),
        "order_id": None if order_id is None else str(order_id),
        "timestamp": _z(row["timestamp"]),
    }


def stock_point_shape(moment: datetime, stock: int) -> StockPointShape:
    """A point of a product's stock over time."""
    return {"at": to_z(moment), "stock": stock}


def export_shape(row: Document) -> ExportShape:
    """A row of `products`, read with `SHOWN`."""
    return {
        "sku": row.get("sku"),
        "name": row["name"],
        "description": row.get("description") or "",
        "brand": row.get("brand"),
        "price_cents": row["price_cents"],
        "category": row["category"],
        "attributes": row.get("attributes") or {},
        "images": row.get("images") or [],
        "stock": row["stock"],
        "low_stock_threshold": row["low_stock_threshold"],
    }


def editable_shape(row: Document) -> EditableShape:
    """A row of `products`, read with `SHOWN`, as a bulk edit reads it."""
    return {
        "id": str(row["_id"]),
        "sku": row.get("sku"),
        "name": row["name"],
        "price": to_number(row["price_cents"]),
        "stock": row["stock"],
    }
