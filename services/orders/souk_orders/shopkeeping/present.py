"""A sale as the API shows it."""

from collections.abc import Iterable, Mapping

from souk_orders.orders.model import Order
from souk_orders.orders.present import present
from souk_orders.shopkeeping.schemas import BuyerOut, SaleOut


def sales(orders: Iterable[Order], buyers: Mapping[str, BuyerOut]) -> list[SaleOut]:
    """The orders with their buyers, of whom only the id is left when they are not in `buyers`."""
    return [_sale(order, buyers.get(order.buyer_id)) for order in orders]


def _sale(order: Order, buyer: BuyerOut | None) -> SaleOut:
    known = buyer or BuyerOut(id=order.buyer_id, name=None, email=None)
    return SaleOut(**dict(present(order)), buyer=known)
