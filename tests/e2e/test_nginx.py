"""What NGINX adds for every client: headers, caching, packed files, and a front that nobody gets around."""

import asyncio
import json
import re
import secrets
import socket
import subprocess
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from souk_stack import SERVICES, NativeStack, nginx_conf, topology
from souk_stack.certificate import ensure_certificate
from souk_stack.secrets import ensure_secrets
from tests.fixtures.figures import Note
from tests.fixtures.shop import Shop, assert_problem
from tests.fixtures.stack import on_free_ports
from tests.fixtures.waiting import PATIENT_S, until

EVERYWHERE = ["/", "/products", "/api/products/", "/api/cart", "/api/nothing", "/nothing.js", "/metrics", "/theme.js"]
YEAR_S = 31_536_000
RIGHT_WITHIN_S = 10.0
"""Half a second until a change is read, and one in the cache: a shared machine gets far more. What it took is noted."""


@pytest.mark.parametrize("path", EVERYWHERE)
async def test_every_answer_carries_the_security_headers(shop: Shop, path: str) -> None:
    headers = (await shop.client.get(path)).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["object-src"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers.get_list("x-content-type-options") == ["nosniff"]
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["x-frame-options"] == "DENY"
    assert len(headers.get_list("x-request-id")) == 1
    assert "strict-transport-security" not in headers, "the shop is not on TLS here"
    assert headers["server"] == "nginx", "no version"


async def test_a_sheet_may_be_larger_than_other_bodies_and_one_too_large_is_told_the_limit(shop: Shop) -> None:
    headers = (await shop.user("seller")).headers | {"Content-Type": "text/csv"}

    async def send(megabytes: int) -> httpx2.Response:
        sheet = b"sku,price,name\n" + (b"S-1,1.00," + b"x" * 1_014 + b"\n") * 1_024 * megabytes
        url = "/api/products/bulk-edit?dry_run=true"
        return await shop.client.post(url, content=sheet, headers=headers)

    problem = assert_problem(await send(21), 413)
    assert "20 MB" in problem["detail"]
    assert (await send(2)).status_code == 200


@pytest.mark.parametrize("path", ["/api/products/?search=lamp", "/api/products/categories"])
async def test_an_anonymous_page_of_the_catalog_comes_from_the_cache_the_second_time(shop: Shop, path: str) -> None:
    async def is_hit() -> bool:
        await shop.client.get(path)
        return (await shop.client.get(path)).headers["x-cache-status"] == "HIT"

    await until(is_hit, PATIENT_S, "a hit right after a miss")


async def test_nothing_comes_from_the_cache_nor_goes_there_for_who_is_signed_in(shop: Shop) -> None:
    seller = await shop.user("seller")
    path = f"/api/products/?limit=7&search={secrets.token_hex(4)}"
    for _ in range(3):
        answer = await shop.client.get(path, headers=seller.headers)
        assert answer.headers["x-cache-status"] == "BYPASS"
        assert answer.headers["cache-control"] == "private, no-store"
    assert (await shop.client.get(path)).headers["x-cache-status"] == "MISS"


async def test_a_cached_page_is_a_second_old_at_most_while_it_is_asked_for(shop: Shop, note: Note) -> None:
    buyer, product = await shop.user(), await shop.product(stock=5)
    path = f"/api/products/{product}"
    assert (await shop.client.get(path)).json()["stock"] == 5
    assert (await shop.buy(buyer, product)).status_code == 201

    async def is_right() -> bool:
        return bool((await shop.client.get(path)).json()["stock"] == 4)

    took_s = await until(is_right, RIGHT_WITHIN_S, "the new stock in the anonymous answer")
    note(f"a purchase shows on the cached page after {took_s:.1f} s")


async def test_assets_are_packed_and_cached_for_ever_and_the_page_never(shop: Shop) -> None:
    page = await shop.client.get("/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["cache-control"] == "no-cache"
    asset = re.search(r"/assets/[^\"]+\.js", page.text)
    assert asset

    packed = await shop.client.get(asset[0], headers={"Accept-Encoding": "gzip"})
    plain = await shop.client.get(asset[0], headers={"Accept-Encoding": "identity"})

    assert packed.headers["cache-control"] == f"public, max-age={YEAR_S}, immutable"
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert "content-length" in packed.headers, "packed beforehand: its length is known"
    assert packed.content == plain.content
    assert_problem(await shop.client.get("/assets/gone-12345678.js"), 404)


async def test_every_page_of_the_app_is_the_app(shop: Shop) -> None:
    home = await shop.client.get("/")
    for path in ("/products", "/products/" + "0" * 24, "/cart", "/no/such/page"):
        answer = await shop.client.get(path)
        assert (answer.status_code, answer.text) == (200, home.text)


async def test_the_request_id_is_nginxs_own_and_reaches_problem_and_log(shop: Shop, stack: NativeStack) -> None:
    given = secrets.token_hex(16)
    answer = await shop.client.get("/api/cart", headers={"X-Request-ID": given})
    request_id = assert_problem(answer, 401)["request_id"]
    assert request_id != given

    def is_logged() -> bool:
        return any(request_id in stack.log_path(f"orders-{n}").read_text() for n in (1, 2))

    await until(is_logged, PATIENT_S, "the request id in a replica's log")


async def test_a_client_cannot_choose_its_address(shop: Shop, stack: NativeStack) -> None:
    """The windows of sign-in count by address: guesses that claim many addresses fall into one."""
    victim = await shop.register("buyer")
    guess = {"email": victim.email, "password": "wrong lantern guess"}
    statuses = []
    for number in range(11):
        spoofed = f"203.0.113.{number}"
        headers = {"X-Real-IP": spoofed, "X-Forwarded-For": spoofed, "Forwarded": f"for={spoofed}"}
        statuses.append((await shop.client.post("/api/auth/login", json=guess, headers=headers)).status_code)
    assert statuses[-1] == 429, statuses


async def test_metrics_are_for_the_inside_only(shop: Shop, stack: NativeStack) -> None:
    for path in ("/metrics", "/metrics/", "/api/metrics", "/%6detrics", "//metrics"):
        answer = await shop.client.get(path)
        assert "souk_http_requests_total" not in answer.text, path
    async with httpx2.AsyncClient(timeout=PATIENT_S) as client:
        inside = await client.get(stack.replica_urls("orders")[0] + "/metrics")
    assert "souk_http_requests_total" in inside.text


@pytest.mark.parametrize("path", ["/.git/config", "/.env", "/../secrets/jwks.json", "/assets/../../secrets/jwks.json"])
async def test_nothing_but_the_built_files_is_served(shop: Shop, path: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", shop.client.base_url.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = (await reader.read()).decode()
    writer.close()
    assert answer.split()[1] in ("400", "404"), answer[:200]


@pytest.fixture
async def over_tls(stack: NativeStack, tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """A second NGINX with TLS, before the replicas of the stack."""
    options = replace(on_free_ports(tmp_path), tls=True)
    ensure_secrets(options.secrets_dir)
    ensure_certificate(options)
    upstreams = {name: [url.removeprefix("http://") for url in stack.replica_urls(name)] for name in SERVICES}
    nginx_conf.write_prefix(options, tmp_path / "nginx", upstreams)
    (tmp_path / "nginx" / "html").symlink_to(stack.options.state_dir / "nginx" / "html")
    with (tmp_path / "log").open("wb") as log:
        nginx = subprocess.Popen(topology.nginx_command(options), stdout=log, stderr=log)  # noqa: ASYNC220 - it returns at once
    try:
        await until(lambda: _listens(options.port), PATIENT_S, "NGINX with TLS")
        address = f"https://127.0.0.1:{options.port}"
        async with httpx2.AsyncClient(base_url=address, verify=False, timeout=PATIENT_S) as client:
            yield client
    finally:
        nginx.terminate()
        nginx.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def test_over_tls_browsers_are_told_to_stay_there(over_tls: httpx2.AsyncClient) -> None:
    for path in ("/", "/api/products/", "/api/cart", "/nothing.js"):
        answer = await over_tls.get(path)
        assert answer.headers["strict-transport-security"] == f"max-age={YEAR_S}"
    plain = str(over_tls.base_url).replace("https", "http")
    async with httpx2.AsyncClient(timeout=PATIENT_S) as client:
        assert (await client.get(plain)).status_code in (301, 400)


async def test_a_dripping_or_oversized_request_ends_as_a_problem(shop: Shop) -> None:
    huge = await shop.client.get("/api/cart", headers={"X-Long": "x" * 70_000})
    assert_problem(huge, 400)
    long = await shop.client.get("/" + "x" * 65_000)
    assert_problem(long, 414)
    assert json.loads(long.text)["title"]


@pytest.mark.parametrize(
    "text",
    ["lamp " * 2_000, "\N{LATIN SMALL LETTER SHARP S}" * 10_000, "\0\x1b[31m", "\u202e\N{TEAPOT}", "(?i)^.*$ [a TO b]"],
)
async def test_whatever_is_typed_is_searched_for(shop: Shop, text: str) -> None:
    answer = await shop.client.get("/api/products/", params={"search": text, "limit": 5})
    assert answer.status_code == 200
    assert answer.json()["items"], "no page is empty"


async def test_who_connects_anew_with_everybody_else_waits_for_a_turn_and_gets_in(shop: Shop) -> None:
    at_once, per_s, people = 20, 120, 200

    async def connect() -> str:
        answer = await shop.client.get("/socket.io/?EIO=4&transport=polling")
        assert answer.status_code == 200
        return str(json.loads(answer.text[1:])["sid"])

    began = time.monotonic()
    connection_ids = await asyncio.gather(*(connect() for _ in range(people)))
    assert time.monotonic() - began > 0.9 * (people - at_once) / per_s
    assert len(set(connection_ids)) == people
    goodbyes = (
        shop.client.post(f"/socket.io/?EIO=4&transport=polling&sid={each}", content="1") for each in connection_ids
    )
    assert {answer.status_code for answer in await asyncio.gather(*goodbyes)} <= {200, 400}
