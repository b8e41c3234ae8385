"""What a stack is started with, remembered in its state folder so that later commands need no repetition."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from shutil import rmtree
from typing import Literal

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("auth", "catalog", "orders", "gateway")
MONGO_MEMBERS = 3
MOST_REPLICAS = 16
DEFAULT_REPLICAS = 2
DEFAULT_PORT = 8080
DEFAULT_TLS_PORT = 8443
DEFAULT_PORT_BASE = 17000
INNER_PORTS = 100
OF_A_STACK = ("data", "logs", "run", "nginx", "secrets", "stack.json", "supervisord.conf")

Mode = Literal["docker", "native"]
ShopMode = Literal["demo", "production"]


class StackError(Exception):
    """The stack cannot do that; the message is one line that says what to do."""


@dataclass(frozen=True)
class StackOptions:
    """How a stack runs.

    `port` is NGINX's; natively everything else listens on 127.0.0.1 within `port_base`..`port_base + 99`.
    `rate_limit_exempt` are addresses (CIDR) that NGINX's limits do not count. `environment` is given to every
    service on top of what the stack sets. `frontend` is a built frontend to serve instead of `frontend/dist`.
    """

    state_dir: Path = ROOT / ".souk"
    port: int = DEFAULT_PORT
    port_base: int = DEFAULT_PORT_BASE
    mode: ShopMode = "demo"
    tls: bool = False
    tls_cert: Path | None = None
    tls_key: Path | None = None
    replicas: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SERVICES, DEFAULT_REPLICAS))
    mongo_cache_gb: float = 0.5
    rate_limit_exempt: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    frontend: Path | None = None

    def __post_init__(self) -> None:
        """Raise StackError when the options do not go together."""
        for service, count in self.replicas.items():
            if service not in SERVICES:
                raise StackError(f"there is no service {service!r}: choose from {', '.join(SERVICES)}")
            if not 1 <= count <= MOST_REPLICAS:
                raise StackError(f"{service} cannot have {count} replicas: choose 1 to {MOST_REPLICAS}")
        if self.mode == "production" and not self.tls:
            raise StackError("production mode needs TLS: start with TLS=1")
        if (self.tls_cert is None) != (self.tls_key is None):
            raise StackError("give both TLS_CERT and TLS_KEY, or neither")

    @property
    def base_url(self) -> str:
        """Where a browser finds the shop."""
        return f"{'https' if self.tls else 'http'}://localhost:{self.port}"

    @property
    def secrets_dir(self) -> Path:
        """Where this stack's secret files are."""
        return self.state_dir / "secrets"

    def count(self, service: str) -> int:
        """How many replicas of `service` are wanted."""
        return self.replicas.get(service, DEFAULT_REPLICAS)

    def scaled(self, service: str, count: int) -> "StackOptions":
        """The same with `count` replicas of `service`."""
        return replace(self, replicas={**self.replicas, service: count})


def make_state_dir(folder: Path) -> None:
    """Create the state folder, for its owner alone; one that exists keeps its permissions."""
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)


def remove_state_dir(folder: Path) -> None:
    """Remove what a stack puts into its state folder, and the folder if nothing else is in it."""
    for name in OF_A_STACK:
        path = folder / name
        if path.is_dir():
            rmtree(path)
        else:
            path.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def save(options: StackOptions, how: Mode) -> None:
    """Remember `options` and the way of running."""
    texts = {name: str(value) if isinstance(value, Path) else value for name, value in asdict(options).items()}
    path = options.state_dir / "stack.json"
    path.write_text(json.dumps({"how": how, **texts}, indent=2) + "\n")
    path.chmod(0o600)


def load(state_dir: Path) -> tuple[StackOptions, Mode] | None:
    """What the stack in `state_dir` was last started with, or None."""
    try:
        known = json.loads((state_dir / "stack.json").read_text())
    except FileNotFoundError:
        return None
    how: Mode = "docker" if known.pop("how") == "docker" else "native"
    known["state_dir"] = state_dir
    known["rate_limit_exempt"] = tuple(known["rate_limit_exempt"])
    for name in ("tls_cert", "tls_key", "frontend"):
        known[name] = Path(known[name]) if known[name] else None
    return StackOptions(**known), how
