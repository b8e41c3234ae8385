"""The one module that imports motor (ADR 0005): connection, transactions and the types others use."""

import asyncio
import os
import random
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

# Motor runs every call in a thread; with its default of five a core, a few calls that wait for a dead primary
# would block the rest.
os.environ.setdefault("MOTOR_MAX_WORKERS", "32")

from motor.motor_asyncio import (
    AsyncIOMotorChangeStream,
    AsyncIOMotorClient,
    AsyncIOMotorClientSession,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
    AsyncIOMotorGridFSBucket,
    AsyncIOMotorGridOut,
)
from pymongo import ReadPreference, WriteConcern
from pymongo.errors import ConnectionFailure, OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern

from souk_common.problems import Unavailable
from souk_common.settings import Settings

Document = dict[str, Any]
Client = AsyncIOMotorClient[Document]
Database = AsyncIOMotorDatabase[Document]
Collection = AsyncIOMotorCollection[Document]
Session = AsyncIOMotorClientSession
ChangeStream = AsyncIOMotorChangeStream[Document]
FileBucket = AsyncIOMotorGridFSBucket
FileToRead = AsyncIOMotorGridOut
T = TypeVar("T")

READ_MAX_TIME_MS = 4_000
TRANSACTION_TIMEOUT_S = 12.0
_BACKOFF_BASE_S = 0.002
_BACKOFF_MAX_S = 0.05


class Mongo:
    """A service's connection to the replica set.

    `db` serves requests; `stream_db` has no socket timeout, for change streams that may stay quiet for long.
    """

    def __init__(self, settings: Settings, user: str) -> None:
        common: Document = {
            "appname": settings.replica,
            "tz_aware": True,
            "retryWrites": True,
            "w": "majority",
            "readConcernLevel": "majority",
            "serverSelectionTimeoutMS": 5_000,
            "connectTimeoutMS": 1_500,
        }
        uri = settings.mongo_uri(user)
        self.client: Client = AsyncIOMotorClient(
            uri, socketTimeoutMS=5_000, maxPoolSize=64, heartbeatFrequencyMS=500, **common
        )
        # A broken stream is noticed by the stream itself; asking the members seldom saves a part of every read.
        self._stream_client: Client = AsyncIOMotorClient(
            uri, maxPoolSize=8, heartbeatFrequencyMS=1_000, serverMonitoringMode="poll", **common
        )
        self.db: Database = self.client[settings.mongo_database]
        self.stream_db: Database = self._stream_client[settings.mongo_database]
        # Public reads go on through an election; a secondary is behind by milliseconds and the live feed corrects it.
        self.read_db: Database = self.db.with_options(read_preference=ReadPreference.PRIMARY_PREFERRED)

    async def ping(self) -> None:
        """Ask the primary for a sign of life; raises `PyMongoError` when there is none."""
        await self.db.command("ping")

    def close(self) -> None:
        """Close every connection."""
        self.client.close()
        self._stream_client.close()

    async def transaction(
        self, work: Callable[[Session], Awaitable[T]], *, timeout_s: float = TRANSACTION_TIMEOUT_S
    ) -> T:
        """Run `work` in one transaction (snapshot reads, majority writes) and return what it returns.

        Collisions and elections are retried with jitter until `timeout_s`; `work` must therefore be safe to run
        again. What `work` itself raises aborts the transaction and is passed on.

        Raises:
            Unavailable: no attempt came through in time. Nothing was written, or (when only the answer to the
                commit was lost) the caller's idempotency key will tell.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        attempt = 0
        while True:
            try:
                return await self._attempt(work, deadline)
            except PyMongoError as error:
                if not error.has_error_label("TransientTransactionError"):
                    raise
                attempt += 1
                pause_s = random.uniform(0, min(_BACKOFF_MAX_S, _BACKOFF_BASE_S * 2**attempt))  # noqa: S311 - jitter
                if loop.time() + pause_s > deadline:
                    raise Unavailable("The market is very busy. Please try again.") from error
                await asyncio.sleep(pause_s)

    async def _attempt(self, work: Callable[[Session], Awaitable[T]], deadline: float) -> T:
        async with await self.client.start_session() as session:
            session.start_transaction(
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority", wtimeout=5_000),
                read_preference=ReadPreference.PRIMARY,
                max_commit_time_ms=5_000,
            )
            result = await work(session)
            await _commit(session, deadline)
            return result


async def next_change(stream: ChangeStream) -> Document | None:
    """The next change of a stream; None when there was none for as long as the stream waits.

    Motor asks a thread for each; those that came along with an earlier one are taken without, which halves the cost of
    a change when there are many. Nobody is kept waiting: others have their turn between two changes.
    """
    blocking = getattr(stream, "delegate", None)
    if blocking is None or not blocking._cursor._data:
        return await stream.try_next()
    await asyncio.sleep(0)
    change: Document | None = blocking.try_next()
    return change


class Member:
    """One member of the replica set, asked directly: it answers as itself, whatever state the set is in.

    Nothing is connected before the first question. `patience_s` bounds how long a connection is waited for; a
    question is bounded by `pymongo.timeout`.
    """

    def __init__(self, settings: Settings, user: str, host: str, patience_s: float) -> None:
        patience_ms = int(patience_s * 1000)
        self.host = host
        self._client: Client = AsyncIOMotorClient(
            settings.mongo_uri(user, hosts=host),
            directConnection=True,
            appname=f"{settings.replica} health",
            tz_aware=True,
            serverSelectionTimeoutMS=patience_ms,
            connectTimeoutMS=patience_ms,
            socketTimeoutMS=patience_ms,
            maxPoolSize=2,
            serverMonitoringMode="poll",
        )
        self.admin: Database = self._client.admin
        self.db: Database = self._client[settings.mongo_database]

    def close(self) -> None:
        """Close every connection."""
        self._client.close()


async def _commit(session: Session, deadline: float) -> None:
    """Commit, and ask again while the outcome is unknown: the server then answers with the first outcome."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            await session.commit_transaction()
            return
        except (ConnectionFailure, OperationFailure) as error:
            if not error.has_error_label("UnknownTransactionCommitResult"):
                raise
            if loop.time() > deadline:
                raise Unavailable("The outcome is not known yet. Please try again with the same key.") from error
            await asyncio.sleep(_BACKOFF_MAX_S)


def file_bucket(database: Database, name: str) -> FileBucket:
    """The GridFS bucket that keeps files in the collections `<name>.files` and `<name>.chunks`."""
    return AsyncIOMotorGridFSBucket(database, bucket_name=name)
