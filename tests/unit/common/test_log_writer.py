"""Log lines leave in blocks, in order, and errors at once."""

import io
import time

from souk_common.log_writer import WAIT_S, LogWriter
from tests.fixtures.waiting import PATIENT_S


class Counting(io.StringIO):
    """Counts its writes."""

    writes = 0

    def write(self, text: str) -> int:
        self.writes += 1
        return super().write(text)


def test_lines_of_information_leave_together_a_moment_later() -> None:
    out = Counting()
    writer = LogWriter(out)
    for number in range(100):
        writer.info(f"line {number}")
    deadline = time.monotonic() + PATIENT_S
    while not out.getvalue().endswith("line 99\n") and time.monotonic() < deadline:
        time.sleep(WAIT_S / 10)
    assert out.getvalue().splitlines() == [f"line {number}" for number in range(100)]
    assert out.writes < 10


def test_an_error_takes_what_waits_before_it_along_at_once() -> None:
    out = Counting()
    writer = LogWriter(out)
    writer.info("before")
    writer.error("wrong")
    assert out.getvalue() == "before\nwrong\n"
