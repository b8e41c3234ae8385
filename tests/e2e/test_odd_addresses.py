"""Addresses and requests that no browser sends: what one visitor asks for in an odd way, others must not get to see."""

import asyncio
import json
import secrets
from urllib.parse import urlsplit

import pytest

from tests.fixtures.shop import Shop


async def raw(shop: Shop, request: str) -> tuple[int, dict[str, str], bytes]:
    """The answer to a request as it stands: status, headers (names in lower case) and body."""
    parts = urlsplit(shop.url)
    assert parts.hostname and parts.port
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(request.encode("latin-1"))
        answer = await asyncio.wait_for(reader.read(), 30)
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(first.split()[1]), headers, body


def get(address: str, *headers: str) -> str:
    """A GET of this address, letter by letter."""
    return "\r\n".join([f"GET {address} HTTP/1.1", "Host: souk", "Connection: close", *headers, "", ""])


@pytest.mark.parametrize(
    ("odd", "right"),
    [
        ("/api//products/?search={}", "/api/products/?search={}"),
        ("/api/products//?search={}", "/api/products/?search={}"),
        ("/api/./products/?search={}", "/api/products/?search={}"),
        ("/api/x/../products/?search={}", "/api/products/?search={}"),
        ("/api/products/%2F?search={}", "/api/products/?search={}"),
        ("/api/products/%3Fsearch={}", "/api/products/?search={}"),
        ("/%61pi/products//?search={}", "/api/products/?search={}"),
    ],
)
async def test_an_odd_spelling_of_an_address_does_not_decide_what_others_get(shop: Shop, odd: str, right: str) -> None:
    word = f"w{secrets.token_hex(6)}"
    status, _, _ = await raw(shop, get(odd.format(word)))
    assert status in (200, 404)
    answer = await shop.client.get(right.format(word))
    assert (answer.status_code, answer.headers["x-cache-status"]) == (200, "MISS")
    assert answer.json()["items"]


async def test_a_page_does_not_answer_for_an_odd_spelling_of_its_address(shop: Shop) -> None:
    word = f"w{secrets.token_hex(6)}"
    assert (await shop.client.get(f"/api/products/?search={word}")).status_code == 200
    status, _, body = await raw(shop, get(f"/api/products/%3Fsearch={word}"))
    assert (status, json.loads(body)["status"]) == (404, 404)


async def test_a_redirect_stays_at_the_shop_whatever_host_was_sent(shop: Shop) -> None:
    request = get("/api/products?search=lamp").replace("Host: souk", "Host: evil.example")
    status, headers, _ = await raw(shop, request)
    assert (status, headers["location"]) == (307, "/api/products/?search=lamp")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (get("/api/products/?search=\xc3\xa9"), 400),
        (get("/api/products/", "Transfer-Encoding: identity"), 501),
        (get("/api/products/").replace("HTTP/1.1", "HTTP/3.0"), 505),
        (get("/api/products/?min_price=sNaN"), 422),
        (get("/api/products/?min_price=9e999999999999"), 422),
        (get("/api/products/?attribute=nocolon"), 422),
        (get("/api/products/?" + "&".join(f"attribute=a{number}:x" for number in range(9))), 422),
        (get("/api/products/?" + "&".join(f"attribute=a:{number}" for number in range(21))), 422),
        (get("/api/products/?page=10001&limit=1"), 422),
    ],
)
async def test_what_cannot_be_answered_is_refused_with_a_problem(shop: Shop, request_: str, status: int) -> None:
    answered, headers, body = await raw(shop, request_)
    assert (answered, headers["content-type"]) == (status, "application/problem+json")
    assert json.loads(body)["status"] == status
