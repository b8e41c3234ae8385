"""`/api/products/import` and `/export`: many products at once, streamed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from souk_catalog.products import export_products as export
from souk_catalog.products.at_once import NOT_SHARED
from souk_catalog.products.dependencies import Importing, ImportSlots, ProductRows
from souk_catalog.products.fields import MAX_OPENING_STOCK
from souk_catalog.products.import_answers import AnswerLine
from souk_catalog.products.import_products import Format
from souk_catalog.products.import_source import Source
from souk_catalog.products.read_ahead import ReadAhead
from souk_common.app import api_router
from souk_common.identity import CurrentSellerOrAdmin
from souk_common.problems import Unavailable, UnsupportedMedia
from souk_common.schemas import QueryModel

_NDJSON = "application/x-ndjson"
_FORMATS: dict[str, Format] = {
    _NDJSON: "jsonl",
    "application/jsonl": "jsonl",
    "application/gzip": "jsonl",
    "application/x-gzip": "jsonl",
    "text/csv": "csv",
}
_BODY = {"schema": {"type": "string", "format": "binary"}}
_IMPORT_DOCS = {
    "requestBody": {
        "required": True,
        "description": "JSONL or CSV; also packed, as `application/gzip` (JSONL) or with `Content-Encoding: gzip`",
        "content": dict.fromkeys((_NDJSON, "text/csv", "application/gzip"), _BODY),
    }
}
_IMPORT_ANSWER: dict[str, object] = {
    "description": "One JSON object a line: `{type: progress, lines, created, updated, failed, total_bytes_read}` "
    "after each batch; at the end `{type: report, created, updated, failed, lines, seconds, errors: [{line, sku, "
    "errors: [{field, message}]}]}`, or `{type: error, status, title, detail}` when the rest could not be read",
    "content": {_NDJSON: _BODY},
}

router = api_router("/api/products", "products")


class ImportQuery(QueryModel):
    """`stock`: the opening stock of new products whose record names none."""

    stock: int = Field(default=10, ge=0, le=MAX_OPENING_STOCK)


class ExportQuery(QueryModel):
    """The form of the export; `columns=edit` leaves only what a bulk edit reads: id, sku, name, price, stock."""

    format: export.Format = "jsonl"
    columns: export.Columns = "all"


@router.post(
    "/import",
    operation_id="importProducts",
    openapi_extra=_IMPORT_DOCS,
    response_class=StreamingResponse,
    responses={200: _IMPORT_ANSWER},
)
async def import_products(
    request: Request,
    seller: CurrentSellerOrAdmin,
    importing: Importing,
    slots: ImportSlots,
    query: Annotated[ImportQuery, Query()],
) -> Response:
    """Insert or update the caller's products by SKU. Good lines go in, bad ones are reported.

    Raises:
        UnsupportedMedia: neither JSONL nor CSV.
        Unavailable: as many imports as this replica takes are running.
    """
    form, gzipped = _form_of(request)
    if slots.locked():
        raise Unavailable("Too many imports are running. Please try again in a minute.", retry_after_s=30)
    upload = ReadAhead(request.stream())
    answers = _answers(
        slots, upload, importing(seller.user_id, Source(upload.chunks(), gzipped=gzipped), form, query.stock)
    )
    begun: list[AnswerLine] = []
    async for answer in answers:
        begun.append(answer)
        if upload.complete.is_set():
            break
    headers = {**NOT_SHARED, "X-Accel-Buffering": "no"}
    return StreamingResponse(_lines(begun, answers), headers=headers, media_type=_NDJSON)


@router.get(
    "/export",
    operation_id="exportProducts",
    response_class=StreamingResponse,
    responses={200: {"content": dict.fromkeys((_NDJSON, "text/csv"), _BODY)}},
)
async def export_products(
    seller: CurrentSellerOrAdmin, products: ProductRows, query: Annotated[ExportQuery, Query()]
) -> Response:
    """The caller's own products as JSONL or CSV, in the form that the import reads."""
    headers = {**NOT_SHARED, "Content-Disposition": f'attachment; filename="products.{query.format}"'}
    return StreamingResponse(
        export.export_products(products, seller.user_id, query.format, query.columns),
        headers=headers,
        media_type=export.MEDIA_TYPES[query.format],
    )


def _form_of(request: Request) -> tuple[Format, bool]:
    """The form of the body, and whether it is packed."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    form = _FORMATS.get(media_type)
    if form is None:
        raise UnsupportedMedia(f"Send JSONL or CSV, with one of these as Content-Type: {', '.join(_FORMATS)}.")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip"):
        raise UnsupportedMedia("A packed body must be gzip.")
    return form, encoding == "gzip" or media_type.endswith("gzip")


async def _answers(
    slots: asyncio.Semaphore, upload: ReadAhead, answers: AsyncIterator[AnswerLine]
) -> AsyncIterator[AnswerLine]:
    async with slots, upload.reading():
        async for answer in answers:
            yield answer


async def _lines(begun: list[AnswerLine], rest: AsyncIterator[AnswerLine]) -> AsyncIterator[bytes]:
    for answer in begun:
        yield answer.to_line()
    async for answer in rest:
        yield answer.to_line()
