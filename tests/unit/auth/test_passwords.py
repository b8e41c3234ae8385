"""Passwords: hashing, checking, judging, and the queue."""

import asyncio

import bcrypt
import pytest

from souk_auth.accounts.passwords import ROUNDS, Passwords
from souk_common.problems import Invalid, Unavailable

CHEAPEST_ROUNDS = 4


async def test_a_password_matches_its_hash_and_no_other() -> None:
    passwords = Passwords(rounds=CHEAPEST_ROUNDS)
    kept = await passwords.hash("heron lantern")
    assert await passwords.match("heron lantern", kept)
    assert not await passwords.match("heron lanterns", kept)
    assert not await passwords.match("heron lantern", None)


async def test_hashes_cost_what_they_should() -> None:
    assert (await Passwords().hash("heron lantern")).startswith(f"$2b${ROUNDS}$")


async def test_seventy_two_bytes_are_hashed_whole() -> None:
    passwords = Passwords(rounds=CHEAPEST_ROUNDS)
    kept = await passwords.hash("é" * 36)
    assert await passwords.match("é" * 36, kept)
    assert not await passwords.match("é" * 35 + "ab", kept)


async def test_an_unknown_user_costs_one_check_of_the_same_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = Passwords(rounds=CHEAPEST_ROUNDS + 1)
    checked: list[bytes] = []

    def check(_password: bytes, against: bytes) -> bool:
        checked.append(against)
        return True

    monkeypatch.setattr(bcrypt, "checkpw", check)
    assert not await passwords.match("heron lantern", None)
    assert [against[:7] for against in checked] == [b"$2b$05$"]


async def test_the_loop_goes_on_while_passwords_are_checked() -> None:
    passwords = Passwords()
    kept = await passwords.hash("heron lantern")
    checks = asyncio.gather(*(passwords.match("heron lantern", kept) for _ in range(4)))
    turns = 0
    while not checks.done():
        await asyncio.sleep(0.001)
        turns += 1
    # on the loop itself it would have a turn between two of the four checks at most
    assert turns > 20


async def test_a_full_queue_says_so_and_empties() -> None:
    passwords = Passwords(rounds=CHEAPEST_ROUNDS, at_once=1, longest_queue=2)
    answers = await asyncio.gather(*(passwords.hash("heron lantern") for _ in range(5)), return_exceptions=True)
    assert [isinstance(answer, Unavailable) for answer in answers] == [False, False, False, True, True]
    assert await passwords.hash("heron lantern")


@pytest.mark.parametrize("password", ["password1", "12345678", "qwertyui", "aaaaaaaaaaaa", "theodorapapadaki"])
async def test_a_weak_password_is_refused_with_advice(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        await Passwords(rounds=CHEAPEST_ROUNDS).refuse_weak(
            "new_password", password, ["Theodora Papadaki", "theo@example.com"]
        )
    assert refused.value.detail.startswith("new_password: This password is easy to guess")


async def test_a_strong_password_passes() -> None:
    await Passwords(rounds=CHEAPEST_ROUNDS).refuse_weak("password", "heron lantern 42 quay", ["Bea", "bea@example.com"])
