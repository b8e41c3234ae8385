"""The role x event matrix: who may send which event is what `LiveServer.answer` was told, and nobody else."""

import time

import pytest
from bson import ObjectId

from souk_common.identity import Identity
from souk_common.identity.access import ROLES
from souk_common.problems import Forbidden, Unauthenticated
from souk_common.settings import Settings
from souk_gateway.live.links import Link
from souk_gateway.live.server import ANYONE, SIGNED_IN
from souk_gateway.main import create_app
from tests.fixtures.services import SignIn
from tests.integration.gateway.browser import Replica, browser

SOMEBODY = str(ObjectId())
EVENTS = {
    "watch": (ANYONE, {"product_ids": []}),
    "unwatch": (ANYONE, {"product_ids": []}),
    "authenticate": (ANYONE, {"token": "shown to nobody"}),
    "watch_presence": (SIGNED_IN, {"user_ids": []}),
    "unwatch_presence": (SIGNED_IN, {"user_ids": []}),
    "message": (SIGNED_IN, {"user_id": SOMEBODY, "body": "Hello", "client_id": "1"}),
    "typing": (SIGNED_IN, {"user_id": SOMEBODY}),
    "delivered": (SIGNED_IN, {"user_id": SOMEBODY, "seq": 1}),
    "read": (SIGNED_IN, {"user_id": SOMEBODY, "seq": 1}),
}
"""Every event that a client may send, who may, and a payload of the right shape."""
REFUSALS = (401, 403)


async def refusal(replica: Replica, token: str | None, event: str) -> int | None:
    """The status with which an event is refused for who sends it; None when it is let in."""
    async with browser(replica.url, token) as window:
        answer = await window.ask(event, EVENTS[event][1])
    status = answer["error"]["status"] if isinstance(answer, dict) and "error" in answer else None
    return status if status in REFUSALS else None


async def test_the_matrix_names_every_event_of_the_server(settings: Settings) -> None:
    app = create_app(settings)
    async with app.fastapi.router.lifespan_context(app.fastapi):
        assert app.live.server.events == {event: roles for event, (roles, _) in EVENTS.items()}


@pytest.mark.parametrize("event", EVENTS)
async def test_an_event_is_let_in_from_whom_it_names_and_from_nobody_else(
    replica: Replica, sign_in: SignIn, event: str
) -> None:
    roles, _ = EVENTS[event]
    if event == "authenticate":  # it answers 401 to the token that it is shown, whoever shows it
        assert await refusal(replica, None, event) == 401
        return
    assert await refusal(replica, None, event) == (None if roles is None else 401)
    for role in ROLES:
        expected = None if roles is None or role in roles else 403
        assert await refusal(replica, (await sign_in(role)).token, event) == expected


def test_a_token_that_has_run_out_is_refused_before_its_socket_is_put_out(settings: Settings) -> None:
    server = create_app(settings).live.server

    async def use(_link: Link, _body: object) -> None:
        raise AssertionError("it was let in")

    server.answer("for sellers", object, use, ("seller",))  # type: ignore[type-var]  # nothing looks at the body
    event = server._events["for sellers"]
    link = Link("window", "198.51.100.1")
    link.identity = Identity(SOMEBODY, "seller", str(ObjectId()), time.time() - 1)
    with pytest.raises(Unauthenticated):
        event.refuse_others(link)
    link.identity = Identity(SOMEBODY, "buyer", str(ObjectId()), time.time() + 60)
    with pytest.raises(Forbidden):
        event.refuse_others(link)
    link.identity = Identity(SOMEBODY, "seller", str(ObjectId()), time.time() + 60)
    event.refuse_others(link)
