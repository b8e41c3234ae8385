"""The audit log: what happened to accounts. Rows are only ever added."""

from datetime import UTC, datetime
from typing import Literal

from bson import ObjectId

from souk_common.mongo import Mongo, Session
from souk_common.request_id import current_request_id

Action = Literal["sign_in.blocked", "password.changed", "password.guessed", "account.deleted", "session.token_reused"]


class AuditLog:
    """Adds rows to `audit_log`."""

    def __init__(self, mongo: Mongo) -> None:
        self._rows = mongo.db.audit_log

    async def add(
        self,
        action: Action,
        *,
        user_id: ObjectId | None,
        address: str | None = None,
        transaction: Session | None = None,
    ) -> None:
        """Write down what happened, to whom and from where; within the given transaction, if any."""
        row = {
            "at": datetime.now(UTC),
            "action": action,
            "user_id": user_id,
            "address": address,
            "request_id": current_request_id(),
        }
        await self._rows.insert_one(row, session=transaction)
