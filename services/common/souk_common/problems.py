"""Errors as RFC 9457 problem details: each carries its status, and one module renders them.

Raise a named `Problem` anywhere; only the handlers below build responses.
"""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pymongo.errors import (
    ConnectionFailure,
    ExecutionTimeout,
    NetworkTimeout,
    PyMongoError,
    ServerSelectionTimeoutError,
    WTimeoutError,
)
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from souk_common.request_id import current_request_id

Member = str | int | float | bool | None | list[dict[str, str]]
_UNREACHABLE = (
    ConnectionFailure,
    ServerSelectionTimeoutError,
    NetworkTimeout,
    ExecutionTimeout,
    WTimeoutError,
)


# What pydantic says to programmers, for people.
_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "string_type": "must be text",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
    "model_attributes_type": "must be an object",
    "model_type": "must be an object",
}


class Problem(Exception):
    """The root of the tree. `members` are the problem's own extra fields; `headers` go on the response."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong on our side"

    def __init__(self, detail: str, *, headers: dict[str, str] | None = None, **members: Member) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = headers or {}
        self.members = members


class Internal(Problem):
    """500: a bug of ours. The log has the trace; the client gets the request id."""


class Unparsable(Problem):
    """400: the body is not JSON, or not readable at all."""

    status, slug, title = 400, "unparsable", "The request could not be read"


class Unauthenticated(Problem):
    """401: no token, or one that does not hold."""

    status, slug, title = 401, "unauthenticated", "Please sign in"

    def __init__(self, detail: str = "Sign in to go on.", **members: Member) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"}, **members)


class Forbidden(Problem):
    """403: signed in, but in a role that may not do this."""

    status, slug, title = 403, "forbidden", "Your account may not do this"


class NotFound(Problem):
    """404: not there, or not yours."""

    status, slug, title = 404, "not-found", "Not found"


class Conflict(Problem):
    """409: the request is fine but the state of things does not allow it."""

    status, slug, title = 409, "conflict", "This cannot be done now"


class InsufficientStock(Conflict):
    """409: fewer units are left than asked for. Members: `product_id`, `available_stock`."""

    slug, title = "insufficient-stock", "Not enough in stock"


class PriceChanged(Conflict):
    """409: the price is no longer what the buyer saw. Members: `product_id`, `price`."""

    slug, title = "price-changed", "The price has changed"


class ProductUnavailable(Conflict):
    """409: the product is not on sale any more. Members: `product_id`, and `reason` in words for the buyer."""

    slug, title = "product-unavailable", "No longer on sale"


class TooLarge(Problem):
    """413: the body is longer than we read."""

    status, slug, title = 413, "too-large", "The request is too large"


class UnsupportedMedia(Problem):
    """415: a kind of body that we do not read."""

    status, slug, title = 415, "unsupported-media-type", "This kind of file cannot be read"


class Invalid(Problem):
    """422: one or more fields do not hold. `fields` maps a dotted path to what is wrong with it."""

    status, slug, title = 422, "invalid", "Some fields need your attention"

    def __init__(self, fields: dict[str, str], detail: str | None = None) -> None:
        errors = [{"field": field, "message": message} for field, message in fields.items()]
        super().__init__(detail or "; ".join(f"{e['field']}: {e['message']}" for e in errors), errors=errors)


class TooManyRequests(Problem):
    """429: slow down; `Retry-After` says for how long."""

    status, slug, title = 429, "too-many-requests", "Too many requests"

    def __init__(self, detail: str, retry_after_s: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(max(1, retry_after_s))})


class Unavailable(Problem):
    """503: the database cannot be reached in time, or a queue is full."""

    status, slug, title = 503, "unavailable", "Temporarily unavailable"

    def __init__(self, detail: str, retry_after_s: int = 2) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after_s)})


def render(problem: Problem, path: str) -> Response:
    """One problem as an `application/problem+json` response."""
    body = {
        "type": f"urn:souk:problem:{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": path,
        "request_id": current_request_id(),
        **problem.members,
    }
    return JSONResponse(
        body, status_code=problem.status, headers=problem.headers, media_type="application/problem+json"
    )


def _from_http(error: HTTPException) -> Problem:
    kinds: dict[int, type[Problem]] = {
        400: Unparsable,
        401: Unauthenticated,
        403: Forbidden,
        404: NotFound,
        413: TooLarge,
    }
    if error.status_code in kinds:
        detail = "There is nothing at this address." if error.status_code == NotFound.status else str(error.detail)
        return kinds[error.status_code](detail)
    problem = Problem(str(error.detail), headers=dict(error.headers or {}))
    vars(problem).update(status=error.status_code, slug="http", title=str(error.detail))
    return problem


def in_words(error: Mapping[str, Any]) -> str:
    """What is wrong with a field, from one of pydantic's errors."""
    context = error.get("ctx", {})
    words = "must not be empty" if context.get("min_length") == 1 else _WORDS.get(error["type"], "").format_map(context)
    message = words or str(error["msg"]).removeprefix("Value error, ")
    return message[:1].upper() + message[1:]


def _from_validation(error: RequestValidationError) -> Problem:
    fields: dict[str, str] = {}
    for item in error.errors():
        if item["type"] == "json_invalid":
            return Unparsable("The body is not valid JSON.")
        place, *path = item["loc"]
        field = ".".join(str(part) for part in path) or str(place)
        fields.setdefault(field, in_words(item))
    return Invalid(fields)


def install_problem_handlers(app: FastAPI) -> None:
    """Let `app` answer every error as a problem, and never with a trace or a driver's message."""

    async def on_problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)  # noqa: S101 - for the type checker
        return render(error, request.url.path)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101
        return render(_from_http(error), request.url.path)

    async def on_validation(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101
        return render(_from_validation(error), request.url.path)

    async def on_mongo(request: Request, error: Exception) -> Response:
        if isinstance(error, _UNREACHABLE):
            return render(Unavailable("The database cannot be reached right now. Please try again."), request.url.path)
        raise error

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(PyMongoError, on_mongo)


def problem_body(problem: Problem, path: str) -> bytes:
    """The JSON of one problem, for the places that write raw ASGI messages."""
    return bytes(render(problem, path).body)


def parse_constant(name: str) -> None:
    """Refuse `NaN` and `Infinity`, which JSON does not have and Python's parser lets through."""
    raise json.JSONDecodeError(f"{name} is not JSON", name, 0)
