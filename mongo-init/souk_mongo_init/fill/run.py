"""`python -m souk_mongo_init fill`: a year of made-up trade in the database of a demo shop."""

import json
import logging
import sys
import time
from collections import Counter as Tally
from datetime import date, datetime
from threading import Lock

from bson import ObjectId
from pymongo.database import Database

from souk_mongo_init.demo.seed import PASSWORD, hash_password
from souk_mongo_init.replica_set import Client
from souk_mongo_init.settings import InitError, Settings

from .plan import Document, Plan
from .prove import prove
from .trade import Market
from .write import OnWritten, Writer

Db = Database[Document]
log = logging.getLogger("souk.init")


def refuse_unless_demo(settings: Settings) -> None:
    """Raise InitError in production mode."""
    if settings.mode != "demo":
        raise InitError("made-up trade is for demo mode only")


def fill(client: Client, database_name: str, plan: Plan) -> None:
    """Make up the plan's trade and write it; progress goes to standard output, a JSON object a line.

    Sellers are written first and buyers last, and a product after all of its log: whatever ends a fill half-way
    leaves a stock that its log explains, and sellers without buyers, by which the next fill knows what to remove.
    The days of the trade are noted as changed, so that the services add them up anew (ADR 11).

    Raises:
        InitError: this database holds a fill already, or what was written breaks a rule.
    """
    database = client[database_name]
    _make_room(database)
    market = Market(plan)
    password_hash = hash_password(PASSWORD)
    seller_ids = [seller.id for seller in market.sellers]
    progress = Progress({"orders": plan.orders, "products": plan.products, "users": plan.users})
    started = time.monotonic()
    try:
        _write(database, market, password_hash, progress.written)
    except BaseException:
        log.info("removing what was filled in")
        _remove(database, seller_ids)
        raise
    wrote_s = time.monotonic() - started
    proven = prove(database, seller_ids)
    proved_s = time.monotonic() - started - wrote_s
    progress.say(**proven, users=plan.users, wrote_s=round(wrote_s, 1), proved_s=round(proved_s, 1))


def _write(database: Db, market: Market, password_hash: str, on_written: OnWritten) -> None:
    with Writer(database, on_written) as writer:
        writer.add("users", [seller.row(password_hash) for seller in market.sellers])
        writer.flush()
        writer.add("inventory_logs", market.opening_stock())
        days: dict[date, datetime] = {}
        for orders, rows in market.trade():
            writer.add("orders", orders)
            writer.add("inventory_logs", rows)
            days |= {
                order["timestamp"].astimezone(market.plan.counter.zone).date(): order["timestamp"] for order in orders
            }
        writer.flush()
        writer.add("sales_changes", [{"at": at} for at in days.values()])
        writer.add("products", [good.row for good in market.goods])
        writer.flush()
        writer.add("users", [buyer.row(password_hash) for buyer in market.buyers])


class Progress:
    """How much of each collection is written, told to whoever reads standard output."""

    def __init__(self, totals: dict[str, int]) -> None:
        self._totals = totals
        self._written: Tally[str] = Tally()
        self._lock = Lock()

    def written(self, collection: str, rows: int) -> None:
        """Some more rows are in the database."""
        with self._lock:
            self._written[collection] += rows
            total = self._totals.get(collection)
            if total is not None:
                self.say(collection=collection, written=self._written[collection], total=total)

    def say(self, **what: str | float) -> None:
        """Write one line."""
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()


def _make_room(database: Db) -> None:
    """Remove what a fill that did not end has left; raises InitError when there is a whole one."""
    seller_ids = [row["_id"] for row in database.users.find({"role": "seller", "made_up": True}, {"_id": 1})]
    if not seller_ids:
        return
    if database.users.find_one({"role": "buyer", "made_up": True}):
        raise InitError("this shop is filled already: nothing was added (make clean removes all of it)")
    log.info("removing what a fill that did not end has left")
    _remove(database, seller_ids)


def _remove(database: Db, seller_ids: list[ObjectId]) -> None:
    """Remove a fill: products before their log, sellers last. The market's days will be added up anew."""
    database.products.delete_many({"seller_id": {"$in": seller_ids}})
    database.inventory_logs.delete_many({"seller_id": {"$in": seller_ids}})
    database.orders.delete_many({"parts.seller_id": {"$in": seller_ids}})
    database.sales_days.delete_many({"seller_id": {"$in": [None, *seller_ids]}})
    database.users.delete_many({"role": "buyer", "made_up": True})
    database.users.delete_many({"_id": {"$in": seller_ids}})
