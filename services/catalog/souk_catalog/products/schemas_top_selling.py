"""What clients send and get for the best sellers."""

from pydantic import Field

from souk_catalog.products.schemas import ProductOut
from souk_catalog.products.top_selling import MOST
from souk_common.schemas import QueryModel, ResponseModel


class TopQuery(QueryModel):
    """How many to show."""

    limit: int = Field(default=8, ge=1, le=MOST)


class TopProducts(ResponseModel):
    """Products on sale, the best seller first."""

    items: list[ProductOut]
