"""`sessions` and `revocations`. Ages are told by the database's clock."""

from datetime import UTC, datetime, timedelta
from typing import Literal

from bson import ObjectId

from souk_auth.sessions.model import MOST_PER_USER, TTL_S, Session
from souk_auth.sessions.refresh_token import RefreshToken
from souk_common.identity.revocations import REVOCATIONS
from souk_common.identity.tokens import ACCESS_TTL_S
from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo
from souk_common.mongo import Session as Transaction

Reason = Literal[
    "signed_out",
    "password_changed",
    "account_disabled",
    "account_deleted",
    "role_changed",
    "token_reused",
    "too_many_sessions",
]
# An access token may still be on its way when its session ends, and clocks differ.
_REVOCATION_SLACK_S = 60
_MOST_ENDED = 1_000
_EXPIRY = {"$add": ["$$NOW", TTL_S * 1000]}


class SessionRepository:
    """Sessions in the database."""

    def __init__(self, mongo: Mongo, grace_s: int) -> None:
        self._sessions = mongo.db.sessions
        self._revocations = mongo.db[REVOCATIONS]
        self._grace_ms = grace_s * 1000

    async def add(self, transaction: Transaction, user_id: ObjectId, token: RefreshToken) -> ObjectId:
        """The id of a new session; the user's oldest ones beyond the 20th end."""
        session_id = ObjectId()
        row = {
            "user_id": user_id,
            "family_hash": token.family_hash,
            "token_hash": token.hash,
            "created_at": "$$NOW",
            "expires_at": _EXPIRY,
        }
        await self._sessions.update_one({"_id": session_id}, [{"$set": row}], upsert=True, session=transaction)
        newest_first = self._sessions.find({"user_id": user_id}, {"_id": 1}, session=transaction)
        surplus = newest_first.sort([("created_at", -1), ("_id", -1)]).skip(MOST_PER_USER).limit(_MOST_ENDED)
        await self._end(transaction, [row["_id"] async for row in surplus], user_id, "too_many_sessions")
        return session_id

    async def by_token(self, token: RefreshToken) -> Session | None:
        """The session whose family this token is of, unless it has expired."""
        age_ms = {"$subtract": ["$$NOW", "$rotated_at"]}
        row = await self._sessions.find_one(
            {"family_hash": token.family_hash, "$expr": {"$gt": ["$expires_at", "$$NOW"]}},
            {
                "user_id": 1,
                "token_hash": 1,
                "previous_hash": 1,
                "sealed_successor": 1,
                "in_grace": {"$and": [{"$gt": ["$rotated_at", None]}, {"$lt": [age_ms, self._grace_ms]}]},
            },
            max_time_ms=READ_MAX_TIME_MS,
        )
        return None if row is None else _session(row)

    async def rotate(self, session: Session, token: RefreshToken, successor: RefreshToken) -> bool:
        """Replace the session's token, unless another request was first (or ended it)."""
        change = {
            "token_hash": successor.hash,
            "previous_hash": token.hash,
            "sealed_successor": token.seal(successor),
            "rotated_at": "$$NOW",
            "expires_at": _EXPIRY,
        }
        rotated = await self._sessions.update_one({"_id": session.id, "token_hash": token.hash}, [{"$set": change}])
        return rotated.modified_count == 1

    async def end(self, transaction: Transaction, session_id: ObjectId, user_id: ObjectId, reason: Reason) -> None:
        """End one session of a user. Its access tokens are refused even if the session is gone already."""
        await self._end(transaction, [session_id], user_id, reason)

    async def end_all(
        self, transaction: Transaction, user_id: ObjectId, reason: Reason, *, spare: ObjectId | None = None
    ) -> None:
        """End all sessions of a user, but for the one to `spare`."""
        rows = self._sessions.find({"user_id": user_id, "_id": {"$ne": spare}}, {"_id": 1}, session=transaction)
        await self._end(transaction, [row["_id"] async for row in rows.limit(_MOST_ENDED)], user_id, reason)

    async def _end(
        self, transaction: Transaction, session_ids: list[ObjectId], user_id: ObjectId, reason: Reason
    ) -> None:
        if not session_ids:
            return
        now = datetime.now(UTC)
        revocations: list[Document] = [
            {
                "sid": str(session_id),
                "user_id": user_id,
                "reason": reason,
                "created_at": now,
                "expires_at": now + timedelta(seconds=ACCESS_TTL_S + _REVOCATION_SLACK_S),
            }
            for session_id in session_ids
        ]
        await self._sessions.delete_many({"_id": {"$in": session_ids}, "user_id": user_id}, session=transaction)
        await self._revocations.insert_many(revocations, session=transaction)


def _session(row: Document) -> Session:
    return Session(
        row["_id"],
        row["user_id"],
        row["token_hash"],
        row.get("previous_hash"),
        row.get("sealed_successor"),
        row["in_grace"],
    )
