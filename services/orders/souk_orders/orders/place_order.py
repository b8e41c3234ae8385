"""Placing an order: one transaction, or nothing at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from bson import ObjectId

from souk_common.group_commit import GroupCommit
from souk_common.idempotency import Answer, Attempt, answer_of, remember, replayed
from souk_common.inventory import Actor, Inventory, Line, Purchase, sum_lines
from souk_common.money import to_number
from souk_common.mongo import Mongo, Session
from souk_common.notifications import Datum, Notification, notify
from souk_common.problems import Conflict, Problem
from souk_common.settings import Settings
from souk_orders.cart.repository import CartRepository
from souk_orders.orders.model import Order, new_order
from souk_orders.orders.pickup import schedule_pickup
from souk_orders.orders.present import present
from souk_orders.orders.repository import OrderRepository
from souk_orders.orders.schemas import OrderIn, OrderLineIn

_BUSY = "Many people are buying right now. Please try again."


@dataclass(frozen=True, slots=True)
class Checkout:
    """What one buyer wants. `cart_version` is set when the lines are their cart's, which then must not have changed."""

    buyer_id: str
    lines: list[Line]
    attempt: Attempt | None
    cart_version: int | None

    @property
    def product_ids(self) -> set[str]:
        """The products it needs."""
        return {line.product_id for line in self.lines}


class PlaceOrder:
    """The use case; one lives as long as the app, since its queue is what a replica's checkouts share."""

    def __init__(self, mongo: Mongo, settings: Settings) -> None:
        self._mongo = mongo
        self._settings = settings
        self._carts = CartRepository(mongo)
        self._orders = OrderRepository(mongo)
        self._inventory = Inventory(mongo.db)
        self._queue = GroupCommit(self._run_batch, lambda checkout: checkout.product_ids, busy=_BUSY)

    async def __call__(self, buyer_id: str, request: OrderIn, key: str | None) -> Answer:
        """Buy what the request names, or what the cart holds. The same key and request again get the first answer.

        Raises:
            Conflict: the cart is empty, or changed under way.
            NotFound, ProductUnavailable, PriceChanged, InsufficientStock: from `Inventory.take`.
            Unavailable: no primary, or too many buyers, for too long.
        """
        attempt = Attempt.of(buyer_id, key, "POST /api/orders/", request)
        return await replayed(self._mongo, attempt, self._check_out(buyer_id, request, attempt))

    async def _check_out(self, buyer_id: str, request: OrderIn, attempt: Attempt | None) -> Answer:
        cart_version = None
        if request.products is not None:
            lines = sum_lines(_line(product) for product in request.products)
        else:
            cart = await self._carts.get(buyer_id)
            cart_version = cart.version
            lines = sum_lines(Line(product_id, quantity) for product_id, quantity in cart.lines.items())
        if not lines:
            raise Conflict("Your cart is empty.")
        return await self._queue.submit(Checkout(buyer_id, lines, attempt, cart_version))

    async def _run_batch(self, checkouts: Sequence[Checkout]) -> list[Answer | Problem]:
        return await self._mongo.transaction(lambda session: self._buy(checkouts, session))

    async def _buy(self, checkouts: Sequence[Checkout], session: Session) -> list[Answer | Problem]:
        """Everything that the checkouts write: stock and its log, orders, notifications, carts, keys."""
        order_ids = [str(ObjectId()) for _ in checkouts]
        purchases = [
            Purchase(checkout.lines, Actor(checkout.buyer_id, "purchase", order_id))
            for checkout, order_id in zip(checkouts, order_ids, strict=True)
        ]
        sold = await self._inventory.sell(purchases, session)
        outcomes: list[Answer | Problem] = []
        bought: list[tuple[Checkout, Order, Answer]] = []
        for checkout, order_id, taken in zip(checkouts, order_ids, sold, strict=True):
            if isinstance(taken, Problem):
                outcomes.append(taken)
                continue
            pickup = schedule_pickup(taken[0].at, self._settings)
            order = new_order(order_id, checkout.buyer_id, taken, pickup)
            bought.append((checkout, order, answer_of(201, present(order))))
            outcomes.append(bought[-1][2])
        if bought:
            await self._write(bought, session)
        return outcomes

    async def _write(self, bought: list[tuple[Checkout, Order, Answer]], session: Session) -> None:
        orders = [order for _, order, _ in bought]
        await self._orders.add(orders, session)
        await notify(self._mongo.db, [told for order in orders for told in _tell_sellers(order)], session)
        named = [checkout for checkout, _, _ in bought if checkout.cart_version is None]
        await self._carts.take_out(((checkout.buyer_id, checkout.product_ids) for checkout in named), session)
        for checkout, _, _ in bought:
            if checkout.cart_version is not None and not await self._carts.empty(
                checkout.buyer_id, checkout.cart_version, session
            ):
                raise Conflict("Your cart has changed. Please look at it again.")
        await remember(self._mongo, [(checkout.attempt, answer) for checkout, _, answer in bought], session)


def _line(product: OrderLineIn) -> Line:
    return Line(product.product_id, product.quantity, product.price)


def _tell_sellers(order: Order) -> list[Notification]:
    notifications = []
    for part in order.parts:
        own = order.seen_by_seller(part.seller_id)
        data: dict[str, Datum] = {
            "order_id": order.id,
            "first_item": own.lines[0].name,
            "units": sum(line.quantity for line in own.lines),
            "amount": to_number(own.total_cents),
        }
        told = Notification(part.seller_id, "new_order", f"new_order:{order.id}", data, order.placed_at)
        notifications.append(told)
    return notifications
