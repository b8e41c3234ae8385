import pytest
from hypothesis import given
from hypothesis import strategies as st

from souk_catalog.products.csv_cells import csv_cells, csv_row, neutralise, restore


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1+1", "''-2"])
def test_a_cell_that_a_spreadsheet_would_compute_is_neutralised(cell: str) -> None:
    assert neutralise(cell) == "'" + cell
    assert restore(neutralise(cell)) == cell


@pytest.mark.parametrize("cell", ["", "lamp", "'quoted'", "'tis", "a=b", "1-2"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert neutralise(cell) == cell
    assert restore(cell) == cell


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2, max_size=5))
def test_reading_a_row_undoes_writing_it(cells: list[str]) -> None:
    assert csv_cells(csv_row(cells).removesuffix("\r\n")) == cells


def test_a_row_with_a_quote_in_the_wrong_place_is_refused() -> None:
    with pytest.raises(ValueError, match="is not CSV"):
        csv_cells('"lamp"x,1')
