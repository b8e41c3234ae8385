"""A seller sees no line, buyer, log or figure of another seller, by any parameter of any route that sellers have.

The routes and their parameters come from the OpenAPI document, so a new one is walked from its first day.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from bson import ObjectId

from tests.fixtures.operations import OPERATIONS, Operation, document, good_body
from tests.fixtures.services import SignedIn
from tests.fixtures.shop import Shop

SELLERS = [each for each in OPERATIONS if "seller" in each.roles and not each.is_open]
READS = [each for each in SELLERS if each.method == "GET"]
BY_ID = [each for each in SELLERS if "{" in each.path]
OF_EVERY_USER = ("/api/auth/", "/api/notifications/")
PERIODS = ("2000-01-01", "2100-01-01")
VOLATILE = {"at", "now", "seen_s_ago"}


@dataclass(frozen=True)
class Stall:
    """A seller with goods, a log, a buyer and an order; `secrets` is what only they may read."""

    seller: SignedIn
    buyer: SignedIn
    product: str
    order: str
    words: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that could be tried."""
        return (self.seller.user_id, self.buyer.user_id, self.product, self.order)

    @property
    def buyers_name(self) -> str:
        """What the buyer is called."""
        return self.words[2]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What an answer to somebody else must not hold."""
        return (*self.ids, *self.words)


async def open_stall(shop: Shop, name: str, price: float) -> Stall:
    seller, buyer = await shop.user("seller"), await shop.user("buyer")
    words = (f"{name} lamp", f"SKU-{name}", f"Buyer of {name}", f"{name.lower()}@buyers.test", f"why {name}")
    await shop.mongo.db.users.update_one({"_id": buyer.id}, {"$set": {"name": words[2], "email": words[3]}})
    body = {"name": words[0], "sku": words[1], "description": "A lamp.", "price": price, "stock": 9, "category": name}
    made = await shop.client.post("/api/products/", json=body, headers=seller.headers)
    assert made.status_code == 201, made.text
    product = made.json()["id"]
    order = (await shop.buy(buyer, product, 5)).json()["id"]
    await restock(shop, seller, product, words[4])
    return Stall(seller, buyer, product, order, words)


async def restock(shop: Shop, seller: SignedIn, product: str, reason: str) -> None:
    answer = await shop.client.post(
        f"/api/products/{product}/restock", json={"quantity": 7, "reason": reason}, headers=seller.headers
    )
    assert answer.status_code == 200, answer.text


@pytest.fixture(scope="module")
async def mine(shop: Shop) -> Stall:
    return await open_stall(shop, "Mineral", 11.11)


@pytest.fixture(scope="module")
async def theirs(shop: Shop) -> Stall:
    return await open_stall(shop, "Foreign", 77.77)


def values_for(schema: dict[str, Any], stall: Stall) -> Iterator[str]:
    """What to try for one parameter: each of its own values, and everything of the stall that is text."""
    for each in schema.get("anyOf", [schema]):
        kind = each.get("type")
        if "enum" in each or "const" in each:
            yield from (str(value) for value in each.get("enum", [each.get("const")]))
        elif kind == "boolean":
            yield from ("true", "false")
        elif kind == "array":
            yield from values_for(each["items"], stall)
        elif kind == "string":
            yield from (*stall.secrets, stall.order[-8:].upper(), *PERIODS)


def questions(operation: Operation, stall: Stall) -> Iterator[tuple[str, dict[str, str]]]:
    """Every address and query to try: the route's ids are the stall's, its parameters one at a time."""
    described = document()["paths"][operation.path][operation.method.lower()]
    parameters = [each for each in described.get("parameters", []) if each["in"] == "query"]
    for path in paths(operation, stall.ids):
        yield path, {}
        for each in parameters:
            for value in values_for(each["schema"], stall):
                yield path, {each["name"]: value}
    if {"from", "to"} <= set(operation.query):
        for path in paths(operation, stall.ids):
            yield path, {"from": "2026-01-01", "to": "2026-12-31"}


def paths(operation: Operation, ids: tuple[str, ...]) -> list[str]:
    if "{" not in operation.path:
        return [operation.path]
    return ["/".join(value if part.startswith("{") else part for part in operation.path.split("/")) for value in ids]


async def ask(shop: Shop, operation: Operation, who: SignedIn, path: str, query: dict[str, str]) -> httpx2.Response:
    return await shop.client.request(operation.method, path, params=query, headers=who.headers)


def essence(answer: httpx2.Response) -> object:
    """The answer without what differs from moment to moment."""
    if "json" not in answer.headers.get("content-type", ""):
        return answer.text

    def hook(pairs: list[tuple[str, object]]) -> dict[str, object]:
        return {key: value for key, value in pairs if key not in VOLATILE | {"request_id"}}

    return [json.loads(line, object_pairs_hook=hook) for line in answer.text.splitlines() if line]


@pytest.mark.parametrize("operation", READS, ids=str)
async def test_no_parameter_shows_a_seller_what_is_anothers(
    shop: Shop, operation: Operation, mine: Stall, theirs: Stall
) -> None:
    tried = 0
    for path, query in questions(operation, theirs):
        answer = await ask(shop, operation, mine.seller, path, query)
        assert answer.status_code in {200, 404, 409, 422}, f"{path} {query}: {answer.text}"
        tried += 1
        if answer.status_code == 200:
            echoed = (*query.values(), path)
            if path_is_of_users(operation):
                echoed += (*path.split("/"), theirs.buyers_name)
            seen = [secret for secret in theirs.secrets if secret in answer.text and secret not in echoed]
            assert not seen, f"{path}?{query} shows {seen}: {answer.text[:600]}"
            if any(secret in query.values() for secret in theirs.secrets):
                assert not items_of(answer), f"{path}?{query}: {answer.text[:600]}"
    assert tried


def items_of(answer: httpx2.Response) -> list[object]:
    """The items of a list that was narrowed to what is another's."""
    if answer.request.url.path.startswith(OF_EVERY_USER) or "json" not in answer.headers["content-type"]:
        return []
    body = essence(answer)
    assert isinstance(body, list)
    return body[0].get("items", []) if body else []


@pytest.mark.parametrize("operation", BY_ID, ids=str)
async def test_what_is_anothers_is_not_there_to_be_changed(
    shop: Shop, operation: Operation, mine: Stall, theirs: Stall
) -> None:
    before = await belongings(shop, theirs)
    for path in paths(operation, theirs.ids):
        body = good_body(operation) if operation.takes_json else None
        answer = await shop.client.request(operation.method, path, json=body, headers=mine.seller.headers)
        assert answer.status_code in {404, 415, 422} or path_is_of_users(operation), f"{path}: {answer.text}"
    assert await belongings(shop, theirs) == before


def path_is_of_users(operation: Operation) -> bool:
    """Messages and presence name people, not goods: whoever has somebody's id may write to them, by their name."""
    return operation.path.startswith(("/api/messages/", "/api/presence/"))


async def belongings(shop: Shop, stall: Stall) -> list[object]:
    """All rows that are the stall's."""
    product, order, seller = ObjectId(stall.product), ObjectId(stall.order), stall.seller.id
    rows = [
        await shop.mongo.db.products.find_one({"_id": product}),
        await shop.mongo.db.orders.find_one({"_id": order}),
        await shop.mongo.db.users.find_one({"_id": seller}),
        await shop.mongo.db.inventory_logs.find({"seller_id": seller}).sort("_id").to_list(None),
        await shop.mongo.db.notifications.find({"user_id": seller}).sort("_id").to_list(None),
    ]
    return [json.dumps(row, default=str, sort_keys=True) for row in rows]


async def test_no_figure_of_mine_moves_with_anothers_trade(shop: Shop, mine: Stall, theirs: Stall) -> None:
    """Two sellers' goods in one order, too: what the other one does with their part is none of my business."""
    lines = [{"product_id": stall.product, "quantity": 1} for stall in (mine, theirs)]
    shared = await shop.client.post("/api/orders/", json={"products": lines}, headers=mine.buyer.headers)
    assert shared.status_code == 201, shared.text
    asked = [
        (operation, path, query)
        for operation in READS
        if not operation.path.startswith("/api/auth/")
        for path, query in questions(operation, mine)
    ]
    before = [essence(await ask(shop, operation, mine.seller, path, query)) for operation, path, query in asked]

    await shop.buy(theirs.buyer, theirs.product, 3)
    await restock(shop, theirs.seller, theirs.product, "more")
    for order in (theirs.order, shared.json()["id"]):
        done = await shop.client.put(
            f"/api/orders/{order}/status", json={"status": "completed"}, headers=theirs.seller.headers
        )
        assert done.status_code == 200, done.text
    await shop.client.put(f"/api/products/{theirs.product}", json={"price": 1.23}, headers=theirs.seller.headers)

    for (operation, path, query), was in zip(asked, before, strict=True):
        now = essence(await ask(shop, operation, mine.seller, path, query))
        assert now == was, f"{operation} {path} {query}"
