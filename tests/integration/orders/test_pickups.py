"""A seller's pickups by day of the shop's calendar."""

from datetime import UTC, datetime, time, timedelta
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


async def pickups(client: httpx2.AsyncClient, seller: SignedIn, **query: str) -> Json:
    answer = await client.get("/api/orders/pickups", params=query, headers=seller.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def order_due(client: httpx2.AsyncClient, mongo: Mongo, buyer: SignedIn, at: datetime, *product_ids: str) -> str:
    body = {"products": [{"product_id": product_id, "quantity": 1} for product_id in product_ids]}
    answer = await client.post("/api/orders/", json=body, headers=buyer.headers)
    assert answer.status_code == 201, answer.text
    order_id: str = answer.json()["id"]
    await mongo.db.orders.update_one({"_id": ObjectId(order_id)}, {"$set": {"fulfilment.pickup_at": at}})
    return order_id


async def settle(client: httpx2.AsyncClient, seller: SignedIn, order_id: str, status: str) -> None:
    answer = await client.put(f"/api/orders/{order_id}/status", json={"status": status}, headers=seller.headers)
    assert answer.status_code == 200, answer.text


async def test_a_day_shows_what_waits_and_what_was_handed_over_and_only_the_sellers_own(
    client: httpx2.AsyncClient, mongo: Mongo, settings: Settings, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller, other, buyer = await sign_in("seller"), await sign_in("seller"), await sign_in("buyer")
    mine, theirs = await make_product(seller.user_id, stock=99), await make_product(other.user_id, stock=99)
    zone = ZoneInfo(settings.shop_timezone)
    today = datetime.now(zone).date()
    noon = datetime.combine(today, time(12), tzinfo=zone)
    later = await order_due(client, mongo, buyer, noon + timedelta(hours=2), mine, theirs)
    done = await order_due(client, mongo, buyer, noon, mine)
    gone = await order_due(client, mongo, buyer, noon, mine)
    waiting = await order_due(client, mongo, buyer, noon - timedelta(days=3), mine)
    handed_over_late = await order_due(client, mongo, buyer, noon - timedelta(days=3), mine)
    next_week = await order_due(client, mongo, buyer, noon + timedelta(days=7), mine)
    await order_due(client, mongo, buyer, noon + timedelta(days=14), mine)
    await order_due(client, mongo, buyer, noon, theirs)
    for order_id, status in ((done, "completed"), (gone, "cancelled"), (handed_over_late, "completed")):
        await settle(client, seller, order_id, status)
    await settle(client, other, later, "completed")

    shown = await pickups(client, seller)

    assert (shown["day"], shown["today"], shown["timezone"]) == (str(today), str(today), "America/New_York")
    assert [(item["id"], item["status"]) for item in shown["items"]] == [(done, "completed"), (later, "placed")]
    assert [line["product_id"] for line in shown["items"][1]["product_list"]] == [mine]
    assert shown["items"][0]["buyer"]["email"] == buyer.email
    assert (shown["total"], shown["overdue"]) == (2, 1)
    assert [day["day"] for day in shown["days"]] == [str(today + timedelta(days=number)) for number in range(14)]
    assert {day["day"]: (day["placed"], day["completed"]) for day in shown["days"] if day["placed"]} == {
        str(today): (1, 1),
        str(today + timedelta(days=7)): (1, 0),
    }
    assert sum(day["completed"] for day in shown["days"]) == 1
    late = await pickups(client, seller, overdue="true")
    assert ([item["id"] for item in late["items"]], late["total"], late["day"]) == ([waiting], 1, None)
    early = await pickups(client, seller, day=str(today - timedelta(days=3)))
    assert {item["id"] for item in early["items"]} == {waiting, handed_over_late}
    ahead = await pickups(client, seller, day=str(today + timedelta(days=7)))
    assert [item["id"] for item in ahead["items"]] == [next_week]
    assert ahead["days"] == shown["days"]
    assert (await pickups(client, await sign_in("seller")))["days"] == [
        day | {"placed": 0, "completed": 0} for day in shown["days"]
    ]


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        # New York, 2026: 23 hours on 8 March, 25 hours on 1 November
        ("2026-03-08", "2026-03-08T05:00:00", "2026-03-09T04:00:00"),
        ("2026-11-01", "2026-11-01T04:00:00", "2026-11-02T05:00:00"),
    ],
)
async def test_a_day_on_which_the_clocks_change_has_its_own_length(
    client: httpx2.AsyncClient,
    mongo: Mongo,
    sign_in: SignIn,
    make_product: MakeProduct,
    day: str,
    begins: str,
    ends: str,
) -> None:
    seller, buyer = await sign_in("seller"), await sign_in("buyer")
    product_id = await make_product(seller.user_id)
    start, end = (datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (begins, ends))
    blink = timedelta(milliseconds=1)
    before, first, last, after = [
        await order_due(client, mongo, buyer, at, product_id) for at in (start - blink, start, end - blink, end)
    ]

    async def on(date: str) -> list[str]:
        return [item["id"] for item in (await pickups(client, seller, day=date))["items"]]

    assert await on(day) == [first, last]
    middle = datetime.fromisoformat(day)
    assert await on(str((middle - timedelta(days=1)).date())) == [before]
    assert await on(str((middle + timedelta(days=1)).date())) == [after]


@pytest.mark.parametrize(
    "day", ["today", "2026-02-30", "20261120", "2026-W47-5", "9999-12-31", "0001-01-01", "1700000000"]
)
async def test_what_is_no_day_is_refused(client: httpx2.AsyncClient, sign_in: SignIn, day: str) -> None:
    seller = await sign_in("seller")
    answer = await client.get("/api/orders/pickups", params={"day": day}, headers=seller.headers)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] == "day"


async def test_a_day_and_what_is_overdue_are_two_questions(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    seller = await sign_in("seller")
    answer = await client.get("/api/orders/pickups?day=2026-11-20&overdue=true", headers=seller.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "overdue"


async def test_only_sellers_have_pickups(client: httpx2.AsyncClient, sign_in: SignIn) -> None:
    for who in (await sign_in("buyer"), await sign_in("admin")):
        assert (await client.get("/api/orders/pickups", headers=who.headers)).status_code == 403
