"""How many users and products the market has."""

from dataclasses import dataclass

from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Database, Document
from souk_orders.analytics.schemas import ProductsInCategory, UsersByRole

LARGEST_CATEGORIES = 12
OTHER = "Other"
USERS_BY_ROLE: list[Document] = [
    {"$match": {"role": {"$in": ["buyer", "seller", "admin"]}, "status": {"$in": ["active", "disabled"]}}},
    {"$group": {"_id": {"role": "$role", "status": "$status"}, "count": {"$sum": 1}}},
]
PRODUCTS_BY_CATEGORY: list[Document] = [
    {"$match": {"status": "active"}},
    {"$group": {"_id": "$category", "count": {"$sum": 1}}},
    {"$sort": {"count": -1, "_id": 1}},
]


@dataclass(frozen=True, slots=True)
class Users:
    """Active ones by role, and the disabled ones of all roles."""

    by_role: UsersByRole
    disabled: int


async def count_users(db: Database) -> Users:
    """Count the accounts; deleted ones do not count."""
    active, disabled = {"buyer": 0, "seller": 0, "admin": 0}, 0
    async for row in db["users"].aggregate(USERS_BY_ROLE, maxTimeMS=READ_MAX_TIME_MS):
        if row["_id"]["status"] == "active":
            active[row["_id"]["role"]] = row["count"]
        else:
            disabled += row["count"]
    return Users(UsersByRole(**active), disabled)


async def count_products(db: Database) -> list[ProductsInCategory]:
    """Products on sale by category, the largest first; from the thirteenth on they are one, called `Other`."""
    counts = [
        ProductsInCategory(category=row["_id"], count=row["count"])
        async for row in db[PRODUCTS].aggregate(PRODUCTS_BY_CATEGORY, maxTimeMS=READ_MAX_TIME_MS)
    ]
    shown, rest = counts[:LARGEST_CATEGORIES], counts[LARGEST_CATEGORIES:]
    if rest:
        shown.append(ProductsInCategory(category=OTHER, count=sum(row.count for row in rest)))
    return shown
