"""Buyers and sellers."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from random import Random

from bson import ObjectId

from . import vocabulary
from .plan import Document, Plan, after

DOMAIN = "fill.test"
JOINED_BEFORE = 0.4
FAITHFUL = 1.6


@dataclass(frozen=True, slots=True)
class Person:
    """An account that is made up."""

    id: ObjectId
    name: str
    email: str
    role: str
    joined_at: datetime

    def row(self, password_hash: str) -> Document:
        """As auth would have written it."""
        return {
            "_id": self.id,
            "name": self.name,
            "email": self.email,
            "password_hash": password_hash,
            "role": self.role,
            "status": "active",
            "created_at": self.joined_at,
            "updated_at": self.joined_at,
            "made_up": True,
        }


def make_sellers(plan: Plan) -> list[Person]:
    """The sellers, the biggest first; all were there before the trade began."""
    random, ids = plan.random("sellers"), plan.ids("users")
    sellers = []
    for number in range(1, plan.sellers + 1):
        joined_at = after(plan.since, -24 * random.uniform(200, 700))
        name = vocabulary.shop_name(random)
        sellers.append(Person(ids.at(joined_at), name, f"seller{number}@{DOMAIN}", "seller", joined_at))
    return sellers


def make_buyers(plan: Plan) -> list[Person]:
    """The buyers, the earliest first: some were there before the trade began, the others join as it goes."""
    random, ids = plan.random("buyers"), plan.ids("buyers")
    count = plan.users - plan.sellers
    hours = 24.0 * plan.days
    before = max(1, round(count * JOINED_BEFORE))
    joined = sorted(
        after(plan.since, -random.uniform(1, hours) if number < before else random.uniform(0, hours * 0.99))
        for number in range(count)
    )
    return [
        Person(ids.at(at), vocabulary.person_name(random), f"buyer{number}@{DOMAIN}", "buyer", at)
        for number, at in enumerate(joined, start=1)
    ]


class Buyers:
    """Who buys next: anyone who has joined, the faithful ones most."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._joined = [person.joined_at for person in people]

    def at(self, moment: datetime, random: Random) -> Person:
        """Somebody who was a buyer at this moment."""
        present = bisect_right(self._joined, moment)
        return self._people[int(present * random.random() ** FAITHFUL)]


def zipf(count: int) -> list[float]:
    """Cumulated shares of the first, second, ... of `count`: half of the first's, a third of it, and so on."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))
