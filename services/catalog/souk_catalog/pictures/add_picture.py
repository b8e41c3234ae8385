"""A picture for a product: made anew in a thread, kept, and only then shown by the product."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from souk_catalog.pictures.names import path_of
from souk_catalog.pictures.reencode import MediaType, reencode
from souk_catalog.pictures.repository import PictureFiles
from souk_catalog.products.model import ProductShape
from souk_catalog.products.repository import Products, owned_by
from souk_common.identity import Identity
from souk_common.mongo import Mongo


class AddPicture:
    """A use case. One picture at a time is unpacked in this replica; `close` it at the end."""

    def __init__(self, mongo: Mongo) -> None:
        self._files = PictureFiles(mongo)
        self._products = Products(mongo)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    async def __call__(self, actor: Identity, product_id: str, media_type: MediaType, content: bytes) -> ProductShape:
        """Put the picture behind the others of the product, which is returned as it is then.

        The same picture again changes nothing, so that a request may be repeated.

        Raises:
            NotFound: there is no such product, or it is not the caller's.
            UnsupportedMedia: the content is not what `media_type` says.
            Invalid: the picture is broken or too large.
            Conflict: the product has as many pictures as it may have.
        """
        picture = await asyncio.get_running_loop().run_in_executor(self._worker, reencode, content, media_type)
        await self._files.save(picture)
        return await self._products.add_image(product_id, owned_by(actor), path_of(picture.hash))

    def close(self) -> None:
        """Let the worker end with what it is doing."""
        self._worker.shutdown(wait=False, cancel_futures=True)
