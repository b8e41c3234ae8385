"""Whatever is down, the health page says so within 5 s, keeps answering, and is calm again by itself."""

import asyncio
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import httpx2
import pytest

from souk_stack import NativeStack, Process
from souk_stack.supervision import Supervisor
from tests.chaos.test_primary import member_in
from tests.fixtures.figures import Note
from tests.fixtures.services import SignedIn
from tests.fixtures.shop import Json, Shop
from tests.fixtures.waiting import PATIENT_S, until

SHOWN_WITHIN_S = 15.0
"""5 s are promised and 3 usual: a shared machine gets three times as long. What it took is noted."""
CALM_WITHIN_S = 120.0
ANSWER_WITHIN_S, MOST_S = 2.5, 10.0
"""1.5 s are promised. On a shared machine nine looks in ten may take 2.5 s, and none may wait for the dead for good."""


class Operator:
    """An admin who looks at the health again and again through NGINX; no look may fail, and few be slow."""

    def __init__(self, shop: Shop, admin: SignedIn) -> None:
        self._shop = shop
        self.admin = admin
        self.took_s: list[float] = []

    async def look(self) -> Json:
        began = time.monotonic()
        answer = await self._shop.client.get("/api/admin/health", headers=self.admin.headers)
        self.took_s.append(time.monotonic() - began)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def sees(self, what: Callable[[Json], bool], within_s: float, described: str) -> tuple[Json, float]:
        """The first look that shows `what`, and how long it took; the next may be of another gateway, which looked
        up to half a second earlier.
        """
        seen: Json = None

        async def shown() -> bool:
            nonlocal seen
            seen = await self.look()
            return what(seen)

        took_s = await until(shown, within_s, described)
        return seen, took_s

    async def is_calm(self) -> float:
        """How long it takes until nothing is wrong."""
        _, took_s = await self.sees(lambda health: bool(health["ok"]), CALM_WITHIN_S, "a health page without problems")
        return took_s


@pytest.fixture
async def operator(shop: Shop) -> AsyncIterator[Operator]:
    operator = Operator(shop, await shop.user("admin"))
    await operator.is_calm()
    yield operator
    await operator.is_calm()
    assert nine_in_ten(operator.took_s) <= ANSWER_WITHIN_S, sorted(operator.took_s)
    assert max(operator.took_s) <= MOST_S


def nine_in_ten(took_s: Sequence[float]) -> float:
    return sorted(took_s)[len(took_s) * 9 // 10]


def state_of(health: Json, host: str) -> str:
    return next(str(each["state"]) for each in health["mongo"]["members"] if each["host"] == host)


def names(health: Json, word: str) -> bool:
    return any(word in problem for problem in health["problems"])


def replica_state(health: Json, name: str) -> str | None:
    replicas = (each for service in health["services"] for each in service["replicas"])
    return next((str(each["state"]) for each in replicas if each["replica"] == name), None)


@asynccontextmanager
async def frozen(stack: NativeStack, *processes: str) -> AsyncIterator[None]:
    for name in processes:
        await asyncio.to_thread(stack.kill, name, signal.SIGSTOP)
    try:
        yield
    finally:
        for name in processes:
            await asyncio.to_thread(stack.kill, name, signal.SIGCONT)


@asynccontextmanager
async def killed(stack: NativeStack, *processes: str) -> AsyncIterator[None]:
    """Killed with -9 and kept down, as on a machine that is lost: supervisor would have them back within a second."""
    for name in processes:
        await asyncio.to_thread(_kill_for_good, stack, name)
    try:
        yield
    finally:
        for name in processes:
            await asyncio.to_thread(stack.start, name)


def _kill_for_good(stack: NativeStack, name: str) -> None:
    """Frozen, it does not see that supervisor asks it to stop; then it is killed, and supervisor is content."""
    stack.kill(name, signal.SIGSTOP)
    stopping = threading.Thread(target=stack.stop, args=(name,))
    stopping.start()
    supervisor = Supervisor(stack.options.state_dir)
    while supervisor.states()[name].word != "stopping":
        time.sleep(0.01)
    stack.kill(name, signal.SIGKILL)
    stopping.join()


async def test_a_lost_secondary_is_shown_and_comes_back(operator: Operator, stack: NativeStack, note: Note) -> None:
    victim = await member_in(stack, "secondary")
    began = time.monotonic()
    async with killed(stack, victim.name):
        health, _ = await operator.sees(
            lambda health: names(health, victim.address), SHOWN_WITHIN_S, "the secondary named"
        )
        shown_s = time.monotonic() - began
        assert state_of(health, victim.address) == "unreachable"
        assert health["mongo"]["writable"] and not health["ok"]
    calm_s = await operator.is_calm()
    note(f"secondary killed: on the health page after {shown_s:.1f} s, calm {calm_s:.1f} s after it was started")
    assert shown_s <= SHOWN_WITHIN_S


async def test_a_lost_primary_is_shown_and_so_is_the_election(
    operator: Operator, stack: NativeStack, note: Note
) -> None:
    victim, before = await member_in(stack, "primary"), await operator.look()
    began = time.monotonic()
    async with killed(stack, victim.name):
        await operator.sees(lambda health: names(health, victim.address), SHOWN_WITHIN_S, "the old primary named")
        shown_s = time.monotonic() - began
        health, elected_s = await operator.sees(
            lambda health: health["mongo"]["primary"] not in (None, victim.address), PATIENT_S, "a new primary"
        )
        assert health["mongo"]["writable"]
        assert health["mongo"]["term"] > before["mongo"]["term"]
        assert health["mongo"]["last_election_at"] > before["mongo"]["last_election_at"]
        await operator.sees(
            lambda health: health["problems"] == [health["mongo"]["members"][_place(health, victim)]["message"]],
            PATIENT_S,
            "nothing wrong but the lost member",
        )
    await operator.is_calm()
    note(f"primary killed: on the health page after {shown_s:.1f} s, the new one {elected_s:.1f} s later")
    assert shown_s <= SHOWN_WITHIN_S


def _place(health: Json, victim: Process) -> int:
    return [str(each["host"]) for each in health["mongo"]["members"]].index(victim.address)


@pytest.mark.parametrize("state", ["secondary", "primary"])
async def test_a_frozen_member_is_shown_with_how_far_it_is_behind(
    operator: Operator, stack: NativeStack, note: Note, state: str
) -> None:
    victim = await member_in(stack, state)
    began = time.monotonic()
    async with frozen(stack, victim.name):
        await operator.sees(lambda health: names(health, victim.address), SHOWN_WITHIN_S, "the frozen member named")
        shown_s = time.monotonic() - began

        def falls_behind(health: Json) -> bool:
            lag_ms = health["mongo"]["members"][_place(health, victim)]["lag_ms"]
            return lag_ms is not None and lag_ms > 2_000

        await operator.sees(falls_behind, PATIENT_S, "the lag of the frozen member grow")
    calm_s = await operator.is_calm()
    note(f"{state} frozen: on the health page after {shown_s:.1f} s, calm {calm_s:.1f} s after it went on")
    assert shown_s <= SHOWN_WITHIN_S


@pytest.mark.parametrize("name", ["orders-1", "gateway-2"])
async def test_a_lost_replica_is_shown_and_comes_back(
    operator: Operator, stack: NativeStack, note: Note, name: str
) -> None:
    began = time.monotonic()
    async with killed(stack, name):
        health, _ = await operator.sees(
            lambda health: names(health, f"{name} has not reported"), SHOWN_WITHIN_S, f"{name} named"
        )
        shown_s = time.monotonic() - began
        assert replica_state(health, name) == "down"
        await operator.sees(lambda health: replica_state(health, "catalog-1") == "up", PATIENT_S, "another one up")
    calm_s = await operator.is_calm()
    note(f"{name} killed: on the health page after {shown_s:.1f} s, calm {calm_s:.1f} s after it was healthy")
    assert shown_s <= SHOWN_WITHIN_S


async def test_a_service_that_was_stopped_in_good_order_is_missed(operator: Operator, stack: NativeStack) -> None:
    both = ("orders-1", "orders-2")
    for name in both:
        await asyncio.to_thread(stack.stop, name)
    try:
        health, _ = await operator.sees(
            lambda health: names(health, "No replica of orders is running"), SHOWN_WITHIN_S, "orders missed"
        )
        assert replica_state(health, "orders-1") is None
    finally:
        for name in both:
            await asyncio.to_thread(stack.start, name)


async def test_with_every_member_dead_the_page_answers_from_what_it_knew(
    operator: Operator, stack: NativeStack, note: Note
) -> None:
    collections = await measured_by_every_gateway(operator, stack)
    members = [each for each in stack.processes() if each.service == "mongo"]
    async with killed(stack, *(each.name for each in members)):
        health, _ = await operator.sees(
            lambda health: names(health, "No member of the database"), SHOWN_WITHIN_S, "all members missed"
        )
        assert not health["mongo"]["writable"] and health["mongo"]["primary"] is None
        assert [each["name"] for each in health["collections"]] == collections
        assert not names(health, "orders-1")
        await operator.sees(
            lambda health: replica_state(health, "orders-1") == "unknown", PATIENT_S, "that nobody can tell of them"
        )
    calm_s = await operator.is_calm()
    slowest_s = max(operator.took_s)
    note(f"all members killed: every look answered, the slowest in {slowest_s:.1f} s; calm after {calm_s:.1f} s")


async def measured_by_every_gateway(operator: Operator, stack: NativeStack) -> list[str]:
    """The collections, once each gateway has measured them: it does so by itself, and shows none before."""
    names: list[str] = []
    for url in stack.replica_urls("gateway"):
        async with httpx2.AsyncClient(base_url=url, headers=operator.admin.headers, timeout=PATIENT_S) as client:

            async def has_measured(client: httpx2.AsyncClient = client) -> bool:
                answer = await client.get("/api/admin/health")
                names[:] = [each["name"] for each in answer.json()["collections"]]
                return "orders" in names

            await until(has_measured, PATIENT_S, f"collections measured by {url}")
    return names
