"""How long a member is waited for; the member is a seam that answers when the test lets it."""

import asyncio
import time
from typing import cast

import pytest
from pymongo.errors import AutoReconnect

from souk_common.mongo import Document, Member
from souk_gateway.health.watched_member import WatchedMember


class Script:
    """Where a member would be: `pause_s` before each answer; without `answers` it fails."""

    host = "b:2"

    def __init__(self) -> None:
        self.pause_s = 0.0
        self.answers = True
        self.asked = 0

    @property
    def admin(self) -> "Script":
        return self

    async def command(self, command: object) -> Document:
        self.asked += 1
        await asyncio.sleep(self.pause_s)
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
    watched: WatchedMember, script: Script
) -> None:
    script.pause_s = 30
    began = time.monotonic()
    first = await watched.report()
    assert first.report is None and first.silent_s > 0.5
    assert time.monotonic() - began < 1.5
    began = time.monotonic()
    assert (await watched.report()).report is None
    assert time.monotonic() - began < 0.5
    assert script.asked == 1
    await watched.close()


async def test_a_member_that_comes_back_is_no_longer_silent(watched: WatchedMember, script: Script) -> None:
    script.answers = False
    assert (await watched.report()).report is None
    script.answers, script.pause_s = True, 0.12
    late = await watched.report()
    assert late.report is None and late.silent_s > 0
    await asyncio.sleep(0.4)
    back = await watched.report()
    assert back.report is not None and back.silent_s == 0.0
    assert back.last == back.report
