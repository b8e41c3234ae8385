"""What clients send and get of products; of lists of those on sale: `schemas_list.py`."""

from typing import Annotated, Literal, cast

from pydantic import AfterValidator, Field, model_validator

from souk_catalog.products.fields import (
    DEFAULT_LOW_STOCK_THRESHOLD,
    Attributes,
    Brand,
    Category,
    Description,
    Images,
    LowStockThreshold,
    Name,
    OpeningStock,
    Reason,
    Sku,
    one_line,
)
from souk_catalog.products.fields import MAX_OPENING_STOCK as MAX_ADJUSTMENT
from souk_catalog.products.listing import Chosen, OwnSort, StockLevel
from souk_catalog.products.model import KEPT, AttributeValue, Changes, Details, Status
from souk_common.money import Price, PriceIn
from souk_common.pagination import PageQuery
from souk_common.problems import Invalid
from souk_common.schemas import Id, Quantity, RequestModel, ResponseModel, Timestamp

MAX_PARTS = 8

SearchText = Annotated[str, Field(max_length=200), AfterValidator(one_line)]


class MyProductsQuery(PageQuery):
    """Which of one's own products to show.

    `search`: parts of the name, SKU or brand. `stock`: low is at or below the product's threshold but not out.
    """

    search: SearchText | None = None
    status: Literal["active", "disabled"] | None = None
    category: Category | None = None
    stock: StockLevel | None = None
    sort: OwnSort = "newest"

    def chosen(self, seller_id: str) -> Chosen:
        """The seller's products asked for, those that are off sale included."""
        return Chosen(
            statuses=(self.status,) if self.status else KEPT,
            category=self.category,
            seller_id=seller_id,
            parts=tuple((self.search or "").split()[:MAX_PARTS]),
            stock_level=self.stock,
        )


class ProductIn(RequestModel):
    """A new product."""

    name: Name
    description: Description
    price: PriceIn
    stock: OpeningStock
    category: Category
    sku: Sku | None = None
    brand: Brand | None = None
    attributes: Attributes = Field(default_factory=dict)
    images: Images = Field(default_factory=list)
    low_stock_threshold: LowStockThreshold = DEFAULT_LOW_STOCK_THRESHOLD

    def details(self) -> Details:
        """All but the stock."""
        return Details(
            self.name,
            self.description,
            self.price,
            self.category,
            self.sku,
            self.brand,
            self.attributes,
            self.images,
            self.low_stock_threshold,
        )


class ProductChangesIn(RequestModel):
    """The fields to change, at least one; null clears `sku` or `brand`. Stock moves by restock and adjust only."""

    # a default factory keeps an unsent field out of the OpenAPI document's defaults; `changes` leaves it out
    name: Name = Field(default_factory=str)
    description: Description = Field(default_factory=str)
    price_cents: PriceIn = Field(default_factory=int, alias="price")
    category: Category = Field(default_factory=str)
    sku: Sku | None = None
    brand: Brand | None = None
    attributes: Attributes = Field(default_factory=dict)
    images: Images = Field(default_factory=list)
    low_stock_threshold: LowStockThreshold = Field(default_factory=int)

    @model_validator(mode="after")
    def _at_least_one(self) -> "ProductChangesIn":
        if not self.model_fields_set:
            raise Invalid({"body": "must name at least one field to change"})
        return self

    def changes(self) -> Changes:
        """The fields that were sent."""
        return cast(Changes, self.model_dump(exclude_unset=True))


class RestockIn(RequestModel):
    """Units that came in, and why."""

    quantity: Quantity
    reason: Reason


class AdjustmentIn(RequestModel):
    """A correction of the stock by `delta` units (not 0), and why."""

    delta: Annotated[int, Field(strict=True, ge=-MAX_ADJUSTMENT, le=MAX_ADJUSTMENT)]
    reason: Reason

    @model_validator(mode="after")
    def _moves_something(self) -> "AdjustmentIn":
        if self.delta == 0:
            raise Invalid({"delta": "must not be 0"})
        return self


class RatingOut(ResponseModel):
    """What buyers think of a product; the average is null while nobody has said."""

    average: float | None
    count: int


class ProductOut(ResponseModel):
    """A product. `disabled_reason` is what the admin said who took it off sale, for its seller and for admins."""

    id: Id
    seller_id: Id
    seller_name: str
    sku: str | None
    name: str
    description: str
    brand: str | None
    price: Price
    stock: int
    stock_seq: int
    low_stock_threshold: int
    category: str
    attributes: dict[str, AttributeValue]
    images: list[str]
    rating: RatingOut
    status: Status
    disabled_reason: str | None
    created_at: Timestamp
    updated_at: Timestamp
