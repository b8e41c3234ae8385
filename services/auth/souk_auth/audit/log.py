"""What auth writes down about accounts."""

from collections.abc import Mapping

from bson import ObjectId

from souk_common.audit import Act, Action, audit
from souk_common.mongo import Mongo, Session


class AuditLog:
    """Adds rows about users to the audit log."""

    def __init__(self, mongo: Mongo) -> None:
        self._db = mongo.db

    async def add(
        self,
        action: Action,
        *,
        of: ObjectId | None,
        by: ObjectId | str | None = None,
        transaction: Session | None = None,
        address: str | None = None,
        detail: Mapping[str, str] | None = None,
    ) -> None:
        """Write down what happened to the user `of`, by whom and from where; within the given transaction, if any."""
        target, actor = (None if user_id is None else str(user_id) for user_id in (of, by))
        await audit(self._db, Act(action, "user", target, actor, address, detail or {}), transaction)
