"""The parts of the stream that tell of trade: stock that moved, products that changed, orders that were placed."""

from souk_common.change_stream import Change
from souk_common.events import StockUpdate
from souk_common.inventory import INVENTORY_LOGS, PRODUCTS
from souk_gateway.live.follow_changes import Part, inserted
from souk_gateway.live.market_feed import MarketFeed
from souk_gateway.live.products_now import BATCH, ProductsNow
from souk_gateway.live.stock_feed import DetailsFeed, StockFeed
from souk_gateway.live.watchers import Watchers

_DETAILS = ("price_cents", "status", "name")
_OF_ORDERS = frozenset({"purchase", "cancellation"})


def stock_part(stock: StockFeed, market: MarketFeed) -> Part:
    """Each row of the inventory log is a stock event; some are of orders."""

    async def tell(change: Change) -> None:
        row = change["fullDocument"]
        if row["change_type"] in _OF_ORDERS:
            market.offer()
        await stock.offer(
            StockUpdate(product_id=row["product_id"], stock=row["new_stock"], seq=row["seq"], name=row["name"])
        )

    return inserted(INVENTORY_LOGS, ("product_id", "new_stock", "seq", "name", "change_type"), tell)


def details_part(
    details: DetailsFeed, stock: StockFeed, market: MarketFeed, watchers: Watchers, products: ProductsNow
) -> Part:
    """Which products changed their price, status or name. At the start every watcher is told how its products are."""

    async def tell(change: Change) -> None:
        details.offer(str(change["documentKey"]["_id"]))

    async def send_snapshots() -> None:
        market.offer()
        watched = watchers.product_ids()
        for start in range(0, len(watched), BATCH):
            for product in await products.read(watched[start : start + BATCH]):
                await stock.offer(product.stock_update)
                await details.tell(product)

    changed = [{f"updateDescription.updatedFields.{field}": {"$exists": True}} for field in _DETAILS]
    which = {"$or": [{"operationType": "update", "$or": changed}, {"operationType": "replace"}]}
    return Part(PRODUCTS, which, (), tell, send_snapshots)
