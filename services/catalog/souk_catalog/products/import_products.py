"""Importing products from JSONL or CSV: streamed in, written batch by batch, progress streamed out."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Literal

from pymongo.errors import PyMongoError

from souk_catalog.products.csv_cells import csv_cells
from souk_catalog.products.import_answers import Failure, FieldProblem, LineProblem, Progress, Report
from souk_catalog.products.import_records import BadLine, GoodLine, ImportRecord, read_csv, read_json
from souk_catalog.products.import_rows import ImportRows
from souk_catalog.products.import_source import Source, csv_records
from souk_common.mongo import Mongo
from souk_common.problems import Invalid, Problem, Unavailable

BATCH_LINES = 500
BATCH_BYTES = 2 * 1024 * 1024
MAX_ERRORS = 1_000
MAX_ERRORS_A_LINE = 20
Format = Literal["jsonl", "csv"]
_KNOWN_COLUMNS = frozenset(ImportRecord.model_fields)
_NEEDED_COLUMNS = frozenset({"sku", "name", "category"})
_Batch = list[tuple[int, bytes]]


class ImportProducts:
    """A use case: many products, by SKU, for one seller. Running it again completes what was cut off."""

    def __init__(self, mongo: Mongo) -> None:
        self._rows = ImportRows(mongo)

    async def __call__(
        self, seller_id: str, source: Source, form: Format, default_stock: int
    ) -> AsyncIterator[Progress | Failure | Report]:
        """Import, and tell: one `Progress` a batch, then the `Report`; before it a `Failure` when not all was read.

        Raises:
            Problem: what went wrong before the first batch was written.
        """
        began = time.monotonic()
        told = False
        report = Report(created=0, updated=0, failed=0, lines=0, seconds=0.0, errors=[])
        try:
            columns: list[str] = []
            async for batch in _batches(source, form):
                if form == "csv" and not columns:
                    columns = _columns(batch.pop(0)[1])
                good, bad = await asyncio.to_thread(_read_all, batch, form, columns)
                created = await self._rows.write(seller_id, good, default_stock) if good else 0
                report.created += created
                report.updated += len(good) - created
                report.failed += len(bad)
                room = MAX_ERRORS - len(report.errors)
                report.errors += [_shown(line) for line in bad[:room]]
                yield Progress(
                    lines=source.lines,
                    created=report.created,
                    updated=report.updated,
                    failed=report.failed,
                    total_bytes_read=source.bytes_read,
                )
                told = True
        except (Problem, PyMongoError) as error:
            if not told:
                raise
            yield _failure(error)
        report.lines = source.lines
        report.seconds = round(time.monotonic() - began, 3)
        yield report


async def _batches(source: Source, form: Format) -> AsyncIterator[_Batch]:
    """The records in batches, each with the number of its first line. Empty lines are none."""
    batch: _Batch = []
    size = 0
    records = csv_records(source) if form == "csv" else source.numbered_lines()
    async for number, record in records:
        if not record.strip():
            continue
        batch.append((number, record))
        size += len(record)
        if len(batch) >= BATCH_LINES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _columns(header: bytes) -> list[str]:
    """The columns that a CSV header names.

    Raises:
        Invalid: one is unknown, twice or missing.
    """
    try:
        columns = [cell.strip() for cell in csv_cells(header.decode("utf-8"))]
    except ValueError:
        raise Invalid({"header": "is not CSV in UTF-8"}) from None
    if unknown := sorted(set(columns) - _KNOWN_COLUMNS):
        raise Invalid({"header": f"unknown columns: {', '.join(unknown)[:200]}"})
    if len(set(columns)) < len(columns):
        raise Invalid({"header": "names a column twice"})
    if missing := sorted(_NEEDED_COLUMNS - set(columns)):
        raise Invalid({"header": f"missing columns: {', '.join(missing)}"})
    return columns


def _read_all(batch: _Batch, form: Format, columns: list[str]) -> tuple[list[GoodLine], list[BadLine]]:
    read = [_read_row(number, row, columns) if form == "csv" else read_json(number, row) for number, row in batch]
    good = [line for line in read if isinstance(line, GoodLine)]
    return good, [line for line in read if isinstance(line, BadLine)]


def _read_row(number: int, row: bytes, columns: list[str]) -> GoodLine | BadLine:
    try:
        cells = csv_cells(row.decode("utf-8"))
    except UnicodeDecodeError:
        return BadLine(number, None, {"record": "is not UTF-8"})
    except ValueError as error:
        return BadLine(number, None, {"record": str(error)})
    return read_csv(number, columns, cells)


def _shown(bad: BadLine) -> LineProblem:
    errors = [FieldProblem(field=field, message=message) for field, message in bad.errors.items()]
    return LineProblem(line=bad.line, sku=bad.sku, errors=errors[:MAX_ERRORS_A_LINE])


def _failure(error: Problem | PyMongoError) -> Failure:
    problem = error if isinstance(error, Problem) else Unavailable("The database could not take it. Please try again.")
    return Failure(status=problem.status, title=problem.title, detail=problem.detail)
