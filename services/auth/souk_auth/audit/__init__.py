"""The audit log: what auth writes down about accounts, and the reading of all of it."""

from souk_auth.audit.log import AuditLog

__all__ = ["AuditLog"]
