"""Every list is served by an index: nothing scans the collection, nothing sorts what an index could have sorted."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from bson import ObjectId

from souk_catalog.products.listing import OWN_SORTS, Chosen, OwnSort, filter_of
from souk_catalog.products.model import KEPT
from souk_common.mongo import Document, Mongo
from tests.fixtures.products import MakeProduct

OWN = Chosen(statuses=KEPT, seller_id=str(ObjectId()))
OWN_CHOSEN = {
    "all": OWN,
    "a category": replace(OWN, category="Lighting"),
    "low": replace(OWN, stock_level="low"),
    "out": replace(OWN, stock_level="out"),
    "in": replace(OWN, stock_level="in"),
    "searched": replace(OWN, parts=("lamp", "br")),
    "disabled": replace(OWN, statuses=("disabled",)),
}


def stages(plan: Document) -> Iterator[str]:
    yield plan["stage"]
    for child in [plan[name] for name in ("inputStage",) if name in plan] + plan.get("inputStages", []):
        yield from stages(child)


async def plan_of(mongo: Mongo, collection: str, found: Document, sort: list[tuple[str, object]]) -> set[str]:
    answer = await mongo.db.command(
        "explain", {"find": collection, "filter": found, "sort": dict(sort), "limit": 20}, verbosity="queryPlanner"
    )
    plan = answer["queryPlanner"]["winningPlan"]
    return set(stages(plan.get("queryPlan", plan)))


@pytest.mark.parametrize(("chosen", "sort"), list(product(OWN_CHOSEN, OWN_SORTS)))
async def test_a_list_of_ones_own_reads_an_index(mongo: Mongo, chosen: str, sort: OwnSort) -> None:
    plan = await plan_of(mongo, "products", filter_of(OWN_CHOSEN[chosen]), list(OWN_SORTS[sort]))
    assert "IXSCAN" in plan
    # By stock a seller's products are sorted as they are read: an index for it would be written by every sale.
    assert not plan & ({"COLLSCAN"} if sort.startswith("stock") else {"COLLSCAN", "SORT"})


async def test_an_import_finds_its_skus_by_the_unique_index(mongo: Mongo, make_product: MakeProduct) -> None:
    seller_id = str(ObjectId())
    for number in range(150):
        await make_product(seller_id, sku=f"S-{number}")
    found = {
        "seller_id": ObjectId(seller_id),
        "sku": {"$in": ["S-1", "S-2"], "$type": "string"},
        "status": {"$in": list(KEPT)},
    }
    answer = await mongo.db.command("explain", {"find": "products", "filter": found}, verbosity="queryPlanner")
    assert "souk_seller_id_1_sku_1" in str(answer["queryPlanner"]["winningPlan"])


async def test_a_stock_log_is_read_newest_first_from_its_index(mongo: Mongo) -> None:
    plan = await plan_of(mongo, "inventory_logs", {"product_id": ObjectId()}, [("seq", -1)])
    assert not plan & {"COLLSCAN", "SORT"}
