"""Rows on their way into the database: in batches, some of them at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType

from pymongo.database import Database

from .plan import Document

BATCH = 1_000
AT_ONCE = 3

Db = Database[Document]
OnWritten = Callable[[str, int], None]
"""Told the collection and how many rows it has now got."""


class Writer:
    """Inserts what it is given. A batch that fails ends all: the error is raised by the next call, or at the end."""

    def __init__(self, database: Db, on_written: OnWritten) -> None:
        self._database = database
        self._on_written = on_written
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._waiting: dict[str, list[Document]] = defaultdict(list)
        self._under_way: set[Future[None]] = set()

    def __enter__(self) -> "Writer":
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is left, unless something has failed, and end."""
        try:
            if error is None:
                self.flush()
        finally:
            self._pool.shutdown(cancel_futures=True)

    def add(self, collection: str, rows: Iterable[Document]) -> None:
        """Write these rows some time soon."""
        waiting = self._waiting[collection]
        waiting.extend(rows)
        while len(waiting) >= BATCH:
            self._send(collection, waiting[:BATCH])
            del waiting[:BATCH]

    def flush(self) -> None:
        """Write all that waits, and return once it is there."""
        for collection, rows in self._waiting.items():
            if rows:
                self._send(collection, rows[:])
                rows.clear()
        self._settle(0)

    def _send(self, collection: str, rows: list[Document]) -> None:
        self._settle(AT_ONCE - 1)
        self._under_way.add(self._pool.submit(self._insert, collection, rows))

    def _insert(self, collection: str, rows: list[Document]) -> None:
        self._database[collection].insert_many(rows, ordered=False)
        self._on_written(collection, len(rows))

    def _settle(self, most: int) -> None:
        """Wait until at most so many batches are under way."""
        while len(self._under_way) > most:
            done, self._under_way = wait(self._under_way, return_when=FIRST_COMPLETED)
            for batch in done:
                batch.result()
