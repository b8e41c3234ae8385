"""What a product is, and how its status may change."""

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypedDict

Status = Literal["active", "disabled", "deleted"]
DisabledBy = Literal["admin", "account"]
"""Who keeps a product off sale: an admin, or its seller's account, which is not an active seller's."""
AttributeValue = str | int | float | bool
Attributes = dict[str, AttributeValue]


class Standing(NamedTuple):
    """A product's status, and who it is that keeps it off sale."""

    status: Status
    disabled_by: DisabledBy | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One allowed change of status. Its guard stands in the update's filter, so two changes cannot pass each other."""

    allowed_from: tuple[Standing, ...]
    to: Standing


ON_SALE: Final = Standing("active")
OFF_BY_ADMIN: Final = Standing("disabled", "admin")
OFF_WITH_ACCOUNT: Final = Standing("disabled", "account")
DELETED: Final = Standing("deleted")

DELETE: Final = StatusChange((ON_SALE, OFF_BY_ADMIN, OFF_WITH_ACCOUNT), DELETED)
DISABLE: Final = StatusChange((ON_SALE, OFF_WITH_ACCOUNT), OFF_BY_ADMIN)
ENABLE: Final = StatusChange((OFF_BY_ADMIN,), ON_SALE)
ENABLE_WITHOUT_ACCOUNT: Final = StatusChange((OFF_BY_ADMIN,), OFF_WITH_ACCOUNT)
"""An admin has nothing against it any more, but its seller is not an active one."""
LEAVE_WITH_ACCOUNT: Final = StatusChange((ON_SALE,), OFF_WITH_ACCOUNT)
RETURN_WITH_ACCOUNT: Final = StatusChange((OFF_WITH_ACCOUNT,), ON_SALE)
SELLING_ROLES: Final = ("seller", "admin")
"""Whose products are on sale while the account is active."""
KEPT: Final[tuple[Status, ...]] = ("active", "disabled")
"""The status of a product that its seller still has."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a seller says about a product. None for `images` or `low_stock_threshold`: nothing was said of them."""

    name: str
    description: str
    price_cents: int
    category: str
    sku: str | None = None
    brand: str | None = None
    attributes: Attributes = field(default_factory=dict)
    images: list[str] | None = None
    low_stock_threshold: int | None = None


class Changes(TypedDict, total=False):
    """The details that change; null clears where it is allowed."""

    name: str
    description: str
    price_cents: int
    category: str
    sku: str | None
    brand: str | None
    attributes: Attributes
    images: list[str]
    low_stock_threshold: int


class RatingShape(TypedDict):
    """What buyers think of it; the average is null while nobody has said."""

    average: float | None
    count: int


class ProductShape(TypedDict):
    """A product as the API shows it: JSON types only, so that it becomes bytes without a second validation.

    `schemas.ProductOut` describes the same to clients; a test holds the two together.
    """

    id: str
    seller_id: str
    seller_name: str
    sku: str | None
    name: str
    description: str
    brand: str | None
    price: float
    stock: int
    stock_seq: int
    low_stock_threshold: int
    category: str
    attributes: Attributes
    images: list[str]
    rating: RatingShape
    status: Status
    disabled_reason: str | None
    created_at: str
    updated_at: str


class StockRowShape(TypedDict):
    """One row of the stock log as the API shows it."""

    seq: int
    change_type: str
    delta: int
    old_stock: int
    new_stock: int
    reason: str | None
    order_id: str | None
    timestamp: str


class StockPointShape(TypedDict):
    """The stock from a moment on, as the API shows it."""

    at: str
    stock: int


class ExportShape(TypedDict):
    """A product as it is exported, in the order of the CSV columns."""

    sku: str | None
    name: str
    description: str
    brand: str | None
    price_cents: int
    category: str
    attributes: Attributes
    images: list[str]
    stock: int
    low_stock_threshold: int


class EditableShape(TypedDict):
    """A product as it is exported for a bulk edit, in the order of the CSV columns."""

    id: str
    sku: str | None
    name: str
    price: float
    stock: int


class ValueCountShape(TypedDict):
    """How many products have this value."""

    value: str
    count: int


class CategoryShape(TypedDict):
    """How many products a category has."""

    category: str
    count: int


class PriceRangeShape(TypedDict):
    """The lowest and the highest price."""

    min: float
    max: float


class PriceBandShape(TypedDict):
    """How many products cost so much, both bounds included; null: whatever is below, or above."""

    min: float | None
    max: float | None
    count: int


class AttributeFacetShape(TypedDict):
    """How many products have each value of an attribute."""

    name: str
    values: list[ValueCountShape]


class SuggestedShape(TypedDict):
    """What a suggestion shows of a product; `schemas_search.SuggestedProduct` describes the same."""

    id: str
    name: str
    brand: str | None
    price: float
    category: str
    image: str | None


class FacetsShape(TypedDict):
    """What a list could be narrowed to; `schemas_list.Facets` describes the same."""

    categories: list[ValueCountShape]
    brands: list[ValueCountShape]
    price: PriceRangeShape | None
    price_bands: list[PriceBandShape]
    in_stock: int
    attributes: list[AttributeFacetShape]
