"""What waits to be sent to one socket, with a bound that python-engineio does not set."""

import asyncio
from typing import Protocol

MAX_PACKETS = 500
MAX_BYTES = 1_048_576
_OTHER_BYTES = 64


class Packet(Protocol):
    """The part of an Engine.IO packet that the backlog looks at."""

    data: object


class Backlog(asyncio.Queue[Packet | None]):
    """The queue of an Engine.IO socket; it counts its bytes and tells when the socket has fallen too far behind.

    It never makes a sender wait: who sends asks `is_over_full` first and drops the socket. The socket's writer takes
    all that waits at once, so that in the worst case twice the bound is held.
    """

    bytes_waiting = 0

    @property
    def is_over_full(self) -> bool:
        """Whether the socket must be dropped."""
        return self.qsize() >= MAX_PACKETS or self.bytes_waiting >= MAX_BYTES

    @property
    def is_long(self) -> bool:
        """Whether who has much to send should wait: a quarter of the bounds is reached."""
        return self.qsize() >= MAX_PACKETS // 4 or self.bytes_waiting >= MAX_BYTES // 4

    def discard(self) -> None:
        """Forget all that waits."""
        while not self.empty():
            self.get_nowait()
            self.task_done()

    def _put(self, item: Packet | None) -> None:
        self.bytes_waiting += _size(item)
        super()._put(item)

    def _get(self) -> Packet | None:
        item = super()._get()
        self.bytes_waiting -= _size(item)
        return item


def _size(packet: Packet | None) -> int:
    if packet is None:
        return 0
    return len(packet.data) if isinstance(packet.data, str | bytes) else _OTHER_BYTES
