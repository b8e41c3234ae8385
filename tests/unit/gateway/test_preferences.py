"""The memory of preferences, against rows that a test holds back."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bson import ObjectId
from pymongo.errors import AutoReconnect

from souk_common.identity import Identity
from souk_gateway.live.links import Link
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.presence.preferences import Preferences
from souk_gateway.presence.repository import Preference
from tests.fixtures.waiting import PATIENT_S, until

NADIA, OMAR = str(ObjectId()), str(ObjectId())
HIDDEN = Preference(appear_offline=True)


class Rows:
    """What was chosen; `reads` are the users of each read. An answer waits for `may_answer`."""

    def __init__(self) -> None:
        self.chosen: dict[str, Preference] = {}
        self.reads: list[list[str]] = []
        self.fails = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def read_many(self, user_ids: Sequence[str]) -> dict[str, Preference]:
        self.reads.append(sorted(user_ids))
        if self.fails:
            self.fails -= 1
            raise AutoReconnect
        found = {each: self.chosen[each] for each in user_ids if each in self.chosen}
        await self.may_answer.wait()
        return found


class Place:
    def __init__(self) -> None:
        self.rows = Rows()
        self.signed_in = SignedIn()
        self.preferences = Preferences(self.signed_in)
        self.signed_in.came_or_went = self.preferences.came_or_went
        self.was_read: list[str] = []
        self.preferences.on_read(self.was_read.append)

    def come(self, user_id: str) -> Link:
        link = Link(f"{user_id}-{time.monotonic_ns()}", "198.51.100.1")
        self.signed_in.admit(link, Identity(user_id, "buyer", "session", time.time() + 60))
        return link

    async def change(self, user_id: str, **fields: object) -> None:
        """The change stream brings that somebody has changed these fields."""
        change = {"documentKey": {"_id": ObjectId(user_id)}, "updateDescription": {"updatedFields": fields}}
        await self.preferences.part().tell(change)


@asynccontextmanager
async def place() -> AsyncIterator[Place]:
    made = Place()
    reading = asyncio.create_task(made.preferences.read_forever(made.rows))  # type: ignore[arg-type]  # rows of ours
    try:
        yield made
    finally:
        reading.cancel()


async def test_those_who_come_together_are_read_together_and_forgotten_when_they_leave() -> None:
    async with place() as here:
        here.rows.chosen[NADIA] = HIDDEN
        desk, phone = here.come(NADIA), here.come(NADIA)
        other = here.come(OMAR)
        assert (here.preferences.get(NADIA), here.preferences.of(NADIA)) == (None, Preference())
        await until(lambda: len(here.was_read) == 2, PATIENT_S, "read")
        assert here.rows.reads == [sorted([NADIA, OMAR])]
        assert (here.preferences.of(NADIA), here.preferences.get(OMAR)) == (HIDDEN, Preference())
        here.signed_in.forget(desk)
        assert here.preferences.of(NADIA) == HIDDEN
        here.signed_in.forget(phone)
        here.signed_in.forget(other)
        assert (here.preferences.get(NADIA), here.preferences.get(OMAR)) == (None, None)


async def test_a_change_is_read_also_when_it_comes_while_an_older_answer_is_on_its_way() -> None:
    async with place() as here:
        here.rows.may_answer.clear()
        here.come(NADIA)
        await until(lambda: len(here.rows.reads) == 1, PATIENT_S, "asked")
        here.rows.chosen[NADIA] = HIDDEN
        await here.change(NADIA, appear_offline=True)
        here.rows.may_answer.set()
        await until(lambda: here.preferences.get(NADIA) == HIDDEN, PATIENT_S, "the newer answer")


async def test_changes_are_told_of_users_who_are_here_and_only_what_is_kept_is_read_again() -> None:
    async with place() as here:
        told: list[tuple[str, frozenset[str]]] = []

        async def tell(user_id: str, changed: frozenset[str]) -> None:
            told.append((user_id, changed))

        here.preferences.on_change(tell)
        here.come(NADIA)
        await until(lambda: here.was_read == [NADIA], PATIENT_S, "read")
        await here.change(NADIA, notifications_at="now")
        await here.change(OMAR, notifications_at="now")
        await asyncio.sleep(0.1)
        assert told == [(NADIA, frozenset({"notifications_at"}))]
        assert here.rows.reads == [[NADIA]]


async def test_what_could_not_be_read_is_read_again() -> None:
    async with place() as here:
        here.rows.fails = 1
        here.come(NADIA)
        await until(lambda: here.was_read == [NADIA], PATIENT_S, "read at the second time")
        # and when the history of changes was lost, everybody is read anew
        here.rows.chosen[NADIA] = HIDDEN
        await here.preferences.part().begin()
        await until(lambda: here.preferences.of(NADIA) == HIDDEN, PATIENT_S, "read anew")
