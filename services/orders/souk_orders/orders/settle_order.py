"""What becomes of a placed order: cancelled by its buyer, completed or cancelled by a seller or an admin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from souk_common.audit import Act, Action, audit
from souk_common.idempotency import Answer, Attempt, answer_of, once
from souk_common.identity import Identity
from souk_common.inventory import Actor, Inventory
from souk_common.mongo import Document, Mongo, Session
from souk_common.notifications import Datum, Notification, notify
from souk_common.problems import Conflict, NotFound
from souk_orders.orders.model import Order, Status
from souk_orders.orders.present import present
from souk_orders.orders.repository import OrderRepository, of_buyer, of_seller
from souk_orders.orders.schemas import CancellationIn, StatusIn

Settle = Callable[[Order, datetime], Order]
_ACTIONS: dict[Status, Action] = {"completed": "order.completed", "cancelled": "order.cancelled"}


@dataclass(frozen=True, slots=True)
class SettleOrder:
    """The use cases with what they work on. Stock goes back with the change of status or not at all, hence once."""

    mongo: Mongo

    async def cancel(self, buyer: Identity, order_id: str, key: str | None) -> Answer:
        """The buyer gives the order up. Asking again answers the same and changes nothing.

        Raises:
            NotFound: no such order of this buyer.
            Conflict: it was handed over.
        """
        attempt = Attempt.of(buyer.user_id, key, f"POST /api/orders/{order_id}/cancel", None)

        async def work(session: Session) -> Answer:
            owner = of_buyer(buyer.user_id)
            order = await self._settle(order_id, owner, buyer, Order.cancelled_by_buyer, session)
            return answer_of(200, present(order))

        return await once(self.mongo, attempt, work)

    async def cancel_for_all(
        self, admin: Identity, order_id: str, request: CancellationIn, key: str | None, address: str
    ) -> Answer:
        """An admin cancels what is open of the order, for a reason that its buyer and sellers are told.

        `address` is where the admin calls from, for the audit log. Asking again changes nothing.

        Raises:
            NotFound: no such order.
            Conflict: nothing of it is open, and a part was handed over.
        """
        attempt = Attempt.of(admin.user_id, key, f"POST /api/admin/orders/{order_id}/cancel", request)

        def change(order: Order, at: datetime) -> Order:
            return order.settled_by_admin(admin.user_id, "cancelled", at, request.reason)

        async def work(session: Session) -> Answer:
            return answer_of(200, present(await self._settle(order_id, {}, admin, change, session, address)))

        return await once(self.mongo, attempt, work)

    async def settle(self, actor: Identity, order_id: str, request: StatusIn, address: str) -> Order:
        """A seller settles their part (and sees only that), an admin the whole order, from this address.

        Raises:
            NotFound: no such order, or no part of this seller in it.
            Conflict: it has the other outcome already.
        """
        is_admin = actor.role == "admin"
        owner = {} if is_admin else of_seller(actor.user_id)

        def change(order: Order, at: datetime) -> Order:
            if is_admin:
                return order.settled_by_admin(actor.user_id, request.status, at, request.reason)
            return order.settled_by_seller(actor.user_id, request.status, at, request.reason)

        async def work(session: Session) -> Order:
            return await self._settle(order_id, owner, actor, change, session, address)

        order = await self.mongo.transaction(work)
        return order if is_admin else order.seen_by_seller(actor.user_id)

    async def _settle(
        self,
        order_id: str,
        owner: Document,
        actor: Identity,
        change: Settle,
        session: Session,
        address: str | None = None,
    ) -> Order:
        orders = OrderRepository(self.mongo)
        before = await orders.find(order_id, owner, session)
        if before is None:
            raise NotFound("There is no such order.")
        at = datetime.now(UTC)
        after = change(before, at)
        if after is before:
            return after
        if not await orders.update(after, before.version, session):
            raise Conflict("This order was changed meanwhile. Please look at it again.")
        stock_mover = Actor(actor.user_id, reason=f"order cancelled by {actor.role}", order_id=order_id)
        await Inventory(self.mongo.db).put_back(after.lines_returned_since(before), stock_mover, session)
        await notify(self.mongo.db, _tell_others(after, actor, at), session)
        if actor.role == "admin":
            await audit(self.mongo.db, _act_of(after, address), session)
        return after


def _tell_others(after: Order, actor: Identity, at: datetime) -> list[Notification]:
    """The buyer learns what the sellers did, and the sellers of changed parts what others did with these."""
    event = after.history[-1]
    concerned = {after.buyer_id, *event.sellers} - {actor.user_id}
    event_id = f"order_status:{after.id}:{after.version}"

    def data_for(user_id: str) -> dict[str, Datum]:
        seen = after if user_id == after.buyer_id else after.seen_by_seller(user_id)
        what: dict[str, Datum] = {"order_id": after.id, "status": seen.status, "part_status": event.what}
        return what | {"by": actor.role, "reason": event.reason}

    return [Notification(user_id, "order_status", event_id, data_for(user_id), at) for user_id in sorted(concerned)]


def _act_of(order: Order, address: str | None) -> Act:
    """What an admin just did to the order, for the audit log."""
    event = order.history[-1]
    detail = {"reason": event.reason} if event.reason else {}
    return Act(_ACTIONS[event.what], "order", order.id, event.by, address, detail)
