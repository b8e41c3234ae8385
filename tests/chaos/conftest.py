"""Every test of faults begins and ends with a whole stack."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from souk_stack import NativeStack
from tests.fixtures.waiting import until

WHOLE_WITHIN_S = 180.0


@pytest.fixture(autouse=True)
async def whole_stack(stack: NativeStack) -> AsyncIterator[None]:
    await until(lambda: is_whole(stack), WHOLE_WITHIN_S, "a whole stack to begin with")
    yield
    await until(lambda: is_whole(stack), WHOLE_WITHIN_S, "a whole stack in the end")


async def is_whole(stack: NativeStack) -> bool:
    """Whether every process is healthy, with one primary among the members."""
    processes = await asyncio.to_thread(stack.processes)
    primaries = [each for each in processes if each.health == "primary"]
    return len(primaries) == 1 and all(each.is_healthy for each in processes)
