"""What the job is told by its environment and the secret files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SERVICES = ("auth", "catalog", "orders", "gateway")
SHORTEST_PRODUCTION_SECRET = 24

Mode = Literal["demo", "production"]


class InitError(Exception):
    """The job cannot go on; the message is one line that says what to do."""


@dataclass(frozen=True)
class Settings:
    """Where the replica set is, and the passwords its accounts shall have."""

    mode: Mode
    hosts: tuple[str, ...]
    replica_set: str
    database: str
    passwords: Mapping[str, str]
    keyfile: str | None
    wait_s: float

    @property
    def loopback(self) -> str:
        """The first member as seen from this machine: where the localhost exception holds."""
        return f"127.0.0.1:{self.hosts[0].rpartition(':')[2]}"


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read settings; raises InitError when something is missing or, in production mode, too weak."""
    mode = environ.get("SOUK_MODE", "demo")
    if mode not in ("demo", "production"):
        raise InitError(f"SOUK_MODE is {mode!r}: make it demo or production")
    hosts = tuple(host.strip() for host in environ.get("SOUK_MONGO_HOSTS", "").split(",") if host.strip())
    if not hosts:
        raise InitError("SOUK_MONGO_HOSTS is empty: give it host:port,host:port,host:port")
    folder = Path(environ.get("SOUK_SECRETS_DIR", "/run/secrets"))
    passwords = {name: _password(folder, name) for name in ("root", *SERVICES)}
    if mode == "production":
        _refuse_weak(passwords)
    keyfile = folder / "mongo_keyfile"
    return Settings(
        mode="production" if mode == "production" else "demo",
        hosts=hosts,
        replica_set=environ.get("SOUK_MONGO_REPLICA_SET", "souk"),
        database=environ.get("SOUK_MONGO_DATABASE", "souk"),
        passwords=passwords,
        keyfile="".join(keyfile.read_text().split()) if keyfile.is_file() else None,
        wait_s=float(environ.get("SOUK_INIT_WAIT_S", "120")),
    )


def _password(folder: Path, account: str) -> str:
    path = folder / f"mongo_{account}_password"
    try:
        password = path.read_text().strip()
    except OSError as error:
        raise InitError(f"cannot read {path}: {error.strerror}") from error
    if not password:
        raise InitError(f"{path} is empty: put a password in it")
    return password


def _refuse_weak(passwords: Mapping[str, str]) -> None:
    for account, password in passwords.items():
        if len(password) < SHORTEST_PRODUCTION_SECRET or len(set(password)) < SHORTEST_PRODUCTION_SECRET // 3:
            raise InitError(
                f"mongo_{account}_password is too weak for production:"
                f" give it {SHORTEST_PRODUCTION_SECRET} random characters or more"
            )
    if len(set(passwords.values())) < len(passwords):
        raise InitError("two Mongo accounts share a password: give each its own")
