"""Notifications: what happened that concerns a user, to be read and marked as read."""
