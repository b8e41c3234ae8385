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

    @property
    def is_active(self) -> bool:
        """Whether this account may sign in."""
        return self.status == "active"

    def erased(self) -> "User":
        """The account without anything personal.

        Raises:
            Conflict: it is not active: a disabled account is kept as it is until an admin has decided.
        """
        if not self.is_active:
            raise Conflict("This account is not active.")
        return replace(self, name=ERASED_NAME, email=None, password_hash=None, status="deleted")
