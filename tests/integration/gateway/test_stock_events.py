import time
from datetime import UTC, datetime

import pytest
from bson import ObjectId

from souk_common.mongo import Mongo, Session
from tests.fixtures.figures import Note
from tests.fixtures.products import MakeProduct
from tests.integration.gateway.browser import AT_ONCE_S, Replica, browser
from tests.integration.gateway.conftest import Buy, WitnessAt, take_in


async def test_a_purchase_shows_in_the_browsers_of_both_replicas_within_a_second(
    replicas: tuple[Replica, Replica], make_product: MakeProduct, buy: Buy, note: Note
) -> None:
    product_id = await make_product(stock=10, name="Copper kettle")
    async with browser(replicas[0].url) as here, browser(replicas[1].url) as there:
        await here.watch(product_id)
        await there.watch(product_id)
        await buy(product_id, 3)
        bought = time.monotonic()
        for window in (here, there):
            update = await window.hear("stock_update", within_s=AT_ONCE_S)
            assert update == {"product_id": product_id, "stock": 7, "seq": 2, "name": "Copper kettle"}
        note(f"a purchase shows in the browsers of both gateways after {time.monotonic() - bought:.3f} s")


async def test_the_ack_of_watch_is_how_the_products_are_now(replica: Replica, make_product: MakeProduct) -> None:
    updated_at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    first = await make_product(stock=4, price_cents=9999, updated_at=updated_at)
    second = await make_product(stock=0, status="disabled")
    async with browser(replica.url) as window:
        snapshot = await window.watch(first, str(ObjectId()), second, first)
        assert sorted(entry["product_id"] for entry in snapshot) == sorted([first, second])
        assert next(entry for entry in snapshot if entry["product_id"] == first) == {
            "product_id": first,
            "stock": 4,
            "seq": 1,
            "price": 99.99,
            "status": "active",
            "updated_at": "2026-01-02T03:04:05.000Z",
        }


async def test_an_aborted_transaction_is_never_told(
    replica: Replica, mongo: Mongo, make_product: MakeProduct, buy: Buy
) -> None:
    product_id = await make_product(stock=10)

    async def work(session: Session) -> None:
        await take_in(mongo, product_id, 4, session)
        raise RuntimeError("the buyer changed their mind")

    async with browser(replica.url) as window:
        await window.watch(product_id)
        with pytest.raises(RuntimeError):
            await mongo.transaction(work)
        await buy(product_id, 1)
        assert (await window.hear("stock_update"))["stock"] == 9
        assert len(window.heard("stock_update")) == 1


async def test_a_burst_is_merged_and_ends_with_the_truth(replica: Replica, make_product: MakeProduct, buy: Buy) -> None:
    product_id = await make_product(stock=100)
    async with browser(replica.url) as window:
        await window.watch(product_id)
        began = time.monotonic()
        for _ in range(40):
            await buy(product_id, 1)
        await window.hear("stock_update", lambda update: update["seq"] == 41)
        windows = (time.monotonic() - began) / 0.05 + 2
        heard = [update["seq"] for update in window.heard("stock_update")]
        assert heard == sorted(set(heard))
        assert len(heard) <= windows


async def test_a_new_price_or_status_is_told_and_other_fields_are_not(
    replica: Replica, mongo: Mongo, make_product: MakeProduct
) -> None:
    product_id = await make_product(price_cents=1000)
    _id = {"_id": ObjectId(product_id)}
    async with browser(replica.url) as window:
        await window.watch(product_id)
        await mongo.db.products.update_one(_id, {"$set": {"description": "A better lamp."}})
        await mongo.db.products.update_one(_id, {"$set": {"price_cents": 1250}})
        update = await window.hear("product_update")
        assert (update["product_id"], update["price"], update["status"]) == (product_id, 12.5, "active")
        await mongo.db.products.update_one(_id, {"$set": {"status": "deleted"}})
        await window.hear("product_update", lambda update: update["status"] == "deleted")
        assert len(window.heard("product_update")) == 2


async def test_who_unwatches_or_watches_something_else_hears_nothing(
    replica: Replica, make_product: MakeProduct, buy: Buy, witness_at: WitnessAt
) -> None:
    product_id, other_id = await make_product(), await make_product()
    async with browser(replica.url) as former, browser(replica.url) as other, witness_at(replica) as catch_up:
        await former.watch(product_id)
        assert await former.ask("unwatch", {"product_ids": [product_id]}) == {"ok": True}
        await other.watch(other_id)
        await buy(product_id, 1)
        await catch_up()
        assert not former.events
        assert not other.events


async def test_a_polling_client_hears_it_too(replica: Replica, make_product: MakeProduct, buy: Buy) -> None:
    product_id = await make_product(stock=10)
    async with browser(replica.url, transport="polling") as window:
        await window.watch(product_id)
        await buy(product_id, 1)
        assert (await window.hear("stock_update"))["stock"] == 9
