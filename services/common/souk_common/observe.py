"""The outermost layer of a service: request id, one log line, metrics, and the answer to an unforeseen error.

One ASGI layer does what a correlation-id, a metrics and a logging middleware would do in three; what that saves
is in docs/adr/0007.
"""

import time

import structlog
from prometheus_client import Counter, Gauge, Histogram
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from souk_common.problems import Internal, problem_body
from souk_common.recent_requests import Tally
from souk_common.request_id import begin_request

log = structlog.get_logger("request")

BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
REQUESTS = Counter("souk_http_requests_total", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram(
    "souk_http_request_seconds",
    "Time from the request's arrival to the end of its answer",
    ["method", "route"],
    buckets=BUCKETS_S,
)
IN_FLIGHT = Gauge("souk_http_requests_in_flight", "Requests being answered now")
_QUIET = frozenset({"/api/health", "/metrics"})
_FAILED = 500
TALLY = Tally(BUCKETS_S)
"""The requests answered since the process began, without those that only ask how it does."""


def in_flight() -> int:
    """The requests being answered now."""
    return sum(int(sample.value) for metric in IN_FLIGHT.collect() for sample in metric.samples)


class ObserveRequests:
    """ASGI middleware; see the module."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        request_id = begin_request(Headers(scope=scope).get("x-request-id"))
        id_header = (b"x-request-id", request_id.encode("ascii"))
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), id_header]
            await send(message)

        IN_FLIGHT.inc()
        try:
            await self._app(scope, receive, send_with_id)
        except Exception:  # the top of the request: whatever it is, the client gets a problem and the log the trace
            log.exception("unforeseen error", path=scope["path"])
            if status == 0:
                await _send_internal_error(scope, send_with_id)
        finally:
            IN_FLIGHT.dec()
            _record(scope, status, time.perf_counter() - began)


def _record(scope: Scope, status: int, seconds: float) -> None:
    route = scope.get("route")
    path = getattr(route, "path", "unmatched")
    method = scope["method"]
    REQUESTS.labels(method, path, status).inc()
    SECONDS.labels(method, path).observe(seconds)
    if path not in _QUIET:
        TALLY.add(seconds, failed=status >= _FAILED)
        log.info(
            "request",
            method=method,
            path=scope["path"],
            route=path,
            status=status,
            duration_ms=round(seconds * 1000, 2),
            user_id=scope.get("souk_user_id"),
        )


async def _send_internal_error(scope: Scope, send: Send) -> None:
    problem = Internal("We have been told of it. Please try again in a moment.")
    headers = [(b"content-type", b"application/problem+json")]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": problem_body(problem, scope["path"])})
