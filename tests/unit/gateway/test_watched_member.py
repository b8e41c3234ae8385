"""How long a member is waited for; the member is a seam that answers when the test lets it."""

import asyncio
import time
from typing import cast

import pytest
from pymongo.errors import AutoReconnect

from souk_common.mongo import Document, Member
from souk_gateway.health import watched_member
from souk_gateway.health.watched_member import WatchedMember
from tests.fixtures.waiting import PATIENT_S, until

WAIT_S, GLANCE_S = 3.0, 0.05
"""Farther apart than in the gateway, so that a machine that stands still for a moment does not blur which it was."""


class Script:
    """Where a member would be: it answers when it `may_answer`; without `answers` it fails."""

    host = "b:2"

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.answers = True
        self.asked = 0

    @property
    def admin(self) -> "Script":
        return self

    async def command(self, command: object) -> Document:
        self.asked += 1
        await self.may_answer.wait()
        if not self.answers:
            raise AutoReconnect("scripted")
        if command == "replSetGetStatus":
            own = {"self": True, "name": self.host, "stateStr": "SECONDARY", "lastAppliedWallTime": 1}
            return {"term": 3, "members": [own]}
        cache = {"bytes currently in the cache": 1, "maximum bytes configured": 2}
        return {
            "uptime": 5,
            "connections": {"current": 1},
            "wiredTiger": {"cache": cache},
            "electionMetrics": {"electionTimeout": {"called": 2, "successful": 1}, "numCatchUps": 4},
        }

    def close(self) -> None:
        return


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def watched(script: Script) -> WatchedMember:
    return WatchedMember("mongo-2", cast(Member, script))


async def test_a_member_that_answers_is_reported_and_counts_only_elections_won(
    watched: WatchedMember, script: Script
) -> None:
    asked = await watched.report()
    assert asked.report is not None
    assert (asked.report.state, asked.report.elections_won, asked.silent_s) == ("secondary", 1, 0.0)


async def test_a_silent_member_is_waited_for_once_and_its_late_answer_counts_at_the_next_look(
    watched: WatchedMember, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert watched_member._WAIT_S < 1.5 and watched_member._GLANCE_S < 0.5, "an answer is promised in 1.5 s"
    monkeypatch.setattr(watched_member, "_WAIT_S", WAIT_S)
    monkeypatch.setattr(watched_member, "_GLANCE_S", GLANCE_S)
    script.may_answer.clear()
    began = time.monotonic()
    first = await asyncio.wait_for(watched.report(), PATIENT_S)
    assert first.report is None and first.silent_s > 0.5
    assert time.monotonic() - began > WAIT_S - 0.1
    began = time.monotonic()
    assert (await watched.report()).report is None
    assert time.monotonic() - began < WAIT_S - 0.1
    assert script.asked == 1
    await watched.close()


async def test_a_member_that_comes_back_is_no_longer_silent(watched: WatchedMember, script: Script) -> None:
    script.answers = False
    assert (await watched.report()).report is None
    script.answers = True
    script.may_answer.clear()
    late = await watched.report()
    assert late.report is None and late.silent_s > 0
    script.may_answer.set()

    async def is_back() -> bool:
        back = await watched.report()
        return back.report is not None and back.silent_s == 0.0 and back.last == back.report

    await until(is_back, PATIENT_S, "no longer silent")
