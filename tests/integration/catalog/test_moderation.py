"""Admins look at products, take them off sale and put them back."""

import asyncio
from typing import cast

import httpx2
import pytest
from bson import ObjectId

from souk_catalog.moderation.repository import filter_for, sort_for
from souk_catalog.moderation.schemas import ModerationQuery
from souk_common.mongo import Document, Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignedIn, SignIn
from tests.integration.catalog.conftest import Listing, Upload

PRODUCTS, MODERATED = "/api/products", "/api/admin/products"


class Moderator:
    """What an admin asks for."""

    def __init__(self, client: httpx2.AsyncClient, admin: SignedIn) -> None:
        self._client = client
        self.admin = admin

    async def queue(self, **query: str | int) -> list[Document]:
        answer = await self._client.get(MODERATED, params=query, headers=self.admin.headers)
        assert answer.status_code == 200, answer.text
        return cast(list[Document], answer.json()["items"])

    async def waiting(self, product_id: str) -> Document | None:
        """The product's entry in the queue, as its changes and since when it waits."""
        found = await self.queue(search=product_id)
        return cast(Document, found[0]["unreviewed"]) if found else None

    async def put(self, product_id: str, what: str, **body: str) -> httpx2.Response:
        path = f"{MODERATED}/{product_id}/{what}"
        return await self._client.put(path, json=body or None, headers=self.admin.headers)

    async def disable(self, product_id: str, reason: str = "A fake.") -> httpx2.Response:
        return await self.put(product_id, "disable", reason=reason)

    async def reviewed(self, product_id: str) -> None:
        waiting = await self.waiting(product_id)
        assert waiting is not None
        assert (await self.put(product_id, "review", changed_at=waiting["changed_at"])).status_code == 200


@pytest.fixture
async def moderator(client: httpx2.AsyncClient, sign_in: SignIn) -> Moderator:
    return Moderator(client, await sign_in("admin"))


async def _create(client: httpx2.AsyncClient, seller: SignedIn, body: Document) -> str:
    answer = await client.post(f"{PRODUCTS}/", json=body, headers=seller.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def _told(mongo: Mongo, seller: SignedIn) -> list[tuple[str, Document]]:
    rows = mongo.db.notifications.find({"user_id": seller.id}, sort=[("_id", 1)])
    return [(row["kind"], row["data"]) async for row in rows]


async def _acts(mongo: Mongo, product_id: str) -> list[tuple[str, Document]]:
    rows = mongo.db.audit_log.find({"target_id": ObjectId(product_id)}, sort=[("at", 1), ("_id", 1)])
    return [(row["action"], row["detail"]) async for row in rows]


async def test_a_new_product_waits_until_an_admin_has_looked(
    client: httpx2.AsyncClient, moderator: Moderator, sign_in: SignIn, new_product: Document, mongo: Mongo
) -> None:
    product_id = await _create(client, await sign_in("seller"), new_product)
    waiting = await moderator.waiting(product_id)
    assert waiting is not None
    assert waiting["changes"] == ["new"]
    await moderator.reviewed(product_id)
    assert await moderator.waiting(product_id) is None
    assert await _acts(mongo, product_id) == [("product.reviewed", {})]
    again = await moderator.put(product_id, "review", changed_at=waiting["changed_at"])
    assert again.status_code == 200
    assert len(await _acts(mongo, product_id)) == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": "Gold bar"}, ["name"]),
        ({"description": "Real.", "category": "Gold", "price": 2.5}, ["category", "description"]),
        ({"images": ["/images/demo/other.svg"]}, ["images"]),
        ({"name": "Reading lamp", "description": "Bends.", "category": "Lighting"}, None),
        ({"price": 5, "brand": "Acme", "attributes": {}}, None),
    ],
)
async def test_a_changed_product_waits_again_if_its_words_or_pictures_changed(
    client: httpx2.AsyncClient,
    moderator: Moderator,
    sign_in: SignIn,
    new_product: Document,
    change: Document,
    expected: list[str] | None,
) -> None:
    seller = await sign_in("seller")
    product_id = await _create(client, seller, new_product)
    await moderator.reviewed(product_id)
    assert (await client.put(f"{PRODUCTS}/{product_id}", json=change, headers=seller.headers)).status_code == 200
    waiting = await moderator.waiting(product_id)
    assert (sorted(waiting["changes"]) if waiting else None) == expected


async def test_what_an_admin_writes_does_not_wait(
    client: httpx2.AsyncClient, moderator: Moderator, make_product: MakeProduct
) -> None:
    product_id = await make_product()
    change = {"name": "Mended"}
    answer = await client.put(f"{PRODUCTS}/{product_id}", json=change, headers=moderator.admin.headers)
    assert answer.status_code == 200
    assert await moderator.waiting(product_id) is None


async def test_an_import_puts_what_it_changes_into_the_queue(
    moderator: Moderator, sign_in: SignIn, upload: Upload, mongo: Mongo
) -> None:
    seller = await sign_in("seller")
    record = {"sku": "S-1", "name": "Lamp", "description": "", "price": 5, "category": "Lighting"}
    await upload(seller, [record])
    row = await mongo.db.products.find_one({"seller_id": seller.id})
    assert row is not None
    product_id = str(row["_id"])
    await moderator.reviewed(product_id)
    await upload(seller, [record | {"price": 6}])
    assert await moderator.waiting(product_id) is None
    await upload(seller, [record | {"name": "Watch"}])
    waiting = await moderator.waiting(product_id)
    assert waiting is not None
    assert waiting["changes"] == ["name"]


async def test_a_product_that_changed_while_it_was_looked_at_stays_in_the_queue(
    client: httpx2.AsyncClient, moderator: Moderator, sign_in: SignIn, new_product: Document, mongo: Mongo
) -> None:
    seller = await sign_in("seller")
    product_id = await _create(client, seller, new_product)
    seen = await moderator.waiting(product_id)
    assert seen is not None
    await client.put(f"{PRODUCTS}/{product_id}", json={"name": "Another"}, headers=seller.headers)
    answer = await moderator.put(product_id, "review", changed_at=seen["changed_at"])
    assert answer.status_code == 409
    waiting = await moderator.waiting(product_id)
    assert waiting is not None
    assert (waiting["since"], sorted(waiting["changes"])) == (seen["since"], ["name", "new"])
    assert await _acts(mongo, product_id) == []


async def test_the_queue_begins_with_what_has_waited_the_longest(
    client: httpx2.AsyncClient, moderator: Moderator, sign_in: SignIn, new_product: Document
) -> None:
    seller = await sign_in("seller")
    first, second = [await _create(client, seller, new_product | {"sku": sku}) for sku in ("A", "B")]
    await client.put(f"{PRODUCTS}/{first}", json={"name": "Changed later"}, headers=seller.headers)
    waiting = await moderator.queue(seller_id=seller.user_id)
    assert [each["id"] for each in waiting] == [first, second]


async def test_a_disabled_product_is_gone_for_all_but_its_seller_and_admins(
    client: httpx2.AsyncClient,
    listing: Listing,
    moderator: Moderator,
    sign_in: SignIn,
    new_product: Document,
    mongo: Mongo,
) -> None:
    seller, buyer = await sign_in("seller"), await sign_in("buyer")
    product_id = await _create(client, seller, new_product)
    before = await stock_of(mongo, product_id)
    answer = await moderator.disable(product_id, "A fake.")
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["status"], shown["disabled_by"], shown["disabled_reason"]) == ("disabled", "admin", "A fake.")
    assert shown["unreviewed"] is None

    assert await listing.ids(seller_id=seller.user_id) == []
    one = f"{PRODUCTS}/{product_id}"
    assert (await client.get(one)).status_code == 404
    assert (await client.get(one, headers=buyer.headers)).status_code == 404
    assert (await client.get(one, headers=seller.headers)).json()["disabled_reason"] == "A fake."
    assert await stock_of(mongo, product_id) == before
    assert await _told(mongo, seller) == [
        ("product_disabled", {"product_id": product_id, "name": "Reading lamp", "reason": "A fake."})
    ]

    change = {"name": "Honest lamp"}
    assert (await client.put(one, json=change, headers=seller.headers)).json()["status"] == "disabled"
    assert (await client.put(one, json={"status": "active"}, headers=seller.headers)).status_code == 422
    assert (await moderator.put(product_id, "enable")).json()["status"] == "active"
    assert (await client.get(one)).json()["disabled_reason"] is None
    assert [kind for kind, _ in await _told(mongo, seller)] == ["product_disabled", "product_enabled"]
    assert await _acts(mongo, product_id) == [("product.disabled", {"reason": "A fake."}), ("product.enabled", {})]


async def test_an_edited_product_that_is_disabled_is_in_both_queues(
    client: httpx2.AsyncClient, moderator: Moderator, sign_in: SignIn, new_product: Document
) -> None:
    seller = await sign_in("seller")
    product_id = await _create(client, seller, new_product)
    await moderator.disable(product_id)
    assert await moderator.waiting(product_id) is None
    change = {"description": "An honest copy."}
    await client.put(f"{PRODUCTS}/{product_id}", json=change, headers=seller.headers)
    waiting = await moderator.waiting(product_id)
    assert waiting is not None
    assert waiting["changes"] == ["description"]
    assert [each["id"] for each in await moderator.queue(queue="disabled", seller_id=seller.user_id)] == [product_id]
    assert [each["id"] for each in await moderator.queue(queue="all", seller_id=seller.user_id)] == [product_id]


async def test_what_two_admins_do_at_once_is_done_once(
    moderator: Moderator, sign_in: SignIn, make_product: MakeProduct, mongo: Mongo
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    answers = await asyncio.gather(*(moderator.disable(product_id, f"Reason {n}.") for n in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert len(await _told(mongo, seller)) == 1
    answers = await asyncio.gather(*(moderator.put(product_id, "enable") for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert len(await _told(mongo, seller)) == len(await _acts(mongo, product_id)) == 2


async def test_a_deleted_product_cannot_be_moderated(moderator: Moderator, make_product: MakeProduct) -> None:
    for product_id in (await make_product(status="deleted"), str(ObjectId())):
        moment = "2026-11-20T08:00:00Z"
        answers = [
            await moderator.disable(product_id),
            await moderator.put(product_id, "enable"),
            await moderator.put(product_id, "review", changed_at=moment),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "two\nlines"}, {"reason": "x" * 201}, {"reason": 5}])
async def test_a_reason_is_one_line(
    client: httpx2.AsyncClient, moderator: Moderator, make_product: MakeProduct, body: Document
) -> None:
    path = f"{MODERATED}/{await make_product()}/disable"
    answer = await client.put(path, json=body, headers=moderator.admin.headers)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "moment", [5, 1767225600.5, "1767225600", "yesterday", "2026-11-20T08:00:00", "0001-01-01T00:00+14:00"]
)
async def test_a_review_names_the_moment_of_the_change(
    client: httpx2.AsyncClient, moderator: Moderator, make_product: MakeProduct, moment: object
) -> None:
    path = f"{MODERATED}/{await make_product()}/review"
    answer = await client.put(path, json={"changed_at": moment}, headers=moderator.admin.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "changed_at"


@pytest.mark.parametrize("query", ["queue=mine", "search[$ne]=x", "seller_id=me", "seller_id[$ne]=x", "limit=1000"])
async def test_a_query_that_makes_no_sense_is_refused(
    client: httpx2.AsyncClient, moderator: Moderator, query: str
) -> None:
    answer = await client.get(f"{MODERATED}?{query}", headers=moderator.admin.headers)
    assert answer.status_code == 422


@pytest.mark.parametrize("queue", ["unreviewed", "all", "disabled"])
@pytest.mark.parametrize("more", [{}, {"seller_id": "a" * 24}, {"category": "Lamps"}, {"search": "lamp"}])
async def test_every_queue_is_served_by_an_index(mongo: Mongo, queue: str, more: Document) -> None:
    query = ModerationQuery.model_validate({"queue": queue, **more})
    command = {"find": "products", "filter": filter_for(query), "sort": dict(sort_for(query)), "limit": 20}
    plan = str((await mongo.db.command("explain", command, verbosity="queryPlanner"))["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in plan
    assert "COLLSCAN" not in plan
