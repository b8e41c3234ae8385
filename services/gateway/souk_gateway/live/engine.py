"""Engine.IO (the transport below Socket.IO) with the bounds that python-engineio lacks.

Here are bounded: connections per address and per replica, what waits for a socket that does not read, how fast a
client may speak, and what a malformed frame may do. The methods overridden are those that python-engineio documents;
`guard` replaces one of its socket's, since a frame is looked at nowhere else before it is answered.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import parse_qs

import engineio
import structlog
from engineio.packet import CLOSE, MESSAGE, PONG
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from souk_common.problems import Problem, TooLarge, TooManyRequests, Unavailable, render
from souk_common.request_id import begin_request
from souk_gateway.live.backlog import Backlog, Packet
from souk_gateway.live.links import Abortable, Link, Links
from souk_gateway.live.metrics import DROPPED, REFUSED

log = structlog.get_logger("live")

SOCKET_PATH = "/socket.io/"
PING_INTERVAL_S = 10
PING_TIMEOUT_S = 12
MAX_SILENT_S = PING_INTERVAL_S + PING_TIMEOUT_S
MAX_FRAME_BYTES = 65_536
CONNECTION_ID = "souk_connection_id"
_RETRY_AFTER_S = 10
_SENT_BY_CLIENTS = frozenset({PONG, MESSAGE, CLOSE})
# What python-engineio lets through when a frame is not what it should be.
_MALFORMED = (ValueError, LookupError, TypeError, RecursionError)


class EnginePacket(Packet, Protocol):
    """The part of an Engine.IO packet that is used here."""

    packet_type: int


class EngineSocket(Protocol):
    """The part of an Engine.IO socket that is used here."""

    queue: Backlog
    closed: bool
    closing: bool
    upgraded: bool
    close: Callable[..., Awaitable[None]]
    receive: Callable[[EnginePacket], Awaitable[None]]


class EngineServer(engineio.AsyncServer):  # type: ignore[misc]  # untyped library
    """The transport. `links`, the bounds and `draining` are set by its owner before the first connection."""

    links: Links
    max_per_address: int
    max_per_replica: int
    sockets: dict[str, EngineSocket]
    draining = False

    def create_queue(self, *_args: object, **_options: object) -> Backlog:
        """The queue of a new socket."""
        return Backlog()

    async def handle_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or websocket."""
        headers = Headers(scope=scope)
        begin_request(headers.get("x-request-id"))
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if "sid" not in query:
            try:
                self._refuse_some(client_address(scope))
            except Problem as problem:
                REFUSED.labels(problem.status).inc()
                await render(problem, SOCKET_PATH)(scope, receive, send)
                return
        elif scope["type"] == "websocket":
            self._note_upgrade(query["sid"][0], scope, send)
        elif _body_bytes(headers) > MAX_FRAME_BYTES:
            # python-engineio would wait for ever to say goodbye to a client that nobody reads for
            await self.drop(query["sid"][0], "malformed")
            await render(TooLarge(f"A message has at most {MAX_FRAME_BYTES} bytes."), SOCKET_PATH)(scope, receive, send)
            return
        try:
            await super().handle_request(scope, receive, send)
        except _MALFORMED as error:
            log.info("malformed frame", error=type(error).__name__)
            await self.drop(scope.get(CONNECTION_ID), "malformed")

    async def send_packet(self, sid: str, pkt: Packet) -> None:
        """Put a packet in a socket's backlog; a socket that does not read is dropped instead."""
        socket = self.sockets.get(sid)
        if socket is None or socket.closed:
            return
        if socket.queue.is_over_full:
            await self.drop(sid, "slow")
            return
        await super().send_packet(sid, pkt)

    def guard(self, link: Link) -> None:
        """Look at each frame of a new connection before python-engineio does, which bounds neither rate nor kind."""
        socket = self.sockets[link.connection_id]
        receive = socket.receive

        async def receive_guarded(packet: EnginePacket) -> None:
            if socket.closed or socket.closing:
                return
            link.silent_s = 0
            if packet.packet_type not in _SENT_BY_CLIENTS:
                await self.drop(link.connection_id, "malformed")
            elif not link.packets.spend():
                await self.drop(link.connection_id, "flood")
            else:
                await receive(packet)

        socket.receive = receive_guarded

    async def drop(self, connection_id: str | None, reason: str) -> None:
        """Cut a connection that harms."""
        log.info("socket dropped", reason=reason)
        DROPPED.labels(reason).inc()
        await self.close(connection_id, at_once=True)

    async def close(self, connection_id: str | None, *, at_once: bool = False) -> None:
        """Close a connection: after what waits has been sent, or at once without it.

        The client sees its transport close, and so connects again by itself (here or elsewhere).
        """
        socket = self.sockets.get(connection_id or "")
        if socket is None or connection_id is None or socket.closed or socket.closing:
            return
        link = self.links.get(connection_id)
        if at_once:
            socket.queue.discard()
        # A websocket closes by itself. Only a polling client needs to be told in a packet, and only it heeds that.
        await socket.close(wait=False, abort=at_once or socket.upgraded, reason=self.reason.SERVER_DISCONNECT)
        socket.queue.put_nowait(None)
        if at_once and link is not None:
            link.abort()

    def _refuse_some(self, address: str) -> None:
        if self.draining:
            raise Unavailable("This replica is about to stop.")
        if len(self.links) >= self.max_per_replica:
            raise Unavailable("Too many people are connected right now.", _RETRY_AFTER_S)
        if self.links.count_from(address) >= self.max_per_address:
            raise TooManyRequests("Too many connections from your address.", _RETRY_AFTER_S)

    def _note_upgrade(self, connection_id: str, scope: Scope, send: Send) -> None:
        """A polling client moves to a websocket."""
        link, socket = self.links.get(connection_id), self.sockets.get(connection_id)
        if link is not None and socket is not None and not socket.upgraded:
            scope[CONNECTION_ID] = connection_id
            link.transport = transport_of(send)


def _body_bytes(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0


def client_address(scope: Scope) -> str:
    """Where a connection comes from: what NGINX says, else the peer."""
    client = scope.get("client")
    return Headers(scope=scope).get("x-real-ip") or (client[0] if client else "unknown")


def transport_of(send: Send) -> Abortable | None:
    """The TCP transport behind uvicorn's `send`, which ASGI does not offer but a peer that stopped reading needs."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    return transport if hasattr(transport, "abort") else None
