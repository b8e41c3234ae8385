"""Placing an order: one transaction, or nothing at all."""

from dataclasses import dataclass

from bson import ObjectId

from souk_common.idempotency import Answer, Attempt, answer_of, once
from souk_common.inventory import Actor, Inventory, Line, ProductQueue, Taken, sum_lines
from souk_common.money import to_number
from souk_common.mongo import Mongo, Session
from souk_common.notifications import Notification, notify
from souk_common.problems import Conflict
from souk_common.settings import Settings
from souk_orders.cart.repository import CartRepository
from souk_orders.orders.model import Order, new_order
from souk_orders.orders.pickup import schedule_pickup
from souk_orders.orders.present import present
from souk_orders.orders.repository import OrderRepository
from souk_orders.orders.schemas import OrderIn, OrderLineIn


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """The use case with what it works on."""

    mongo: Mongo
    queue: ProductQueue
    settings: Settings

    async def __call__(self, buyer_id: str, request: OrderIn, key: str | None) -> Answer:
        """Buy what the request names, or what the cart holds.

        In one transaction: stock and its log, the order, the sellers' notifications, the emptied cart, the key. The
        same key and request again get the first answer.

        Raises:
            Conflict: the cart is empty, or changed under way.
            NotFound, ProductUnavailable, PriceChanged, InsufficientStock: from `Inventory.take`.
            Unavailable: no primary, or too many buyers of one product, for too long.
        """
        attempt = Attempt.of(buyer_id, key, "POST /api/orders/", request)
        carts = CartRepository(self.mongo)
        cart_version = None
        if request.products is not None:
            lines = sum_lines(_line(product) for product in request.products)
        else:
            cart = await carts.get(buyer_id)
            cart_version = cart.version
            lines = sum_lines(Line(product_id, quantity) for product_id, quantity in cart.lines.items())

        async def work(session: Session) -> Answer:
            if not lines:
                raise Conflict("Your cart is empty.")
            order = await self._buy(buyer_id, lines, session)
            if cart_version is None:
                await carts.take_out(buyer_id, [line.product_id for line in lines], session)
            elif not await carts.empty(buyer_id, cart_version, session):
                raise Conflict("Your cart has changed. Please look at it again.")
            return answer_of(201, present(order))

        async with self.queue.turn(line.product_id for line in lines):
            return await once(self.mongo, attempt, work)

    async def _buy(self, buyer_id: str, lines: list[Line], session: Session) -> Order:
        order_id = str(ObjectId())
        actor = Actor(buyer_id, reason="purchase", order_id=order_id)
        taken = await Inventory(self.mongo.db).take(lines, actor, session)
        order = new_order(order_id, buyer_id, taken, schedule_pickup(taken[0].at, self.settings))
        await OrderRepository(self.mongo).add(order, session)
        await notify(self.mongo.db, _tell_sellers(order, taken), order.placed_at, session)
        return order


def _line(product: OrderLineIn) -> Line:
    return Line(product.product_id, product.quantity, product.price)


def _tell_sellers(order: Order, taken: list[Taken]) -> list[Notification]:
    notifications = []
    for part in order.parts:
        own = [item for item in taken if item.seller_id == part.seller_id]
        notifications.append(
            Notification(
                user_id=part.seller_id,
                kind="new_order",
                event_id=f"new_order:{order.id}",
                data={
                    "order_id": order.id,
                    "first_item": own[0].name,
                    "units": sum(item.quantity for item in own),
                    "amount": to_number(sum(item.quantity * item.price_cents for item in own)),
                },
            )
        )
    return notifications
