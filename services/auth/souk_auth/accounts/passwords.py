"""Passwords: how they are hashed, checked and judged."""

import asyncio
import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import bcrypt
from zxcvbn import zxcvbn

from souk_common.problems import Invalid, Unavailable

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD_BYTES = 72
"""bcrypt reads no further."""
ROUNDS = 12
_WEAKEST_SCORE = 2
_AT_ONCE = 2
_LONGEST_QUEUE = 24
_WORD_BREAK = re.compile(r"[\W_]+")
T = TypeVar("T")


class Passwords:
    """Hashes and checks passwords (bcrypt) in threads of its own, a few at once, so that requests go on meanwhile.

    A hash takes 0.2 s of CPU; with a full queue the last one waits for some 3 s.
    """

    def __init__(self, *, rounds: int = ROUNDS, at_once: int = _AT_ONCE, longest_queue: int = _LONGEST_QUEUE) -> None:
        self._rounds = rounds
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="passwords")
        self._under_way = 0
        self._most_under_way = at_once + longest_queue
        self._nobodys_hash = _hash(secrets.token_hex(), rounds)

    async def hash(self, password: str) -> str:
        """The hash to keep.

        Raises:
            Unavailable: too many are waiting.
        """
        return await self._in_thread(lambda: _hash(password, self._rounds))

    async def match(self, password: str, password_hash: str | None) -> bool:
        """Whether the password has this hash. Without a hash: no, after the time that it takes to find out.

        Raises:
            Unavailable: too many are waiting.
        """
        against = (password_hash or self._nobodys_hash).encode()
        matches = await self._in_thread(lambda: bcrypt.checkpw(password.encode(), against))
        return matches and password_hash is not None

    async def refuse_weak(self, field: str, password: str, about_the_user: list[str]) -> None:
        """Let a password pass that takes some guessing, also by someone who knows the user's name and email.

        Raises:
            Invalid: it is weak; the message on `field` says what would help.
            Unavailable: too many are waiting.
        """
        weakness = await self._in_thread(lambda: _weakness(password, about_the_user))
        if weakness:
            raise Invalid({field: weakness})

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        if self._under_way >= self._most_under_way:
            raise Unavailable("Many people are signing in right now. Please try again.")
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._under_way -= 1


def _hash(password: str, rounds: int) -> str:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds)).decode()


def _weakness(password: str, about_the_user: list[str]) -> str | None:
    words = [word for text in about_the_user for word in _WORD_BREAK.split(text) if word]
    verdict = zxcvbn(password, user_inputs=[*about_the_user, *words])
    if verdict["score"] >= _WEAKEST_SCORE:
        return None
    feedback = verdict["feedback"]
    advice = [part.rstrip(".") for part in (feedback["warning"], *feedback["suggestions"]) if part]
    return ". ".join(["This password is easy to guess", *advice]) + "."
