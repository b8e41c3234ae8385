"""Build the frontend when its sources have changed."""

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from souk_stack.machine import require_node
from souk_stack.options import ROOT, StackError

FRONTEND = ROOT / "frontend"
NOT_SOURCES = {"node_modules", "dist", "coverage", "test-results", "playwright-report", ".vite"}
CLOCK_SLACK_S = 5


def ensure_built(say: Callable[[str], None]) -> Path:
    """Return `frontend/dist`, built anew when stale; raises StackError with the build's last words."""
    dist = FRONTEND / "dist"
    stamp = dist / ".sources"
    with (FRONTEND / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        fingerprint = _fingerprint()
        if stamp.exists() and stamp.read_text() == fingerprint:
            return dist
        require_node()
        if _modules_are_stale():
            say("installing the frontend's packages")
            _npm("ci", "--no-audit", "--no-fund")
        say("building the frontend")
        _npm("run", "build")
        stamp.write_text(fingerprint)
    return dist


def publish(dist: Path, html: Path) -> None:
    """Make the link `html` point to a copy of `dist`, at once: no request finds a half-copied page."""
    name = hashlib.sha256(str(sorted(_listing(dist))).encode()).hexdigest()[:12]
    copy = html.with_name(f"html-{name}")
    if not copy.exists():
        shutil.copytree(dist, copy)
    link = html.with_name("html.new")
    link.unlink(missing_ok=True)
    link.symlink_to(copy.name)
    link.replace(html)
    for old in html.parent.glob("html-*"):
        if old != copy:
            shutil.rmtree(old)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name, path in sorted(_sources(FRONTEND).items()):
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _sources(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in folder.iterdir():
        if path.name in NOT_SOURCES or path.suffix == ".tsbuildinfo":
            continue
        if path.is_dir():
            found |= _sources(path)
        else:
            found[str(path.relative_to(FRONTEND))] = path
    return found


def _listing(folder: Path) -> list[tuple[str, int, int]]:
    return [
        (str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    ]


def _modules_are_stale() -> bool:
    """npm leaves its own copy of the lock in node_modules when an installation is complete."""
    installed = FRONTEND / "node_modules" / ".package-lock.json"
    lock = FRONTEND / "package-lock.json"
    return not installed.exists() or installed.stat().st_mtime + CLOCK_SLACK_S < lock.stat().st_mtime


def _npm(*arguments: str) -> None:
    done = subprocess.run(
        ["npm", *arguments],
        cwd=FRONTEND,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StackError(f"npm {' '.join(arguments)} failed in frontend/:\n{done.stdout[-2000:].strip()}")
