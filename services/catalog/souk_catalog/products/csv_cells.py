"""CSV cells that a spreadsheet must not take for a formula, and CSV text.

A cell that begins with = + - @, a tab or a carriage return gets a quote in front (OWASP, CSV injection). A cell that
begins with quotes and then one of these gets one more, so that reading undoes exactly what writing did.
"""

import csv
import io
import re
from collections.abc import Sequence

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r]")


def neutralise(cell: str) -> str:
    """The cell, so that no spreadsheet computes it."""
    return "'" + cell if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """What `neutralise` was given."""
    return cell[1:] if _NEUTRAL.match(cell) else cell


def csv_row(cells: Sequence[str | int]) -> str:
    """One row of CSV (RFC 4180) with its line end. Text is neutralised; a number, also a negative one, stays one."""
    text = io.StringIO()
    csv.writer(text).writerow([neutralise(cell) if isinstance(cell, str) else cell for cell in cells])
    return text.getvalue()


def csv_cells(row: str, delimiter: str = ",") -> list[str]:
    """The cells of one row, restored.

    Raises:
        ValueError: it is not CSV.
    """
    try:
        cells = next(csv.reader([row], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise ValueError(f"is not CSV: {error}") from None
    return [restore(cell) for cell in cells]
