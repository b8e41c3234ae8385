"""The Socket.IO server: every packet of a client passes through one place, `_handle_eio_message`.

python-socketio would run the `connect` handler for an event that a client merely calls "connect", would store
binary packets, and would log a trace for each packet that it cannot parse. Here only the events that were
registered by `answer` can be named at all.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

import socketio
import structlog
from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from pydantic import ValidationError
from pymongo.errors import PyMongoError
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT
from socketio.packet import Packet as SocketPacket

from souk_common.identity import Role
from souk_common.problems import (
    Forbidden,
    Internal,
    Invalid,
    NotFound,
    Problem,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)
from souk_common.schemas import RequestModel, ResponseModel
from souk_gateway.live import engine
from souk_gateway.live.engine import EngineServer
from souk_gateway.live.links import Link, Links
from souk_gateway.live.metrics import EVENTS
from souk_gateway.live.origin import OriginCheck
from souk_gateway.live.problem_json import Json, problem_json, to_invalid

log = structlog.get_logger("live")

NAMESPACE = "/"
_LINGER_S = 5.0
_MALFORMED = (ValueError, LookupError, TypeError, RecursionError)
BodyT = TypeVar("BodyT", bound=RequestModel)
Use = Callable[[Link, BodyT], Awaitable[Json]]
Leave = Callable[[Link], None]
ANYONE: tuple[Role, ...] | None = None
SIGNED_IN: tuple[Role, ...] = ("buyer", "seller", "admin")


@dataclass(frozen=True, slots=True)
class _Event:
    body: type[RequestModel]
    use: Callable[[Link, RequestModel], Awaitable[Json]]
    roles: tuple[Role, ...] | None

    def refuse_others(self, link: Link) -> None:
        """Let pass who may send this event.

        Raises:
            Unauthenticated: a visitor, or a token that has run out.
            Forbidden: another role.
        """
        if self.roles is None:
            return
        if link.identity is None or link.identity.expires_at <= time.time():
            raise Unauthenticated
        if link.identity.role not in self.roles:
            raise Forbidden("Your account may not send this.")


class LiveServer(socketio.AsyncServer):  # type: ignore[misc]  # untyped library
    """Sockets, the events that they may send, and a way to tell them something. `on_leave` hears of each that goes."""

    eio: EngineServer

    def __init__(self, links: Links, origin_check: OriginCheck, on_leave: Leave) -> None:
        # At INFO the libraries would write whole packets, tokens included.
        quiet = logging.getLogger("souk.socketio")
        quiet.setLevel(logging.WARNING)
        # what a polling client sends wrong, python-engineio would log with a trace each time
        silent = logging.getLogger("souk.engineio")
        silent.setLevel(logging.CRITICAL)
        super().__init__(
            async_mode="asgi",
            # One event of a socket at a time: a client that asks faster than we answer is read more slowly.
            async_handlers=False,
            logger=quiet,
            engineio_logger=silent,
            ping_interval=engine.PING_INTERVAL_S,
            ping_timeout=engine.PING_TIMEOUT_S,
            max_http_buffer_size=engine.MAX_FRAME_BYTES,
            cors_allowed_origins=origin_check,
            cors_credentials=False,
        )
        self.links = links
        self.eio.links = links
        self._on_leave = on_leave
        self._events: dict[str, _Event] = {}
        self.on("disconnect", self._leave)

    def answer(self, name: str, body: type[BodyT], use: Use[BodyT], roles: tuple[Role, ...] | None) -> None:
        """Let clients in `roles` (`ANYONE`, `SIGNED_IN` or some) send event `name`.

        `use` gets the validated payload and answers the ack.
        """
        self._events[name] = _Event(body, use, roles)  # type: ignore[arg-type]  # `body` is what `use` takes

    @property
    def events(self) -> dict[str, tuple[Role, ...] | None]:
        """Every event that clients may send, and who may."""
        return {name: event.roles for name, event in self._events.items()}

    async def push(self, links: Collection[Link], event: str, payload: ResponseModel) -> None:
        """Send one event to many; it is encoded once."""
        if not links:
            return
        encoded = SocketPacket(EVENT, data=[event, payload.model_dump(mode="json")]).encode()
        packet = EnginePacket(MESSAGE, encoded)
        for link in links:
            await self.eio.send_packet(link.connection_id, packet)
        EVENTS.labels(event).inc(len(links))

    def is_behind(self, link: Link) -> bool:
        """Whether so much waits to be sent to a client that it should be given time."""
        socket = self.eio.sockets.get(link.connection_id)
        return socket is not None and socket.queue.is_long

    async def drop_slow(self, link: Link) -> None:
        """Cut a client that was given time and did not read."""
        await self.eio.drop(link.connection_id, "slow")

    async def put_out(self, link: Link) -> None:
        """Disconnect a client so that it knows it was on purpose, and close its connection."""
        if link.socket_id is not None:
            await self.disconnect(link.socket_id)
        await self.eio.close(link.connection_id)

    def link_of(self, socket_id: str) -> Link | None:
        """The connection of a Socket.IO id."""
        return self.links.get(self.manager.eio_sid_from_sid(socket_id, NAMESPACE))

    def _engineio_server_class(self) -> type[EngineServer]:
        return EngineServer

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, object]) -> None:
        await super()._handle_eio_connect(eio_sid, environ)
        scope = environ["asgi.scope"]
        assert isinstance(scope, dict)  # noqa: S101 - for the type checker
        scope[engine.CONNECTION_ID] = eio_sid
        link = Link(eio_sid, engine.client_address(scope))
        if scope["type"] == "websocket":
            link.transport = engine.transport_of(environ["asgi.send"])  # type: ignore[arg-type]
        self.links.add(link)
        self.eio.guard(link)

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        await super()._handle_eio_disconnect(eio_sid, reason)
        link = self.links.remove(eio_sid)
        if link is not None:
            # Whoever does not take our goodbye in time must not hold the connection.
            asyncio.get_running_loop().call_later(_LINGER_S, link.abort)

    async def _leave(self, sid: str, reason: str) -> None:
        link = self.link_of(sid)
        if link is None:
            return
        user_id = link.identity.user_id if link.identity else None
        log.info("disconnected", socket=sid, user_id=user_id, reason=reason)
        self._on_leave(link)
        link.socket_id = None

    async def _handle_eio_message(self, eio_sid: str, data: object) -> None:
        link = self.links.get(eio_sid)
        if link is None:
            return
        packet = _parse(data)
        if packet is None:
            await self.eio.drop(eio_sid, "malformed")
        elif packet.packet_type == CONNECT:
            await self._handle_connect(eio_sid, packet.namespace, packet.data)
        elif packet.packet_type == DISCONNECT:
            await self._handle_disconnect(eio_sid, packet.namespace, self.reason.CLIENT_DISCONNECT)
            await self.eio.close(eio_sid)
        elif packet.packet_type == EVENT and link.socket_id is not None:
            await self._answer(link, packet)

    async def _answer(self, link: Link, packet: SocketPacket) -> None:
        try:
            if not link.events.spend():
                raise TooManyRequests("You are sending too fast.", 1)
            answer = await self._use(link, packet.data)
        except Problem as problem:
            answer = {"error": problem_json(problem)}
        except PyMongoError as error:
            log.warning("database not reached", error=type(error).__name__)
            answer = {"error": problem_json(Unavailable("The database cannot be reached right now."))}
        except Exception:  # the top of an event: whatever it is, the client gets a problem and the log the trace
            log.exception("unforeseen error")
            answer = {"error": problem_json(Internal("Please try again in a moment."))}
        if packet.id is not None:
            ack = SocketPacket(ACK, data=[answer], id=packet.id)
            await self._send_packet(link.connection_id, ack)

    async def _use(self, link: Link, sent: list[object]) -> Json:
        name, *payload = sent
        event = self._events.get(name) if isinstance(name, str) else None
        if event is None:
            raise NotFound("There is no such event.")
        event.refuse_others(link)
        if len(payload) != 1:
            raise Invalid({"payload": "an event carries exactly one object"})
        try:
            body = event.body.model_validate(payload[0])
        except ValidationError as error:
            raise to_invalid(error) from None
        return await event.use(link, body)


def _parse(data: object) -> SocketPacket | None:
    """The packet, or None when it is none of those that a client may send."""
    if not isinstance(data, str):
        return None
    try:
        packet = SocketPacket(encoded_packet=data)
    except _MALFORMED:
        return None
    if packet.packet_type == EVENT:
        return packet if isinstance(packet.data, list) and packet.data else None
    return packet if packet.packet_type in (CONNECT, DISCONNECT, ACK) else None
