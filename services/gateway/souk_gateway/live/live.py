"""The live part of a replica, put together."""

import asyncio
import time
from collections.abc import Mapping
from functools import partial

import structlog
from fastapi import FastAPI
from pydantic import ValidationError
from socketio.exceptions import ConnectionRefusedError as Refused

from souk_common.events import SignedOut
from souk_common.identity import TokenVerifier
from souk_common.mongo import Mongo
from souk_common.problems import Problem
from souk_gateway.live.engine import MAX_SILENT_S
from souk_gateway.live.follow_changes import ChangeFollower, Part
from souk_gateway.live.links import Link, Links
from souk_gateway.live.market_feed import MarketFeed
from souk_gateway.live.metrics import REFUSED, SOCKETS, STREAM_LAG_S
from souk_gateway.live.origin import same_origin
from souk_gateway.live.problem_json import problem_json, to_invalid
from souk_gateway.live.products_now import ProductsNow
from souk_gateway.live.server import ANYONE, LiveServer
from souk_gateway.live.sign_in import AuthenticateIn, ConnectIn, authenticate
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.live.stock_feed import DetailsFeed, StockFeed
from souk_gateway.live.stream_lag import StreamLag, lag_part
from souk_gateway.live.trade_parts import details_part, stock_part
from souk_gateway.live.user_feed import UserFeed, notifications_part
from souk_gateway.live.watch import WatchIn, unwatch, watch
from souk_gateway.live.watchers import Watchers
from souk_gateway.messages.context import Messaging
from souk_gateway.messages.live_messages import LiveMessages
from souk_gateway.presence.presence import Presence
from souk_gateway.presence.repository import PreferenceRows
from souk_gateway.settings import GatewaySettings

log = structlog.get_logger("live")

SIGNED_OUT = "signed_out"
JOIN_WITHIN_S = 10.0
DRAIN_S = 1.0
_DRAIN_STEPS = 20
_SWEEP_EVERY_S = 1.0
_AGAIN_S = 1.0


class Live:
    """Sockets, what they watch, and the feeds that tell them. Nothing happens before `run`."""

    def __init__(self, settings: GatewaySettings) -> None:
        self.links = Links()
        self.watchers = Watchers()
        self.signed_in = SignedIn()
        self.server = LiveServer(self.links, same_origin(settings.origins, settings.tls), self._forget)
        self.presence = Presence(settings.replica, self.signed_in, self.server)
        self.messages = LiveMessages(self.signed_in, self.server, self.presence.online, self.presence.preferences)
        self.presence.on_left(self.messages.left)
        self.server.eio.max_per_address = settings.sockets_per_address
        self.server.eio.max_per_replica = settings.sockets_per_replica
        self._stock = StockFeed(self.watchers, self.server.push)
        self._details = DetailsFeed(self.watchers, self.server.push)
        self._market = MarketFeed(self.signed_in, self.server.push)
        self._lag = StreamLag()
        self._replica = settings.replica

    async def run(self, app: FastAPI) -> None:
        """Serve until cancelled."""
        mongo: Mongo = app.state.mongo
        products = ProductsNow(mongo)
        self._listen(products, app.state.verifier)
        messaging: Messaging = app.state.messaging
        parts = self._parts(products, self._tell_users(mongo))
        parts = [*parts, *self.presence.open(mongo), *self.messages.open(messaging)]
        changes = ChangeFollower(parts, self._let_users_go)
        for kind in ("signed", "anonymous"):
            SOCKETS.labels(kind).set_function(partial(self._count, kind))
        STREAM_LAG_S.set_function(lambda: self._lag.seconds() or 0.0)
        try:
            while True:
                try:
                    await self._feed(mongo, changes, products, messaging)
                except Exception:  # sockets without a feed would show what is no longer true: begin anew
                    log.exception("the feed broke", again_in_s=_AGAIN_S)
                    await asyncio.sleep(_AGAIN_S)
        finally:
            await self.presence.leave()
            await self.server.shutdown()

    def vitals(self, written: float | None) -> Mapping[str, float | int | None]:
        """What the gateway adds to its heartbeat: `sockets`, those `signed_in`, and `change_stream_lag_ms`."""
        if written is not None:
            self._lag.wrote(written)
        signed_in, lag_s = self._count("signed"), self._lag.seconds()
        return {
            "sockets": signed_in + self._count("anonymous"),
            "signed_in": signed_in,
            "change_stream_lag_ms": None if lag_s is None else round(lag_s * 1000, 1),
        }

    async def end_session(self, session_id: str) -> None:
        """A sign-in has ended: its sockets are told, and put out."""
        for link in self.signed_in.of_session(session_id):
            await self._sign_out(link, SignedOut(reason="revoked"))

    async def drain(self) -> None:
        """Take nobody in any more, and let everybody go, spread over `DRAIN_S`, to connect elsewhere."""
        self.server.eio.draining = True
        going = list(self.links)
        log.info("draining", sockets=len(going))
        for step in range(_DRAIN_STEPS):
            for link in going[step::_DRAIN_STEPS]:
                await self.server.eio.close(link.connection_id)
            await asyncio.sleep(DRAIN_S / _DRAIN_STEPS)
        await self.presence.leave()

    async def _let_users_go(self) -> None:
        """What was written to users who are here may have been missed: they connect again, and ask for it."""
        for link in self.links:
            if link.identity is not None:
                await self.server.eio.close(link.connection_id)

    def _listen(self, products: ProductsNow, verifier: TokenVerifier) -> None:
        self.server.on("connect", partial(self._connect, verifier))
        self.server.answer("watch", WatchIn, partial(watch, self.watchers, products), ANYONE)
        self.server.answer("unwatch", WatchIn, partial(unwatch, self.watchers), ANYONE)
        self.server.answer("authenticate", AuthenticateIn, partial(authenticate, self.signed_in, verifier), ANYONE)

    def _tell_users(self, mongo: Mongo) -> UserFeed:
        preferences, rows = self.presence.preferences, PreferenceRows(mongo)

        async def muted_by(user_id: str) -> frozenset[str]:
            return (await preferences.surely_of(user_id, rows)).muted

        users = UserFeed(self.signed_in, self.server.push, muted_by)
        preferences.on_change(users.tell_read)
        return users

    def _parts(self, products: ProductsNow, users: UserFeed) -> list[Part]:
        return [
            stock_part(self._stock, self._market),
            details_part(self._details, self._stock, self._market, self.watchers, products),
            notifications_part(users, self._market),
            lag_part(self._lag, self._replica),
        ]

    async def _feed(self, mongo: Mongo, changes: ChangeFollower, products: ProductsNow, messaging: Messaging) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(changes.follow(mongo), name="changes")
            group.create_task(self._stock.flush_forever(), name="stock")
            group.create_task(self._details.flush_forever(products), name="details")
            group.create_task(self._market.flush_forever(), name="market")
            group.create_task(self._sweep_forever(), name="sweep")
            group.create_task(self.presence.run(mongo), name="presence")
            group.create_task(self.messages.run(messaging), name="messages")

    async def _connect(self, verifier: TokenVerifier, socket_id: str, _environ: object, auth: object) -> None:
        link = self.server.link_of(socket_id)
        if link is None:
            raise Refused("Gone")
        try:
            token = ConnectIn.model_validate({} if auth is None else auth).token
            if token is not None:
                self.signed_in.admit(link, verifier.verify(token))
        except (Problem, ValidationError) as error:
            problem = to_invalid(error) if isinstance(error, ValidationError) else error
            REFUSED.labels(problem.status).inc()
            raise Refused(problem.title, problem_json(problem)) from None
        link.socket_id = socket_id
        log.info("connected", socket=socket_id, user_id=link.identity.user_id if link.identity else None)

    def _forget(self, link: Link) -> None:
        self.watchers.forget(link)
        self.presence.forget(link)
        self.messages.forget(link)
        self.signed_in.forget(link)

    async def _sign_out(self, link: Link, why: SignedOut) -> None:
        await self.server.push([link], SIGNED_OUT, why)
        await self.server.put_out(link)

    async def _sweep_forever(self) -> None:
        """Every second: put out whose token has run out, who opened a connection but never joined, and who vanished."""
        while True:
            await asyncio.sleep(_SWEEP_EVERY_S)
            for link in self.links:
                link.silent_s += 1
                if link.silent_s > MAX_SILENT_S:
                    # python-engineio would wait for up to twice as long, and for the vanished to say goodbye
                    await self.server.eio.drop(link.connection_id, "silent")
                elif link.identity is not None and link.identity.expires_at <= time.time():
                    await self._sign_out(link, SignedOut(reason="expired"))
                elif link.socket_id is None and time.monotonic() - link.since > JOIN_WITHIN_S:
                    await self.server.eio.close(link.connection_id)

    def _count(self, kind: str) -> int:
        return sum((link.identity is not None) == (kind == "signed") for link in self.links if link.socket_id)
