"""The parts of the service that are about pictures."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from souk_catalog.pictures.add_picture import AddPicture
from souk_catalog.pictures.repository import PictureFiles
from souk_common.mongo import Mongo

MAX_UPLOADS = 8
"""Pictures of 2 MB that a replica holds at once; all but one of them wait."""


@dataclass(frozen=True, slots=True)
class _Parts:
    files: PictureFiles
    add_picture: AddPicture
    upload_slots: asyncio.Semaphore


@asynccontextmanager
async def picture_parts(app: FastAPI) -> AsyncIterator[None]:
    """Build the parts while the app runs."""
    mongo: Mongo = app.state.mongo
    parts = _Parts(PictureFiles(mongo), AddPicture(mongo), asyncio.Semaphore(MAX_UPLOADS))
    app.state.picture_parts = parts
    yield
    parts.add_picture.close()


def _parts(request: Request) -> _Parts:
    parts: _Parts = request.app.state.picture_parts
    return parts


async def _files(request: Request) -> PictureFiles:
    return _parts(request).files


async def _adding(request: Request) -> AddPicture:
    return _parts(request).add_picture


async def _upload_slots(request: Request) -> asyncio.Semaphore:
    return _parts(request).upload_slots


PictureRows = Annotated[PictureFiles, Depends(_files)]
AddingPicture = Annotated[AddPicture, Depends(_adding)]
UploadSlots = Annotated[asyncio.Semaphore, Depends(_upload_slots)]
