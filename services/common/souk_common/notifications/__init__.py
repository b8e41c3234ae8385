"""Notifications: written in the transaction of what they tell of, once per event and user."""

from souk_common.notifications.notify import NOTIFICATIONS, Datum, Kind, Notification, notify

__all__ = ["NOTIFICATIONS", "Datum", "Kind", "Notification", "notify"]
