"""Files of pictures that nothing shows any more go; all others stay."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from bson import ObjectId

from souk_catalog.pictures.names import file_names, path_of, picture_at
from souk_catalog.pictures.sweep import CHUNKS_A_PASS, Sweep
from souk_common.mongo import Database, Mongo
from souk_common.settings import Settings
from tests.fixtures.pictures import Send, picture, sending
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignIn

LONG_AGO = datetime.now(UTC) - timedelta(hours=2)


@pytest.fixture
def send(client: httpx2.AsyncClient) -> Send:
    return sending(client)


@pytest.fixture
async def sweep(settings: Settings) -> AsyncIterator[Sweep]:
    """As the service's own Mongo user, which must be let do all that a sweep does."""
    mongo = Mongo(settings, "catalog")
    yield Sweep(mongo)
    mongo.close()


async def age(db: Database, *pictures: str) -> None:
    """Let the pictures' files be hours old. Ids tell the age of chunks, so the files get older ones."""
    names = [name for each in pictures for name in file_names(each)]
    async for row in db["pictures.files"].find({"filename": {"$in": names}}):
        older = ObjectId.from_datetime(LONG_AGO).binary[:4] + row["_id"].binary[4:]
        aged = row | {"_id": ObjectId(older), "metadata": {"touched_at": LONG_AGO}}
        await db["pictures.files"].insert_one(aged)
        async for chunk in db["pictures.chunks"].find({"files_id": row["_id"]}):
            await db["pictures.chunks"].insert_one(chunk | {"_id": ObjectId(), "files_id": aged["_id"]})
        await db["pictures.chunks"].delete_many({"files_id": row["_id"]})
        await db["pictures.files"].delete_one({"_id": row["_id"]})


async def shown(client: httpx2.AsyncClient, *paths: str) -> list[bool]:
    return [(await client.get(path)).status_code == 200 for path in paths]


async def test_only_what_nothing_shows_for_an_hour_goes(
    client: httpx2.AsyncClient,
    clean_database: Database,
    sweep: Sweep,
    send: Send,
    sign_in: SignIn,
    make_product: MakeProduct,
) -> None:
    # Given a product with five pictures
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    for colour in ("red", "green", "blue", "navy", "gold"):
        images = (await send(seller, product_id, picture(colour=colour))).json()["images"]
    kept, ordered, gone, fresh, wanted_again = images
    # of which one is left, one was on it when it was ordered, and all but one are hours old
    await client.put(f"/api/products/{product_id}", json={"images": [kept]}, headers=seller.headers)
    await clean_database.orders.insert_one(order_of(ordered))
    await age(clean_database, *(hash for path in (kept, ordered, gone, wanted_again) if (hash := picture_at(path))))
    # and one is put back right before the sweep
    answer = await client.put(
        f"/api/products/{product_id}", json={"images": [kept, wanted_again]}, headers=seller.headers
    )
    assert answer.status_code == 200
    await client.put(f"/api/products/{product_id}", json={"images": [kept]}, headers=seller.headers)

    await sweep()

    assert await shown(client, kept, ordered, fresh, wanted_again) == [True] * 4
    assert await shown(client, gone, gone.replace(".webp", "-320.webp")) == [False, False]
    refused = await client.put(f"/api/products/{product_id}", json={"images": [gone]}, headers=seller.headers)
    assert refused.status_code == 422
    # and nothing is left of it
    assert await clean_database["pictures.files"].count_documents({}) == 4 * 3
    held = {row["files_id"] async for row in clean_database["pictures.chunks"].find({})}
    assert held == {row["_id"] async for row in clean_database["pictures.files"].find({})}
    # and it can be sent anew
    assert (await send(seller, product_id, picture(colour="blue"))).json()["images"] == [kept, gone]
    assert await shown(client, gone) == [True]


async def test_the_pictures_of_a_deleted_product_go_unless_they_were_ordered(
    client: httpx2.AsyncClient,
    clean_database: Database,
    sweep: Sweep,
    send: Send,
    sign_in: SignIn,
    make_product: MakeProduct,
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    await send(seller, product_id, picture(colour="red"))
    first, second = (await send(seller, product_id, picture(colour="green"))).json()["images"]
    await clean_database.orders.insert_one(order_of(first))
    await client.delete(f"/api/products/{product_id}", headers=seller.headers)
    await age(clean_database, *(hash for path in (first, second) if (hash := picture_at(path))))

    await sweep()

    assert await shown(client, first, second) == [True, False]


async def test_what_an_upload_cut_short_left_is_taken_away(clean_database: Database, sweep: Sweep) -> None:
    # Given chunks of which no file came to be: of a writer that died hours ago, and of one that is writing now
    dead, writing = ObjectId.from_datetime(LONG_AGO), ObjectId()
    chunks = [{"files_id": each, "n": n, "data": b"x"} for each in (dead, writing) for n in range(3)]
    await clean_database["pictures.chunks"].insert_many(chunks)

    await sweep()

    left = {row["files_id"] async for row in clean_database["pictures.chunks"].find({})}
    assert left == {writing}


async def test_a_sweep_comes_round_to_everything_in_bounded_passes(clean_database: Database, sweep: Sweep) -> None:
    ids = [ObjectId.from_datetime(LONG_AGO + timedelta(seconds=n)) for n in range(CHUNKS_A_PASS + 1)]
    await clean_database["pictures.chunks"].insert_many([{"files_id": each, "n": 0, "data": b"x"} for each in ids])

    await sweep()
    assert await clean_database["pictures.chunks"].count_documents({}) == 1
    await sweep()
    assert await clean_database["pictures.chunks"].count_documents({}) == 0


async def test_the_sweep_asks_by_indexes(mongo: Mongo) -> None:
    paths = [path_of("0" * 40), path_of("1" * 40)]
    for collection, field, index in (
        ("products", "images", "souk_images_1"),
        ("orders", "product_list.image", "souk_product_list.image_1"),
        ("pictures.files", "filename", "souk_filename_1_uploadDate_1"),
    ):
        answer = await mongo.db.command(
            "explain", {"find": collection, "filter": {field: {"$in": paths}}}, verbosity="queryPlanner"
        )
        assert index in str(answer["queryPlanner"]["winningPlan"])


def order_of(image: str) -> dict[str, object]:
    """A row of `orders` with one line that remembers a picture."""
    line = {
        "product_id": ObjectId(),
        "seller_id": ObjectId(),
        "name": "Lamp",
        "quantity": 1,
        "price_cents": 100,
        "image": image,
    }
    return {
        "buyer_id": ObjectId(),
        "number": "00000000",
        "product_list": [line],
        "parts": [{"seller_id": line["seller_id"], "status": "placed"}],
        "total_amount_cents": 100,
        "status": "placed",
        "timestamp": datetime.now(UTC),
    }
