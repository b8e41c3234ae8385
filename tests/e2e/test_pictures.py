"""Uploaded pictures through NGINX: bounded on the way in, kept by its cache on the way out."""

import pytest

from tests.fixtures.pictures import opened, picture, sending
from tests.fixtures.shop import Shop, assert_problem

TWO_MB = 2 * 1024 * 1024


async def test_a_picture_is_served_from_the_cache_for_good(shop: Shop) -> None:
    # Given a picture, asked for once
    seller = await shop.user("seller")
    answer = await sending(shop.client)(seller, await shop.product(seller), picture("JPEG", (900, 600)), "image/jpeg")
    assert answer.status_code == 201, answer.text
    for path in (answer.json()["images"][0], answer.json()["images"][0].replace(".webp", "-320.webp")):
        first = await shop.client.get(path)

        # When it is asked for again, with whatever query
        again = await shop.client.get(f"{path}?v=2")

        # Then NGINX has it
        assert (first.headers["x-cache-status"], again.headers["x-cache-status"]) == ("MISS", "HIT")
        assert again.content == first.content
        assert opened(again.content).format == "WEBP"
        assert again.headers["content-type"] == "image/webp"
        assert again.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert again.headers.get_list("x-content-type-options") == ["nosniff"]
        assert "default-src 'self'" in again.headers["content-security-policy"]
        known = await shop.client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")


async def test_a_picture_that_is_not_there_is_not_kept(shop: Shop) -> None:
    for _ in range(2):
        answer = await shop.client.get(f"/images/p/{'0' * 40}.webp")
        assert_problem(answer, 404)
        assert "immutable" not in answer.headers.get("cache-control", "")


async def test_drawings_of_the_shop_itself_are_still_files(shop: Shop) -> None:
    answer = await shop.client.get("/images/demo/copper-kettle.svg")
    assert answer.status_code == 200
    assert "x-cache-status" not in answer.headers


@pytest.mark.parametrize("length", [TWO_MB + 1, 8 * TWO_MB])
async def test_a_body_beyond_two_megabytes_is_413_and_says_so(shop: Shop, length: int) -> None:
    seller = await shop.user("seller")
    content = picture().ljust(length, b"\0")
    problem = assert_problem(await sending(shop.client)(seller, await shop.product(seller), content), 413)
    assert "2 MB" in problem["detail"]
