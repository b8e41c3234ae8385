"""Admins read the audit log."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx2
import pytest
from bson import ObjectId

from souk_auth.audit.rows import NEWEST, filter_of
from souk_auth.audit.schemas import AuditQuery
from souk_common.audit import Act, audit
from souk_common.mongo import Document, Mongo
from tests.fixtures.products import insert_product
from tests.integration.auth.conftest import OpenAccount

AUDIT = "/api/admin/audit"
Ask = Callable[..., Awaitable[Document]]


@pytest.fixture
async def ask(client: httpx2.AsyncClient, open_account: OpenAccount) -> Ask:
    """`await ask(action=...)`: a page of the log, as an admin."""
    admin = await open_account("admin")

    async def read(**query: str) -> Document:
        answer = await client.get(AUDIT, params=query, headers=admin.headers)
        assert answer.status_code == 200, answer.text
        body: Document = answer.json()
        return body

    return read


async def test_a_row_tells_who_did_what_to_whom_by_the_names_of_today(
    ask: Ask, open_account: OpenAccount, mongo: Mongo
) -> None:
    actor = await open_account("admin")
    product_id = await insert_product(mongo, name="Brass lamp")
    act = Act("product.disabled", "product", product_id, str(actor.id), "192.0.2.7", {"reason": "A fake."})
    await audit(mongo.db, act)
    await audit(mongo.db, Act("order.cancelled", "order", str(ObjectId()), str(actor.id)))
    await mongo.db.users.update_one({"_id": actor.id}, {"$set": {"name": "Ada Renamed"}})
    page = await ask(actor_id=str(actor.id))
    assert page["total"] == 2
    order, product = page["items"]
    assert (order["action"], order["target_name"], order["detail"]) == ("order.cancelled", None, {})
    assert product["id"]
    assert product["at"].endswith("Z")
    assert {name: product[name] for name in ("actor_name", "target_type", "target_id", "target_name", "address")} == {
        "actor_name": "Ada Renamed",
        "target_type": "product",
        "target_id": product_id,
        "target_name": "Brass lamp",
        "address": "192.0.2.7",
    }
    assert product["detail"] == {"reason": "A fake."}


async def test_rows_are_chosen_by_action_actor_target_and_day_of_the_shop(ask: Ask, mongo: Mongo) -> None:
    target = ObjectId()
    # the shop's clock is in New York: 04:59:59 UTC is still the day before, in winter
    moments = {
        "in": datetime(2026, 1, 10, 5, 0, tzinfo=UTC),
        "last": datetime(2026, 1, 11, 4, 59, 59, tzinfo=UTC),
        "after": datetime(2026, 1, 11, 5, 0, tzinfo=UTC),
        "before": datetime(2026, 1, 10, 4, 59, 59, tzinfo=UTC),
    }
    rows = [
        {
            "at": at,
            "action": "user.enabled",
            "actor_id": None,
            "target_type": "user",
            "target_id": target,
            "detail": {"name": name},
            "address": None,
            "request_id": None,
        }
        for name, at in moments.items()
    ]
    await mongo.db.audit_log.insert_many(rows)

    async def names(**query: str) -> list[str]:
        return [row["detail"]["name"] for row in (await ask(target_id=str(target), **query))["items"]]

    assert await names() == ["after", "last", "in", "before"]
    assert await names(**{"from": "2026-01-10", "to": "2026-01-10"}) == ["last", "in"]
    assert await names(**{"from": "2026-01-11"}) == ["after"]
    assert await names(to="2026-01-09") == ["before"]
    assert await names(action="user.enabled", limit="1", page="2") == ["last"]
    assert await names(action="user.disabled") == []
    assert await names(actor_id=str(ObjectId())) == []


@pytest.mark.parametrize(
    "query",
    [
        "action=drop",
        "action[$ne]=x",
        "actor_id=me",
        "from=yesterday",
        "from=2026-02-30",
        "from=20260101",
        "from=1767225600",
        "from=2026-01-02&to=2026-01-01",
        "since=2026-01-01",
    ],
)
async def test_a_query_that_makes_no_sense_is_refused(
    client: httpx2.AsyncClient, open_account: OpenAccount, query: str
) -> None:
    answer = await client.get(f"{AUDIT}?{query}", headers=(await open_account("admin")).headers)
    assert answer.status_code == 422
    assert answer.json()["errors"]


@pytest.mark.parametrize("by", [{}, {"action": "user.enabled"}, {"actor_id": "a" * 24}, {"target_id": "a" * 24}])
@pytest.mark.parametrize("days", [{}, {"from": "2026-01-01"}, {"from": "2026-01-01", "to": "2026-01-31"}])
async def test_the_log_is_read_in_the_order_of_an_index(mongo: Mongo, by: dict[str, str], days: dict[str, str]) -> None:
    found = filter_of(AuditQuery.model_validate(by | days), ZoneInfo("America/New_York"))
    command = {"find": "audit_log", "filter": found, "sort": dict(NEWEST), "limit": 20}
    plan = str((await mongo.db.command("explain", command, verbosity="queryPlanner"))["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in plan
    assert not any(stage in plan for stage in ("COLLSCAN", "'SORT'"))


async def test_a_row_of_the_logs_first_version_is_still_read(ask: Ask, open_account: OpenAccount, mongo: Mongo) -> None:
    user = await open_account()
    at = datetime(2025, 12, 24, 12, tzinfo=UTC)
    old = {"at": at, "action": "password.changed", "user_id": user.id, "address": None, "request_id": None}
    await mongo.db.audit_log.insert_one(old, bypass_document_validation=True)
    [row] = (await ask(**{"from": "2025-12-24", "to": "2025-12-24"}))["items"]
    assert (row["target_type"], row["target_id"], row["target_name"]) == ("user", str(user.id), user.name)
