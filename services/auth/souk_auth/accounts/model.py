"""An account."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bson import ObjectId

from souk_common.identity import Role
from souk_common.problems import Conflict

Status = Literal["active", "disabled", "deleted"]
ERASED_NAME = "Deleted account"


@dataclass(frozen=True, slots=True)
class User:
    """One account. A deleted one has neither email nor password and never comes back."""

    id: ObjectId
    name: str
    email: str | None
    password_hash: str | None
    role: Role
    status: Status
    created_at: datetime
    disabled_reason: str | None = None

    @property
    def is_active(self) -> bool:
        """Whether this account may sign in."""
        return self.status == "active"

    def erased(self) -> "User":
        """The account without anything personal.

        Raises:
            Conflict: it was deleted before.
        """
        self._refuse_if_deleted()
        return replace(self, name=ERASED_NAME, email=None, password_hash=None, status="deleted", disabled_reason=None)

    def disabled(self, reason: str) -> "User":
        """The account locked, until it is enabled.

        Raises:
            Conflict: it is not active.
        """
        self._refuse_if_deleted()
        if self.status == "disabled":
            raise Conflict("This account is disabled already.")
        return replace(self, status="disabled", disabled_reason=reason)

    def enabled(self) -> "User":
        """The account open again.

        Raises:
            Conflict: it is not disabled.
        """
        self._refuse_if_deleted()
        if self.status == "active":
            raise Conflict("This account is active already.")
        return replace(self, status="active", disabled_reason=None)

    def in_role(self, role: Role) -> "User":
        """The account with another role.

        Raises:
            Conflict: it was deleted, or has this role already.
        """
        self._refuse_if_deleted()
        if self.role == role:
            raise Conflict(f"This account has the role {role} already.")
        return replace(self, role=role)

    def _refuse_if_deleted(self) -> None:
        if self.status == "deleted":
            raise Conflict("This account has been deleted.")
