"""Products leave the market with their seller's account, and come back with it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import pytest
from bson import ObjectId

from souk_catalog.main import create_app
from souk_catalog.sellers.follow_accounts import AccountFollower
from souk_common.mongo import Document, Mongo
from souk_common.settings import Settings
from tests.fixtures.figures import Note
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn, serve
from tests.fixtures.waiting import PATIENT_S, until

WITHIN_S = 10.0
"""2 s are promised: a shared machine gets five times as long. What it took at most is noted."""
LOOKS_AGAIN_S = 3.0
Standing = tuple[str, str | None]


async def _standings(mongo: Mongo, seller: SignedIn) -> list[Standing]:
    rows = mongo.db.products.find({"seller_id": seller.id}, sort=[("name", 1)])
    return [(row["status"], row.get("disabled_by")) async for row in rows]


async def _becomes(look: Callable[[], Awaitable[object]], expected: object) -> float:
    async def is_so() -> bool:
        return await look() == expected

    return await until(is_so, WITHIN_S, f"{expected}")


async def _are(mongo: Mongo, seller: SignedIn, expected: list[Standing]) -> bool:
    return await _standings(mongo, seller) == expected


async def _set(mongo: Mongo, seller: SignedIn, **fields: str) -> None:
    await mongo.db.users.update_one({"_id": seller.id}, {"$set": fields})


@pytest.fixture
async def two_replicas(settings: Settings) -> AsyncIterator[None]:
    async with serve(create_app(settings)), serve(create_app(settings)):
        yield


@pytest.fixture
async def seller(sign_in: SignIn, make_product: MakeProduct) -> SignedIn:
    """With products on sale, disabled by an admin and deleted."""
    seller = await sign_in("seller")
    await make_product(seller.user_id, name="1", seller_name="Test Seller")
    await make_product(
        seller.user_id, name="2", status="disabled", disabled_by="admin", disabled_reason="A fake.", seller_name="Old"
    )
    await make_product(seller.user_id, name="3", status="deleted")
    return seller


AS_MADE: list[Standing] = [("active", None), ("disabled", "admin"), ("deleted", None)]
AWAY: list[Standing] = [("disabled", "account"), ("disabled", "admin"), ("deleted", None)]
GONE: list[Standing] = [("deleted", None)] * 3


@pytest.mark.parametrize(
    ("leaves", "returns"),
    [({"status": "disabled"}, {"status": "active"}), ({"role": "buyer"}, {"role": "seller"})],
)
@pytest.mark.usefixtures("two_replicas")
async def test_products_are_off_sale_while_their_seller_is_not_an_active_one(
    seller: SignedIn, mongo: Mongo, leaves: dict[str, str], returns: dict[str, str], note: Note
) -> None:
    took_s = []
    for _ in range(3):
        for change, expected in ((leaves, AWAY), (returns, AS_MADE)):
            await _set(mongo, seller, **change)
            took_s.append(await _becomes(lambda: _standings(mongo, seller), expected))
    note(f"products follow their seller's account within {max(took_s):.2f} s")
    kept = await mongo.db.products.find_one({"seller_id": seller.id, "name": "2"})
    assert kept is not None
    assert kept["disabled_reason"] == "A fake."


@pytest.mark.usefixtures("two_replicas")
async def test_an_account_that_changes_quickly_leaves_its_products_as_it_was_left(
    seller: SignedIn, mongo: Mongo
) -> None:
    for round_ in range(6):
        await _set(mongo, seller, status="active" if round_ % 2 else "disabled")

    async def stay() -> bool:
        for _ in range(10):
            if await _standings(mongo, seller) != AS_MADE:
                return False
            await asyncio.sleep(0.1)
        return True

    await until(stay, PATIENT_S, f"{AS_MADE} for good")


@pytest.mark.usefixtures("two_replicas")
async def test_products_of_a_deleted_account_are_deleted_and_nothing_names_it(seller: SignedIn, mongo: Mongo) -> None:
    await _set(mongo, seller, status="deleted", name="Deleted account")
    await _becomes(lambda: _standings(mongo, seller), GONE)

    async def names() -> list[str]:
        return sorted(await mongo.db.products.distinct("seller_name", {"seller_id": seller.id}))

    await _becomes(names, ["Deleted account"])


@pytest.mark.usefixtures("two_replicas")
async def test_products_take_their_sellers_new_name(seller: SignedIn, mongo: Mongo) -> None:
    await _set(mongo, seller, name="Juniper & Co.")

    async def names() -> list[str]:
        return sorted(await mongo.db.products.distinct("seller_name", {"seller_id": seller.id}))

    await _becomes(names, ["Juniper & Co."])
    assert await _standings(mongo, seller) == AS_MADE


async def test_a_replica_that_starts_catches_up_with_what_happened_before(
    settings: Settings, seller: SignedIn, sign_in: SignIn, make_product: MakeProduct, mongo: Mongo
) -> None:
    left = await sign_in("seller")
    await make_product(left.user_id)
    back = await sign_in("seller")
    await make_product(back.user_id, status="disabled", disabled_by="account")
    await _set(mongo, left, status="deleted")
    await _set(mongo, seller, status="disabled")
    async with serve(create_app(settings)):
        await _becomes(lambda: _standings(mongo, seller), AWAY)
        await _becomes(lambda: _standings(mongo, left), [("deleted", None)])
        await _becomes(lambda: _standings(mongo, back), [("active", None)])


async def test_a_product_made_while_its_seller_left_is_found_by_the_second_look(
    seller: SignedIn, make_product: MakeProduct, mongo: Mongo
) -> None:
    follower = AccountFollower(mongo, look_again_s=LOOKS_AGAIN_S)
    following = asyncio.create_task(follower.follow())
    try:
        await follower.caught_up.wait()
        await _set(mongo, seller, status="disabled")
        await _becomes(lambda: _standings(mongo, seller), AWAY)
        await make_product(seller.user_id, name="4")  # its transaction had seen an active account
        expected = [*AWAY, ("disabled", "account")]
        await until(partial(_are, mongo, seller, expected), LOOKS_AGAIN_S + PATIENT_S, "the new one off sale too")
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def test_products_of_a_seller_without_an_account_stay_as_they_are(
    mongo: Mongo, make_product: MakeProduct
) -> None:
    product_id = await make_product()
    await AccountFollower(mongo).catch_up()
    row = await mongo.db.products.find_one({"_id": ObjectId(product_id)})
    assert row is not None
    assert (row["status"], row["seller_name"]) == ("active", "Test Stall")


async def test_a_product_that_an_admin_enables_waits_for_its_sellers_account(
    settings: Settings, seller: SignedIn, sign_in: SignIn, mongo: Mongo
) -> None:
    admin = await sign_in("admin")
    product = await mongo.db.products.find_one({"seller_id": seller.id, "name": "2"})
    assert product is not None
    async with serve(create_app(settings)) as client:
        await _set(mongo, seller, status="disabled")
        path = f"/api/admin/products/{product['_id']}/enable"
        shown: Document = (await client.put(path, headers=admin.headers)).json()
        assert (shown["status"], shown["disabled_by"], shown["disabled_reason"]) == ("disabled", "account", None)
        await _set(mongo, seller, status="active")
        await _becomes(lambda: _standings(mongo, seller), [("active", None), ("active", None), ("deleted", None)])
