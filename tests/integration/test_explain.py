"""Every list and every pipeline is served by an index.

Each GET operation of the document is called with each of its parameters, and with each two of them, on a shop with
some trade; what the services then ask of the database is recorded, and the database explains it. A new operation, or a
new parameter, is covered as soon as the document has it.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any, cast

import httpx2
import pytest
from pymongo import monitoring

from souk_auth.main import create_app as auth
from souk_auth.settings import AuthSettings
from souk_catalog.main import create_app as catalog
from souk_common.identity import Role
from souk_common.mongo import Document, Mongo
from souk_common.settings import Settings
from souk_gateway.main import build_api as gateway
from souk_mongo_init.fill import Counter, Plan, fill
from souk_mongo_init.replica_set import connect
from souk_mongo_init.settings import load_settings
from souk_orders.main import create_app as orders
from tests.fixtures.figures import Note
from tests.fixtures.operations import document
from tests.fixtures.recorded_queries import Query, Recorder, explain, faults
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import serve, sign_token

Parameters = tuple[tuple[str, str], ...]
PAGING = {"page", "limit"}
MAY_SCAN = {"replicas": "one row a replica"}
MAY_SORT = {
    "listUsers": "a search is for two prefixes, of name and of email: no index has what both find in order of time",
    "listMyProducts": "by stock, and of one seller: an index that holds the stock would be written by every sale",
}
MAY_BE_MISSING = {"getPicture"}
"""Nobody has uploaded any; it is looked for all the same."""

recorder = Recorder()
monitoring.register(recorder)


@dataclass(frozen=True)
class Trade:
    """People and things to ask about."""

    people: dict[Role, str]
    ids: dict[str, str]
    words: dict[str, list[str]]


@dataclass
class Asked:
    """What was asked for, and what of it was answered."""

    calls: int = 0
    answered: set[tuple[str, str]] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
async def trade(mongo: Mongo, replica_set: ReplicaSet) -> AsyncIterator[Trade]:
    """A shop with some months of trade, and an admin."""
    db = mongo.db
    names = [name for name in await db.list_collection_names() if not name.startswith("system.")]
    for name in names:
        await db[name].delete_many({})
    with connect(load_settings(replica_set.environment)) as client:
        plan = Plan(datetime.now(UTC), Counter.of({}), orders=2_000, products=500, users=200, days=100)
        fill(client, "souk", plan)
    buyer = await db.users.find_one({"email": "buyer1@fill.test"})
    order = await db.orders.find_one({"buyer_id": buyer["_id"] if buyer else None})
    assert buyer
    assert order
    line = order["product_list"][0]
    product = await db.products.find_one({"_id": line["product_id"]})
    admin = await db.users.insert_one(
        {"name": "Ada", "email": "ada@example.test", "role": "admin", "status": "active", "created_at": plan.since}
    )
    assert product
    yield Trade(
        {"buyer": str(buyer["_id"]), "seller": str(line["seller_id"]), "admin": str(admin.inserted_id)},
        {
            "product_id": str(product["_id"]),
            "order_id": str(order["_id"]),
            "user_id": str(buyer["_id"]),
            "name": f"{'0' * 40}.webp",
        },
        _words(buyer, order, product),
    )
    for name in names:
        await db[name].delete_many({})


def _words(buyer: Document, order: Document, product: Document) -> dict[str, list[str]]:
    """Values for the parameters that the document does not enumerate, by name."""
    now = datetime.now(UTC)
    since, until = now - timedelta(days=40), now - timedelta(days=2)
    return {
        "search": [
            product["name"].split()[0],
            str(order["_id"]),
            str(order["_id"])[-8:],
            buyer["email"],
            buyer["name"],
        ],
        "q": [product["name"][:4]],
        "before": ["40"],
        "after": ["3"],
        "category": [product["category"]],
        "brand": [product["brand"]],
        "attribute": ["colour:Black"],
        "days": ["7"],
        "min_price": ["5"],
        "max_price": ["50"],
        "product_id": [str(product["_id"])],
        "seller_id": [str(product["seller_id"])],
        "buyer_id": [str(buyer["_id"])],
        "actor_id": [str(buyer["_id"])],
        "target_id": [str(product["_id"])],
        "from": [f"{since:%Y-%m-%d}", f"{since:%Y-%m-%dT%H:%M:%SZ}"],
        "to": [f"{until:%Y-%m-%d}", f"{until:%Y-%m-%dT%H:%M:%SZ}"],
        "pickup_from": [f"{since:%Y-%m-%d}"],
        "pickup_to": [f"{until:%Y-%m-%d}"],
        "day": [f"{now:%Y-%m-%d}"],
    }


@pytest.fixture(scope="module")
async def asked(trade: Trade, settings: Settings) -> Asked:
    """Everything there is to ask for, asked of services that are recorded."""
    asked = Asked()
    apps = [auth(AuthSettings(**settings.model_dump())), catalog(settings), orders(settings), gateway(settings)]
    async with AsyncExitStack() as running:
        clients: list[tuple[set[str], httpx2.AsyncClient]] = [
            (set(app.openapi()["paths"]), await running.enter_async_context(serve(app))) for app in apps
        ]
        for path, methods in document()["paths"].items():
            if "get" in methods:
                client = next(client for paths, client in clients if path in paths)
                await _ask(client, path, methods["get"], trade, settings, asked)
    recorder.cause = None
    return asked


async def _ask(
    client: httpx2.AsyncClient, path: str, described: Document, trade: Trade, settings: Settings, asked: Asked
) -> None:
    url = path.format(**trade.ids)
    for role in described["x-roles"]:
        user_id = trade.people[cast(Role, "buyer" if role == "anyone" else role)]
        headers = (
            {"Authorization": f"Bearer {sign_token(settings, user_id, role, user_id)}"} if role != "anyone" else {}
        )
        for parameters in _choices(described, trade):
            recorder.cause = f"{described['operationId']} {dict(parameters)} as {role}"
            answer = await client.get(url, params=list(parameters), headers=headers)
            asked.calls += 1
            missing = answer.status_code == httpx2.codes.NOT_FOUND and described["operationId"] in MAY_BE_MISSING
            if answer.is_success or missing:
                asked.answered |= {(described["operationId"], name) for name, _ in (*parameters, ("", ""))}
            elif answer.status_code != httpx2.codes.UNPROCESSABLE_CONTENT:
                asked.refused.append(f"{recorder.cause}: {answer.status_code} {answer.text[:200]}")


def _choices(described: Document, trade: Trade) -> list[Parameters]:
    """No parameter, each value of each, and each two of them."""
    values = [(name, value) for name, schema in _query(described) for value in _values(name, schema, trade)]
    pairs = [pair for pair in combinations(values, 2) if pair[0][0] != pair[1][0]]
    return [(), *((one,) for one in values), *pairs]


def _query(described: Document) -> list[tuple[str, Document]]:
    parameters = [each for each in described.get("parameters", []) if each["in"] == "query"]
    return [(each["name"], each["schema"]) for each in parameters if each["name"] not in PAGING]


def _values(name: str, schema: Document, trade: Trade) -> list[str]:
    """Raises KeyError when nothing is known to try: add it to `_words`."""
    kinds: list[Any] = [schema, *schema.get("anyOf", [])]
    enumerated = [str(value) for kind in kinds for value in kind.get("enum", [])]
    if enumerated:
        return enumerated
    if any(kind.get("type") == "boolean" for kind in kinds):
        return ["true", "false"]
    return trade.words[name]


async def test_everything_that_can_be_asked_for_is_answered(asked: Asked, note: Note) -> None:
    note(f"{asked.calls} calls of GET operations made {len(recorder.queries)} different queries")
    assert asked.refused == []
    everything = {
        (described["get"]["operationId"], name)
        for described in document()["paths"].values()
        if "get" in described
        for name in ("", *(name for name, _ in _query(described["get"])))
    }
    assert everything - asked.answered == set()


async def test_every_query_is_served_by_an_index(asked: Asked, mongo: Mongo) -> None:
    bad = [
        f"{', '.join(sorted(found))} by {query}" for query in recorder.queries if (found := await _faults(mongo, query))
    ]
    assert len(recorder.queries) > 100
    assert bad == [], f"{len(bad)} of {len(recorder.queries)} queries:\n" + "\n\n".join(bad)


async def _faults(mongo: Mongo, query: Query) -> set[str]:
    if query.collection in MAY_SCAN:
        return set()
    return faults(await explain(mongo, query)) - ({"SORT"} if query.operation in MAY_SORT else set())


async def test_a_scan_and_a_sort_would_be_found(trade: Trade, mongo: Mongo) -> None:
    for command, expected in (
        ({"find": "orders", "filter": {"total_amount_cents": 1}}, {"COLLSCAN"}),
        ({"find": "orders", "filter": {"status": "placed"}, "sort": {"total_amount_cents": 1}}, {"SORT"}),
        ({"aggregate": "orders", "pipeline": [{"$group": {"_id": "$total_amount_cents"}}], "cursor": {}}, {"COLLSCAN"}),
        ({"find": "orders", "filter": {"status": "placed"}, "sort": {"timestamp": -1, "_id": -1}}, set()),
    ):
        assert faults(await explain(mongo, Query("test", "souk", command))) == expected
