"""One running part of a stack, as `make ps` shows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Process:
    """A process of the stack; `pid` is None while it does not run, `health` is a word for the table."""

    name: str
    service: str
    pid: int | None
    address: str
    uptime_s: float | None
    health: str

    @property
    def is_healthy(self) -> bool:
        """Whether it does its work."""
        return self.health in ("healthy", "primary", "secondary")
