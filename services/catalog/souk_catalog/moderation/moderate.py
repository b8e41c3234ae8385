"""An admin takes a product off sale, puts it back, or has looked at it."""

from datetime import datetime

from souk_catalog.moderation.repository import Changed, ModeratedProducts
from souk_catalog.moderation.schemas import ModeratedShape
from souk_catalog.products.model import DISABLE, ENABLE, ENABLE_WITHOUT_ACCOUNT
from souk_common.audit import Act, Action, audit
from souk_common.identity import Identity
from souk_common.mongo import Mongo, Session
from souk_common.notifications import Datum, Kind, Notification, notify


class Moderate:
    """The use cases. Each is one transaction: the product, the word to its seller and the row of the audit log."""

    def __init__(self, mongo: Mongo, admin: Identity, address: str) -> None:
        self._mongo = mongo
        self._products = ModeratedProducts(mongo)
        self._admin = admin
        self._address = address

    async def disable(self, product_id: str, reason: str) -> ModeratedShape:
        """Take the product off sale, until an admin puts it back. Its stock stays as it is.

        Raises:
            NotFound: there is no such product.
            Conflict: an admin did before.
        """

        async def work(session: Session) -> ModeratedShape:
            refusal = "This product is disabled already."
            changed = await self._products.change_status(product_id, DISABLE, reason, refusal, session)
            await self._tell(changed, "product_disabled", {"reason": reason}, session)
            await self._write_down("product.disabled", product_id, {"reason": reason}, session)
            return changed.product

        return await self._mongo.transaction(work)

    async def enable(self, product_id: str) -> ModeratedShape:
        """Put the product back on sale; if its seller is not an active one, it comes back with their account.

        Raises:
            NotFound: there is no such product.
            Conflict: no admin has disabled it.
        """

        async def work(session: Session) -> ModeratedShape:
            seller_is_active = await self._products.seller_is_active(product_id, session)
            change = ENABLE if seller_is_active else ENABLE_WITHOUT_ACCOUNT
            refusal = "This product has not been disabled by an admin."
            changed = await self._products.change_status(product_id, change, None, refusal, session)
            await self._tell(changed, "product_enabled", {}, session)
            await self._write_down("product.enabled", product_id, {}, session)
            return changed.product

        return await self._mongo.transaction(work)

    async def review(self, product_id: str, changed_at: datetime) -> ModeratedShape:
        """Take the product out of the queue; one that is not in it stays as it is.

        Raises:
            NotFound: there is no such product.
            Conflict: it has changed since `changed_at`.
        """

        async def work(session: Session) -> None:
            if await self._products.review(product_id, changed_at, session):
                await self._write_down("product.reviewed", product_id, {}, session)

        await self._mongo.transaction(work)
        return await self._products.get(product_id)

    async def _tell(self, changed: Changed, kind: Kind, more: dict[str, Datum], session: Session) -> None:
        product = changed.product
        data: dict[str, Datum] = {"product_id": product["id"], "name": product["name"], **more}
        event_id = f"{kind}:{product['id']}:{changed.at.isoformat()}"
        told = Notification(product["seller_id"], kind, event_id, data, changed.at)
        await notify(self._mongo.db, [told], session)

    async def _write_down(self, action: Action, product_id: str, detail: dict[str, str], session: Session) -> None:
        act = Act(action, "product", product_id, self._admin.user_id, self._address, detail)
        await audit(self._mongo.db, act, session)
