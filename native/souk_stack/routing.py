"""Keep NGINX pointed at the replicas that shall get requests."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from souk_stack import nginx_conf, topology
from souk_stack.options import SERVICES, StackError, StackOptions

RELOAD_WITHIN_S = 10.0
DRAIN_S = 0.7
SETTLE_S = 0.1


def upstreams(options: StackOptions, without: str | None = None) -> Mapping[str, Sequence[str]]:
    """The replicas' addresses by service, save `without`, unless it is a service's only one."""
    chosen: dict[str, list[str]] = {}
    for service in SERVICES:
        addresses = list(topology.service_addresses(options, service).values())
        chosen[service] = [each for each in addresses if each != without] or addresses
    return chosen


def route(options: StackOptions, nginx_pid: int | None, without: str | None = None) -> None:
    """Write NGINX's configuration and, when it runs, return once it goes by it."""
    nginx_conf.write_prefix(options, options.state_dir / "nginx", upstreams(options, without))
    _check(options)
    if nginx_pid is None:
        return
    old = _workers(nginx_pid)
    draining = options.state_dir / "nginx" / "run" / "draining"
    draining.touch()
    try:
        time.sleep(DRAIN_S)
        os.kill(nginx_pid, signal.SIGHUP)
        _wait(RELOAD_WITHIN_S, lambda: not _workers(nginx_pid) & old)
        time.sleep(SETTLE_S)
    finally:
        draining.unlink()


def _check(options: StackOptions) -> None:
    command = [*topology.nginx_command(options), "-t"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StackError(f"NGINX refuses its configuration: {done.stderr.strip().splitlines()[0]}")


def _wait(within_s: float, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + within_s
    while not done() and time.monotonic() < deadline:
        time.sleep(0.05)


def _workers(nginx_pid: int) -> set[int]:
    """The workers that take requests: not those that a reload has told to finish."""
    try:
        children = Path(f"/proc/{nginx_pid}/task/{nginx_pid}/children").read_text().split()
    except OSError:
        return set()
    return {int(child) for child in children if _takes_requests(Path(f"/proc/{child}/cmdline"))}


def _takes_requests(cmdline: Path) -> bool:
    try:
        title = cmdline.read_text()
    except OSError:
        return False
    return title.startswith("nginx: worker process") and "shutting down" not in title
