"""`/api/notifications`."""

from typing import Annotated

from fastapi import Depends, Query, Request

from souk_common.app import api_router
from souk_common.identity import CurrentUser
from souk_common.mongo import Mongo
from souk_common.pagination import Page, page_count
from souk_gateway.notifications.repository import NotificationRepository
from souk_gateway.notifications.schemas import (
    MarkedOut,
    NotificationOut,
    NotificationQuery,
    ReadIn,
    SettingsIn,
    SettingsOut,
    UnreadIn,
)
from souk_gateway.notifications.settings import settings_of
from souk_gateway.presence.repository import PreferenceRows

router = api_router("/api/notifications", "notifications")


async def _mongo(request: Request) -> Mongo:
    mongo: Mongo = request.app.state.mongo
    return mongo


Database = Annotated[Mongo, Depends(_mongo)]


async def _notifications(mongo: Database) -> NotificationRepository:
    return NotificationRepository(mongo)


async def _preferences(mongo: Database) -> PreferenceRows:
    return PreferenceRows(mongo)


Preferences = Annotated[PreferenceRows, Depends(_preferences)]
Notifications = Annotated[NotificationRepository, Depends(_notifications)]


@router.get("/", operation_id="listNotifications")
async def list_notifications(
    user: CurrentUser, notifications: Notifications, query: Annotated[NotificationQuery, Query()]
) -> Page[NotificationOut]:
    """One's own notifications, newest first, but for those of kinds that one has muted."""
    items, total = await notifications.newest(user.user_id, query.unread, query.skip, query.limit)
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@router.post("/read", operation_id="markNotificationsRead")
async def mark_read(user: CurrentUser, notifications: Notifications, body: ReadIn) -> MarkedOut:
    """Mark one's own notifications as read; another's id changes nothing."""
    if body.ids is None:
        return MarkedOut(updated=await notifications.mark_all_read(user.user_id))
    return MarkedOut(updated=await notifications.mark_read(user.user_id, body.ids))


@router.post("/unread", operation_id="markNotificationsUnread")
async def mark_unread(user: CurrentUser, notifications: Notifications, body: UnreadIn) -> MarkedOut:
    """Mark one's own notifications as unread again; another's id changes nothing."""
    return MarkedOut(updated=await notifications.mark_unread(user.user_id, body.ids))


@router.get("/settings", operation_id="getNotificationSettings")
async def settings(user: CurrentUser, preferences: Preferences) -> SettingsOut:
    """Which kinds of notifications one hears of."""
    return settings_of(user.role, (await preferences.read(user.user_id)).muted)


@router.put("/settings", operation_id="setNotificationSettings")
async def set_settings(user: CurrentUser, preferences: Preferences, body: SettingsIn) -> SettingsOut:
    """Say which kinds one does not want to hear of."""
    await preferences.mute(user.user_id, body.muted)
    return settings_of(user.role, body.muted)
