"""The review queue: products that are new, or whose words or pictures changed since an admin last looked.

A product is in it while it has the field `unreviewed`: `since` when, when it last changed, and what did.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from souk_common.mongo import Document

LOOKED_AT: Final = ("name", "description", "category", "images")
NEW: Final = "new"
QUEUED: Final = {"unreviewed.since": {"$type": "date"}}
"""The filter of the products in the queue, as its index has it."""


def newly_listed(at: datetime) -> Document:
    """The `unreviewed` of a product that has just been made."""
    return {"since": at, "changed_at": at, "changes": [NEW]}


def into_queue(update: Document, changed: Iterable[str]) -> Document:
    """The update of a product, that also queues it if one of the `changed` fields is one that admins look at."""
    changes = [name for name in changed if name in LOOKED_AT]
    if not changes:
        return update
    now = datetime.now(UTC)
    return {
        **update,
        "$set": {**update.get("$set", {}), "unreviewed.changed_at": now},
        "$min": {**update.get("$min", {}), "unreviewed.since": now},
        "$addToSet": {**update.get("$addToSet", {}), "unreviewed.changes": {"$each": changes}},
    }
