"""Log lines leave the process in blocks.

Each write wakes whoever reads our standard output, and a line for every request made that a fifth of a lean
request's cost. Lines of information may wait for a tenth of a second; warnings and errors do not.
"""

import atexit
import threading
import time
from collections import deque
from typing import TextIO

WAIT_S = 0.1


class LogWriter:
    """A structlog logger that writes to `out`; one for the whole process."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lines: deque[str] = deque()
        self._lock = threading.Lock()
        self._pending = threading.Event()
        atexit.register(self.drain)
        threading.Thread(target=self._drain_now_and_then, name="log-writer", daemon=True).start()

    def debug(self, line: str) -> None:
        """Write the line soon."""
        self._lines.append(line)
        self._pending.set()

    msg = info = debug

    def error(self, line: str) -> None:
        """Write the line, and what waits before it, at once."""
        self._lines.append(line)
        self.drain()

    warning = warn = critical = exception = fatal = error

    def drain(self) -> None:
        """Write all that waits."""
        with self._lock:
            lines = [self._lines.popleft() for _ in range(len(self._lines))]
            if lines:
                self._out.write("\n".join(lines) + "\n")
                self._out.flush()

    def _drain_now_and_then(self) -> None:
        while True:
            self._pending.wait()
            self._pending.clear()
            time.sleep(WAIT_S)
            self.drain()
