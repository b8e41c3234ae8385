"""Stock: the one way it moves, and the log of every move.

For every product: opening stock + sum of the log's deltas = stock >= 0, and the log's `seq` run 1..n without a gap.
"""

from souk_common.inventory.ledger import INVENTORY_LOGS, MAX_STOCK, PRODUCTS, Inventory
from souk_common.inventory.lines import Line, sum_lines
from souk_common.inventory.moves import Actor, ChangeType, Purchase, Taken
from souk_common.inventory.off_sale import OFF_SALE_SEEN, why_off_sale
from souk_common.inventory.queue import ProductQueue

__all__ = [
    "INVENTORY_LOGS",
    "MAX_STOCK",
    "OFF_SALE_SEEN",
    "PRODUCTS",
    "Actor",
    "ChangeType",
    "Inventory",
    "Line",
    "ProductQueue",
    "Purchase",
    "Taken",
    "sum_lines",
    "why_off_sale",
]
