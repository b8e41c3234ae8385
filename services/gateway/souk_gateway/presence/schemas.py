"""Presence at the API."""

from souk_common.identity import Role
from souk_common.schemas import Id, RequestModel, ResponseModel


class PresenceOut(ResponseModel):
    """A user, and whether others see them online."""

    user_id: Id
    name: str
    role: Role
    online: bool


class OwnPresenceIn(RequestModel):
    """Whether to appear offline to everybody else."""

    appear_offline: bool


class OwnPresenceOut(ResponseModel):
    """One's own choice, and whether others see one online now."""

    appear_offline: bool
    online: bool
