"""`Idempotency-Key`: the same request twice has one effect and one answer.

The key's row is written in the transaction that does the work, so either both are there or neither.
Follows the IETF draft draft-ietf-httpapi-idempotency-key-header.
"""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from bson import ObjectId
from fastapi import Depends, Header, Response
from pydantic import BaseModel
from pymongo.errors import BulkWriteError

from souk_common.mongo import Document, Mongo, Session
from souk_common.problems import Conflict, Invalid, Problem

IDEMPOTENCY_KEYS = "idempotency_keys"
KEPT = timedelta(days=7)
_MAX_LENGTH = 255
_DUPLICATE_KEY = 11000


async def _key(
    idempotency_key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description=f"1 to {_MAX_LENGTH} printable ASCII characters; send the same one again to retry safely",
        ),
    ] = None,
) -> str | None:
    if idempotency_key is None:
        return None
    if not 1 <= len(idempotency_key) <= _MAX_LENGTH or not (
        idempotency_key.isascii() and idempotency_key.isprintable()
    ):
        raise Invalid({"Idempotency-Key": f"must be 1 to {_MAX_LENGTH} printable ASCII characters"})
    return idempotency_key


IdempotencyKey = Annotated[str | None, Depends(_key)]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One keyed request of one user. `request` is what must be equal for a repeat to count as one."""

    user_id: str
    key: str
    request: str

    @classmethod
    def of(cls, user_id: str, key: str | None, route: str, body: BaseModel | None) -> "Attempt | None":
        """The attempt, or None when the client sent no key."""
        if key is None:
            return None
        content = route + "\n" + ("" if body is None else body.model_dump_json())
        return cls(user_id, key, hashlib.sha256(content.encode()).hexdigest())

    @property
    def filter(self) -> Document:
        """What finds this attempt's row."""
        return {"user_id": ObjectId(self.user_id), "key": self.key}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the first request was answered with: status, and the body as JSON text."""

    status: int
    body: str
    replayed: bool = False

    def response(self) -> Response:
        """As an HTTP response; a repeat says so in `Idempotent-Replayed`."""
        headers = {"Idempotent-Replayed": "true"} if self.replayed else None
        return Response(self.body, self.status, headers, media_type="application/json")


async def once(mongo: Mongo, attempt: Attempt | None, work: Callable[[Session], Awaitable[Answer]]) -> Answer:
    """Do `work` in a transaction, once for each attempt, and return its answer or the first one's.

    Raises:
        Invalid: the key was used before with another request.
    """

    async def work_and_remember(session: Session) -> Answer:
        answer = await work(session)
        await remember(mongo, [(attempt, answer)], session)
        return answer

    return await replayed(mongo, attempt, mongo.transaction(work_and_remember))


async def replayed(mongo: Mongo, attempt: Attempt | None, doing: Awaitable[Answer]) -> Answer:
    """The answer of `doing`, or the first one when this attempt is a repeat.

    A repeat is noticed when its row collides, or when the work cannot be done a second time; the usual, first
    request pays one insert and no read.

    Raises:
        Invalid: the key was used before with another request.
    """
    try:
        return await doing
    except Problem:
        earlier = await _recall(mongo, attempt) if attempt else None
        if earlier is None:
            raise
        return earlier


async def remember(mongo: Mongo, answers: Sequence[tuple[Attempt | None, Answer]], session: Session) -> None:
    """Write the keys with their answers, in the transaction that did the work. Without a key nothing is kept.

    Raises:
        Conflict: one of the keys was used before; the transaction has failed.
    """
    expires_at = datetime.now(UTC) + KEPT
    rows = [
        {
            **attempt.filter,
            "request": attempt.request,
            "status": answer.status,
            "body": answer.body,
            "expires_at": expires_at,
        }
        for attempt, answer in answers
        if attempt
    ]
    if not rows:
        return
    try:
        await mongo.db[IDEMPOTENCY_KEYS].insert_many(rows, session=session)
    except BulkWriteError as error:
        if error.has_error_label("TransientTransactionError"):
            raise
        if any(failed["code"] == _DUPLICATE_KEY for failed in error.details["writeErrors"]):
            raise Conflict("This was already done.") from error
        raise


async def _recall(mongo: Mongo, attempt: Attempt) -> Answer | None:
    row = await mongo.db[IDEMPOTENCY_KEYS].find_one(attempt.filter)
    if row is None:
        return None
    if row["request"] != attempt.request:
        raise Invalid({"Idempotency-Key": "was already used for another request"})
    return Answer(row["status"], row["body"], replayed=True)


def answer_of(status: int, body: BaseModel) -> Answer:
    """The answer that a response model makes."""
    return Answer(status, body.model_dump_json())
