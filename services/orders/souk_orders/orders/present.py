"""An order as the API shows it."""

from souk_orders.orders.model import Order
from souk_orders.orders.schemas import EventOut, FulfilmentOut, OrderLineOut, OrderOut, PartOut, PaymentOut


def present(order: Order) -> OrderOut:
    """The response model of an order."""
    return OrderOut(
        id=order.id,
        buyer_id=order.buyer_id,
        product_list=[
            OrderLineOut(
                product_id=line.product_id,
                seller_id=line.seller_id,
                name=line.name,
                quantity=line.quantity,
                price=line.price_cents,
                image=line.image,
                category=line.category,
            )
            for line in order.lines
        ],
        total_amount=order.total_cents,
        status=order.status,
        parts=[PartOut(seller_id=p.seller_id, seller_name=p.seller_name, status=p.status) for p in order.parts],
        fulfilment=FulfilmentOut(
            method="pickup",
            pickup_at=order.pickup.at,
            pickup_place=order.pickup.place,
            pickup_timezone=order.pickup.timezone,
        ),
        payment=PaymentOut(method="on_pickup", status=order.payment_status),
        history=[
            EventOut(at=event.at, what=event.what, by=order.role_of(event.by), reason=event.reason)
            for event in order.history
        ],
        timestamp=order.placed_at,
    )
