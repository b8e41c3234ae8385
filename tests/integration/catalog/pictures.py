"""Picture files for tests, made by Pillow."""

from collections.abc import Awaitable, Callable
from io import BytesIO

import httpx2
from PIL import Image

from tests.fixtures.services import SignedIn

TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif", "BMP": "image/bmp"}
Send = Callable[..., Awaitable[httpx2.Response]]


def picture(form: str = "PNG", size: tuple[int, int] = (60, 40), colour: str = "crimson", **options: object) -> bytes:
    """A file of one colour."""
    return saved(Image.new("RGB", size, colour), form, **options)


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    """The image as a file."""
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def opened(content: bytes) -> Image.Image:
    """The image that a file holds, unpacked."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def sending(client: httpx2.AsyncClient) -> Send:
    """`await send(seller, product_id, content, "image/png")`."""

    async def send(user: SignedIn, product_id: str, content: bytes, media_type: str = "image/png") -> httpx2.Response:
        return await client.post(
            f"/api/products/{product_id}/images",
            content=content,
            headers=user.headers | {"content-type": media_type},
        )

    return send
