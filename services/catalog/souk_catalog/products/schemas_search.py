"""What clients send and get while they type, and beside a product."""

from pydantic import Field

from souk_catalog.products.schemas import ProductOut
from souk_catalog.products.schemas_list import Typed, ValueCount
from souk_common.money import Price
from souk_common.schemas import Id, QueryModel, ResponseModel


class SuggestQuery(QueryModel):
    """What was typed until now, and how many products, categories and brands to suggest at most."""

    q: Typed
    limit: int = Field(default=6, ge=1, le=10)


class SuggestedProduct(ResponseModel):
    """What a suggestion shows of a product."""

    id: Id
    name: str
    brand: str | None
    price: Price
    category: str
    image: str | None


class SuggestionsOut(ResponseModel):
    """How what was typed could go on, the likeliest first; categories and brands with how many products they have.

    `texts` are whole searches.
    """

    texts: list[str]
    products: list[SuggestedProduct]
    categories: list[ValueCount]
    brands: list[ValueCount]


class SimilarQuery(QueryModel):
    """How many to show."""

    limit: int = Field(default=8, ge=1, le=12)


class SimilarProducts(ResponseModel):
    """Products on sale that are like another one, the most alike first."""

    items: list[ProductOut]
