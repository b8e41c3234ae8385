"""What the schema must never grow."""

from souk_mongo_init.schema import COLLECTIONS


def test_no_index_holds_what_every_sale_changes() -> None:
    [products] = [each for each in COLLECTIONS if each.name == "products"]
    indexed = {key for each in products.indexes for key, _ in each.keys}
    assert {"status", "price_cents"} <= indexed
    assert not indexed & {"stock", "stock_seq"}
