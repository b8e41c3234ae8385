"""Reports at the API."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from souk_common.pagination import PageQuery
from souk_common.schemas import Id, RequestModel, ResponseModel, Timestamp
from souk_gateway.people import PersonOut
from souk_gateway.written_text import written_text

MAX_TEXT = 1_000
State = Literal["open", "closed"]
Outcome = Literal["no_action", "warned", "account_disabled"]
Words = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), AfterValidator(written_text)]


class ReportIn(RequestModel):
    """Why somebody is reported."""

    reason: Words


class ReportMadeOut(ResponseModel):
    """The report is with the admins."""

    id: Id
    created_at: Timestamp


class ReportsQuery(PageQuery):
    """Which reports to show."""

    state: State = "open"


class ReportedAboutOut(ResponseModel):
    """The product or order that a message was about, with its name of then."""

    kind: Literal["product", "order"]
    id: Id
    name: str


class ReportedMessageOut(ResponseModel):
    """A message as it was when it was reported."""

    id: Id
    seq: int
    sender_id: Id
    body: str
    about: ReportedAboutOut | None
    sent_at: Timestamp


class ReportOut(ResponseModel):
    """A report. `outcome`, `note`, `closed_by` and `closed_at` are null until it is closed."""

    id: Id
    reporter: PersonOut
    reported: PersonOut
    reason: str
    messages: list[ReportedMessageOut]
    state: State
    outcome: Outcome | None
    note: str | None
    closed_by: PersonOut | None
    created_at: Timestamp
    closed_at: Timestamp | None


class CloseReportIn(RequestModel):
    """What came of the report; the note is for other admins."""

    outcome: Outcome
    note: Words | None = None
