"""The audit log at the API."""

from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from souk_common.audit import Action, TargetType
from souk_common.pagination import PageQuery
from souk_common.problems import Invalid
from souk_common.sales import Period
from souk_common.schemas import DateIn, Id, IdIn, ResponseModel, Timestamp


class AuditQuery(PageQuery):
    """Which rows to show. `from` and `to` are days of the shop's calendar, both included."""

    action: Action | None = None
    actor_id: IdIn | None = None
    target_id: IdIn | None = None
    since: DateIn | None = Field(default=None, alias="from")
    until: DateIn | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _days_in_order(self) -> "AuditQuery":
        if self.since and self.until and self.since > self.until:
            raise Invalid({"from": "must not be after to"})
        return self

    def moments(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """The first moment to show and the first that is too late, where there are such."""
        first = Period(self.since, self.since).shop_days(zone)[0].start if self.since else None
        return first, Period(self.until, self.until).shop_days(zone)[0].end if self.until else None


class AuditRowOut(ResponseModel):
    """One thing that was done. Names are those of today; null where nobody is known, or nothing has a name."""

    id: Id
    at: Timestamp
    action: Action
    actor_id: Id | None
    actor_name: str | None
    target_type: TargetType
    target_id: Id | None
    target_name: str | None
    detail: dict[str, str | int]
    address: str | None
    request_id: str | None
