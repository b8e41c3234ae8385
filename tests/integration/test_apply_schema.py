"""The schema step of mongo-init on a database that an older version filled."""

from bson import ObjectId

from souk_common.mongo import Mongo
from souk_mongo_init.apply_schema import apply_schema
from souk_mongo_init.replica_set import connect
from souk_mongo_init.schema.starter_synonyms import starter_synonyms
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


async def test_a_new_collection_begins_with_its_first_documents_and_never_gets_them_again(
    replica_set: ReplicaSet,
) -> None:
    with connect(load_settings(replica_set.environment)) as client:
        fresh = client[f"fresh_{ObjectId()}"]
        try:
            apply_schema(fresh)
            assert sorted(row["key"] for row in fresh.synonyms.find()) == sorted(
                row["key"] for row in starter_synonyms()
            )
            fresh.synonyms.delete_many({"words": "laptop"})
            left = fresh.synonyms.count_documents({})
            apply_schema(fresh)
            assert fresh.synonyms.count_documents({}) == left == len(starter_synonyms()) - 1
            fresh.synonyms.delete_many({})
            apply_schema(fresh)
            assert fresh.synonyms.count_documents({}) == 0
        finally:
            client.drop_database(fresh.name)
