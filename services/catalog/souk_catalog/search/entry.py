"""What the search index knows of a product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from souk_catalog.products.model import AttributeValue


@dataclass(frozen=True, slots=True)
class Entry:
    """A product on sale; others are not in the index.

    `product_id` is 24 hex characters; `created_at` is UTC, and counts to the millisecond.
    """

    product_id: str
    name: str
    brand: str | None
    category: str
    description: str
    attributes: Mapping[str, AttributeValue]
    sku: str | None
    seller_id: str
    price_cents: int
    in_stock: bool
    created_at: datetime
