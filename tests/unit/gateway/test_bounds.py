from dataclasses import dataclass

import pytest

from souk_gateway.live.allowance import Allowance
from souk_gateway.live.backlog import MAX_BYTES, MAX_PACKETS, Backlog
from souk_gateway.live.origin import same_origin
from souk_gateway.settings import GatewaySettings


@dataclass
class Packet:
    data: object


async def test_a_backlog_is_over_full_by_packets_or_by_bytes() -> None:
    many, large = Backlog(), Backlog()
    for _ in range(MAX_PACKETS):
        assert not many.is_over_full
        await many.put(Packet("x"))
    assert many.is_over_full
    await large.put(Packet("x" * MAX_BYTES))
    assert large.is_over_full


async def test_a_backlog_that_was_read_or_discarded_is_empty_again() -> None:
    backlog = Backlog()
    for data in ("four", b"four", {"a": 1}, None):
        await backlog.put(Packet(data))
    await backlog.put(None)
    await backlog.get()
    backlog.discard()
    assert (backlog.qsize(), backlog.bytes_waiting) == (0, 0)


def test_an_allowance_is_used_up_and_grows_back() -> None:
    now = 0.0
    allowance = Allowance(50, lambda: now)
    assert sum(allowance.spend() for _ in range(80)) == 50
    now = 0.1
    assert sum(allowance.spend() for _ in range(80)) == 5
    now = 1_000.0
    assert sum(allowance.spend() for _ in range(80)) == 50


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://souk.example:8080", True),
        ("https://souk.example:8080", True),
        ("http://souk.example", False),
        ("http://evil.example", False),
        ("http://souk.example:8080.evil.example", False),
        ("http://souk.example:8080@evil.example", False),
        ("null", False),
        ("https://partner.example", True),
        ("https://partner.example:444", False),
    ],
)
def test_a_page_is_of_our_origin_when_its_host_is_the_one_asked_for(origin: str, allowed: bool) -> None:
    settings = GatewaySettings(trusted_origins="https://partner.example/, ")
    check = same_origin(settings.origins, tls=False)
    assert check(origin, {"HTTP_HOST": "souk.example:8080"}) is allowed


def test_over_tls_a_plain_page_of_the_same_host_is_another_origin() -> None:
    check = same_origin(frozenset(), tls=True)
    assert check("https://souk.example", {"HTTP_HOST": "souk.example"})
    assert not check("http://souk.example", {"HTTP_HOST": "souk.example"})
    assert not check("https://", {})
