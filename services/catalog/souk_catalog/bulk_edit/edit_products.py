"""The use case: show what a sheet would change, or change it, in one transaction."""

import asyncio

from pydantic import BaseModel
from pydantic_core import to_json
from pymongo.errors import OperationFailure

from souk_catalog.bulk_edit.plan import Change, Plan, make_plan
from souk_catalog.bulk_edit.repository import EditedProducts, price_update
from souk_catalog.bulk_edit.schemas import MAX_ERRORS, MAX_SHOWN_APPLIED, ChangeShape, EditShape
from souk_catalog.bulk_edit.sheet import Sheet
from souk_common.idempotency import Answer, Attempt, remember, replayed
from souk_common.identity import Identity
from souk_common.inventory import Actor, Inventory
from souk_common.money import to_number
from souk_common.mongo import Mongo, Session
from souk_common.problems import Conflict, Invalid, Unavailable

REASON = "bulk edit"
# took too long, holds more than the cache can
_TOO_MUCH_FOR_A_TRANSACTION = frozenset({290, 388})


class EditRequest(BaseModel):
    """What a repeat with the same key must repeat: the file, by its hash, and what was expected."""

    sha256: str
    expected: str | None


class EditProducts:
    """Edits the caller's own products."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._inventory = Inventory(mongo.db)

    async def preview(self, actor: Identity, sheet: Sheet) -> EditShape:
        """What the sheet would change, and every bad line; nothing is written.

        Raises:
            Invalid: too many products would change.
        """
        plan = await _plan(sheet, EditedProducts(self._mongo, actor.user_id))
        return _shape(sheet, plan, applied=False)

    async def apply(self, actor: Identity, sheet: Sheet, request: EditRequest, key: str | None) -> Answer:
        """Change all that the sheet asks for, or nothing; the answer is a `BulkEditOut`.

        Raises:
            Conflict: something that it touches is not as the dry run with the expected fingerprint saw it.
            Invalid: a line is bad, or too many products would change.
            Unavailable: the products are being bought too quickly, or the database is too busy.
        """
        attempt = Attempt.of(actor.user_id, key, "bulkEditProducts", request)
        return await replayed(self._mongo, attempt, self._apply(actor, sheet, request.expected, attempt))

    async def _apply(self, actor: Identity, sheet: Sheet, expected: str | None, attempt: Attempt | None) -> Answer:
        products = EditedProducts(self._mongo, actor.user_id)
        planned = await _plan(sheet, products)
        _check(planned, expected)
        to_hold = [change.product.id for change in planned.changes]

        async def work(session: Session) -> Answer:
            await products.hold(to_hold, session)
            plan = await _plan(sheet, products, session)
            _check(plan, expected)
            await self._write(plan.changes, products, Actor(actor.user_id, REASON), session)
            answer = Answer(200, to_json(_shape(sheet, plan, applied=True)).decode())
            await remember(self._mongo, [(attempt, answer)], session)
            return answer

        try:
            return await self._mongo.transaction(work)
        except OperationFailure as error:
            if error.code in _TOO_MUCH_FOR_A_TRANSACTION:
                raise Unavailable("The market is very busy. Please try again, or send the file in parts.") from error
            raise

    async def _write(self, changes: list[Change], products: EditedProducts, actor: Actor, session: Session) -> None:
        stocks = {change.product.id: change.stock for change in changes if change.has_new_stock}
        prices = {change.product.id: price_update(change) for change in changes if change.has_new_price}
        await self._inventory.set_many(stocks, products.own, actor, session, along=prices)
        await products.set_prices([change for change in changes if not change.has_new_stock], session)


async def _plan(sheet: Sheet, products: EditedProducts, session: Session | None = None) -> Plan:
    return await asyncio.to_thread(make_plan, sheet, await products.named_by(sheet.rows, session))


def _check(plan: Plan, expected: str | None) -> None:
    if expected not in (None, plan.fingerprint):
        raise Conflict("Some of these products were sold or changed since you looked. Please look again.")
    if plan.errors:
        fields = {f"lines.{error.line}.{error.field}": error.message for error in plan.errors[:MAX_ERRORS]}
        bad = len({error.line for error in plan.errors})
        lines = "One line cannot" if bad == 1 else f"{bad} lines cannot"
        raise Invalid(fields, f"{lines} be applied, so nothing was changed.")


def _shape(sheet: Sheet, plan: Plan, *, applied: bool) -> EditShape:
    shown = plan.changes[:MAX_SHOWN_APPLIED] if applied else plan.changes
    return {
        "applied": applied,
        "rows": sheet.lines,
        "changed": len(plan.changes),
        "changes": [_change_shape(change) for change in shown],
        "failed": len({error.line for error in plan.errors}),
        "errors": [
            {"line": error.line, "field": error.field, "message": error.message} for error in plan.errors[:MAX_ERRORS]
        ],
        "ignored_columns": sheet.ignored_columns,
        "fingerprint": plan.fingerprint,
    }


def _change_shape(change: Change) -> ChangeShape:
    product = change.product
    return {
        "line": change.line,
        "product_id": product.id,
        "sku": product.sku,
        "name": product.name,
        "price_from": to_number(product.price_cents),
        "price_to": to_number(change.price_cents),
        "stock_from": product.stock,
        "stock_to": change.stock,
    }
