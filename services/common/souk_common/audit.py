"""The audit log: who did what to whom, when and from where. Rows are only ever added; no service's role allows more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from bson import ObjectId

from souk_common.mongo import Database, Session
from souk_common.request_id import current_request_id

AUDIT_LOG: Final = "audit_log"
Action = Literal[
    "sign_in.blocked",
    "session.token_reused",
    "password.changed",
    "password.guessed",
    "account.deleted",
    "user.disabled",
    "user.enabled",
    "user.role_changed",
    "user.deleted",
    "product.disabled",
    "product.enabled",
    "product.reviewed",
    "order.cancelled",
    "order.completed",
    "report.closed",
    "synonyms.added",
    "synonyms.changed",
    "synonyms.removed",
    "synonyms.imported",
]
TargetType = Literal["user", "product", "order", "synonyms"]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done to one target.

    Names are looked up when the log is read: a row outlives the account that it tells of, and cannot be erased. So
    `detail` (such as `{"reason": "..."}`) holds no name and no email.

    Args:
        action: what was done.
        target_type: what `target_id` is the id of.
        target_id: None when nobody knows, as for sign-ins to an email without an account.
        actor_id: the user who did it; None when that is not known.
        address: the network address it came from.
        detail: what else there is to tell.
    """

    action: Action
    target_type: TargetType
    target_id: str | None
    actor_id: str | None = None
    address: str | None = None
    detail: Mapping[str, str | int] = field(default_factory=dict)


async def audit(db: Database, act: Act, session: Session | None = None) -> None:
    """Write the act down, in the transaction that does it; without one only where nothing else is written."""
    await db[AUDIT_LOG].insert_one(
        {
            "at": datetime.now(UTC),
            "action": act.action,
            "actor_id": _id(act.actor_id),
            "target_type": act.target_type,
            "target_id": _id(act.target_id),
            "detail": dict(act.detail),
            "address": act.address,
            "request_id": current_request_id(),
        },
        session=session,
    )


def _id(text: str | None) -> ObjectId | None:
    return None if text is None else ObjectId(text)
