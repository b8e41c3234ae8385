"""What is asked of the search index, and what it answers."""

from dataclasses import dataclass
from typing import Literal

from souk_catalog.products.listing import Sort
from souk_catalog.search.price_bands import Band

Relaxed = Literal["words", "text", "filters"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which products to find, in which order; the result's `limit` products from `skip` on.

    `verbatim`: the text is searched as it is, and not corrected. `sort` None is relevance with a text, and newest
    without one. Prices are bounds, both included. `attributes` are choices, `name:value`: of each name one is enough.
    """

    text: str | None = None
    verbatim: bool = False
    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    min_price_cents: int | None = None
    max_price_cents: int | None = None
    in_stock: bool = False
    seller_id: str | None = None
    sort: Sort | None = None
    skip: int = 0
    limit: int = 20
    facets: bool = False

    @property
    def is_fresh_search(self) -> bool:
        """Whether this is how a search begins: no further page, not narrowed yet."""
        narrowed = (self.categories, self.brands, self.attributes, self.in_stock, self.seller_id)
        priced = self.min_price_cents is not None or self.max_price_cents is not None
        return bool(self.text) and not self.skip and not priced and not any(narrowed)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the products found have this value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class AttributeFacet:
    """The values of an attribute of the products found."""

    name: str
    values: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """What the result could be narrowed to; each is counted without its own filter.

    The most frequent values come first. `price_cents` are the lowest and the highest price, None without products.
    `attributes`: those that tell the products found apart, the most telling first.
    """

    categories: tuple[Count, ...]
    brands: tuple[Count, ...]
    price_cents: tuple[int, int] | None
    price_bands: tuple[Band, ...]
    in_stock: int
    attributes: tuple[AttributeFacet, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of products, and what was done to find them.

    `typed`: the words of the text, in lower case; `corrected`: those that were searched instead, None when none were.
    `relaxed`: what was loosened so that the page is not empty, or nearly: "words" (products with only some of the words
    follow those with all, if there are such), "text" (no word of it can be found: these are the newest) or "filters".
    `matching`: words and phrases that say why the products were found. `complete`: how many have all of the words.
    """

    product_ids: tuple[str, ...]
    total: int
    facets: Facets | None = None
    typed: str = ""
    corrected: str | None = None
    relaxed: tuple[Relaxed, ...] = ()
    matching: tuple[str, ...] = ()
    complete: int = 0
