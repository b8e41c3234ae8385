import asyncio
import contextlib
import json
from pathlib import Path

import httpx2
import pytest
from bson import ObjectId
from websockets.exceptions import ConnectionClosed

from souk_gateway.live.allowance import EVENTS_PER_S, PACKETS_PER_S
from souk_gateway.live.live import JOIN_WITHIN_S
from tests.fixtures.products import MakeProduct
from tests.fixtures.replica_set import ReplicaSet
from tests.fixtures.services import SignIn
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.gateway.browser import Replica, browser, running_replica
from tests.integration.gateway.conftest import Buy
from tests.integration.gateway.raw_socket import raw_socket

POLLING = "/socket.io/?EIO=4&transport=polling"
BURST = 150
SLOW_WITHIN_S = 120.0


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({}, "product_ids"),
        ({"product_ids": "all"}, "product_ids"),
        ({"product_ids": ["x"]}, "product_ids.0"),
        ({"product_ids": [7]}, "product_ids.0"),
        ({"product_ids": [{"$ne": None}]}, "product_ids.0"),
        ({"product_ids": [], "more": 1}, "more"),
        ({"product_ids": [str(ObjectId()) for _ in range(201)]}, "product_ids"),
        ("watch everything", "payload"),
        (None, "payload"),
        ([], "payload"),
    ],
)
async def test_a_payload_of_another_shape_is_answered_with_a_problem(
    replica: Replica, payload: object, field: str
) -> None:
    async with raw_socket(replica) as raw:
        problem = (await raw.ask("watch", payload))["error"]
        assert problem["status"] == 422
        assert problem["errors"][0]["field"] == field


async def test_an_event_carries_exactly_one_object(replica: Replica) -> None:
    async with raw_socket(replica) as raw:
        assert (await raw.ask("watch"))["error"]["status"] == 422
        assert (await raw.ask("watch", {"product_ids": []}, {}))["error"]["status"] == 422


async def test_a_socket_watches_at_most_200_products_in_all(
    replica: Replica, make_product: MakeProduct, buy: Buy
) -> None:
    products = [await make_product() for _ in range(201)]
    async with browser(replica.url) as window, browser(replica.url) as witness:
        assert len(await window.watch(*products[:200])) == 200
        assert (await window.ask("watch", {"product_ids": products[200:]}))["error"]["status"] == 422
        assert len(await window.watch(*products[:10])) == 10  # watched already: not counted twice
        await witness.watch(products[200])
        await buy(products[200], 1)
        await witness.hear("stock_update")  # the stream is past it
        await window.ask("unwatch", {"product_ids": products[:1]})
        assert len(await window.watch(products[200])) == 1
        assert not window.events


async def test_products_that_do_not_exist_take_no_room(replica: Replica, make_product: MakeProduct) -> None:
    product_id = await make_product()
    async with browser(replica.url) as window:
        assert await window.watch(*(str(ObjectId()) for _ in range(200))) == []
        assert len(await window.watch(product_id)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "connect",
        "disconnect",
        "on_connect",
        "on_watch",
        "__init__",
        "_leave",
        "push",
        "*",
        "new_message",
        "notification",
        "",
    ],
)
async def test_no_event_but_the_declared_ones_can_be_named(
    replica: Replica, sign_in: SignIn, make_product: MakeProduct, buy: Buy, name: str
) -> None:
    user, product_id = await sign_in("buyer"), await make_product()
    async with raw_socket(replica) as raw:
        await raw.ask("watch", {"product_ids": [product_id]})
        assert (await raw.ask(name, {}, {"token": user.token}))["error"]["status"] == 404
        await buy(product_id, 1)  # still connected, still watching
        assert (await raw.receive()).startswith('42["stock_update"')


@pytest.mark.parametrize(
    "frame",
    ["", "x", "4", "49", "42", '42{"a":1}', "42[]", "42[", "4" + "[" * 30_000, "42" + "[" * 30_000, '451-["watch",{}]',
     "b!!", b"\x00\x01", "42" + "9" * 200 + '["watch"]', "44{}", "9", '42["watch",{"product_ids":[NaN'],
)  # fmt: skip
async def test_a_frame_that_is_none_ends_the_connection_and_nothing_else(
    replica: Replica, make_product: MakeProduct, frame: str | bytes
) -> None:
    mark = replica.log_mark
    async with browser(replica.url) as witness, raw_socket(replica) as raw:
        await raw.ws.send(frame)
        with pytest.raises((ConnectionClosed, TimeoutError)):
            async with asyncio.timeout(2):
                while True:
                    await raw.receive()
        assert len(await witness.watch(await make_product())) == 1
    assert "Traceback" not in replica.logged_since(mark)


async def test_a_frame_beyond_64_kb_ends_the_connection(replica: Replica) -> None:
    async with raw_socket(replica) as raw:
        await raw.ws.send('42["watch",{"product_ids":["' + "a" * 70_000 + '"]}]')
        with pytest.raises(ConnectionClosed):
            async with asyncio.timeout(PATIENT_S):
                await raw.receive()


async def test_a_socket_that_sends_too_fast_gets_problems_and_one_that_floods_is_dropped(replica: Replica) -> None:
    async with raw_socket(replica) as raw:

        async def is_limited() -> bool:
            for _ in range(BURST):
                await raw.send("unwatch", {"product_ids": []})
            acks = [json.loads((await raw.receive()).lstrip("0123456789"))[0] for _ in range(BURST)]
            limited = [ack for ack in acks if "error" in ack]
            assert len(limited) <= BURST - EVENTS_PER_S
            assert {ack["error"]["status"] for ack in limited} <= {429}
            await asyncio.sleep(BURST / PACKETS_PER_S)  # so many packets are no flood
            return len(limited) > 0

        # a replica that stood still meanwhile has allowed for more
        await until(is_limited, PATIENT_S, "a burst is limited")
        flooded = 'souk_live_dropped_total{reason="flood"}'
        before = await replica.metric(flooded)
        with pytest.raises(ConnectionClosed):
            async with asyncio.timeout(PATIENT_S):
                for _ in range(5_000):
                    await raw.send("unwatch", {"product_ids": []})
                while True:
                    await raw.receive()
        assert await replica.metric(flooded) == before + 1


@pytest.mark.slow
async def test_a_socket_that_does_not_read_is_dropped_and_the_others_go_on(
    replica: Replica, make_product: MakeProduct, buy: Buy
) -> None:
    products = [await make_product() for _ in range(200)]
    dropped = 'souk_live_dropped_total{reason="slow"}'
    before = await replica.metric(dropped)
    async with browser(replica.url) as witness, raw_socket(replica, reads=False) as lazy:
        await witness.watch(products[0])

        async def is_dropped() -> bool:
            with contextlib.suppress(ConnectionClosed):
                for _ in range(40):
                    await lazy.send("watch", {"product_ids": products})
            await asyncio.sleep(0.8)
            return await replica.metric(dropped) > before

        await until(is_dropped, SLOW_WITHIN_S, "the socket that does not read dropped")
        assert await replica.metric(dropped) == before + 1

        async def the_witness_is_left() -> bool:
            return await replica.metric('souk_live_sockets{kind="anonymous"}') == 1

        await until(the_witness_is_left, PATIENT_S, "nobody but the witness left")
        with pytest.raises(ConnectionClosed):
            while True:  # what the kernel still held, and then the end
                await lazy.ws.recv()
        await buy(products[0], 1)
        await witness.hear("stock_update")


@pytest.mark.slow
async def test_who_connects_and_never_joins_is_let_go(replica: Replica) -> None:
    async with raw_socket(replica, join=False) as raw:
        with pytest.raises(ConnectionClosed):
            async with asyncio.timeout(JOIN_WITHIN_S + PATIENT_S):
                await raw.receive()


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1.evil.example", "ftp://127.0.0.1:{port}", "http://[", ""],
)
async def test_a_page_of_another_origin_cannot_connect(replica: Replica, origin: str) -> None:
    sent = {"Origin": origin.format(port=replica.port)}
    async with httpx2.AsyncClient(base_url=replica.url, timeout=PATIENT_S) as client:
        answer = await client.get(POLLING, headers=sent)
        assert answer.status_code == (200 if origin == "" else 400)
        assert "access-control-allow-origin" not in answer.headers


async def test_a_page_of_the_same_origin_can_connect(replica: Replica) -> None:
    async with httpx2.AsyncClient(base_url=replica.url, timeout=PATIENT_S) as client:
        assert (await client.get(POLLING, headers={"Origin": replica.url})).status_code == 200


async def test_an_address_and_a_trusted_origin_have_their_bounds(replica_set: ReplicaSet, tmp_path: Path) -> None:
    bounds = {"SOUK_SOCKETS_PER_ADDRESS": "2", "SOUK_TRUSTED_ORIGINS": "https://partner.example"}
    async with (
        running_replica(replica_set, tmp_path, bounds) as small,
        raw_socket(small),
        raw_socket(small),
        httpx2.AsyncClient(base_url=small.url, timeout=PATIENT_S) as client,
    ):
        refused = await client.get(POLLING)
        assert refused.status_code == 429
        assert refused.headers["content-type"] == "application/problem+json"
        assert int(refused.headers["retry-after"]) > 0
        trusted = {"X-Real-IP": "203.0.113.7", "Origin": "https://partner.example"}
        assert (await client.get(POLLING, headers=trusted)).status_code == 200


async def test_a_polling_body_beyond_the_bound_is_refused_at_once_and_ends_its_connection(replica: Replica) -> None:
    # python-engineio would never answer
    async with httpx2.AsyncClient(base_url=replica.url, timeout=PATIENT_S) as client:
        sid = json.loads((await client.get(POLLING)).text[1:])["sid"]
        answer = await client.post(f"{POLLING}&sid={sid}", content="4" + "x" * 70_000)
        assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
        assert (await client.get(f"{POLLING}&sid={sid}")).status_code == 400


async def test_what_a_polling_client_sends_wrong_is_logged_without_a_trace(replica: Replica) -> None:
    mark = replica.log_mark
    async with httpx2.AsyncClient(base_url=replica.url, timeout=PATIENT_S) as client:
        sid = json.loads((await client.get(POLLING)).text[1:])["sid"]
        for body in ("zzz", "\x1e".join(["4x"] * 40)):
            assert (await client.post(f"{POLLING}&sid={sid}", content=body)).status_code < 500
    assert "Traceback" not in replica.logged_since(mark)
