"""Settings of a service: from the environment (prefix `SOUK_`) and from secret files."""

import os
import socket
from pathlib import Path
from typing import Literal
from urllib.parse import quote_plus
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def _replica_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


class Settings(BaseSettings):
    """What every service needs to know. Built once, in `main.py`, and passed down."""

    model_config = SettingsConfigDict(env_prefix="SOUK_", extra="ignore", frozen=True)

    mode: Literal["demo", "production"] = "demo"
    replica: str = Field(default_factory=_replica_name)
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    mongo_hosts: str = "127.0.0.1:27017"
    mongo_replica_set: str = "souk"
    mongo_database: str = "souk"
    secrets_dir: Path = Path("/run/secrets")
    tls: bool = False

    shop_timezone: str = "America/New_York"
    pickup_place: str = "Souk Market Hall, 12 Lantern Street"
    pickup_after_days: int = Field(default=2, ge=0, le=60)
    pickup_from: str = Field(default="08:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")

    @field_validator("shop_timezone")
    @classmethod
    def _is_a_time_zone(cls, name: str) -> str:
        ZoneInfo(name)
        return name

    def secret(self, name: str) -> str:
        """The text of one secret file.

        Raises:
            RuntimeError: the file is missing or empty; the message names it.
        """
        path = self.secrets_dir / name
        try:
            text = path.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise RuntimeError(f"secret file {path} cannot be read: {error.strerror}") from error
        if not text:
            raise RuntimeError(f"secret file {path} is empty")
        return text

    @property
    def mongo_members(self) -> list[str]:
        """The members of the replica set, each as host:port."""
        return [host.strip() for host in self.mongo_hosts.split(",") if host.strip()]

    def mongo_uri(self, user: str, *, scheme: str = "mongodb", hosts: str | None = None) -> str:
        """The connection string of one Mongo user, whose password is the secret `mongo_<user>_password`.

        `hosts` are those of the settings unless given.
        """
        password = quote_plus(self.secret(f"mongo_{user}_password"))
        return (
            f"{scheme}://{user}:{password}@{hosts or self.mongo_hosts}/{self.mongo_database}"
            f"?authSource=admin&replicaSet={self.mongo_replica_set}"
        )

    def check(self) -> None:
        """Refuse to start in production without what makes production safe.

        Raises:
            RuntimeError: names what is missing.
        """
        if self.mode == "production" and not self.tls:
            raise RuntimeError("production mode needs TLS: start with TLS=1 (SOUK_TLS=true)")
