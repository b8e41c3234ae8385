"""The id of the request under way: made by NGINX, passed on in `X-Request-ID`, written in every log line."""

import re
import secrets
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="-")
_SHAPE = re.compile(r"[A-Za-z0-9-]{8,64}")


def current_request_id() -> str:
    """The id of the request that this task serves, or `-` outside of one."""
    return _current.get()


def begin_request(given: str | None) -> str:
    """Take the given id when it has the shape of one, else make one; it holds for this task."""
    request_id = given if given and _SHAPE.fullmatch(given) else secrets.token_hex(16)
    _current.set(request_id)
    return request_id
