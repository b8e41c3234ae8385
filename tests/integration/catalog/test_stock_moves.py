"""Restock and adjust: every move is logged, however many come at once."""

import asyncio
import random

import httpx2
import pytest

from souk_common.mongo import Mongo
from tests.fixtures.products import MakeProduct, stock_of
from tests.fixtures.services import SignIn


async def test_a_restock_adds_units_and_tells_the_product(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=2)

    answer = await client.post(
        f"/api/products/{product_id}/restock", json={"quantity": 40, "reason": "delivery"}, headers=seller.headers
    )

    assert answer.status_code == 200
    assert (answer.json()["stock"], answer.json()["stock_seq"]) == (42, 2)
    assert await stock_of(mongo, product_id) == 42


async def test_an_adjustment_goes_both_ways_but_not_below_zero(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=5)
    path = f"/api/products/{product_id}/adjust"

    down = await client.post(path, json={"delta": -3, "reason": "broken"}, headers=seller.headers)
    up = await client.post(path, json={"delta": 1, "reason": "found"}, headers=seller.headers)
    too_far = await client.post(path, json={"delta": -4, "reason": "lost"}, headers=seller.headers)

    assert (down.json()["stock"], up.json()["stock"]) == (2, 3)
    assert (too_far.status_code, too_far.json()["available_stock"]) == (409, 3)
    assert await stock_of(mongo, product_id) == 3


async def test_the_same_restock_twice_with_one_key_counts_once(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=1)
    path, headers = f"/api/products/{product_id}/restock", seller.headers | {"Idempotency-Key": "delivery-7"}
    body = {"quantity": 9, "reason": "delivery"}

    answers = await asyncio.gather(*(client.post(path, json=body, headers=headers) for _ in range(3)))
    other = await client.post(path, json=body | {"quantity": 8}, headers=headers)

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.text for answer in answers}) == 1
    assert (other.status_code, other.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert await stock_of(mongo, product_id) == 10


async def test_fifty_moves_at_once_all_count(
    client: httpx2.AsyncClient, mongo: Mongo, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller, chance = await sign_in("seller"), random.Random(7)
    product_id = await make_product(seller.user_id, stock=1_000)
    deltas = [chance.choice([-9, -2, 1, 5, 20]) for _ in range(50)]

    async def move(delta: int) -> int:
        restock = delta > 0 and chance.random() < 0.5
        path = f"/api/products/{product_id}/{'restock' if restock else 'adjust'}"
        body = {"quantity" if restock else "delta": delta, "reason": "count"}
        return (await client.post(path, json=body, headers=seller.headers)).status_code

    assert await asyncio.gather(*(move(delta) for delta in deltas)) == [200] * 50
    assert await stock_of(mongo, product_id) == 1_000 + sum(deltas)


async def test_the_log_is_read_newest_first_and_narrowed(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, stock=1)
    path = f"/api/products/{product_id}"
    for delta in (5, -2):
        await client.post(f"{path}/adjust", json={"delta": delta, "reason": "count"}, headers=seller.headers)

    async def log(**params: str) -> list[int]:
        answer = await client.get(f"{path}/inventory-logs", params=params, headers=seller.headers)
        assert answer.status_code == 200, answer.text
        return [row["seq"] for row in answer.json()["items"]]

    rows = (await client.get(f"{path}/inventory-logs", headers=seller.headers)).json()["items"]
    moments = {row["seq"]: row["timestamp"] for row in rows}
    assert await log() == [3, 2, 1]
    assert await log(change_type="adjustment") == [3, 2]
    assert await log(change_type="purchase") == []
    assert await log(limit="1", page="2") == [2]
    assert 3 in await log(**{"from": moments[3]})
    assert 3 not in await log(to=moments[3])


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"change_type": "theft"}, "change_type"),
        ({"from": "yesterday"}, "from"),
        ({"from": "2026-01-01T00:00:00"}, "from"),
        ({"to": "0001-01-01T00:00:00+14:00"}, "to"),
        ({"since": "2026-01-01T00:00:00Z"}, "since"),
        ({"page": "0"}, "page"),
    ],
)
async def test_a_bad_question_to_the_log_names_its_field(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct, params: dict[str, str], field: str
) -> None:
    seller = await sign_in("seller")
    path = f"/api/products/{await make_product(seller.user_id)}/inventory-logs"
    answer = await client.get(path, params=params, headers=seller.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
