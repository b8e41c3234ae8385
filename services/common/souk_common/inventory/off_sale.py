"""Why a product cannot be bought, in words for buyers."""

from souk_common.mongo import Document

OFF_SALE_SEEN = {"status": 1, "disabled_reason": 1}
"""The projection that `why_off_sale` needs."""


def why_off_sale(product: Document) -> str | None:
    """Why the product is off sale, as a sentence, with the reason that an admin gave; None while it is on sale."""
    if product["status"] == "active":
        return None
    reason = product.get("disabled_reason")
    return f"Taken off sale by the market: {reason}" if reason else "No longer on sale."
