"""Pictures in GridFS, under the names of their own bytes."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gridfs.errors import NoFile

from souk_catalog.pictures.names import PREFIX, file_names, picture_at
from souk_catalog.pictures.reencode import Picture
from souk_common.mongo import READ_MAX_TIME_MS, Collection, FileToRead, Mongo, file_bucket
from souk_common.problems import Invalid, NotFound

BUCKET = "pictures"
_MOST_TOUCHED = 200


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A picture's file: its length in bytes, and the bytes in pieces."""

    length: int
    chunks: AsyncIterator[bytes]


class PictureFiles:
    """The files of all pictures.

    `metadata.touched_at` is when somebody last meant to use a file; the sweep (see `sweep.py`) leaves alone what was
    touched within the hour, so what `save` or `require` answered for stays while it is being written into a product.
    """

    def __init__(self, mongo: Mongo) -> None:
        self._files: Collection = mongo.db[f"{BUCKET}.files"]
        self._bucket = file_bucket(mongo.db, BUCKET)
        self._read_bucket = file_bucket(mongo.read_db, BUCKET)

    async def save(self, picture: Picture) -> None:
        """Keep the picture's files; those that are there already are only touched."""
        kept = await self._touch([picture.hash])
        for name, content in picture.files.items():
            if name not in kept:
                touched = {"touched_at": datetime.now(UTC)}
                await self._bucket.upload_from_stream(name, content, metadata=touched)

    async def require(self, paths: Sequence[str]) -> None:
        """Make sure that those of a product's picture paths that name an uploaded picture name one that is kept.

        Raises:
            Invalid: one names a picture that is not there.
        """
        ours = {place: picture_at(path) for place, path in enumerate(paths) if path.startswith(PREFIX)}
        if not ours:
            return
        kept = await self._touch([picture for picture in ours.values() if picture])
        missing = [place for place, picture in ours.items() if not picture or not kept.issuperset(file_names(picture))]
        if missing:
            raise Invalid({f"images.{place}": "is no picture of this shop" for place in missing})

    async def open(self, name: str) -> StoredFile:
        """A file to read.

        Raises:
            NotFound: there is none with this name.
        """
        try:
            stored = await self._read_bucket.open_download_stream_by_name(name)
        except NoFile:
            raise no_such_picture() from None
        return StoredFile(stored.length, _chunks(stored))

    async def _touch(self, pictures: list[str]) -> set[str]:
        """Say that these are about to be used; returns the names of those of their files that are there."""
        found = {"filename": {"$in": [name for picture in pictures for name in file_names(picture)]}}
        await self._files.update_many(found, {"$currentDate": {"metadata.touched_at": True}})
        rows = self._files.find(found, {"filename": 1}, limit=_MOST_TOUCHED, max_time_ms=READ_MAX_TIME_MS)
        return {row["filename"] async for row in rows}


async def _chunks(stored: FileToRead) -> AsyncIterator[bytes]:
    while chunk := await stored.readchunk():
        yield chunk


def no_such_picture() -> NotFound:
    """The answer where there is no picture of this name."""
    return NotFound("There is no such picture.")
