"""The one change stream of a replica: what it delivers goes to the feeds.

One stream on the database and not one a collection: the server then reads its oplog once for all of them, and there
is one resume token to keep.
"""

import structlog

from souk_common.change_stream import Change, tail
from souk_common.events import NotificationEvent, StockUpdate
from souk_common.heartbeat import REPLICAS
from souk_common.inventory import INVENTORY_LOGS, PRODUCTS
from souk_common.mongo import Document, Mongo
from souk_common.notifications import NOTIFICATIONS
from souk_gateway.live.market_feed import MarketFeed
from souk_gateway.live.metrics import STREAM_STARTS
from souk_gateway.live.products_now import BATCH, ProductsNow
from souk_gateway.live.stock_feed import DetailsFeed, StockFeed
from souk_gateway.live.stream_lag import StreamLag
from souk_gateway.live.user_feed import UserFeed
from souk_gateway.live.watchers import Watchers

log = structlog.get_logger("live")

_DETAILS = ("price_cents", "status", "name")
_SENT = ("product_id", "new_stock", "seq", "name", "change_type", "user_id", "kind", "data", "created_at", "beat")
_OF_ORDERS = frozenset({"purchase", "cancellation"})
_SETTLED = "order_status"


def pipeline(replica: str) -> list[Document]:
    """What the stream of the gateway `replica` delivers: of heartbeats its own alone, and no rows of `make fill`."""
    return [
        {
            "$match": {
                "$or": [
                    {
                        "operationType": "insert",
                        "ns.coll": {"$in": [INVENTORY_LOGS, NOTIFICATIONS]},
                        "fullDocument.made_up": {"$ne": True},
                    },
                    {
                        "operationType": "update",
                        "ns.coll": PRODUCTS,
                        "$or": [{f"updateDescription.updatedFields.{field}": {"$exists": True}} for field in _DETAILS],
                    },
                    {"operationType": "replace", "ns.coll": PRODUCTS},
                    {
                        "operationType": {"$in": ["insert", "update"]},
                        "ns.coll": REPLICAS,
                        "documentKey._id": replica,
                    },
                ]
            }
        },
        {
            "$project": {
                "ns": 1,
                "documentKey": 1,
                "updateDescription.updatedFields.beat": 1,
                "fullDocument._id": 1,
                **{f"fullDocument.{field}": 1 for field in _SENT},
            }
        },
    ]


class ChangeFollower:
    """Follows the stream for as long as the replica lives."""

    def __init__(
        self, watchers: Watchers, stock: StockFeed, details: DetailsFeed, users: UserFeed, market: MarketFeed
    ) -> None:
        self._watchers = watchers
        self._stock = stock
        self._details = details
        self._users = users
        self._market = market
        self.lag = StreamLag()

    async def follow(self, mongo: Mongo, products: ProductsNow, replica: str) -> None:
        """Run until cancelled."""

        async def send_snapshots() -> None:
            STREAM_STARTS.inc()
            await self.send_snapshots(products)

        await tail(mongo.stream_db, pipeline(replica), on_change=self._on_change, on_start=send_snapshots)

    async def send_snapshots(self, products: ProductsNow) -> None:
        """Tell every watcher how its products are now, and admins to look: the stream may have missed changes.

        Raises:
            PyMongoError: they could not be read.
        """
        self._market.offer()
        watched = self._watchers.product_ids()
        for start in range(0, len(watched), BATCH):
            for product in await products.read(watched[start : start + BATCH]):
                await self._stock.offer(product.stock_update)
                await self._details.tell(product)

    async def _on_change(self, change: Change) -> None:
        try:
            await self._tell(change)
        except Exception:  # one row that is not as expected must not end the feed for all
            log.exception("change left out", collection=change["ns"]["coll"])

    async def _tell(self, change: Change) -> None:
        collection = change["ns"]["coll"]
        if collection == PRODUCTS:
            self._details.offer(str(change["documentKey"]["_id"]))
        elif collection == REPLICAS:
            row = change.get("fullDocument") or change["updateDescription"]["updatedFields"]
            self.lag.heard(row["beat"])
        elif collection == INVENTORY_LOGS:
            row = change["fullDocument"]
            if row["change_type"] in _OF_ORDERS:
                self._market.offer()
            await self._stock.offer(_stock_update(row))
        else:
            row = change["fullDocument"]
            if row["kind"] == _SETTLED:
                self._market.offer()
            await self._users.tell(str(row["user_id"]), _notification(row))


def _stock_update(row: Document) -> StockUpdate:
    return StockUpdate(product_id=row["product_id"], stock=row["new_stock"], seq=row["seq"], name=row["name"])


def _notification(row: Document) -> NotificationEvent:
    return NotificationEvent(id=row["_id"], kind=row["kind"], data=row["data"], created_at=row["created_at"])
