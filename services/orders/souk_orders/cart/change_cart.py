"""Changing a cart: read, change, write if nobody else did meanwhile, else again."""

from collections.abc import Iterable

from souk_common.problems import Unavailable
from souk_orders.cart.model import Cart, Change, check_size
from souk_orders.cart.repository import CartRepository
from souk_orders.cart.schemas import CartOut

_ATTEMPTS = 20


async def change_cart(carts: CartRepository, buyer_id: str, change: Change, about: Iterable[str] = ()) -> CartOut:
    """Apply one change to the buyer's cart and return the cart as it is then.

    Args:
        carts: the repository.
        buyer_id: whose cart.
        change: from `souk_orders.cart.model`.
        about: the products whose stock the change asks for.

    Raises:
        NotFound, InsufficientStock, Conflict: from the change; nothing is written.
        Unavailable: others changed the same cart all the time.
    """
    stock = await carts.stock(about)
    for _ in range(_ATTEMPTS):
        cart = await carts.get(buyer_id)
        lines = check_size(change(cart.lines, stock))
        if await carts.write(buyer_id, lines, cart.version):
            return await carts.show(Cart(lines, cart.version + 1))
    raise Unavailable("Your cart is being changed elsewhere. Please try again.")
