"""`watch` and `unwatch`."""

from typing import Annotated

from pydantic import Field

from souk_common.schemas import IdIn, RequestModel
from souk_gateway.live.links import Link
from souk_gateway.live.metrics import SNAPSHOT_READS
from souk_gateway.live.problem_json import Json
from souk_gateway.live.products_now import ProductsNow
from souk_gateway.live.watchers import MAX_WATCHED, Watchers


class WatchIn(RequestModel):
    """The payload of both."""

    product_ids: Annotated[list[IdIn], Field(max_length=MAX_WATCHED)]


async def watch(watchers: Watchers, products: ProductsNow, link: Link, body: WatchIn) -> Json:
    """Watch products; the ack is how they are now. Ids of nothing are left out and not watched.

    The watch begins before the read, so that no change falls between the two.

    Raises:
        Invalid: it would be too many.
        PyMongoError: the products could not be read; nothing more is watched than before.
    """
    product_ids = list(dict.fromkeys(body.product_ids))
    fresh = watchers.watch(link, product_ids)
    known: set[str] = set()
    try:
        SNAPSHOT_READS.inc()
        now = await products.read(product_ids)
        known = {product.product_id for product in now}
    finally:
        watchers.unwatch(link, fresh - known)
    return [product.snapshot.model_dump(mode="json") for product in now]


async def unwatch(watchers: Watchers, link: Link, body: WatchIn) -> Json:
    """Watch these products no more."""
    watchers.unwatch(link, body.product_ids)
    return {"ok": True}
