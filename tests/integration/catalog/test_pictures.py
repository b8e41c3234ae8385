"""Pictures of products: what is taken, what becomes of it, and how it is shown."""

import asyncio

import httpx2
import pytest
from PIL import ExifTags, Image, ImageCms

from souk_catalog.pictures.dependencies import MAX_UPLOADS
from souk_catalog.pictures.reencode import MAX_PIXELS
from souk_catalog.pictures.routes import MAX_PICTURE_BYTES
from souk_common.mongo import Mongo
from tests.fixtures.pictures import TYPES, Send, opened, picture, saved, sending
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignIn

NOWHERE = "0" * 40


@pytest.fixture
def send(client: httpx2.AsyncClient) -> Send:
    return sending(client)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
async def test_a_picture_is_added_made_anew_and_shown(
    client: httpx2.AsyncClient, send: Send, sign_in: SignIn, make_product: MakeProduct, form: str
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id, images=["/images/demo/lamp.svg"])

    answer = await send(seller, product_id, picture(form, (2400, 1200)), TYPES[form])

    assert answer.status_code == 201, answer.text
    product = answer.json()
    assert product["images"][0] == "/images/demo/lamp.svg"
    assert (await client.get(f"/api/products/{product_id}", headers=seller.headers)).json() == product
    path = product["images"][1]
    for name, size in (
        (path, (1600, 800)),
        (path[:-5] + "-640.webp", (640, 320)),
        (path[:-5] + "-320.webp", (320, 160)),
    ):
        shown = await client.get(name)
        assert shown.status_code == 200
        assert shown.headers["content-type"] == "image/webp"
        assert shown.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert shown.headers["content-length"] == str(len(shown.content))
        image = opened(shown.content)
        assert (image.format, image.size) == ("WEBP", size)
        red, green, blue = image.convert("RGB").getpixel((5, 5))  # type: ignore[misc]  # a pixel of several channels
        assert abs(red - 220) < 8 and abs(green - 20) < 8 and abs(blue - 60) < 8
        again = await client.get(name, headers={"If-None-Match": shown.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_a_small_picture_is_not_blown_up(
    client: httpx2.AsyncClient, send: Send, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    path = (await send(seller, await make_product(seller.user_id), picture("PNG", (50, 30)))).json()["images"][0]
    assert opened((await client.get(path)).content).size == (50, 30)
    assert opened((await client.get(path.replace(".webp", "-640.webp"))).content).size == (50, 30)


async def test_a_photograph_is_turned_upright_and_forgets_where_it_was_taken(
    client: httpx2.AsyncClient, send: Send, sign_in: SignIn, make_product: MakeProduct
) -> None:
    # Given a photograph taken with the telephone on its side: blue at the left is meant to be on top
    photograph = Image.new("RGB", (800, 400), "white")
    photograph.paste("blue", (0, 0, 200, 400))
    exif = photograph.getexif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "SecretPhone"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (31.0, 37.0, 12.0)
    seller = await sign_in("seller")
    for form in ("JPEG", "PNG", "WEBP"):
        content = saved(photograph, form, exif=exif, xmp=b"<x:xmpmeta>SecretPlace</x:xmpmeta>")
        assert b"SecretPhone" in content

        answer = await send(seller, await make_product(seller.user_id), content, TYPES[form])

        # Then it is upright, and nothing but the picture is left
        shown = (await client.get(answer.json()["images"][0])).content
        image = opened(shown)
        assert image.size == (400, 800)
        top, bottom = (image.convert("RGB").getpixel((200, y)) for y in (20, 780))
        assert top[2] > 200 and top[0] < 60 and bottom[0] > 200  # type: ignore[index]  # a pixel of several channels
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile"} & image.info.keys()
        assert b"Secret" not in shown


async def test_colours_of_another_profile_are_brought_to_srgb(
    client: httpx2.AsyncClient, send: Send, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (lab, b"no profile at all"):
        content = saved(Image.new("RGB", (40, 40), "teal"), "PNG", icc_profile=profile)
        answer = await send(seller, await make_product(seller.user_id), content)
        assert answer.status_code == 201, answer.text


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
async def test_pictures_of_every_kind_keep_their_looks(
    client: httpx2.AsyncClient, send: Send, sign_in: SignIn, make_product: MakeProduct, mode: str
) -> None:
    light = Image.new("RGBA", (90, 60), (255, 255, 255, 0)) if mode in ("RGBA", "LA") else Image.new("L", (90, 60), 255)
    image = (
        Image.new("I;16", (90, 60), 0xFFFF) if mode == "I;16" else light.convert("RGBA" if mode == "CMYKA" else mode)
    )
    form = "JPEG" if mode == "CMYK" else "PNG"
    seller = await sign_in("seller")

    answer = await send(seller, await make_product(seller.user_id), saved(image, form), TYPES[form])

    shown = opened((await client.get(answer.json()["images"][0])).content).convert("RGBA").getpixel((9, 9))
    if mode in ("RGBA", "LA"):
        assert shown[3] == 0  # type: ignore[index]  # a pixel of several channels
    else:
        assert min(shown) > 250  # type: ignore[arg-type]  # a pixel of several channels


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PNG = picture("PNG")
HUGE = {
    "image/png": picture("PNG", (5_001, 4_000)),
    "image/jpeg": picture("JPEG", (5_001, 4_000), quality=10),
    "image/webp": picture("WEBP", (5_000, 2_501)),
}


@pytest.mark.parametrize(
    ("content", "media_type", "status", "says"),
    [
        (SVG, "image/svg+xml", 415, "Content-Type"),
        (SVG, "image/png", 415, "not a PNG"),
        (picture("GIF"), "image/gif", 415, "Content-Type"),
        (picture("GIF"), "image/webp", 415, "not a PNG"),
        (picture("BMP"), "image/png", 415, "not a PNG"),
        (b"", "image/png", 415, "not a PNG"),
        (b"PK\x03\x04" + b"x" * 500, "image/jpeg", 415, "not a PNG"),
        (PNG, "", 415, "Content-Type"),
        (PNG, "application/json", 415, "Content-Type"),
        (PNG, "image/jpeg", 415, "but it is image/png"),
        (picture("JPEG"), "image/webp", 415, "but it is image/jpeg"),
        (PNG[: len(PNG) // 2], "image/png", 422, "cut off"),
        (PNG.replace(b"IDAT", b"IDAT\0", 1), "image/png", 422, "cut off"),
        (picture("JPEG", (900, 900))[:4_000], "image/jpeg", 422, "cut off"),
        (picture("WEBP", (900, 900))[:300], "image/webp", 415, "not a PNG"),
        *((content, media_type, 422, "megapixels") for media_type, content in HUGE.items()),
    ],
)
async def test_what_is_no_good_picture_is_refused(
    send: Send,
    mongo: Mongo,
    sign_in: SignIn,
    make_product: MakeProduct,
    content: bytes,
    media_type: str,
    status: int,
    says: str,
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    before = await mongo.db["pictures.chunks"].count_documents({})

    answer = await send(seller, product_id, content, media_type)

    assert answer.status_code == status, answer.text
    assert says in answer.json()["detail"]
    assert await mongo.db["pictures.chunks"].count_documents({}) == before


def test_the_bombs_of_this_test_are_small_files() -> None:
    assert all(len(content) < MAX_PICTURE_BYTES for content in HUGE.values())
    assert set(MAX_PIXELS) == set(HUGE)


async def test_what_follows_a_picture_in_its_file_is_left_behind(
    client: httpx2.AsyncClient, send: Send, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    answer = await send(seller, await make_product(seller.user_id), PNG + b"<script>alert(1)</script>")
    assert answer.status_code == 201
    assert b"script" not in (await client.get(answer.json()["images"][0])).content


async def test_a_file_beyond_two_megabytes_is_not_read_to_its_end(
    client: httpx2.AsyncClient, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    path = f"/api/products/{await make_product(seller.user_id)}/images"
    headers = seller.headers | {"content-type": "image/png"}
    fits = PNG + b"\0" * (MAX_PICTURE_BYTES - len(PNG))

    assert (await client.post(path, content=fits, headers=headers)).status_code == 201
    refused = await client.post(path, content=fits + b"\0", headers=headers)
    assert refused.status_code == 413
    assert refused.json()["detail"] == "A picture may have at most 2 MB."


async def test_the_same_picture_again_changes_nothing(
    mongo: Mongo, send: Send, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    first = (await send(seller, product_id, picture(colour="navy"))).json()
    files = await mongo.db["pictures.files"].count_documents({})

    again = await asyncio.gather(*(send(seller, product_id, picture(colour="navy")) for _ in range(3)))

    assert [(answer.status_code, answer.json()) for answer in again] == [(201, first)] * 3
    assert await mongo.db["pictures.files"].count_documents({}) == files


async def test_a_ninth_picture_is_refused_even_when_all_come_at_once(
    send: Send, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    pictures = [picture(colour=f"#0000{number:02x}") for number in range(0, 180, 20)]

    answers = [await send(seller, product_id, content) for content in pictures[:4]]
    answers += await asyncio.gather(*(send(seller, product_id, content) for content in pictures[4:]))

    assert sorted(answer.status_code for answer in answers) == [201] * 8 + [409]
    [refused] = [content for content, answer in zip(pictures, answers, strict=True) if answer.status_code == 409]
    kept = next(content for content in pictures if content != refused)
    assert (await send(seller, product_id, refused)).status_code == 409
    repeated = await send(seller, product_id, kept)
    assert (repeated.status_code, len(repeated.json()["images"])) == (201, 8)


async def test_more_pictures_at_once_than_a_replica_takes_are_put_off(
    send: Send, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    slow = saved(Image.effect_noise((1_600, 1_200), 50), "JPEG", quality=70)

    answers = await asyncio.gather(*(send(seller, product_id, slow, "image/jpeg") for _ in range(MAX_UPLOADS + 3)))

    put_off = [answer for answer in answers if answer.status_code != 201]
    assert 1 <= len(put_off) <= 3  # unless one was through before the last had come
    assert {(answer.status_code, answer.headers["retry-after"]) for answer in put_off} == {(503, "2")}
    assert (await send(seller, product_id, slow, "image/jpeg")).status_code == 201


async def test_nobody_but_its_seller_and_admins_adds_a_picture(
    client: httpx2.AsyncClient, send: Send, sign_in: SignIn, make_product: MakeProduct
) -> None:
    seller, other, admin, buyer = [await sign_in(role) for role in ("seller", "seller", "admin", "buyer")]
    product_id, gone = await make_product(seller.user_id), await make_product(seller.user_id, status="deleted")

    assert (await send(other, product_id, PNG)).status_code == 404
    assert (await send(seller, gone, PNG)).status_code == 404
    assert (await send(buyer, product_id, PNG)).status_code == 403
    assert (await client.post(f"/api/products/{product_id}/images", content=PNG)).status_code == 401
    assert (await client.get(f"/api/products/{product_id}", headers=admin.headers)).json()["images"] == []
    assert (await send(admin, product_id, PNG)).status_code == 201


async def test_pictures_are_ordered_and_removed_by_their_paths(
    client: httpx2.AsyncClient, send: Send, sign_in: SignIn, make_product: MakeProduct, new_product: dict[str, object]
) -> None:
    seller = await sign_in("seller")
    product_id = await make_product(seller.user_id)
    for colour in ("red", "green", "blue"):
        images = (await send(seller, product_id, picture(colour=colour))).json()["images"]
    red, _, blue = images

    async def put(*paths: str) -> httpx2.Response:
        return await client.put(f"/api/products/{product_id}", json={"images": paths}, headers=seller.headers)

    assert (await put(blue, red)).json()["images"] == [blue, red]
    for unknown in (f"/images/p/{NOWHERE}.webp", blue.replace(".webp", "-320.webp"), "/images/p/x/../secret.webp"):
        refused = await put(red, unknown)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json()["errors"]] == ["images.1"]
    assert (await put(red, red)).json()["errors"][0]["field"] == "images"
    shown = await client.get(f"/api/products/{product_id}", headers=seller.headers)
    assert shown.json()["images"] == [blue, red]

    made = new_product | {"images": [f"/images/p/{NOWHERE}.webp"]}
    assert (await client.post("/api/products/", json=made, headers=seller.headers)).status_code == 422
    made = new_product | {"images": [red]}
    assert (await client.post("/api/products/", json=made, headers=seller.headers)).json()["images"] == [red]


@pytest.mark.parametrize("name", [f"{NOWHERE}.webp", f"{NOWHERE}-100.webp", NOWHERE, "x.webp", "..", f"{NOWHERE}.png"])
async def test_a_picture_that_is_not_there_is_a_404_problem(client: httpx2.AsyncClient, name: str) -> None:
    answer = await client.get(f"/images/p/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "immutable" not in answer.headers.get("cache-control", "")
