"""`/api/notifications`."""

from typing import Annotated

from fastapi import Depends, Query, Request

from souk_common.app import api_router
from souk_common.identity import CurrentUser
from souk_common.pagination import Page, page_count
from souk_gateway.notifications.repository import NotificationRepository
from souk_gateway.notifications.schemas import NotificationOut, NotificationQuery, ReadIn, ReadOut

router = api_router("/api/notifications", "notifications")


async def _notifications(request: Request) -> NotificationRepository:
    return NotificationRepository(request.app.state.mongo)


Notifications = Annotated[NotificationRepository, Depends(_notifications)]


@router.get("/", operation_id="listNotifications")
async def list_notifications(
    user: CurrentUser, notifications: Notifications, query: Annotated[NotificationQuery, Query()]
) -> Page[NotificationOut]:
    """One's own notifications, newest first."""
    items, total = await notifications.newest(user.user_id, query.unread, query.skip, query.limit)
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))


@router.post("/read", operation_id="markNotificationsRead")
async def mark_read(user: CurrentUser, notifications: Notifications, body: ReadIn) -> ReadOut:
    """Mark one's own notifications as read; another's id changes nothing."""
    return ReadOut(updated=await notifications.mark_read(user.user_id, body.ids))
