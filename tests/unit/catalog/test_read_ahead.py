import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.requests import ClientDisconnect

from souk_catalog.products import read_ahead
from souk_catalog.products.read_ahead import ReadAhead
from souk_common.problems import Unparsable


class Upload:
    """Ten pieces of 100 bytes; counts those that were asked for."""

    def __init__(self, *, cut_at: int | None = None, stalls: bool = False) -> None:
        self.read = 0
        self._cut_at = cut_at
        self._stalls = stalls

    async def __call__(self) -> AsyncIterator[bytes]:
        for number in range(10):
            if number == self._cut_at:
                if self._stalls:
                    await asyncio.Event().wait()
                raise ClientDisconnect
            self.read += 1
            yield bytes([number]) * 100


async def settle() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


async def test_a_small_upload_is_complete_before_anybody_uses_it() -> None:
    upload = Upload()
    ahead = ReadAhead(upload())
    async with ahead.reading():
        await settle()
        assert ahead.complete.is_set()
        assert [chunk[0] async for chunk in ahead.chunks()] == list(range(10))


async def test_no_more_is_held_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "MAX_AHEAD_BYTES", 250)
    upload = Upload()
    ahead = ReadAhead(upload())
    async with ahead.reading():
        await settle()
        assert (upload.read, ahead.complete.is_set()) == (4, False)  # three held, one in the hand
        assert [chunk[0] async for chunk in ahead.chunks()] == list(range(10))
        assert ahead.complete.is_set()


async def test_an_upload_that_is_cut_off_is_told_after_what_came() -> None:
    ahead = ReadAhead(Upload(cut_at=3)())
    async with ahead.reading():
        chunks = ahead.chunks()
        assert [(await anext(chunks))[0] for _ in range(3)] == [0, 1, 2]
        with pytest.raises(Unparsable, match="cut off"):
            await anext(chunks)


async def test_an_upload_that_stalls_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "_STALLED_S", 0.01)
    ahead = ReadAhead(Upload(cut_at=1, stalls=True)())
    async with ahead.reading():
        with pytest.raises(Unparsable, match="Nothing came"):
            assert [chunk async for chunk in ahead.chunks()]
