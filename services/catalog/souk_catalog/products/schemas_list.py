"""What clients send for a list of products on sale, and get."""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from souk_catalog.products.fields import MAX_ATTRIBUTE_KEY, one_line
from souk_catalog.products.listing import Sort
from souk_catalog.products.schemas import ProductOut
from souk_catalog.search.attribute_choices import MAX_VALUE, name_of, value_of
from souk_catalog.search.wanted import Relaxed, Wanted
from souk_catalog.search.words import MAX_CHARACTERS
from souk_common.money import Price, PriceQuery
from souk_common.pagination import Page, PageQuery
from souk_common.problems import Invalid
from souk_common.schemas import IdIn, ResponseModel

MAX_CHOICES = 20
MAX_NAMES = 8

Typed = Annotated[str, AfterValidator(lambda text: text[:MAX_CHARACTERS])]
"""Whatever was typed, in any characters: its beginning is searched for as well as can be."""
Values = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=200), AfterValidator(one_line)]], Field(max_length=MAX_CHOICES)
]


def _choice(text: str) -> str:
    if not name_of(text) or not value_of(text):
        raise ValueError("must be a name and a value, parted by a colon")
    return text


AttributeChoice = Annotated[
    str, Field(max_length=MAX_ATTRIBUTE_KEY + 1 + MAX_VALUE), AfterValidator(one_line), AfterValidator(_choice)
]
"""It is `name:value`."""


class ListQuery(PageQuery):
    """Which products to show, and how. `in_stock=false` and `facets=false` ask for nothing.

    `verbatim`: search for what was typed as it is, without a correction. `attribute`: a name and a value of
    `facets.attributes`, parted by a colon; of each name one value is enough.
    """

    search: Typed | None = None
    verbatim: bool = False
    category: Values = Field(default_factory=list)
    brand: Values = Field(default_factory=list)
    attribute: list[AttributeChoice] = Field(default_factory=list, max_length=MAX_CHOICES)
    min_price: PriceQuery | None = None
    max_price: PriceQuery | None = None
    in_stock: bool = False
    seller_id: IdIn | None = None
    sort: Sort | None = None
    facets: bool = False

    @model_validator(mode="after")
    def _makes_sense(self) -> "ListQuery":
        if self.min_price is not None and self.max_price is not None and self.min_price > self.max_price:
            raise Invalid({"min_price": "must not be above max_price"})
        if len(set(map(name_of, self.attribute))) > MAX_NAMES:
            raise Invalid({"attribute": f"must be of {MAX_NAMES} different names at most"})
        return self

    def wanted(self) -> Wanted:
        """The products asked for, all on sale."""
        return Wanted(
            text=self.search or None,
            verbatim=self.verbatim,
            categories=tuple(self.category),
            brands=tuple(self.brand),
            attributes=tuple(self.attribute),
            min_price_cents=self.min_price,
            max_price_cents=self.max_price,
            in_stock=self.in_stock,
            seller_id=self.seller_id,
            sort=self.sort,
            skip=self.skip,
            limit=self.limit,
            facets=self.facets,
        )


class ValueCount(ResponseModel):
    """How many products have this value."""

    value: str
    count: int


class PriceRange(ResponseModel):
    """The lowest and the highest price."""

    min: Price
    max: Price


class PriceBand(ResponseModel):
    """How many products cost so much, both bounds included; null: whatever is below, or above."""

    min: Price | None
    max: Price | None
    count: int


class AttributeFacet(ResponseModel):
    """How many products have each value of an attribute."""

    name: str
    values: list[ValueCount]


class Facets(ResponseModel):
    """What the list could be narrowed to. A facet's counts ignore its own filter; of more than 20,000 products they are
    estimates, and so are the bounds of the price.

    `attributes`: those that tell the best of the products apart, and those that are filtered by.
    """

    categories: list[ValueCount]
    brands: list[ValueCount]
    price: PriceRange | None
    price_bands: list[PriceBand]
    in_stock: int
    attributes: list[AttributeFacet]


class ProductPage(Page[ProductOut]):
    """One page of products; `facets` is null unless asked for.

    `corrected`: the text that was searched instead of what was typed, which finds nothing or much less; null when it
    was not. `relaxed`: what was not insisted on, so that something is found: some of the `words`, or the `filters`;
    `text` when no word of it was found and these are the newest products. `matching`: the words and phrases by which
    products were found, to be marked.
    """

    facets: Facets | None
    corrected: str | None
    relaxed: list[Relaxed]
    matching: list[str]


class CategoryCount(ResponseModel):
    """How many products a category has."""

    category: str
    count: int


class Categories(ResponseModel):
    """Categories, by name."""

    items: list[CategoryCount]
