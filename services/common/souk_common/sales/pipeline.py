"""The pipeline that counts what was sold in a span of time, straight from the orders."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from bson import ObjectId

from souk_common.mongo import Document
from souk_common.sales.figures import PRODUCT, SELLER, DaySales, Sold, Statuses

_SOLD_BY = {
    "$map": {
        "input": {"$filter": {"input": "$parts", "cond": {"$ne": ["$$this.status", "cancelled"]}}},
        "in": "$$this.seller_id",
    }
}
_LINE = {"seller": "$product_list.seller_id", "product": "$product_list.product_id"}
_PART = {"seller": "$parts.seller_id", "status": "$parts.status"}


class LineTotal(TypedDict):
    """What one seller sold of one product."""

    seller: ObjectId
    product: ObjectId
    units: int
    cents: int


class PartCount(TypedDict):
    """How many parts of one seller have one status."""

    seller: ObjectId
    status: str
    orders: int


class StatusCount(TypedDict):
    """How many orders have one status, and how many of these have a part that was not cancelled."""

    status: str
    orders: int
    sold: int


class Counted(TypedDict):
    """The one row that the pipeline answers."""

    lines: list[LineTotal]
    parts: list[PartCount]
    statuses: list[StatusCount]


def sales_pipeline(start: datetime, end: datetime, seller_id: str | None = None) -> list[Document]:
    """Counts the orders placed from `start` to `end` (not included), or one seller's lines and parts of them."""
    placed: Document = {"timestamp": {"$gte": start, "$lt": end}}
    of_seller: Document = {}
    if seller_id is not None:
        placed["parts.seller_id"] = ObjectId(seller_id)
        of_seller = {"seller_id": ObjectId(seller_id)}
    own_line = {f"product_list.{key}": value for key, value in of_seller.items()}
    own_part = {f"parts.{key}": value for key, value in of_seller.items()}
    amount = {"$multiply": ["$product_list.price_cents", "$product_list.quantity"]}
    return [
        {"$match": placed},
        {"$project": {"_id": 0, "status": 1, "parts": 1, "product_list": 1, "sold_by": _SOLD_BY}},
        {
            "$facet": {
                "lines": [
                    {"$unwind": "$product_list"},
                    {"$match": {**own_line, "$expr": {"$in": ["$product_list.seller_id", "$sold_by"]}}},
                    {"$group": {"_id": _LINE, "units": {"$sum": "$product_list.quantity"}, "cents": {"$sum": amount}}},
                    {
                        "$project": {
                            "_id": 0,
                            "seller": "$_id.seller",
                            "product": "$_id.product",
                            "units": 1,
                            "cents": 1,
                        }
                    },
                ],
                "parts": [
                    {"$unwind": "$parts"},
                    {"$match": own_part},
                    {"$group": {"_id": _PART, "orders": {"$sum": 1}}},
                    {"$project": {"_id": 0, "seller": "$_id.seller", "status": "$_id.status", "orders": 1}},
                ],
                "statuses": [
                    {
                        "$group": {
                            "_id": "$status",
                            "orders": {"$sum": 1},
                            "sold": {"$sum": {"$cond": [{"$eq": ["$sold_by", []]}, 0, 1]}},
                        }
                    },
                    {"$project": {"_id": 0, "status": "$_id", "orders": 1, "sold": 1}},
                ],
            }
        },
    ]


def seller_days(counted: Counted) -> dict[ObjectId, DaySales]:
    """What was counted, seller by seller: each who has a part, if only a cancelled one."""
    counts: dict[ObjectId, dict[str, int]] = defaultdict(dict)
    for part in counted["parts"]:
        counts[part["seller"]][part["status"]] = part["orders"]
    lines: dict[ObjectId, list[LineTotal]] = defaultdict(list)
    for line in counted["lines"]:
        lines[line["seller"]].append(line)
    days = {}
    for seller, by_status in counts.items():
        statuses = Statuses(**by_status)
        days[seller] = _day(statuses.placed + statuses.completed, statuses, lines[seller])
    return days


def market_day(counted: Counted) -> DaySales:
    """What was counted, for the market."""
    orders = sum(row["sold"] for row in counted["statuses"])
    statuses = Statuses(**{row["status"]: row["orders"] for row in counted["statuses"]})
    sellers = ((seller.binary, day.sold) for seller, day in seller_days(counted).items() if day.sold.orders)
    records = [SELLER.pack(key, sold.orders, sold.units, sold.revenue_cents) for key, sold in sellers]
    return replace(_day(orders, statuses, counted["lines"]), sellers=b"".join(records))


def _day(orders: int, statuses: Statuses, lines: list[LineTotal]) -> DaySales:
    sold = Sold(sum(line["cents"] for line in lines), orders, sum(line["units"] for line in lines))
    records = [PRODUCT.pack(line["product"].binary, line["units"], line["cents"]) for line in lines]
    return DaySales(sold, statuses, b"".join(records))
