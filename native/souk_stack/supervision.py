"""A supervisord of our own: its configuration, and the calls by which we steer it."""

import hashlib
import http.client
import os
import subprocess
import sys
import tempfile
import time
import xmlrpc.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from supervisor.xmlrpc import SupervisorTransport

from souk_stack.options import StackError

LONGEST_SOCKET_PATH = 100
STOPPED_WORDS = ("stopped", "stopping", "exited", "fatal")
ALREADY_STARTED, NOT_RUNNING = 60, 70


@dataclass(frozen=True)
class Program:
    """Something supervised: one command, started anew whenever it ends."""

    name: str
    service: str
    address: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_wait_s: int = 25

    def section(self, logs: Path) -> str:
        """Its part of supervisord.conf."""
        environment = ",".join(f"{name}={_quoted(value)}" for name, value in self.environment.items())
        return "\n".join(
            [
                f"[program:{self.name}]",
                f"command={' '.join(_quoted(word) for word in self.command)}",
                f"environment={environment}",
                "autostart=false",
                "autorestart=true",
                "startsecs=1",
                "startretries=1000",
                f"stopwaitsecs={self.stop_wait_s}",
                "stopasgroup=false",
                "killasgroup=true",
                "redirect_stderr=true",
                f"stdout_logfile={_escaped(str(logs / f'{self.name}.log'))}",
                "stdout_logfile_maxbytes=10MB",
                "stdout_logfile_backups=3",
                "",
            ]
        )


@dataclass(frozen=True)
class State:
    """What supervisord knows of a program."""

    pid: int | None
    uptime_s: float | None
    word: str


class Supervisor:
    """The supervisord of one state folder."""

    def __init__(self, state_dir: Path) -> None:
        self._folder = state_dir
        self._logs = state_dir / "logs"
        self._socket = _socket_path(state_dir)

    def write(self, programs: Sequence[Program]) -> None:
        """Write supervisord.conf for `programs`."""
        for folder in (self._logs, self._folder / "run"):
            folder.mkdir(parents=True, exist_ok=True)
        head = [
            "[supervisord]",
            f"logfile={_escaped(str(self._logs / 'supervisord.log'))}",
            "logfile_maxbytes=5MB",
            "logfile_backups=2",
            f"pidfile={_escaped(str(self._folder / 'run' / 'supervisord.pid'))}",
            f"childlogdir={_escaped(str(self._logs))}",
            "minfds=65536" if _may_open(65536) else "minfds=1024",
            *(["user=root"] if os.geteuid() == 0 else []),
            "[unix_http_server]",
            f"file={_escaped(str(self._socket))}",
            "chmod=0700",
            "[rpcinterface:supervisor]",
            "supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface",
            "",
        ]
        path = self._folder / "supervisord.conf"
        path.write_text("\n".join(head) + "\n" + "\n".join(each.section(self._logs) for each in programs))
        path.chmod(0o600)

    def start(self) -> None:
        """Start supervisord; it does not start any program by itself."""
        self._socket.unlink(missing_ok=True)
        environment = {**os.environ, "SOUK_STATE_DIR": str(self._folder)}
        done = subprocess.run(
            [sys.executable, "-m", "supervisor.supervisord", "-c", str(self._folder / "supervisord.conf")],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        deadline = time.monotonic() + 10
        while not self.is_running():
            if done.returncode or time.monotonic() > deadline:
                raise StackError(f"supervisord does not start: {(done.stderr or done.stdout).strip()[-300:]}")
            time.sleep(0.05)

    def is_running(self) -> bool:
        """Whether it answers."""
        try:
            self._call("getState")
        except (OSError, http.client.HTTPException):
            return False
        return True

    def reread(self) -> tuple[list[str], list[str], list[str]]:
        """Read supervisord.conf again; returns the names added, changed and removed, none of them acted on."""
        ((added, changed, removed),) = self._call("reloadConfig")
        return added, changed, removed

    def add(self, name: str) -> None:
        """Take a program of the configuration in, without starting it."""
        self._call("addProcessGroup", name)

    def remove(self, name: str) -> None:
        """Stop a program and forget it."""
        self.stop(name)
        self._call("removeProcessGroup", name)

    def start_program(self, name: str) -> None:
        """Start a program unless it runs; returns at once."""
        try:
            self._call("startProcess", name, False)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != ALREADY_STARTED:
                raise StackError(f"{name} does not start: {fault.faultString}") from fault

    def stop(self, name: str) -> None:
        """Stop a program and wait for its end."""
        try:
            self._call("stopProcess", name, True)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != NOT_RUNNING:
                raise

    def stop_together(self, names: Sequence[str]) -> None:
        """Stop several programs at once and wait until all have ended; unknown names are passed over."""
        running = {name for name, state in self.states().items() if state.word not in STOPPED_WORDS}
        for name in running.intersection(names):
            self._call("stopProcess", name, False)
        while any(state.pid for name, state in self.states().items() if name in names):
            time.sleep(0.05)

    def states(self) -> dict[str, State]:
        """Every program by name."""
        return {
            info["name"]: State(
                pid=info["pid"] or None,
                uptime_s=float(info["now"] - info["start"]) if info["pid"] else None,
                word=info["statename"].lower(),
            )
            for info in self._call("getAllProcessInfo")
        }

    def shut_down(self) -> None:
        """Stop every program and supervisord itself; returns at once."""
        self._call("shutdown")

    def _call(self, method: str, *arguments: str | bool) -> Any:
        transport = SupervisorTransport(None, None, serverurl=f"unix://{self._socket}")
        with xmlrpc.client.ServerProxy("http://127.0.0.1", transport=cast("Any", transport)) as server:
            return getattr(server.supervisor, method)(*arguments)


def _socket_path(state_dir: Path) -> Path:
    """A unix socket's path has to be short; a deep state folder gets one in the temporary folder."""
    path = state_dir / "run" / "supervisor.sock"
    if len(str(path)) <= LONGEST_SOCKET_PATH:
        return path
    name = hashlib.sha256(str(state_dir).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"souk-{os.geteuid()}-{name}.sock"


def _may_open(files: int) -> bool:
    import resource  # noqa: PLC0415 - Unix only, like supervisor itself

    return resource.getrlimit(resource.RLIMIT_NOFILE)[1] >= files


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_escaped(inner)}"'
