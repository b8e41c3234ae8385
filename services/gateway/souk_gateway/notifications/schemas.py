"""Notifications at the API."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from souk_common.notifications import Datum, Kind
from souk_common.pagination import PageQuery
from souk_common.problems import Invalid
from souk_common.schemas import Id, IdIn, RequestModel, ResponseModel, Timestamp

MAX_MARKED = 100
MAX_MUTED = 50


def _true(value: object) -> object:
    if value is not None and value is not True:
        raise ValueError("must be true")
    return value


Ids = Annotated[list[IdIn], Field(min_length=1, max_length=MAX_MARKED)]


class NotificationQuery(PageQuery):
    """A page of notifications; `unread` leaves out those that were read."""

    unread: bool = False


class NotificationOut(ResponseModel):
    """One notification; `read_at` is null until it was read."""

    id: Id
    kind: str
    data: dict[str, Datum]
    created_at: Timestamp
    read_at: Timestamp | None


class ReadIn(RequestModel):
    """Which notifications were read: some by id, or all of them, those of muted kinds included."""

    ids: Ids | None = None
    all: Annotated[Literal[True] | None, BeforeValidator(_true)] = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> "ReadIn":
        if (self.ids is None) == (self.all is None):
            raise Invalid({"ids": "give either ids, or all: true"})
        return self


class UnreadIn(RequestModel):
    """Which notifications count as unread again."""

    ids: Ids


class MarkedOut(ResponseModel):
    """How many notifications were not so until now."""

    updated: int


class SettingsIn(RequestModel):
    """The kinds that the user does not want to hear of; all others are on."""

    muted: Annotated[list[Kind], Field(max_length=MAX_MUTED)]


class KindSettingOut(ResponseModel):
    """Whether the user hears of a kind."""

    kind: Kind
    on: bool


class SettingsOut(ResponseModel):
    """The kinds that somebody in the user's role can get."""

    kinds: list[KindSettingOut]
