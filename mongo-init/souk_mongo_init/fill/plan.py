"""What to make up: how much, for which time, from which seed."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bson import ObjectId

from souk_mongo_init.settings import InitError

Document = dict[str, Any]
SELLER_SHARE = 0.04
MOST = {"orders": 5_000_000, "products": 1_000_000, "users": 500_000, "days": 3_650}


@dataclass(frozen=True)
class Counter:
    """The shop's counter: its clock, and when and where what was bought can be picked up."""

    zone: ZoneInfo
    place: str
    after_days: int
    opens: time

    @classmethod
    def of(cls, environ: Mapping[str, str] = os.environ) -> "Counter":
        """As the services are told by their environment."""
        return cls(
            ZoneInfo(environ.get("SOUK_SHOP_TIMEZONE", "America/New_York")),
            environ.get("SOUK_PICKUP_PLACE", "Souk Market Hall, 12 Lantern Street"),
            int(environ.get("SOUK_PICKUP_AFTER_DAYS", "2")),
            time.fromisoformat(environ.get("SOUK_PICKUP_FROM", "08:00")),
        )


@dataclass(frozen=True)
class Plan:
    """How much trade to make up, in the `days` before `until`. The same plan makes the same rows."""

    until: datetime
    counter: Counter
    orders: int = 100_000
    products: int = 20_000
    users: int = 5_000
    days: int = 365
    seed: int = 1

    def __post_init__(self) -> None:
        """Raise InitError when a number is out of bounds."""
        for name, most in MOST.items():
            least = {"users": 2, "orders": 0}.get(name, 1)
            if not least <= getattr(self, name) <= most:
                raise InitError(f"{name.upper()}={getattr(self, name)} cannot be made up: make it {least} to {most:,}")

    @property
    def since(self) -> datetime:
        """When the trade begins."""
        return self.until - timedelta(days=self.days)

    @property
    def sellers(self) -> int:
        """How many of the users sell."""
        return max(1, round(self.users * SELLER_SHARE))

    def random(self, part: str) -> Random:
        """Chance for one part of the work, so that a change of one leaves the others as they were."""
        return Random(f"{self.seed}:{part}")  # noqa: S311 - made-up trade

    def ids(self, part: str) -> "Ids":
        """Ids for one kind of row."""
        return Ids(f"souk:fill:{self.seed}:{part}")


class Ids:
    """ObjectIds that begin with their moment, as real ones do, and go on with the seed and a counter."""

    def __init__(self, name: str) -> None:
        self._middle = hashlib.sha256(name.encode()).digest()[:5]
        self._numbers = count()

    def at(self, moment: datetime) -> ObjectId:
        """The next id, for a row of this moment."""
        seconds = int(moment.timestamp()).to_bytes(4, "big")
        return ObjectId(seconds + self._middle + (next(self._numbers) & 0xFFFFFF).to_bytes(3, "big"))


def after(moment: datetime, hours: float) -> datetime:
    """Some hours later, to the millisecond that the database keeps."""
    return moment + timedelta(milliseconds=round(hours * 3_600_000))
