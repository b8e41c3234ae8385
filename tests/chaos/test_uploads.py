"""A catalog that dies while pictures come in leaves none that is half there."""

import asyncio
from collections.abc import Mapping

import httpx2
from PIL import Image

from souk_stack import NativeStack
from tests.chaos.conftest import WHOLE_WITHIN_S, is_whole
from tests.fixtures.figures import Note
from tests.fixtures.pictures import opened, saved, sending
from tests.fixtures.services import SignedIn
from tests.fixtures.shop import Shop
from tests.fixtures.waiting import until

UPLOADS, ROUNDS = 16, 5
AGAIN_WITHIN_S = 120.0


def photograph(number: int) -> bytes:
    """A picture that takes its time: noise of a megapixel, each another one."""
    return saved(Image.effect_noise((1_200, 900), 40 + number).convert("RGB"), "JPEG", quality=80)


async def upload(shop: Shop, seller: SignedIn, product_id: str, content: bytes) -> int | None:
    """The status of the answer; None when there was none."""
    try:
        return (await sending(shop.client)(seller, product_id, content, "image/jpeg")).status_code
    except httpx2.TransportError:
        return None


async def upload_under_fire(
    shop: Shop, stack: NativeStack, seller: SignedIn, pictures: Mapping[str, bytes]
) -> list[int | None]:
    """One for each product; both replicas are killed, one after the other, when the first is through."""
    running = [asyncio.create_task(upload(shop, seller, *each)) for each in pictures.items()]
    waiting = set(running)
    while waiting and all(not each.done() or each.result() != httpx2.codes.CREATED for each in running):
        _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)  # others may be put off sooner
    for name in ("catalog-1", "catalog-2"):
        await asyncio.to_thread(stack.kill, name)
        await asyncio.sleep(0.3)
    return await asyncio.gather(*running)


async def test_a_picture_is_whole_or_not_there_when_the_catalog_is_killed(
    shop: Shop, stack: NativeStack, note: Note
) -> None:
    # Given uploads under way when the catalog is killed: of none, or of all that were through, there is nothing to see
    seller, contents = await shop.user("seller"), [photograph(number) for number in range(UPLOADS)]
    for round_ in range(1, ROUNDS + 1):
        pictures = {await shop.product(seller): content for content in contents}
        answers = await upload_under_fire(shop, stack, seller, pictures)
        through = answers.count(201)
        note(f"uploads when the catalog was killed, round {round_}: {through} of {UPLOADS} went through, {answers}")
        if 0 < through < UPLOADS:
            break
        await until(lambda: is_whole(stack), WHOLE_WITHIN_S, "a whole stack for another round")
    assert 0 < through < UPLOADS

    # Then, once it is back, every upload that had no answer can be repeated
    for (product_id, content), answered in zip(pictures.items(), answers, strict=True):
        status = answered
        async with asyncio.timeout(AGAIN_WITHIN_S):
            while status != 201:
                await asyncio.sleep(0.2)
                status = await upload(shop, seller, product_id, content)

    # and every product has its one picture, with all its sizes
    for product_id in pictures:
        [path] = (await shop.client.get(f"/api/products/my-products/{product_id}", headers=seller.headers)).json()[
            "images"
        ]
        for name in (path, path.replace(".webp", "-320.webp"), path.replace(".webp", "-640.webp")):
            assert opened((await shop.client.get(name)).content).format == "WEBP"
