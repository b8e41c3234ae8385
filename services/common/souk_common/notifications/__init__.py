"""Notifications: written in the transaction of what they tell of, once per event and user."""

from souk_common.notifications.notify import NOTIFICATIONS, Kind, Notification, notify

__all__ = ["NOTIFICATIONS", "Kind", "Notification", "notify"]
