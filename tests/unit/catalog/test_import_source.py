import gzip
from collections.abc import AsyncIterator

import pytest

from souk_catalog.products import import_source
from souk_catalog.products.import_source import Source
from souk_common.problems import TooLarge, Unparsable


async def pieces(data: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def lines_of(data: bytes, *, size: int = 7, gzipped: bool = False) -> list[tuple[int, bytes]]:
    return [line async for line in Source(pieces(data, size), gzipped=gzipped).numbered_lines()]


@pytest.mark.parametrize("size", [1, 2, 3, 1_000])
async def test_lines_come_whole_however_the_upload_is_cut(size: int) -> None:
    assert await lines_of(b"one\r\ntwo\n\nfour", size=size) == [(1, b"one"), (2, b"two"), (3, b""), (4, b"four")]


async def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert await lines_of(b"\xef\xbb\xbfone\n") == [(1, b"one")]


@pytest.mark.parametrize("size", [1, 5, 1_000])
async def test_gzip_of_several_members_is_one_file(size: int) -> None:
    packed = gzip.compress(b"one\n") + gzip.compress(b"two\n")
    assert await lines_of(packed, size=size, gzipped=True) == [(1, b"one"), (2, b"two")]


async def test_a_broken_and_a_cut_gzip_are_told() -> None:
    with pytest.raises(Unparsable, match="broken"):
        await lines_of(b"no gzip at all", gzipped=True)
    with pytest.raises(Unparsable, match="cut off"):
        await lines_of(gzip.compress(b"one\n" * 100)[:-9], gzipped=True)


async def test_a_bomb_of_one_line_ends_at_the_line_bound() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    source = Source(pieces(bomb, 1_024), gzipped=True)
    with pytest.raises(TooLarge, match="longer than 256 KB"):
        async for _ in source.numbered_lines():
            pass
    assert source.bytes_read <= 2_048


async def test_a_bomb_of_many_lines_ends_at_their_number() -> None:
    with pytest.raises(TooLarge, match="100000 lines"):
        await lines_of(gzip.compress(b"\n" * 1_000_000), size=1_024, gzipped=True)


async def test_what_is_unpacked_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_source, "MAX_UNPACKED_BYTES", 1_048_576)
    with pytest.raises(TooLarge, match="1 MB"):
        await lines_of(gzip.compress((b"x" * 100_000 + b"\n") * 20), size=64, gzipped=True)
