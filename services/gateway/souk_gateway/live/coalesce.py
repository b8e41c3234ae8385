"""Bursts of one product become at most one event per window; the newest wins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

WINDOW_S = 0.05
EventT = TypeVar("EventT")


@dataclass(slots=True)
class _Window(Generic[EventT]):
    seq: int
    due_at: float
    held: EventT | None


class Coalescer(Generic[EventT]):
    """Decides when an event goes out. `clock` and the window are in seconds.

    The first event of a key goes out at once and opens a window; what comes within it is merged, highest `seq`
    wins, and goes out when the window ends, which opens the next one. Windows have one length, so that the order in
    which they were opened is the order in which they end.
    """

    def __init__(self, clock: Callable[[], float], window_s: float = WINDOW_S) -> None:
        self._clock = clock
        self._window_s = window_s
        self._windows: dict[str, _Window[EventT]] = {}

    def offer(self, key: str, seq: int, event: EventT) -> EventT | None:
        """Take an event; answers it when it is to go out now, and None when it is held or older than what is known."""
        now = self._clock()
        window = self._windows.get(key)
        if window is not None and seq <= window.seq:
            return None
        if window is not None and now < window.due_at:
            window.seq, window.held = seq, event
            return None
        self._open(key, seq, now)
        return event

    def take_due(self) -> list[EventT]:
        """The held events whose window has ended."""
        now = self._clock()
        due: list[EventT] = []
        for key, window in self._ended(now):
            del self._windows[key]
            if window.held is not None:
                due.append(window.held)
                self._open(key, window.seq, now)
        return due

    def next_due_at(self) -> float | None:
        """When a window ends next, by the clock; None when none is open."""
        return next((window.due_at for window in self._windows.values()), None)

    def _ended(self, now: float) -> list[tuple[str, _Window[EventT]]]:
        ended = []
        for key, window in self._windows.items():
            if window.due_at > now:
                break
            ended.append((key, window))
        return ended

    def _open(self, key: str, seq: int, now: float) -> None:
        self._windows.pop(key, None)
        self._windows[key] = _Window(seq, now + self._window_s, None)
