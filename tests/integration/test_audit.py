"""The audit log is append-only, and the database sees to it."""

import pytest
from bson import ObjectId
from pymongo.errors import OperationFailure

from souk_common.audit import AUDIT_LOG, Act, audit
from souk_common.mongo import Mongo, Session
from souk_common.settings import Settings

UNAUTHORIZED = 13


@pytest.mark.parametrize("service", ["auth", "catalog", "orders", "gateway"])
async def test_a_service_adds_to_the_audit_log_and_can_neither_change_nor_remove_a_row(
    settings: Settings, service: str
) -> None:
    connection, target, actor = Mongo(settings, service), str(ObjectId()), str(ObjectId())
    try:
        await audit(connection.db, Act("product.disabled", "product", target, actor, "192.0.2.7", {"reason": "Fake."}))
        rows = connection.db[AUDIT_LOG]
        row = await rows.find_one({"target_id": ObjectId(target)})
        assert row is not None
        assert (row["action"], str(row["actor_id"]), row["detail"]) == ("product.disabled", actor, {"reason": "Fake."})
        for attempt in (
            rows.update_one({"_id": row["_id"]}, {"$set": {"action": "nothing"}}),
            rows.replace_one({"_id": row["_id"]}, row),
            rows.delete_one({"_id": row["_id"]}),
            rows.drop(),
        ):
            with pytest.raises(OperationFailure) as refused:
                await attempt
            assert refused.value.code == UNAUTHORIZED
        assert await rows.find_one({"_id": row["_id"]}) == row
    finally:
        connection.close()


async def test_an_act_that_is_undone_leaves_no_row(mongo: Mongo) -> None:
    target = str(ObjectId())

    async def change_of_mind(session: Session) -> None:
        await audit(mongo.db, Act("order.cancelled", "order", target), session)
        raise ValueError("changed my mind")

    with pytest.raises(ValueError, match="changed my mind"):
        await mongo.transaction(change_of_mind)
    assert await mongo.db[AUDIT_LOG].find_one({"target_id": ObjectId(target)}) is None
