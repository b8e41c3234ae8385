"""Proof that what was filled in keeps the rules of the database, by a plain look at every row."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from bson import ObjectId
from pymongo.database import Database

from souk_mongo_init.settings import InitError

from .plan import Document

Db = Database[Document]


def prove(database: Db, seller_ids: Sequence[ObjectId]) -> dict[str, int]:
    """Check the sellers' products, stock logs and orders; returns how many products and orders were looked at.

    Raises:
        InitError: names the first thing that is not as it must be.
    """
    moved: dict[ObjectId, int] = {}
    products = orders = 0
    for product, rows in _with_logs(database, seller_ids):
        products += 1
        _check_log(product, rows)
        for row in rows:
            if row.get("order_id"):
                moved[row["order_id"]] = moved.get(row["order_id"], 0) - row["delta"]
    fields = {"product_list": 1, "parts": 1, "total_amount_cents": 1}
    for order in database.orders.find({"parts.seller_id": {"$in": list(seller_ids)}}, fields, batch_size=5_000):
        orders += 1
        _check_order(order, moved.pop(order["_id"], 0))
    if moved:
        raise InitError(f"stock moved for an order that is not there: {next(iter(moved))}")
    return {"products": products, "orders": orders}


def _with_logs(database: Db, seller_ids: Sequence[ObjectId]) -> Iterator[tuple[Document, list[Document]]]:
    """Each product with the rows of its log in their order."""
    fields = {"product_id": 1, "seq": 1, "delta": 1, "old_stock": 1, "new_stock": 1, "order_id": 1, "timestamp": 1}
    for seller_id in seller_ids:
        products = {
            row["_id"]: row for row in database.products.find({"seller_id": seller_id}, {"stock": 1, "stock_seq": 1})
        }
        chosen = {"product_id": {"$in": list(products)}}
        rows = database.inventory_logs.find(chosen, fields, sort=[("product_id", 1), ("seq", 1)], batch_size=5_000)
        for product_id, log in groupby(rows, key=itemgetter("product_id")):
            yield products.pop(product_id), list(log)
        yield from ((product, []) for product in products.values())


def _check_log(product: Document, rows: list[Document]) -> None:
    seq, stock, at = 0, 0, None
    for row in rows:
        if row["seq"] != seq + 1 or row["old_stock"] != stock or row["new_stock"] != stock + row["delta"]:
            raise InitError(f"the log of product {product['_id']} does not go on from its row {seq}")
        if row["new_stock"] < 0 or (at is not None and row["timestamp"] < at):
            raise InitError(f"the log of product {product['_id']} is out of bounds or of order at row {row['seq']}")
        seq, stock, at = row["seq"], row["new_stock"], row["timestamp"]
    if (product["stock"], product["stock_seq"]) != (stock, seq):
        raise InitError(f"the log of product {product['_id']} does not explain its stock")


def _check_order(order: Document, units_moved: int) -> None:
    """What the order took from stock, and did not give back, is what its open and completed parts hold."""
    held = {part["seller_id"] for part in order["parts"] if part["status"] != "cancelled"}
    lines = order["product_list"]
    if sum(line["quantity"] for line in lines if line["seller_id"] in held) != units_moved:
        raise InitError(f"the stock log does not explain order {order['_id']}")
    if sum(line["quantity"] * line["price_cents"] for line in lines) != order["total_amount_cents"]:
        raise InitError(f"the lines of order {order['_id']} do not add up to its total")
