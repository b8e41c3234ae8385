"""The lines of an upload, unpacked on the way, in bounded memory."""

import zlib
from collections.abc import AsyncIterator, Iterator

from souk_common.problems import TooLarge, Unparsable

MAX_LINE_BYTES = 256 * 1024
MAX_LINES = 100_000
MAX_UNPACKED_BYTES = 500 * 1024 * 1024
_UNPACK_BYTES = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class Source:
    """An upload as lines. Afterwards, and meanwhile, `bytes_read` (as sent) and `lines` tell how far it got."""

    def __init__(self, chunks: AsyncIterator[bytes], *, gzipped: bool) -> None:
        self._chunks = chunks
        self._gzipped = gzipped
        self._unpacked = 0
        self.bytes_read = 0
        self.lines = 0

    async def numbered_lines(self) -> AsyncIterator[tuple[int, bytes]]:
        """Each line with its number, from 1, without its line end.

        Raises:
            TooLarge: a line, their number or what is unpacked from gzip passes its bound.
            Unparsable: the gzip is broken or cut off.
        """
        rest = b""
        async for chunk in self._unpacked_chunks():
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                yield self._numbered(line)
            if len(rest) > MAX_LINE_BYTES:
                raise self._too_long()
        if rest:
            yield self._numbered(rest)

    def _numbered(self, line: bytes) -> tuple[int, bytes]:
        if len(line) > MAX_LINE_BYTES:
            raise self._too_long()
        if self.lines == MAX_LINES:
            raise TooLarge(f"An import may have at most {MAX_LINES} lines.")
        self.lines += 1
        if self.lines == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        return self.lines, line.removesuffix(b"\r")

    def _too_long(self) -> TooLarge:
        return TooLarge(f"Line {self.lines + 1} is longer than {MAX_LINE_BYTES // 1024} KB.")

    async def _unpacked_chunks(self) -> AsyncIterator[bytes]:
        unpacking = _Gunzip() if self._gzipped else None
        async for chunk in self._chunks:
            self.bytes_read += len(chunk)
            for piece in unpacking.unpack(chunk) if unpacking else (chunk,):
                self._unpacked += len(piece)
                if self._unpacked > MAX_UNPACKED_BYTES:
                    raise TooLarge(f"An import may have at most {MAX_UNPACKED_BYTES // 1024**2} MB.")
                yield piece
        if unpacking and not unpacking.ended:
            raise Unparsable("The gzip file is cut off.")


async def csv_records(source: Source) -> AsyncIterator[tuple[int, bytes]]:
    """Each record of CSV with the number of its first line: lines joined while a quote is open.

    Raises:
        TooLarge: one is too long. Also what `numbered_lines` raises.
    """
    first, record = 0, b""
    async for number, line in source.numbered_lines():
        first, record = (first, record + b"\n" + line) if record else (number, line)
        if len(record) > MAX_LINE_BYTES:
            raise TooLarge(f"The row at line {first} is longer than {MAX_LINE_BYTES // 1024} KB: is a quote missing?")
        if record.count(b'"') % 2 == 0:
            yield first, record
            record = b""
    if record:
        yield first, record


class _Gunzip:
    """Unpacks gzip, of one member or several, in pieces of bounded size."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)
        self._begun = False

    @property
    def ended(self) -> bool:
        """Whether the last member is complete."""
        return not self._begun

    def unpack(self, packed: bytes) -> Iterator[bytes]:
        """The pieces that are in `packed`.

        Raises:
            Unparsable: it is not gzip.
        """
        while packed:
            self._begun = True
            try:
                piece = self._member.decompress(packed, _UNPACK_BYTES)
            except zlib.error:
                raise Unparsable("The gzip file is broken.") from None
            if piece:
                yield piece
            packed = self._member.unconsumed_tail
            if self._member.eof:
                packed = self._member.unused_data.lstrip(b"\0")
                self._member = zlib.decompressobj(_GZIP)
                self._begun = False
