"""Changing what is said about a product."""

from souk_catalog.pictures.repository import PictureFiles
from souk_catalog.products.model import ProductShape
from souk_catalog.products.repository import Products, owned_by
from souk_catalog.products.schemas import ProductChangesIn
from souk_common.identity import Identity


async def update_product(
    products: Products, pictures: PictureFiles, actor: Identity, product_id: str, sent: ProductChangesIn
) -> ProductShape:
    """Write the fields that were sent and return the product as it is then.

    Raises:
        NotFound: there is no such product, or it is not the caller's.
        Conflict: another product of the seller has the new SKU.
        Invalid: an uploaded picture is named that is not there.
    """
    changes = sent.changes()
    await pictures.require(changes.get("images", []))
    return await products.change(product_id, owned_by(actor), changes)
