"""What clients say of what they chose, and what admins get of what was searched for."""

from datetime import date
from typing import Annotated, Literal, TypedDict

from pydantic import Field

from souk_catalog.products.schemas_list import Typed
from souk_common.pagination import Page, PageQuery
from souk_common.schemas import RequestModel, ResponseModel

Show = Literal["all", "unfound", "unclicked"]
MAX_POSITION = 1_000
_Position = Annotated[int, Field(ge=1, le=MAX_POSITION)]


class ClickIn(RequestModel):
    """The text that was searched for, and at which place of what was found the product stood, from 1."""

    search: Typed
    position: _Position


class ReportQuery(PageQuery):
    """Of the last `days` days: all texts, those for which products were missing, or of which nothing was chosen."""

    days: Annotated[int, Field(ge=1, le=90)] = 30
    show: Show = "all"


class SearchedText(ResponseModel):
    """A text, in lower case, and how often it was searched for; each visitor counts once a day and replica.

    `partly`, `nothing`: how often no product had all of the words, or any. Of the last search: `results`, how many
    products it found, and `corrected`, what was searched instead. `clicks`: how often a product was chosen, on average
    from the place `mean_position`.
    """

    text: str
    searches: int
    partly: int
    nothing: int
    results: int
    corrected: str | None
    clicks: int
    mean_position: float | None
    last_day: date


class SearchSummary(ResponseModel):
    """All texts together; `unfound`: searches for which no product had all of the words."""

    searches: int
    unfound: int
    clicks: int


class SearchReport(Page[SearchedText]):
    """One page of texts, the most frequent first."""

    summary: SearchSummary


class SearchedTextShape(TypedDict):
    """As `SearchedText`."""

    text: str
    searches: int
    partly: int
    nothing: int
    results: int
    corrected: str | None
    clicks: int
    mean_position: float | None
    last_day: str


class SummaryShape(TypedDict):
    """As `SearchSummary`."""

    searches: int
    unfound: int
    clicks: int


class ReportShape(TypedDict):
    """As `SearchReport`."""

    items: list[SearchedTextShape]
    total: int
    page: int
    pages: int
    summary: SummaryShape
