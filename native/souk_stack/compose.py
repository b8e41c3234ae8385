"""The stack under Docker Compose, with the same commands as natively."""

import json
import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from souk_stack import machine
from souk_stack.certificate import ensure_certificate
from souk_stack.options import ROOT, SERVICES, StackError, StackOptions, make_state_dir, remove_state_dir, save
from souk_stack.process import Process
from souk_stack.secrets import ensure_secrets

UID_IN_IMAGES = 10001
RUNNING_SERVICES = (*SERVICES, "nginx")
UP_WITHIN_S = 900
STOP_S = 25
LAST_LINES = 15
PORTS = {"nginx": 8080}
SERVICE_PORT = 8000


@dataclass(frozen=True)
class Container:
    """One container as the engine describes it."""

    id: str
    name: str
    service: str
    number: int
    pid: int | None
    address: str
    started_at: datetime
    health: str

    @property
    def part(self) -> str:
        """Its service; for mongo1, mongo2 and mongo3 `mongo`."""
        return self.service.rstrip("123")


class ComposeStack:
    """One running copy of Souk as a Compose project. Every method raises StackError when it cannot be done."""

    def __init__(self, options: StackOptions, say: Callable[[str], None] = lambda _: None) -> None:
        self.options = replace(options, state_dir=options.state_dir.resolve())
        # volumes hold what these secrets open: another clone or state folder is another project
        self.project = f"souk-{sha256(str(self.options.state_dir).encode()).hexdigest()[:6]}"
        self._say = say

    @property
    def base_url(self) -> str:
        """Where the shop is."""
        return self.options.base_url

    # --- life --------------------------------------------------------------------------------------------

    def up(self) -> None:
        """Build, start or bring up to date, and return once all of it is healthy.

        A failed first start leaves nothing running.
        """
        fresh = not self.is_running()
        machine.require_room(docker_root())
        if fresh:
            hint = "choose another: make up PORT=8090"
            machine.require_free_ports([self.options.port], hint)
        self._make_secrets()
        scales = [word for name in SERVICES for word in ("--scale", f"{name}={self.options.count(name)}")]
        try:
            self._say("building the images")
            self._compose("--progress", "plain", "build", "init", *RUNNING_SERVICES)
            self._say("starting the containers")
            # the services are named because `--wait` takes the init job's end for a failure
            wanted = ("mongo1", "mongo2", "mongo3", *RUNNING_SERVICES)
            self._compose("up", "--detach", "--wait", "--remove-orphans", *scales, *wanted)
        except BaseException:
            self._complain()
            if fresh:
                self._say("taking down what was started")
                self.down()
            raise
        save(self.options, "docker")

    def down(self) -> None:
        """Stop and remove the containers; the data stays."""
        self._compose("down", "--remove-orphans", "--timeout", str(STOP_S))

    def clean(self) -> None:
        """Stop everything and remove volumes, images and the state folder with its secrets."""
        self._compose("down", "--volumes", "--remove-orphans", "--rmi", "local")
        remove_state_dir(self.options.state_dir)

    def is_running(self) -> bool:
        """Whether any container of the project runs."""
        return bool(self._compose("ps", "--quiet", "--status", "running").strip())

    # --- parts -------------------------------------------------------------------------------------------

    def processes(self) -> list[Process]:
        """Every container with its health."""
        now = datetime.now(UTC)
        return [
            Process(
                name=each.name,
                service=each.part,
                pid=each.pid,
                address=each.address,
                uptime_s=(now - each.started_at).total_seconds() if each.pid else None,
                health=each.health,
            )
            for each in self._containers()
            if each.service != "init"
        ]

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to a container's process, as a crash would: `docker kill` would forbid the restart."""
        for each in self._containers():
            if each.name == name and each.pid:
                os.kill(each.pid, number)
                return
        raise StackError(f"{name} does not run")

    def restart(self, service: str) -> None:
        """Start the containers of a service anew one by one, each while NGINX leaves it alone."""
        chosen = [each for each in self._containers() if service in (each.part, each.service, each.name)]
        if not chosen:
            raise StackError(f"there is no service {service!r}: choose from {', '.join((*SERVICES, 'nginx', 'mongo'))}")
        for each in chosen:
            self._say(f"starting {each.name} anew")
            if each.service in SERVICES:
                self._leave_out([each])
            self._docker("restart", "--time", str(STOP_S), each.id)
            self._await_healthy()
            if each.service in SERVICES:
                self._leave_out([])

    def scale(self, service: str, count: int) -> None:
        """Run `count` replicas of `service`: NGINX learns of new ones once healthy, forgets others before they stop."""
        if service not in SERVICES:
            raise StackError(f"{service!r} cannot be scaled: choose from {', '.join(SERVICES)}")
        self.options = self.options.scaled(service, count)
        present = [each for each in self._containers() if each.service == service]
        leaving = present[count:]
        if leaving:
            self._leave_out(leaving)
            ids = [each.id for each in leaving]
            self._docker("stop", "--time", str(STOP_S), *ids)
            self._docker("rm", *ids)
        flags = ("--detach", "--wait", "--no-deps", "--no-recreate", "--scale", f"{service}={count}")
        self._compose("up", *flags, service)
        self._leave_out([])
        save(self.options, "docker")

    def log_command(self, service: str | None, *, follow: bool) -> list[str]:
        """The command that shows the logs."""
        flags = ["--follow"] if follow else []
        return [*self._command(), "logs", "--tail", "100", *flags, *([service] if service else [])]

    def init_command(self, *arguments: str) -> tuple[list[str], dict[str, str]]:
        """The command that runs the init job with `arguments` on this stack's database, and its environment."""
        job = ("run", "--rm", "--no-deps", "--no-TTY", "init", "python", "-m", "souk_mongo_init")
        return [*self._command(), *job, *arguments], self.environment()

    def environment(self) -> dict[str, str]:
        """The variables of docker-compose.yml."""
        uid, gid = _owner()
        return {
            **os.environ,
            "SOUK_PORT": str(self.options.port),
            "SOUK_MODE": self.options.mode,
            "SOUK_TLS": str(self.options.tls).lower(),
            "SOUK_STATE": str(self.options.state_dir),
            "SOUK_UID": str(uid),
            "SOUK_GID": str(gid),
            "SOUK_RATE_LIMIT_EXEMPT": ",".join(self.options.rate_limit_exempt),
            **self.options.environment,
        }

    # --- how ---------------------------------------------------------------------------------------------

    def _make_secrets(self) -> None:
        make_state_dir(self.options.state_dir)
        ensure_secrets(self.options.secrets_dir)
        ensure_certificate(self.options)
        uid, gid = _owner()
        for path in self.options.secrets_dir.iterdir():
            if os.geteuid() == 0:
                os.chown(path, uid, gid)

    def _complain(self) -> None:
        """Say what the containers that do not do well have to say themselves."""
        unwell = [each for each in self._containers() if each.health not in ("healthy", "created", "exited (0)")]
        for each in unwell[:3]:
            self._say(f"{each.name} is {each.health}:")
            for line in self._compose("logs", "--no-log-prefix", "--tail", "5", each.service).splitlines():
                self._say(f"  {line[:200]}")

    def _leave_out(self, containers: Sequence[Container]) -> None:
        """Have NGINX send nothing to these containers, and to every other healthy one."""
        addresses = [each.address.partition(":")[0] for each in containers]
        self._compose("exec", "-T", "nginx", "souk-nginx", "without", *addresses)

    def _await_healthy(self) -> None:
        self._compose("up", "--detach", "--wait", "--no-deps", "--no-recreate", "--no-build", *RUNNING_SERVICES)

    def _containers(self) -> list[Container]:
        ids = self._compose("ps", "--all", "--quiet").split()
        if not ids:
            return []
        described = [_container(each) for each in json.loads(self._docker("inspect", *ids))]
        order = ("mongo", "init", *SERVICES, "nginx")
        known = [each for each in described if each.part in order]
        return sorted(known, key=lambda each: (order.index(each.part), each.service, each.number, each.name))

    def _command(self) -> list[str]:
        return ["docker", "compose", "--project-name", self.project, "--file", str(ROOT / "docker-compose.yml")]

    def _compose(self, *arguments: str) -> str:
        return self._run([*self._command(), *arguments])

    def _docker(self, *arguments: str) -> str:
        return self._run(["docker", *arguments])

    def _run(self, command: Sequence[str]) -> str:
        done = subprocess.run(
            command,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=UP_WITHIN_S,
            check=False,
        )
        if done.returncode:
            raise StackError(f"{' '.join(command[:2])} failed: {_last_words(done)}")
        return done.stdout


def docker_answers() -> tuple[bool, str]:
    """Whether an engine with Compose v2 answers, and the reason in words."""
    for command, missing in (
        (["docker", "info"], "no Docker engine answers"),
        (["docker", "compose", "version"], "Docker has no Compose v2"),
    ):
        try:
            done = subprocess.run(command, capture_output=True, timeout=15, check=False)
        except (FileNotFoundError, subprocess.TimeoutExpired):
            return False, missing
        if done.returncode:
            return False, missing
    return True, "a Docker engine with Compose v2 answers"


def _owner() -> tuple[int, int]:
    """Who runs our images and owns the secret files: the caller, but never root."""
    return (os.geteuid(), os.getegid()) if os.geteuid() else (UID_IN_IMAGES, UID_IN_IMAGES)


def _container(described: dict[str, Any]) -> Container:
    labels, state = described["Config"]["Labels"], described["State"]
    service = labels["com.docker.compose.service"]
    number = int(labels["com.docker.compose.container-number"])
    port = 27017 if service.startswith("mongo") else PORTS.get(service, SERVICE_PORT)
    networks = described["NetworkSettings"]["Networks"]
    shared = [network["IPAddress"] for name, network in sorted(networks.items(), reverse=True)]
    address = next((each for each in shared if each), "")
    return Container(
        id=described["Id"],
        name=f"{service[:-1]}-{service[-1]}" if service.startswith("mongo") else f"{service}-{number}",
        service=service,
        number=number,
        pid=state["Pid"] or None,
        address=f"{address}:{port}" if address else "",
        started_at=datetime.fromisoformat(state["StartedAt"][:19] + "+00:00"),
        health=state.get("Health", {}).get("Status", "running") if state["Running"] else _ended(state),
    )


def _ended(state: dict[str, Any]) -> str:
    return f"exited ({state['ExitCode']})" if state["Status"] == "exited" else str(state["Status"])


def _last_words(done: subprocess.CompletedProcess[str]) -> str:
    """What a failed command said in the end; a build says it on either channel."""
    lines = f"{done.stdout}\n{done.stderr}".strip().splitlines()
    return "\n".join(lines[-LAST_LINES:])


def docker_root() -> Path:
    """Where the engine keeps images and volumes."""
    command = ["docker", "info", "--format", "{{.DockerRootDir}}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Path(done.stdout.strip() or "/")
