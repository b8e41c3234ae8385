"""`/api/cart`."""

from typing import Annotated

from fastapi import Depends, Request

from souk_common.app import api_router
from souk_common.identity import CurrentBuyer
from souk_common.schemas import PathId
from souk_orders.cart import model
from souk_orders.cart.change_cart import change_cart
from souk_orders.cart.repository import CartRepository
from souk_orders.cart.schemas import CartIn, CartLineIn, CartOut, QuantityIn

router = api_router("/api/cart", "cart")


async def _carts(request: Request) -> CartRepository:
    return CartRepository(request.app.state.mongo)


Carts = Annotated[CartRepository, Depends(_carts)]


def _quantities(cart: CartIn) -> model.Lines:
    lines: model.Lines = {}
    for line in cart.lines:
        lines[line.product_id] = lines.get(line.product_id, 0) + line.quantity
    return lines


@router.get("", operation_id="getCart")
async def get_cart(buyer: CurrentBuyer, carts: Carts) -> CartOut:
    """The buyer's cart with prices and stock as they are now."""
    return await carts.show(await carts.get(buyer.user_id))


@router.put("", operation_id="replaceCart")
async def replace_cart(buyer: CurrentBuyer, carts: Carts, body: CartIn) -> CartOut:
    """Replace all lines; quantities are capped at stock."""
    lines = _quantities(body)
    return await change_cart(carts, buyer.user_id, model.replace(lines), lines)


@router.delete("", operation_id="emptyCart")
async def empty_cart(buyer: CurrentBuyer, carts: Carts) -> CartOut:
    """Take everything out."""
    return await change_cart(carts, buyer.user_id, model.replace({}))


@router.post("/lines", operation_id="addCartLine")
async def add_line(buyer: CurrentBuyer, carts: Carts, body: CartLineIn) -> CartOut:
    """Put more of a product in; the quantity is capped at stock."""
    change = model.add(body.product_id, body.quantity)
    return await change_cart(carts, buyer.user_id, change, [body.product_id])


@router.put("/lines/{product_id}", operation_id="setCartLine")
async def set_line(buyer: CurrentBuyer, carts: Carts, product_id: PathId, body: QuantityIn) -> CartOut:
    """Set how many of a product are in; the quantity is capped at stock."""
    return await change_cart(carts, buyer.user_id, model.set_quantity(product_id, body.quantity), [product_id])


@router.delete("/lines/{product_id}", operation_id="removeCartLine")
async def remove_line(buyer: CurrentBuyer, carts: Carts, product_id: PathId) -> CartOut:
    """Take a product out."""
    return await change_cart(carts, buyer.user_id, model.remove(product_id))


@router.post("/merge", operation_id="mergeCart")
async def merge_cart(buyer: CurrentBuyer, carts: Carts, body: CartIn) -> CartOut:
    """Join the cart that a visitor filled before signing in; sending it again changes nothing."""
    lines = _quantities(body)
    return await change_cart(carts, buyer.user_id, model.merge(lines), lines)
