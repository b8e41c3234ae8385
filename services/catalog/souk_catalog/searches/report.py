"""What people searched for in the last days, added up by text."""

from datetime import date, datetime

from souk_catalog.searches.repository import SEARCHES, days_ago, midnight
from souk_catalog.searches.schemas import ReportQuery, ReportShape, SearchedTextShape, Show, SummaryShape
from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo
from souk_common.pagination import page_count

_SHOWN: dict[Show, Document] = {
    "all": {},
    "unfound": {"unfound": {"$gt": 0}},
    "unclicked": {"clicks": 0, "$expr": {"$gt": ["$searches", "$unfound"]}},
}
_SORTS: dict[Show, Document] = {
    "all": {"searches": -1, "_id": 1},
    "unfound": {"unfound": -1, "_id": 1},
    "unclicked": {"searches": -1, "_id": 1},
}
# what was searched for on a day comes after what was only chosen of a page from the day before
_LAST_SEARCH: Document = {
    "is_searched": {"$gt": ["$searches", 0]},
    "day": "$day",
    "results": "$results",
    "corrected": "$corrected",
}
_NOTHING: SummaryShape = {"searches": 0, "unfound": 0, "clicks": 0}


async def search_report(mongo: Mongo, query: ReportQuery, today: date) -> ReportShape:
    """One page of the report (`schemas.SearchReport`).

    Raises:
        PyMongoError: it could not be read.
    """
    pipeline = _pipeline(query, midnight(days_ago(query.days, today)))
    (found,) = await mongo.read_db[SEARCHES].aggregate(pipeline, maxTimeMS=READ_MAX_TIME_MS).to_list(1)
    total = found["total"][0]["total"] if found["total"] else 0
    return {
        "items": [_shape(row) for row in found["items"]],
        "total": total,
        "page": query.page,
        "pages": page_count(total, query.limit),
        "summary": found["summary"][0] if found["summary"] else _NOTHING,
    }


def _pipeline(query: ReportQuery, since: datetime) -> list[Document]:
    shown = {"$match": _SHOWN[query.show]}
    return [
        {"$match": {"day": {"$gte": since}}},
        {
            "$group": {
                "_id": "$text",
                **_sums("searches", "partly", "nothing", "clicks", "positions"),
                "last": {"$max": _LAST_SEARCH},
            }
        },
        {"$set": {"unfound": {"$add": ["$partly", "$nothing"]}}},
        {
            "$facet": {
                "items": [shown, {"$sort": _SORTS[query.show]}, {"$skip": query.skip}, {"$limit": query.limit}],
                "total": [shown, {"$count": "total"}],
                "summary": [
                    {"$group": {"_id": None, **_sums("searches", "unfound", "clicks")}},
                    {"$unset": "_id"},
                ],
            }
        },
    ]


def _sums(*names: str) -> Document:
    return {name: {"$sum": f"${name}"} for name in names}


def _shape(row: Document) -> SearchedTextShape:
    return {
        "text": row["_id"],
        "searches": row["searches"],
        "partly": row["partly"],
        "nothing": row["nothing"],
        "results": row["last"]["results"],
        "corrected": row["last"].get("corrected"),
        "clicks": row["clicks"],
        "mean_position": round(row["positions"] / row["clicks"], 1) if row["clicks"] else None,
        "last_day": row["last"]["day"].date().isoformat(),
    }
