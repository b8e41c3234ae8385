"""Notifications at the API."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from souk_common.notifications import Datum
from souk_common.pagination import PageQuery
from souk_common.problems import Invalid
from souk_common.schemas import Id, IdIn, RequestModel, ResponseModel, Timestamp

MAX_MARKED = 100


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
    """Which notifications were read: some by id, or all of them."""

    ids: Annotated[list[IdIn], Field(min_length=1, max_length=MAX_MARKED)] | None = None
    all: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> "ReadIn":
        if (self.ids is None) == (self.all is None):
            raise Invalid({"ids": "give either ids, or all: true"})
        return self


class ReadOut(ResponseModel):
    """How many notifications were unread until now."""

    updated: int
