"""Taking a product off the market for good. Its row stays, for the orders and the stock log that name it."""

from souk_catalog.products.model import DELETE
from souk_catalog.products.repository import Products, owned_by
from souk_common.identity import Identity


async def delete_product(products: Products, actor: Identity, product_id: str) -> None:
    """Delete the product.

    Raises:
        NotFound: there is no such product, it is not the caller's, or it was deleted before.
    """
    await products.change_status(product_id, owned_by(actor), DELETE)
