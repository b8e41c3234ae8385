"""Pages of a list: `page` (1..) and `limit` (1..100), and the bound that keeps a skip cheap."""

from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import Field, model_validator

from souk_common.problems import Invalid
from souk_common.schemas import QueryModel, ResponseModel

MAX_LIMIT = 100
MAX_DEPTH = 10_000
ItemT = TypeVar("ItemT")


class PageQuery(QueryModel):
    """The part of a query string that asks for a page."""

    page: int = Field(default=1, ge=1)
    limit: int = Field(default=20, ge=1, le=MAX_LIMIT)

    @model_validator(mode="after")
    def _not_too_deep(self) -> "PageQuery":
        if self.page * self.limit > MAX_DEPTH:
            raise Invalid({"page": f"page times limit must be at most {MAX_DEPTH}"})
        return self

    @property
    def skip(self) -> int:
        """How many items stand before this page."""
        return (self.page - 1) * self.limit


Paging = Annotated[PageQuery, Query()]


class Page(ResponseModel, Generic[ItemT]):
    """One page of a list."""

    items: list[ItemT]
    total: int
    page: int
    pages: int


def page_count(total: int, limit: int) -> int:
    """How many pages `total` items fill; an empty list has none."""
    return -(-total // limit)
