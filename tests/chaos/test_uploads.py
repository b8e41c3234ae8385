"""A catalog that dies while pictures come in leaves none that is half there."""

import asyncio

import httpx2
from PIL import Image

from souk_stack import NativeStack
from tests.fixtures.figures import Note
from tests.fixtures.pictures import opened, saved, sending
from tests.fixtures.shop import Shop

UPLOADS = 16


def photograph(number: int) -> bytes:
    """A picture that takes its time: noise of a megapixel, each another one."""
    return saved(Image.effect_noise((1_200, 900), 40 + number).convert("RGB"), "JPEG", quality=80)


async def test_a_picture_is_whole_or_not_there_when_the_catalog_is_killed(
    shop: Shop, stack: NativeStack, note: Note
) -> None:
    # Given uploads that are under way
    seller, send = await shop.user("seller"), sending(shop.client)
    products = [await shop.product(seller) for _ in range(UPLOADS)]
    contents = [photograph(number) for number in range(UPLOADS)]

    async def upload(number: int) -> int | None:
        try:
            return (await send(seller, products[number], contents[number], "image/jpeg")).status_code
        except httpx2.TransportError:
            return None

    running = [asyncio.create_task(upload(number)) for number in range(UPLOADS)]
    await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)

    # When both replicas are killed, one after the other
    for name in ("catalog-1", "catalog-2"):
        await asyncio.to_thread(stack.kill, name)
        await asyncio.sleep(0.3)
    answers = await asyncio.gather(*running)
    note(f"uploads when the catalog was killed: {answers.count(201)} of {UPLOADS} went through")
    assert 0 < answers.count(201) < UPLOADS

    # Then, once they are back, every upload that had no answer can be repeated
    for number, answered in enumerate(answers):
        status = answered
        async with asyncio.timeout(60):
            while status != 201:
                await asyncio.sleep(0.2)
                status = await upload(number)

    # and every product has its one picture, with all its sizes
    for product_id in products:
        [path] = (await shop.client.get(f"/api/products/my-products/{product_id}", headers=seller.headers)).json()[
            "images"
        ]
        for name in (path, path.replace(".webp", "-320.webp"), path.replace(".webp", "-640.webp")):
            assert opened((await shop.client.get(name)).content).format == "WEBP"
