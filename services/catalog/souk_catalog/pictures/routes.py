"""`POST /api/products/{id}/images`: a picture for a product. `GET /images/p/{name}`: pictures for everybody."""

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from pydantic_core import to_json

from souk_catalog.pictures.dependencies import AddingPicture, PictureRows, UploadSlots
from souk_catalog.pictures.names import is_name
from souk_catalog.pictures.reencode import MEDIA_TYPES, MediaType
from souk_catalog.pictures.repository import no_such_picture
from souk_catalog.products.at_once import NOT_SHARED
from souk_catalog.products.dependencies import ProductRows
from souk_catalog.products.repository import owned_by
from souk_catalog.products.schemas import ProductOut
from souk_common.app import api_router
from souk_common.identity import Anyone, CurrentSellerOrAdmin
from souk_common.problems import TooLarge, Unavailable, UnsupportedMedia
from souk_common.schemas import PathId

MAX_PICTURE_BYTES = 2 * 1024 * 1024
_BODY = {"schema": {"type": "string", "format": "binary"}}
_UPLOAD_DOCS = {"requestBody": {"required": True, "content": dict.fromkeys(MEDIA_TYPES, _BODY)}}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}

uploads = api_router("/api/products", "products")
router = api_router("/images/p", "pictures")


@uploads.post(
    "/{product_id:object_id}/images",
    status_code=201,
    operation_id="addProductImage",
    openapi_extra=_UPLOAD_DOCS,
    responses={201: {"model": ProductOut}},
)
async def add_image(
    request: Request,
    actor: CurrentSellerOrAdmin,
    products: ProductRows,
    add_picture: AddingPicture,
    slots: UploadSlots,
    product_id: PathId,
) -> Response:
    """Add a picture to a product, behind those it has: the body is the file itself, of at most 2 MB.

    It is made anew as WebP, without metadata. The same picture again changes nothing; order and removal are changes
    of the product's `images`.

    Raises:
        UnsupportedMedia: not a PNG, JPEG or WebP picture.
        Unavailable: as many pictures as this replica takes are being worked on.
    """
    await products.get(product_id, owned_by(actor))
    media_type = _media_type(request)
    if slots.locked():
        raise Unavailable("Too many pictures are coming in. Please try again in a moment.")
    async with slots:
        product = await add_picture(actor, product_id, media_type, await _content(request))
    return Response(to_json(product), 201, NOT_SHARED, "application/json")


@router.get(
    "/{name}",
    operation_id="getPicture",
    dependencies=[Anyone],
    response_class=StreamingResponse,
    responses={200: {"content": {"image/webp": _BODY}}},
)
async def get_picture(request: Request, pictures: PictureRows, name: str) -> Response:
    """A picture, or with `-320` or `-640` before `.webp` its thumbnail of that width. It never changes."""
    if not is_name(name):
        raise no_such_picture()
    stored = await pictures.open(name)
    headers = {**_FOR_EVER, "ETag": f'"{name.removesuffix(".webp")}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(stored.length)
    return StreamingResponse(stored.chunks, headers=headers, media_type="image/webp")


def _media_type(request: Request) -> MediaType:
    sent = request.headers.get("content-type", "").split(";")[0].strip().lower()
    for media_type in MEDIA_TYPES:
        if sent == media_type:
            return media_type
    raise UnsupportedMedia(f"Send a picture, with one of these as Content-Type: {', '.join(MEDIA_TYPES)}.")


async def _content(request: Request) -> bytes:
    """The body.

    Raises:
        TooLarge: it is longer than `MAX_PICTURE_BYTES`; the rest is not read.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MAX_PICTURE_BYTES:
            raise TooLarge(f"A picture may have at most {MAX_PICTURE_BYTES // 1024**2} MB.")
    return bytes(content)
