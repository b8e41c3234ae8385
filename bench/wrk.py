"""wrk: requests per second and latency of one URL."""

import re
import shutil
import subprocess
from dataclasses import dataclass

_UNITS_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Figures:
    """What one run of a load showed: operations per second, median and 99th percentile in milliseconds."""

    per_s: float
    p50_ms: float
    p99_ms: float


def run_wrk(url: str, *, connections: int = 32, threads: int = 2, seconds: int = 5) -> Figures:
    """Load one URL for some seconds.

    Raises:
        RuntimeError: wrk is missing, or some answers were errors.
    """
    if shutil.which("wrk") is None:
        raise RuntimeError("wrk is missing: apt-get install -y wrk")
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    if "Non-2xx" in out:
        raise RuntimeError(f"errors under load of {url}:\n{out}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    if rate is None:
        raise RuntimeError(f"wrk said nothing of {url}:\n{out}")
    return Figures(float(rate[1]), _percentile(out, "50%"), _percentile(out, "99%"))


def _percentile(out: str, name: str) -> float:
    found = re.search(rf"{name}\s+([\d.]+)(us|ms|s)", out)
    if found is None:
        raise RuntimeError(f"no {name} in wrk's output:\n{out}")
    return float(found[1]) * _UNITS_MS[found[2]]
