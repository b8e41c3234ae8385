"""What the admin's routes about users take and answer."""

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from souk_auth.accounts.model import Status
from souk_common.identity import Role
from souk_common.pagination import PageQuery
from souk_common.problems import Invalid
from souk_common.schemas import Id, RequestModel, ResponseModel, Timestamp


def _printable(text: str) -> str:
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise ValueError("must not contain control characters")
    return text


Reason = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_printable)]


class UsersQuery(PageQuery):
    """Which users to show. `search` is how a name or an email begins, or an id; deleted accounts only if asked for."""

    search: Annotated[str, Field(max_length=200), AfterValidator(_printable)] = ""
    role: Role | None = None
    status: Status | None = None


class UserStatusIn(RequestModel):
    """Lock an account, with the reason that its owner is told at sign-in; or open it again."""

    status: Literal["active", "disabled"]
    reason: Reason | None = None

    @model_validator(mode="after")
    def _reason_if_disabled(self) -> "UserStatusIn":
        if self.status == "disabled" and self.reason is None:
            raise Invalid({"reason": "Is required"})
        if self.status == "active" and self.reason is not None:
            raise Invalid({"reason": "Belongs to disabling only"})
        return self


class UserRoleIn(RequestModel):
    """The role to give."""

    role: Role


class DeleteUserIn(RequestModel):
    """The account's email, typed to show that it is meant."""

    confirm: Annotated[str, Field(min_length=1, max_length=254)]


class AdminUserOut(ResponseModel):
    """A user as admins see them. A deleted one has no email; `disabled_reason` is null unless disabled."""

    id: Id
    name: str
    email: str | None
    role: Role
    status: Status
    disabled_reason: str | None
    created_at: Timestamp
    signed_in_at: Timestamp | None


class UserTiesOut(ResponseModel):
    """What hangs on an account, each counted up to 1,000: what deleting it would touch."""

    products_on_sale: int
    open_orders_as_buyer: int
    open_orders_as_seller: int
    sessions: int


class AdminUserDetailOut(AdminUserOut):
    """A user with what hangs on the account."""

    ties: UserTiesOut
