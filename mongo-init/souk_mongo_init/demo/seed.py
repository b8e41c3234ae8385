"""Insert the demo accounts and products that are not there yet; what is there keeps its live state."""

import hashlib
import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import bcrypt
from bson import ObjectId
from pymongo.client_session import ClientSession

from souk_mongo_init.demo.conversation import seed_conversation
from souk_mongo_init.replica_set import Client
from souk_mongo_init.schema.catalog import LOW_STOCK_THRESHOLD

PASSWORD = "demo123"  # noqa: S105 - printed by `make up`, refused in production mode
BCRYPT_ROUNDS = 12
ASKED_ABOUT = "copper-kettle"
PRODUCTS = Path(__file__).with_name("products.json")

log = logging.getLogger("souk.init")

Document = dict[str, Any]


class Account(NamedTuple):
    """A demo account."""

    email: str
    name: str
    role: str


SELLERS = (
    Account("seller@demo.com", "Marrakesh & Co.", "seller"),
    Account("seller2@demo.com", "Harbour Lane Goods", "seller"),
    Account("seller3@demo.com", "Juniper Workshop", "seller"),
)
ACCOUNTS = (
    Account("buyer@demo.com", "Bea Buyer", "buyer"),
    *SELLERS,
    Account("admin@demo.com", "Ada Admin", "admin"),
)


def seed(client: Client, database: str) -> None:
    """Bring demo accounts, products and a conversation in, each only once."""
    _seed_accounts(client, database)
    _seed_products(client, database)
    buyer, seller = (stable_id("user", account.email) for account in ACCOUNTS[:2])
    product = client[database].products.find_one({"_id": stable_id("product", ASKED_ABOUT)}, {"name": 1})
    if product and seed_conversation(client, database, buyer, seller, product):
        log.info("a demo conversation created")


def stable_id(kind: str, key: str) -> ObjectId:
    """The same id for the same thing on every machine."""
    return ObjectId(hashlib.sha256(f"souk:{kind}:{key}".encode()).digest()[:12])


def _seed_accounts(client: Client, database: str) -> None:
    users = client[database].users
    ids = {stable_id("user", account.email): account for account in ACCOUNTS}
    emails = [account.email for account in ACCOUNTS]
    present = list(users.find({"$or": [{"_id": {"$in": list(ids)}}, {"email": {"$in": emails}}]}, {"email": 1}))
    taken = {user["_id"] for user in present} | {user.get("email") for user in present}
    missing = [(id_, account) for id_, account in ids.items() if id_ not in taken and account.email not in taken]
    if not missing:
        return
    now = datetime.now(UTC)
    users.insert_many([_user(id_, account, now) for id_, account in missing])
    log.info("%d demo accounts created", len(missing))


def _user(id_: ObjectId, account: Account, now: datetime) -> Document:
    return {
        "_id": id_,
        "name": account.name,
        "email": account.email,
        "password_hash": hash_password(PASSWORD),
        "role": account.role,
        "status": "active",
        "created_at": now,
        "updated_at": now,
    }


def hash_password(password: str) -> str:
    """Hash as the auth service does."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(BCRYPT_ROUNDS)).decode()


def _seed_products(client: Client, database: str) -> None:
    if not PRODUCTS.is_file():
        return
    entries: list[Document] = json.loads(PRODUCTS.read_text())
    ids = [stable_id("product", entry["slug"]) for entry in entries]
    products = client[database].products
    present = {found["_id"] for found in products.find({"_id": {"$in": ids}}, {"_id": 1})}
    now = datetime.now(UTC)
    missing = [
        _product(id_, entry, now - timedelta(hours=7 * place))
        for place, (id_, entry) in enumerate(zip(ids, entries, strict=True))
        if id_ not in present
    ]
    if not missing:
        return
    with client.start_session() as session:
        session.with_transaction(lambda session: _insert(client, database, missing, session))
    log.info("%d demo products created", len(missing))


def _insert(client: Client, database: str, products: Sequence[Document], session: ClientSession) -> None:
    client[database].products.insert_many(products, session=session)
    rows = [_opening_stock(product) for product in products if product["stock"]]
    if rows:
        client[database].inventory_logs.insert_many(rows, session=session)


def _product(id_: ObjectId, entry: Document, created_at: datetime) -> Document:
    seller = SELLERS[entry["seller"] - 1]
    return {
        "_id": id_,
        "seller_id": stable_id("user", seller.email),
        "seller_name": seller.name,
        "sku": entry["slug"],
        "name": entry["name"],
        "description": entry["description"],
        "brand": entry["brand"],
        "price_cents": entry["price_cents"],
        "stock": entry["stock"],
        "stock_seq": 1 if entry["stock"] else 0,
        "low_stock_threshold": LOW_STOCK_THRESHOLD,
        "category": entry["category"],
        "attributes": entry["attributes"],
        "images": entry["images"],
        "rating": {"average": None, "count": 0},
        "status": "active",
        "created_at": created_at,
        "updated_at": created_at,
    }


def _opening_stock(product: Document) -> Document:
    return {
        "product_id": product["_id"],
        "seller_id": product["seller_id"],
        "seq": 1,
        "change_type": "restock",
        "delta": product["stock"],
        "old_stock": 0,
        "new_stock": product["stock"],
        "reason": "opening stock",
        "actor_id": product["seller_id"],
        "timestamp": product["created_at"],
    }
