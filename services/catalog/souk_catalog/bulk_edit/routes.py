"""`/api/products/bulk-edit`."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Query, Request, Response
from pydantic_core import to_json
from starlette.requests import ClientDisconnect

from souk_catalog.bulk_edit.edit_products import EditProducts, EditRequest
from souk_catalog.bulk_edit.schemas import BulkEditOut, BulkEditQuery
from souk_catalog.bulk_edit.sheet import Record, read_sheet
from souk_catalog.products.at_once import NOT_SHARED
from souk_catalog.products.dependencies import ImportSlots
from souk_catalog.products.import_source import Source, csv_records
from souk_common.app import api_router
from souk_common.idempotency import IdempotencyKey
from souk_common.identity import CurrentSellerOrAdmin
from souk_common.problems import TooLarge, Unavailable, Unparsable, UnsupportedMedia

MAX_BYTES = 20 * 1024 * 1024
_CSV = "text/csv"
_DOCS = {
    "requestBody": {
        "required": True,
        "description": "CSV with a header: `sku` or `id`, and `price` and/or `stock` (absolute); an empty cell leaves "
        "as it is, other columns are ignored. At most 20,000 rows, of which 5,000 may change something",
        "content": {_CSV: {"schema": {"type": "string", "format": "binary"}}},
    }
}

router = api_router("/api/products", "products")


@router.post(
    "/bulk-edit", operation_id="bulkEditProducts", openapi_extra=_DOCS, responses={200: {"model": BulkEditOut}}
)
async def bulk_edit(
    request: Request,
    seller: CurrentSellerOrAdmin,
    slots: ImportSlots,
    key: IdempotencyKey,
    query: Annotated[BulkEditQuery, Query()],
) -> Response:
    """Set the prices and stocks of the caller's own products from a sheet: all of it or nothing.

    A dry run (the default) shows every change and every bad line. With its fingerprint as `expected` the edit is
    refused (409) when anything that it touches was sold or changed since.
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _CSV:
        raise UnsupportedMedia(f"Send CSV, with {_CSV} as Content-Type.")
    if slots.locked():
        raise Unavailable("Too many imports are running. Please try again in a minute.", retry_after_s=30)
    async with slots:
        records, digest = await _upload(request)
        sheet = await asyncio.to_thread(read_sheet, records)
        edit = EditProducts(request.app.state.mongo)
        if query.dry_run:
            return Response(to_json(await edit.preview(seller, sheet)), 200, NOT_SHARED, "application/json")
        return (await edit.apply(seller, sheet, EditRequest(sha256=digest, expected=query.expected), key)).response()


async def _upload(request: Request) -> tuple[list[Record], str]:
    """The records of the body, and its hash.

    Raises:
        TooLarge: more than `MAX_BYTES`.
        Unparsable: it was cut off.
    """
    hashed, length = hashlib.sha256(), 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal length
        async for chunk in request.stream():
            length += len(chunk)
            if length > MAX_BYTES:
                raise TooLarge(f"A bulk edit may have at most {MAX_BYTES // 1024**2} MB.")
            hashed.update(chunk)
            yield chunk

    try:
        return [record async for record in csv_records(Source(chunks(), gzipped=False))], hashed.hexdigest()
    except ClientDisconnect:
        raise Unparsable("The upload was cut off.") from None
