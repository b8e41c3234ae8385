"""`users`, which only auth writes; and a look at `products`, which it only reads."""

from datetime import UTC, datetime

from bson import ObjectId
from pymongo.errors import DuplicateKeyError

from souk_auth.accounts.model import User
from souk_common.identity import Role
from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo
from souk_common.mongo import Session as Transaction
from souk_common.problems import Conflict

_MOST_PRODUCTS_COUNTED = 1_000


class EmailTaken(Conflict):
    """409: this address has an account."""

    slug, title = "email-taken", "This email has an account already"

    def __init__(self) -> None:
        message = "This email has an account already. Sign in instead, or use another one."
        super().__init__(message, errors=[{"field": "email", "message": message}])


class UserRepository:
    """Accounts in the database. A write that finds the account changed meanwhile does nothing and says so."""

    def __init__(self, mongo: Mongo) -> None:
        self._users = mongo.db.users
        self._products = mongo.db.products

    async def by_id(self, user_id: ObjectId, transaction: Transaction | None = None) -> User | None:
        """The account with this id, whatever its status."""
        row = await self._users.find_one({"_id": user_id}, session=transaction, max_time_ms=READ_MAX_TIME_MS)
        return _user(row)

    async def by_email(self, email: str) -> User | None:
        """The account with this (normalised) email."""
        return _user(await self._users.find_one({"email": email}, max_time_ms=READ_MAX_TIME_MS))

    async def add(self, transaction: Transaction, name: str, email: str, password_hash: str, role: Role) -> User:
        """A new, active account.

        Raises:
            EmailTaken: the unique index on `email` says so.
        """
        now = datetime.now(UTC)
        user = User(ObjectId(), name, email, password_hash, role, "active", now)
        row = {
            "_id": user.id,
            "name": name,
            "email": email,
            "password_hash": password_hash,
            "role": role,
            "status": user.status,
            "created_at": now,
            "updated_at": now,
        }
        try:
            await self._users.insert_one(row, session=transaction)
        except DuplicateKeyError:
            raise EmailTaken from None
        return user

    async def rename(self, user_id: ObjectId, name: str) -> User | None:
        """The active account under its new name; None when there is none."""
        return _user(
            await self._users.find_one_and_update(
                {"_id": user_id, "status": "active"},
                {"$set": {"name": name}, "$currentDate": {"updated_at": True}},
                return_document=True,
            )
        )

    async def note_sign_in(self, transaction: Transaction, user: User) -> bool:
        """Whether the account is still active with the same password.

        The write makes a sign-in collide with a change of password or a deletion under way, so that the session it
        opens cannot outlive them.
        """
        return await self._update(transaction, user, {"$currentDate": {"signed_in_at": True}})

    async def change_password(self, transaction: Transaction, user: User, password_hash: str) -> bool:
        """Replace the password that `user` was read with."""
        change = {"$set": {"password_hash": password_hash}, "$currentDate": {"updated_at": True}}
        return await self._update(transaction, user, change)

    async def erase(self, transaction: Transaction, user: User, erased: User) -> bool:
        """Replace the account that `user` was read as by what `User.erased` left of it."""
        change = {
            "$set": {"name": erased.name, "status": erased.status},
            "$unset": dict.fromkeys(("email", "password_hash", "signed_in_at", "disabled_reason"), ""),
            "$currentDate": {"updated_at": True},
        }
        return await self._update(transaction, user, change)

    async def moderate(self, transaction: Transaction, user: User, changed: User) -> bool:
        """Give the account that `user` was read as the status, reason and role of `changed`."""
        change = {
            "$set": {"status": changed.status, "role": changed.role, "disabled_reason": changed.disabled_reason},
            "$currentDate": {"updated_at": True},
        }
        return await self._update(transaction, user, change)

    async def hold_admin(self, transaction: Transaction, admin_id: ObjectId) -> bool:
        """Whether this is an active admin.

        The write holds the account until the transaction ends: of two admins who act on each other at the same
        time, the second finds that the first has acted.
        """
        held = await self._users.update_one(
            {"_id": admin_id, "role": "admin", "status": "active"},
            {"$currentDate": {"held_at": True}},
            session=transaction,
        )
        return held.matched_count == 1

    async def another_admin_stays(self, transaction: Transaction, user: User) -> bool:
        """Whether an active admin besides `user` is there.

        The write holds that admin until the transaction ends, so that two last ones cannot leave at the same time.
        """
        stays = await self._users.update_one(
            {"role": "admin", "status": "active", "_id": {"$ne": user.id}},
            {"$currentDate": {"held_at": True}},
            session=transaction,
        )
        return stays.matched_count == 1

    async def products_on_sale(self, transaction: Transaction, seller_id: ObjectId) -> int:
        """How many active products a seller has; counted up to 1,000."""
        return await self._products.count_documents(
            {"seller_id": seller_id, "status": "active"}, limit=_MOST_PRODUCTS_COUNTED, session=transaction
        )

    async def _update(self, transaction: Transaction, user: User, change: Document) -> bool:
        unchanged = {
            "_id": user.id,
            "role": user.role,
            "status": user.status,
            "password_hash": user.password_hash,
        }
        return (await self._users.update_one(unchanged, change, session=transaction)).matched_count == 1


def _user(row: Document | None) -> User | None:
    if row is None:
        return None
    return User(
        row["_id"],
        row["name"],
        row.get("email"),
        row.get("password_hash"),
        row["role"],
        row["status"],
        row["created_at"],
        row.get("disabled_reason"),
    )
