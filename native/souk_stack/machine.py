"""What the machine offers: room, ports, packages, leftover processes."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from souk_stack.options import StackError

ROOM_NEEDED_BYTES = 2 * 1024**3
OLDEST_NODE = 20
ORPHANS_END_WITHIN_S = 3.0
POLICY = Path("/usr/sbin/policy-rc.d")


def require_room(folder: Path) -> None:
    """Raise StackError when the disk of `folder` has less than 2 GB left."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < ROOM_NEEDED_BYTES:
        raise StackError(f"only {free / 1024**3:.1f} GB free on the disk of {folder}: make room for 2 GB")


def require_free_ports(ports: Iterable[int], hint: str) -> None:
    """Raise StackError naming the first port that somebody listens on, and who if that can be known."""
    for port in ports:
        if _is_taken(port):
            owner = _listener(port)
            raise StackError(f"port {port} is in use{f' by {owner}' if owner else ''}: stop that, or {hint}")


def require_packages(programs: dict[str, str]) -> None:
    """Install the Debian packages of the missing `programs` (program -> package).

    Raises StackError, one line with the command to run, when that takes a root that we are not.
    """
    missing = sorted({package for program, package in programs.items() if not find_program(program)})
    if not missing:
        return
    command = f"apt-get install -y {' '.join(missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise StackError(f"missing on this machine: {', '.join(missing)}. Run as root: {command}")
    _apt_install(missing)
    still = sorted({package for program, package in programs.items() if not find_program(program)})
    if still:
        raise StackError(f"could not install {', '.join(still)}. Try by hand: apt-get update && {command}")


def require_node() -> None:
    """Raise StackError unless Node 20 or newer and npm are there, or could be installed."""
    require_packages({"node": "nodejs", "npm": "npm"})
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    major = version.lstrip("v").partition(".")[0]
    if not major.isdigit() or int(major) < OLDEST_NODE:
        raise StackError(f"Node {version or 'unknown'} is too old: install Node {OLDEST_NODE} or newer")


def find_program(name: str) -> str | None:
    """The path of a program, also when sbin is not on a plain user's PATH."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")


def processes_of(state_dir: Path) -> list[int]:
    """The pids of everything that was started for `state_dir`, however its parent fared."""
    mark = f"SOUK_STATE_DIR={state_dir}".encode()
    # NGINX writes its title over its environment
    title = f"-p {state_dir}/nginx/ ".encode()
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit()
        and (mark in _read(entry / "environ").split(b"\0") or _is_nginx(_read(entry / "cmdline"), title))
    ]


def _is_nginx(command: bytes, title: bytes) -> bool:
    return command.startswith(b"nginx: master process") and title in command


def end_orphaned_workers(port: int) -> None:
    """End the NGINX workers that outlived a kill of their master: they hold `port` and serve by an old configuration.

    Returns once they are gone.
    """
    orphans = [
        pid
        for pid in _listeners(port)
        if _command(pid).startswith(b"nginx: worker process")
        and not _command(_parent(pid)).startswith(b"nginx: master")
    ]
    deadline = time.monotonic() + ORPHANS_END_WITHIN_S
    for pid in orphans:
        _signal(pid, signal.SIGTERM)
    while any(is_alive(pid) for pid in orphans) and time.monotonic() < deadline:
        time.sleep(0.02)
    for pid in orphans:
        _signal(pid, signal.SIGKILL)


def end_processes(state_dir: Path, within_s: float) -> None:
    """End everything that was started for `state_dir`: asked first, killed when it takes too long."""
    pids = processes_of(state_dir)
    deadline = time.monotonic() + within_s
    for pid in pids:
        _signal(pid, signal.SIGTERM)
    while any(is_alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in processes_of(state_dir):
        _signal(pid, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    """Whether `pid` still runs (a zombie does not)."""
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(b")")[2].split()
    return bool(fields) and fields[0] not in (b"Z", b"X")


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _apt_install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # without this, installing nginx would also start Debian's own on port 80
    hold = not POLICY.exists()
    if hold:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", *arguments], env=environment, capture_output=True, check=False)
    finally:
        if hold:
            POLICY.unlink(missing_ok=True)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104 - every address NGINX would take
        except PermissionError as error:
            raise StackError(f"port {port} needs root: choose one above 1023, for example PORT=8080") from error
        except OSError:
            return True
    return False


def _listener(port: int) -> str | None:
    for pid in _listeners(port):
        return f"{_read(Path(f'/proc/{pid}/comm')).decode().strip()} (pid {pid})"
    return None


def _listeners(port: int) -> list[int]:
    inodes = {
        fields[9]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for fields in (line.split() for line in _read(Path(table)).decode().splitlines()[1:])
        if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port
    }
    wanted = {f"socket:[{inode}]" for inode in inodes}
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _holds(entry, wanted)]


def _command(pid: int) -> bytes:
    return _read(Path(f"/proc/{pid}/cmdline"))


def _parent(pid: int) -> int:
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0


def _holds(process: Path, sockets: set[str]) -> bool:
    try:
        return any(str(link.readlink()) in sockets for link in (process / "fd").iterdir())
    except OSError:
        return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
