"""The alert that a product runs low: once for each time its stock crosses the threshold downwards."""

from collections.abc import Iterable

from souk_common.inventory.moves import Move
from souk_common.notifications import Notification


def alerts(moves: Iterable[Move]) -> list[Notification]:
    """One notification, to its seller, for each move that crosses: stock before > threshold >= stock after.

    A threshold of 0 never alerts. The event is named by the move's `seq`: what falls again is told again.
    """
    return [_alert(move) for move in moves if _crosses(move)]


def _crosses(move: Move) -> bool:
    threshold = move.item.low_stock_threshold
    return threshold > 0 and move.old_stock > threshold >= move.item.stock


def _alert(move: Move) -> Notification:
    item = move.item
    return Notification(
        user_id=item.seller_id,
        kind="low_stock_alert",
        event_id=f"low_stock:{item.product_id}:{item.seq}",
        data={
            "product_id": item.product_id,
            "name": item.name,
            "stock": item.stock,
            "threshold": item.low_stock_threshold,
        },
        at=item.at,
    )
