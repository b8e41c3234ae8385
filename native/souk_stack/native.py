"""The stack natively: supervisord runs mongods, services and NGINX in one state folder."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

from souk_stack import frontend, machine, topology
from souk_stack.certificate import ensure_certificate
from souk_stack.health import http_health, mongo_health
from souk_stack.options import INNER_PORTS, SERVICES, StackError, StackOptions, make_state_dir, remove_state_dir, save
from souk_stack.process import Process
from souk_stack.routing import route
from souk_stack.secrets import ensure_secrets
from souk_stack.supervision import STOPPED_WORDS, Program, Supervisor

HEALTHY_WITHIN_S = 120.0
INIT_WITHIN_S = 150
STOP_WITHIN_S = 45.0


def _silent(_: str) -> None:
    """Say nothing."""


class NativeStack:
    """One running copy of Souk in `options.state_dir`. Every method raises StackError when it cannot be done."""

    def __init__(self, options: StackOptions, say: Callable[[str], None] = _silent) -> None:
        self.options = replace(options, state_dir=options.state_dir.resolve())
        self._say = say
        self._supervisor = Supervisor(self.options.state_dir)
        self._prefix = self.options.state_dir / "nginx"

    # --- addresses ---------------------------------------------------------------------------------------

    @property
    def base_url(self) -> str:
        """Where the shop is."""
        return self.options.base_url

    @property
    def mongo_hosts(self) -> list[str]:
        """The replica set's members as host:port."""
        return topology.mongo_hosts(self.options)

    def mongo_uri(self, account: str = "root") -> str:
        """A connection string of the replica set for one of its accounts."""
        password = (self.options.secrets_dir / f"mongo_{account}_password").read_text().strip()
        hosts = ",".join(self.mongo_hosts)
        return f"mongodb://{account}:{quote_plus(password)}@{hosts}/souk?authSource=admin&replicaSet=souk"

    def replica_urls(self, service: str) -> list[str]:
        """The replicas of `service`, past NGINX."""
        return [f"http://{address}" for address in topology.service_addresses(self.options, service).values()]

    def log_path(self, name: str) -> Path:
        """The log of one process."""
        return self.options.state_dir / "logs" / f"{name}.log"

    def log_command(self, service: str | None, *, follow: bool) -> list[str]:
        """The command that shows the logs."""
        logs = sorted((self.options.state_dir / "logs").glob(f"{service or ''}*.log"))
        return ["tail", "-n", "100", *(["-F"] if follow else []), *map(str, logs)]

    def init_command(self, *arguments: str) -> tuple[list[str], dict[str, str]]:
        """The command that runs the init job with `arguments` on this stack's database, and its environment."""
        command = [sys.executable, "-m", "souk_mongo_init", *arguments]
        return command, {**os.environ, **topology.environment(self.options)}

    # --- life --------------------------------------------------------------------------------------------

    def up(self) -> None:
        """Start what does not run, start anew what changed, and return once all of it is healthy.

        A failed first start leaves nothing running.
        """
        self._begin(self._up)

    def up_mongo(self) -> None:
        """Start the replica set alone, initialised with accounts, schema and (in demo mode) demo data."""
        self._begin(self._up_mongo)

    def down(self) -> None:
        """Stop everything; the data stays."""
        if self._supervisor.is_running():
            programs = topology.programs(self.options)
            for tier in (("nginx",), SERVICES, ("mongo",)):
                self._supervisor.stop_together([each.name for each in programs if each.service in tier])
            self._supervisor.shut_down()
        machine.end_processes(self.options.state_dir, STOP_WITHIN_S)
        machine.end_orphaned_workers(self.options.port)

    def clean(self) -> None:
        """Stop everything and remove the state folder: data, logs and secrets."""
        self.down()
        remove_state_dir(self.options.state_dir)

    def is_running(self) -> bool:
        """Whether this state folder has a supervisord."""
        return self._supervisor.is_running()

    # --- parts -------------------------------------------------------------------------------------------

    def processes(self) -> list[Process]:
        """Every process with its health, in the order of starting."""
        states = self._supervisor.states() if self.is_running() else {}
        found: list[Process] = []
        for program in topology.programs(self.options):
            state = states.get(program.name)
            if state is None:
                found.append(Process(program.name, program.service, None, program.address, None, "stopped"))
            else:
                word = self._health(program) if state.pid else state.word
                found.append(Process(program.name, program.service, state.pid, program.address, state.uptime_s, word))
        return found

    def process(self, name: str) -> Process:
        """One process by name, such as `orders-1`, `mongo-2` or `nginx`."""
        for process in self.processes():
            if process.name == name:
                return process
        raise StackError(f"there is no process {name!r}")

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to one process; supervisor starts it anew should it end."""
        state = self._supervisor.states().get(name)
        if state is None or state.pid is None:
            raise StackError(f"{name} does not run")
        os.kill(state.pid, number)

    def stop(self, name: str) -> None:
        """Stop one process and keep it stopped until `start`; NGINX is not told."""
        self._supervisor.stop(name)

    def start(self, name: str) -> None:
        """Start one stopped process and return once it is healthy."""
        self._supervisor.start_program(name)
        self._await_healthy([each for each in topology.programs(self.options) if each.name == name])

    def restart(self, service: str) -> None:
        """Start the processes of a service anew one by one, each while NGINX leaves it alone."""
        chosen = [each for each in topology.programs(self.options) if service in (each.service, each.name)]
        if not chosen:
            raise StackError(f"there is no service {service!r}: choose from {', '.join((*SERVICES, 'nginx', 'mongo'))}")
        for program in chosen:
            self._say(f"starting {program.name} anew")
            self._replace(program, forget=False)

    def scale(self, service: str, count: int) -> None:
        """Run `count` replicas of `service`: NGINX learns of new ones once healthy, forgets others before they stop."""
        if service not in SERVICES:
            raise StackError(f"{service!r} cannot be scaled: choose from {', '.join(SERVICES)}")
        wanted = self.options.scaled(service, count)
        leaving = set(topology.service_addresses(self.options, service)) - set(
            topology.service_addresses(wanted, service)
        )
        self.options = wanted
        if leaving:
            self._route()
        self._supervisor.write(topology.programs(self.options))
        added, _, removed = self._supervisor.reread()
        for name in removed:
            self._supervisor.remove(name)
        for name in added:
            self._supervisor.add(name)
        self._start([each for each in topology.programs(self.options) if each.service == service])
        self._route()
        save(self.options, "native")

    # --- how ---------------------------------------------------------------------------------------------

    def _begin(self, bring_up: Callable[[], None]) -> None:
        fresh = not self.is_running()
        try:
            bring_up()
        except BaseException:
            if fresh:
                self.down()
            raise

    def _up(self) -> None:
        self._check_machine()
        make_state_dir(self.options.state_dir)
        ensure_secrets(self.options.secrets_dir)
        if self.options.tls:
            ensure_certificate(self.options)
        dist = self.options.frontend or frontend.ensure_built(self._say)
        programs = topology.programs(self.options)
        changed = self._supervise(programs)
        self._start_mongo([each for each in programs if each.service == "mongo"])
        replicas = [each for each in programs if each.service in SERVICES]
        self._say("starting the services")
        self._start(replicas)
        for program in replicas:
            if program.name in changed:
                self._replace(program, forget=True)
        frontend.publish(dist, self._prefix / "html")
        self._route()
        self._start([each for each in programs if each.service == "nginx"])
        save(self.options, "native")

    def _up_mongo(self) -> None:
        machine.require_room(self.options.state_dir)
        make_state_dir(self.options.state_dir)
        ensure_secrets(self.options.secrets_dir)
        programs = topology.mongo_programs(self.options)
        self._supervise(programs)
        self._start_mongo(programs)

    def _check_machine(self) -> None:
        machine.require_room(self.options.state_dir)
        machine.require_packages({"nginx": "nginx"})
        if 0 <= self.options.port - self.options.port_base < INNER_PORTS:
            raise StackError(f"port {self.options.port} is among the inner ones: add PORT_BASE={self.options.port + 1}")
        running = self._supervisor.states() if self.is_running() else {}
        if any(state.pid for state in running.values()):
            return
        machine.end_processes(self.options.state_dir, STOP_WITHIN_S)
        hint = "choose another: make up PORT=8090"
        machine.require_free_ports(topology.ports(self.options)[:1], hint)
        machine.require_free_ports(topology.ports(self.options)[1:], "choose others: make up PORT_BASE=18000")

    def _supervise(self, programs: Sequence[Program]) -> list[str]:
        """Make supervisord know `programs`; returns the replicas that changed and still run as they were."""
        self._supervisor.write(programs)
        if not self._supervisor.is_running():
            self._supervisor.start()
        added, changed, removed = self._supervisor.reread()
        for name in removed:
            self._supervisor.remove(name)
        for name in added:
            self._supervisor.add(name)
        services = {each.name for each in programs if each.service in SERVICES}
        for name in [name for name in changed if name not in services]:
            self._supervisor.remove(name)
            self._supervisor.add(name)
        return [name for name in changed if name in services]

    def _start_mongo(self, programs: Sequence[Program]) -> None:
        self._say("starting the database")
        for program in programs:
            self._supervisor.start_program(program.name)
        command, environment = self.init_command()
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=INIT_WITHIN_S, check=False
        )
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
            raise StackError(f"the database could not be made ready: {reason[0]} (see {self.log_path('mongo-1')})")

    def _start(self, programs: Sequence[Program]) -> None:
        for program in programs:
            self._supervisor.start_program(program.name)
        self._await_healthy(programs)

    def _replace(self, program: Program, *, forget: bool) -> None:
        """Start one process anew; `forget` also takes its changed configuration in."""
        is_replica = program.service in SERVICES
        if is_replica:
            self._route(without=program.address)
        if forget:
            self._supervisor.remove(program.name)
            self._supervisor.add(program.name)
        else:
            self._supervisor.stop(program.name)
        self._start([program])
        if is_replica:
            self._route()

    def _await_healthy(self, programs: Sequence[Program]) -> None:
        waiting = list(programs)
        deadline = time.monotonic() + HEALTHY_WITHIN_S
        while waiting := [each for each in waiting if not self._is_healthy(each)]:
            failed = waiting[0]
            state = self._supervisor.states()[failed.name].word
            if time.monotonic() > deadline or state in STOPPED_WORDS:
                raise StackError(f"{failed.name} does not become healthy: see {self.log_path(failed.name)}")
            time.sleep(0.1)

    def _is_healthy(self, program: Program) -> bool:
        return self._health(program) in ("healthy", "primary", "secondary")

    def _health(self, program: Program) -> str:
        if program.service == "mongo":
            return mongo_health(program.address)
        return http_health(program.address, tls=program.service == "nginx" and self.options.tls)

    def _route(self, without: str | None = None) -> None:
        nginx = self._supervisor.states().get("nginx")
        route(self.options, nginx.pid if nginx else None, without)
