"""What the admin's routes about products take and answer."""

from datetime import UTC, datetime
from typing import Annotated, Literal, TypedDict

from pydantic import AwareDatetime, BeforeValidator

from souk_catalog.products.fields import Category, Reason
from souk_catalog.products.model import DisabledBy, ProductShape
from souk_catalog.products.schemas import ProductOut, SearchText
from souk_common.pagination import PageQuery
from souk_common.schemas import IdIn, RequestModel, ResponseModel, Timestamp

Queue = Literal["unreviewed", "all", "disabled"]
LookedAtChange = Literal["new", "name", "description", "category", "images"]


def _moment(text: object) -> datetime:
    try:
        if isinstance(text, str) and (moment := datetime.fromisoformat(text)).tzinfo:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("must be a moment such as 2026-11-20T08:00:00.000Z")


class ModerationQuery(PageQuery):
    """Which products to show. `search` is words of the product, or its id."""

    queue: Queue = "unreviewed"
    search: SearchText | None = None
    seller_id: IdIn | None = None
    category: Category | None = None


class DisableProductIn(RequestModel):
    """Why the product goes off sale: told to its seller, and to buyers who have it in the cart."""

    reason: Reason


class ReviewProductIn(RequestModel):
    """`changed_at` of the queue's entry that was looked at: a product that changed since then stays in the queue."""

    changed_at: Annotated[AwareDatetime, BeforeValidator(_moment)]


class UnreviewedOut(ResponseModel):
    """Since when a product waits for an admin's look, when it last changed, and what did."""

    since: Timestamp
    changed_at: Timestamp
    changes: list[LookedAtChange]


class ModeratedProductOut(ProductOut):
    """A product as admins see it. `disabled_by`: `account` when its seller is not an active seller any more."""

    disabled_by: DisabledBy | None
    unreviewed: UnreviewedOut | None


class UnreviewedShape(TypedDict):
    """As `UnreviewedOut`."""

    since: str
    changed_at: str
    changes: list[str]


class ModeratedShape(ProductShape):
    """As `ModeratedProductOut`."""

    disabled_by: DisabledBy | None
    unreviewed: UnreviewedShape | None
