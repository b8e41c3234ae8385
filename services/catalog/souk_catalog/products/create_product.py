"""Putting a new product on sale."""

from datetime import datetime

from bson import ObjectId
from pydantic_core import to_json
from pymongo.errors import BulkWriteError

from souk_catalog.moderation.review_queue import newly_listed
from souk_catalog.pictures.repository import PictureFiles
from souk_catalog.products.fields import DEFAULT_LOW_STOCK_THRESHOLD
from souk_catalog.products.model import Details
from souk_catalog.products.present import product_shape
from souk_catalog.products.repository import Products, Seller, sku_taken
from souk_catalog.products.schemas import ProductIn
from souk_common.idempotency import Answer, Attempt, once
from souk_common.identity import Identity
from souk_common.inventory import Actor, Inventory
from souk_common.mongo import Document, Mongo, Session

OPENING_STOCK = "opening stock"
_DUPLICATE_KEY = 11000


class CreateProduct:
    """A use case: one product, and its opening stock in the log."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._products = Products(mongo)
        self._inventory = Inventory(mongo.db)
        self._pictures = PictureFiles(mongo)

    async def __call__(self, actor: Identity, new: ProductIn, key: str | None) -> Answer:
        """Create the product, for the caller as its seller; the answer is a `ProductOut`.

        Raises:
            Forbidden: the caller's account is not active any more.
            Conflict: the caller has a product with this SKU.
            Invalid: an uploaded picture is named that is not there.
        """
        await self._pictures.require(new.images)

        async def work(session: Session) -> Answer:
            seller = await self._products.seller(actor.user_id, session)
            row = new_row(seller, new.details(), new.stock)
            try:
                await self._inventory.open([row], Actor(actor.user_id, OPENING_STOCK), session)
            except BulkWriteError as error:
                if is_duplicate(error):
                    raise sku_taken() from None
                raise
            shape = product_shape({**row, "stock_seq": 1 if new.stock else 0})
            return Answer(201, to_json(shape).decode())

        return await once(self._mongo, Attempt.of(actor.user_id, key, "createProduct", new), work)


def new_row(seller: Seller, details: Details, stock: int) -> Document:
    """The row of a new product, without the `stock_seq` that `Inventory.open` gives it."""
    at: datetime = seller.at
    threshold = details.low_stock_threshold
    return {
        "_id": ObjectId(),
        "seller_id": seller.id,
        "seller_name": seller.name,
        "sku": details.sku,
        "name": details.name,
        "description": details.description,
        "brand": details.brand,
        "price_cents": details.price_cents,
        "stock": stock,
        "low_stock_threshold": DEFAULT_LOW_STOCK_THRESHOLD if threshold is None else threshold,
        "category": details.category,
        "attributes": details.attributes,
        "images": details.images or [],
        "rating": {"average": None, "count": 0},
        "status": "active",
        "unreviewed": newly_listed(at),
        "created_at": at,
        "updated_at": at,
    }


def is_duplicate(error: BulkWriteError) -> bool:
    """Whether a unique index was in the way."""
    return any(entry["code"] == _DUPLICATE_KEY for entry in (error.details or {}).get("writeErrors", ()))
