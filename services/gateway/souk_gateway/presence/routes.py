"""`/api/presence`."""

from typing import Annotated

from fastapi import Depends, Request

from souk_common.app import api_router
from souk_common.identity import CurrentUser
from souk_common.problems import NotFound
from souk_common.schemas import PathId
from souk_gateway.presence.repository import PreferenceRows, UserRows
from souk_gateway.presence.schemas import OwnPresenceIn, OwnPresenceOut, PresenceOut
from souk_gateway.presence.who_is_online import WhoIsOnline

router = api_router("/api/presence", "presence")


async def _online(request: Request) -> WhoIsOnline:
    online: WhoIsOnline = request.app.state.online
    await online.read()
    return online


async def _preferences(request: Request) -> PreferenceRows:
    return PreferenceRows(request.app.state.mongo)


async def _users(request: Request) -> UserRows:
    return UserRows(request.app.state.mongo)


Online = Annotated[WhoIsOnline, Depends(_online)]
StoredPreferences = Annotated[PreferenceRows, Depends(_preferences)]
Users = Annotated[UserRows, Depends(_users)]


@router.get("/me", operation_id="getOwnPresence")
async def own_presence(user: CurrentUser, online: Online, preferences: StoredPreferences) -> OwnPresenceOut:
    """Whether one appears offline, and whether others see one online."""
    preference = await preferences.read(user.user_id)
    return _own(user.user_id, preference.appear_offline, online)


@router.put("/me", operation_id="setOwnPresence")
async def set_own_presence(
    user: CurrentUser, online: Online, preferences: StoredPreferences, body: OwnPresenceIn
) -> OwnPresenceOut:
    """Appear offline to everybody else, or be seen again; messages arrive either way."""
    await preferences.appear_offline(user.user_id, body.appear_offline)
    return _own(user.user_id, body.appear_offline, online)


@router.get("/{user_id}", operation_id="getPresence")
async def presence(_user: CurrentUser, online: Online, users: Users, user_id: PathId) -> PresenceOut:
    """Whether a user is online. A disabled account is offline, a deleted one is not there."""
    known = (await users.read([user_id])).get(user_id)
    if known is None:
        raise NotFound("There is no such user.")
    is_online = known.is_active and online.is_online(user_id)
    return PresenceOut(user_id=user_id, name=known.name, role=known.role, online=is_online)


def _own(user_id: str, appear_offline: bool, online: WhoIsOnline) -> OwnPresenceOut:
    """A choice just made takes a moment to show in the rows."""
    return OwnPresenceOut(appear_offline=appear_offline, online=not appear_offline and online.is_connected(user_id))
