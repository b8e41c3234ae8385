"""Carts at the API."""

from typing import Annotated

from pydantic import Field

from souk_common.money import Price
from souk_common.schemas import Id, IdIn, Quantity, RequestModel, ResponseModel

MAX_LINES = 100


class CartLineIn(RequestModel):
    """How many of a product."""

    product_id: IdIn
    quantity: Quantity


class QuantityIn(RequestModel):
    """How many of the product that the path names."""

    quantity: Quantity


class CartIn(RequestModel):
    """The lines of a cart."""

    lines: Annotated[list[CartLineIn], Field(max_length=MAX_LINES)]


class CartLineOut(ResponseModel):
    """A line with its product as it is now. `available` is false once the product is off sale or sold out.

    `off_sale_reason` says in words for the buyer why it is off sale; null while it is on.
    """

    product_id: Id
    name: str
    price: Price
    quantity: int
    stock: int
    line_total: Price
    image: str | None
    category: str
    seller_id: Id
    seller_name: str
    available: bool
    off_sale_reason: str | None


class CartOut(ResponseModel):
    """A cart. `version` rises with each change."""

    lines: list[CartLineOut]
    total_amount: Price
    version: int
