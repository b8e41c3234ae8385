"""A seller finds their orders by status, time, number, product and buyer, and meets nothing of other sellers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
import pytest
from bson import ObjectId

from souk_common.mongo import Mongo
from souk_common.settings import Settings
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn

Json = Any
SELLER_ORDERS = "/api/orders/seller-orders"


@dataclass
class Stall:
    """Two sellers with a product each, and a buyer; `shared` has lines of both, `other` only the other's."""

    seller: SignedIn
    other: SignedIn
    buyer: SignedIn
    kettle: str
    lamp: str
    shared: str
    own: str
    theirs: str


@pytest.fixture
async def stall(client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct) -> Stall:
    seller, other, buyer = await sign_in("seller"), await sign_in("seller"), await sign_in("buyer")
    kettle = await make_product(seller.user_id, stock=99, name="Copper kettle (2.5 l)")
    lamp = await make_product(other.user_id, stock=99, name="Brass lamp")
    await mongo.db.users.update_one({"_id": buyer.id}, {"$set": {"name": "Zuleika O'Brien"}})

    async def bought(*product_ids: str) -> str:
        body = {"products": [{"product_id": product_id, "quantity": 2} for product_id in product_ids]}
        answer = await client.post("/api/orders/", json=body, headers=buyer.headers)
        assert answer.status_code == 201, answer.text
        order_id: str = answer.json()["id"]
        return order_id

    theirs, shared, own = await bought(lamp), await bought(kettle, lamp), await bought(kettle)
    return Stall(seller, other, buyer, kettle, lamp, shared, own, theirs)


Listed = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def listed(client: httpx2.AsyncClient, stall: Stall) -> Listed:
    """`await listed(search="...")` -> the ids of the seller's orders that are found."""

    async def ask(**query: str) -> list[str]:
        answer = await client.get(SELLER_ORDERS, params=query, headers=stall.seller.headers)
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["items"])
        return [order["id"] for order in answer.json()["items"]]

    return ask


async def test_an_entry_has_the_buyer_and_the_sellers_own_lines_only(
    client: httpx2.AsyncClient, mongo: Mongo, stall: Stall
) -> None:
    [own, shared] = (await client.get(SELLER_ORDERS, headers=stall.seller.headers)).json()["items"]
    assert (own["id"], shared["id"]) == (stall.own, stall.shared)
    assert shared["buyer"] == {"id": stall.buyer.user_id, "name": "Zuleika O'Brien", "email": stall.buyer.email}
    assert [line["product_id"] for line in shared["product_list"]] == [stall.kettle]
    assert (shared["total_amount"], len(shared["parts"])) == (39.98, 1)

    await mongo.db.users.update_one({"_id": stall.buyer.id}, {"$set": {"status": "deleted"}})
    alone = (await client.get(f"{SELLER_ORDERS}/{stall.shared}", headers=stall.seller.headers)).json()
    assert alone == shared | {"buyer": {"id": stall.buyer.user_id, "name": None, "email": None}}


async def test_one_order_is_there_for_its_sellers_and_for_admins_alone(
    client: httpx2.AsyncClient, sign_in: SignIn, stall: Stall
) -> None:
    async def status(who: SignedIn, order_id: str) -> int:
        return (await client.get(f"{SELLER_ORDERS}/{order_id}", headers=who.headers)).status_code

    assert await status(stall.seller, stall.theirs) == 404
    assert await status(stall.seller, str(ObjectId())) == 404
    assert await status(stall.seller, "nothing") == 404
    assert await status(stall.buyer, stall.shared) == 403
    admin = await sign_in("admin")
    whole = (await client.get(f"{SELLER_ORDERS}/{stall.shared}", headers=admin.headers)).json()
    assert {line["product_id"] for line in whole["product_list"]} == {stall.kettle, stall.lamp}


async def test_status_is_that_of_the_sellers_own_part(client: httpx2.AsyncClient, stall: Stall, listed: Listed) -> None:
    done = {"status": "completed"}
    await client.put(f"/api/orders/{stall.shared}/status", json=done, headers=stall.other.headers)
    assert await listed(status="completed") == []
    assert await listed(status="placed") == [stall.own, stall.shared]
    await client.put(f"/api/orders/{stall.shared}/status", json=done, headers=stall.seller.headers)
    assert await listed(status="completed") == [stall.shared]


async def test_orders_are_found_by_id_and_by_number(stall: Stall, listed: Listed) -> None:
    number = stall.shared[-8:].upper()
    for search in (stall.shared, stall.shared.upper(), number, number.lower(), f"#{number}", f" # {number} "):
        assert await listed(search=search) == [stall.shared], search
    assert await listed(search=stall.shared, status="cancelled") == []
    for search in (stall.theirs, stall.theirs[-8:], str(ObjectId())):
        assert await listed(search=search) == []


async def test_orders_are_found_by_buyer_and_by_product_whatever_the_case(stall: Stall, listed: Listed) -> None:
    both = [stall.own, stall.shared]
    for search in ("copper", "KETTLE", "zuleika", "o'brien", stall.buyer.email, stall.buyer.email[:20], "(2.5 L)"):
        assert await listed(search=search) == both, search
    assert await listed(search="") == await listed(search="   ") == both
    # the other seller's goods in the same order are none of this seller's
    assert await listed(search="brass") == []
    assert await listed(search="lamp") == []


@pytest.mark.parametrize(
    "search", [".*", "^", "k.ttle", "((", "[a-z]+", "kettle|lamp", "\\", "$ne", "%", "kettle\\E", "*"]
)
async def test_a_search_is_text_and_no_pattern(listed: Listed, search: str) -> None:
    assert await listed(search=search) == []


async def test_control_characters_in_a_search_part_words(stall: Stall, listed: Listed) -> None:
    assert await listed(search="copper\x00kettle\x1f") == [stall.own, stall.shared]


async def test_words_are_looked_for_in_the_last_year_unless_a_day_is_given(
    mongo: Mongo, stall: Stall, listed: Listed, settings: Settings
) -> None:
    long_ago = datetime.now(ZoneInfo(settings.shop_timezone)) - timedelta(days=400)
    await mongo.db.orders.update_one({"_id": ObjectId(stall.own)}, {"$set": {"timestamp": long_ago}})
    day = long_ago.date().isoformat()
    assert await listed(search="kettle") == [stall.shared]
    assert await listed(search="kettle", **{"from": day}) == [stall.shared, stall.own]
    assert await listed(search="kettle", to=(long_ago + timedelta(days=2)).date().isoformat()) == [stall.own]
    assert await listed(search=stall.own[-8:]) == [stall.own]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2026-03-03", "to": "2026-03-01"}, "from"),
        ({"to": "9999-12-31"}, "to"),
        ({"from": "0001-01-01"}, "from"),
        ({"search": "x" * 101}, "search"),
        ({"seller_id": "0" * 24}, "seller_id"),
        ({"status": "gone"}, "status"),
    ],
)
async def test_a_query_that_makes_no_sense_is_refused(
    client: httpx2.AsyncClient, stall: Stall, query: dict[str, str], field: str
) -> None:
    answer = await client.get(SELLER_ORDERS, params=query, headers=stall.seller.headers)
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_buyers_are_found_by_name_product_and_day(client: httpx2.AsyncClient, mongo: Mongo, stall: Stall) -> None:
    await mongo.db.orders.update_one(
        {"_id": ObjectId(stall.own)}, {"$set": {"timestamp": datetime(2026, 3, 2, 4, 30, tzinfo=UTC)}}
    )

    async def bought(**query: str) -> list[str]:
        answer = await client.get("/api/orders/buyers", params=query, headers=stall.seller.headers)
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["items"])
        assert {row["product_id"] for row in answer.json()["items"]} <= {stall.kettle}
        return [row["order_id"] for row in answer.json()["items"]]

    both = [stall.shared, stall.own]
    for search in ("zuleika", "kettle", stall.buyer.email):
        assert await bought(search=search) == both, search
    assert await bought(**{"from": "2026-03-01", "to": "2026-03-01"}) == [stall.own]
    assert await bought(search=stall.own[-8:]) == [stall.own]
    assert await bought(product_id=stall.kettle, search="O'B") == both
    for nothing in ({"search": "lamp"}, {"search": ".*"}, {"product_id": stall.lamp}, {"search": stall.theirs}):
        assert await bought(**nothing) == []
