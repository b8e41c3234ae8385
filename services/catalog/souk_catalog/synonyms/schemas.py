"""What admins send of synonyms, and get."""

from collections.abc import Sequence
from typing import Annotated, TypedDict

from pydantic import AfterValidator, Field, model_validator

from souk_catalog.products.fields import one_line, without_controls
from souk_catalog.products.model import SuggestedShape
from souk_catalog.products.schemas import SearchText
from souk_catalog.products.schemas_list import Typed
from souk_catalog.products.schemas_search import SuggestedProduct
from souk_catalog.search.wanted import Relaxed
from souk_catalog.synonyms.group import MAX_CHARACTERS, MAX_GROUPS, MAX_WORDS, NoGroup, group_of, lines_of
from souk_common.pagination import Page, PageQuery
from souk_common.problems import Invalid
from souk_common.schemas import Id, IdIn, RequestModel, ResponseModel, Timestamp

MAX_TEXT = 500_000
MAX_PREVIEWED = 20


def _group(words: list[str]) -> list[str]:
    try:
        return list(group_of(words))
    except NoGroup as error:
        raise ValueError(str(error)) from None


_Word = Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS), AfterValidator(one_line)]
Words = Annotated[list[_Word], Field(min_length=2, max_length=MAX_WORDS), AfterValidator(_group)]


class SynonymsIn(RequestModel):
    """Two or more words or phrases that mean the same."""

    words: Words


class SynonymsQuery(PageQuery):
    """Which groups to show; `search`: a part of one of their words."""

    search: SearchText = ""


class SynonymGroup(ResponseModel):
    """Words or phrases of which each may stand for the others."""

    id: Id
    words: list[str]
    created_at: Timestamp
    updated_at: Timestamp


class ImportIn(RequestModel):
    """Groups as text: one a line, parted by commas; lines that begin with # are remarks.

    `replace`: groups that the text does not have are taken out. `dry_run` shows what would happen, and does nothing.
    """

    text: Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(without_controls)]
    replace: bool = False
    dry_run: bool = True

    @model_validator(mode="after")
    def _does_not_empty(self) -> "ImportIn":
        if self.replace and not any(True for _ in lines_of(self.text)):
            raise Invalid({"text": "has no group: all would be taken out"})
        return self


class BadLine(ResponseModel):
    """What is wrong with a line."""

    line: int
    message: str


class ImportOut(ResponseModel):
    """How many groups are added, taken out and there already; nothing was `applied` when there are `errors`.

    The first 100 errors are listed; `failed` counts them all.
    """

    applied: bool
    added: int
    removed: int
    unchanged: int
    failed: int
    errors: list[BadLine]


class PreviewIn(RequestModel):
    """A search, and how the groups would be changed: which would be there as well, and which (by id) no more."""

    search: Annotated[Typed, Field(min_length=1)]
    add: Annotated[list[Words], Field(max_length=MAX_PREVIEWED)] = Field(default_factory=list)
    without: Annotated[list[IdIn], Field(max_length=MAX_GROUPS)] = Field(default_factory=list)


class RankedProduct(SuggestedProduct):
    """A product in a ranking; `other_rank` is its place (from 1) in the other one, null when it is not near its top."""

    other_rank: int | None


class Ranking(ResponseModel):
    """What a search finds: how many products, and the best of them."""

    total: int
    corrected: str | None
    relaxed: list[Relaxed]
    items: list[RankedProduct]


class PreviewOut(ResponseModel):
    """What a search finds with the groups as they are, and with those that were sent."""

    before: Ranking
    after: Ranking


class RankedShape(SuggestedShape):
    """As `RankedProduct`."""

    other_rank: int | None


class RankingShape(TypedDict):
    """As `Ranking`."""

    total: int
    corrected: str | None
    relaxed: Sequence[Relaxed]
    items: list[RankedShape]


class PreviewShape(TypedDict):
    """As `PreviewOut`."""

    before: RankingShape
    after: RankingShape


class GroupShape(TypedDict):
    """As `SynonymGroup`."""

    id: str
    words: list[str]
    created_at: str
    updated_at: str


SynonymPage = Page[SynonymGroup]
