"""The schema step of mongo-init on a database that an older version filled."""

from bson import ObjectId

from souk_common.mongo import Mongo
from souk_mongo_init.apply_schema import apply_schema
from souk_mongo_init.replica_set import connect
from souk_mongo_init.settings import load_settings
from tests.fixtures.products import MakeProduct
from tests.fixtures.replica_set import ReplicaSet


async def test_products_from_before_the_threshold_get_the_default(
    mongo: Mongo, replica_set: ReplicaSet, make_product: MakeProduct
) -> None:
    old, chosen = ObjectId(await make_product()), ObjectId(await make_product(low_stock_threshold=9))
    await mongo.db.command(
        "update",
        "products",
        updates=[{"q": {"_id": old}, "u": {"$unset": {"low_stock_threshold": 1}}}],
        bypassDocumentValidation=True,
    )

    with connect(load_settings(replica_set.environment)) as client:
        apply_schema(client.souk)

    found = {
        row["_id"]: row["low_stock_threshold"] async for row in mongo.db.products.find({"_id": {"$in": [old, chosen]}})
    }
    assert found == {old: 5, chosen: 9}
