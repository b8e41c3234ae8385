"""Request bodies: JSON numbers become `int` or `Decimal`, never a float, so that a price keeps its digits."""

import json
from collections.abc import Callable, Coroutine
from decimal import Decimal
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute

from souk_common.problems import TooLarge, parse_constant

MAX_BODY_BYTES = 1_048_576


class ExactRequest(Request):
    """A request whose JSON is parsed exactly, and whose body has a bound even where NGINX does not stand in front."""

    async def body(self) -> bytes:
        """The whole body.

        Raises:
            HTTPException: 413, it is longer than 1 MiB (FastAPI lets nothing but its own exception out of here).
        """
        if not hasattr(self, "_body"):
            chunks, length = [], 0
            async for chunk in self.stream():
                length += len(chunk)
                if length > MAX_BODY_BYTES:
                    raise HTTPException(TooLarge.status, "A request body may have at most 1 MB.")
                chunks.append(chunk)
            self._body = b"".join(chunks)
        return self._body

    async def json(self) -> Any:
        """The body as JSON, with `Decimal` for every number that has a point or an exponent."""
        if not hasattr(self, "_json"):
            content = await self.body()
            parsed = json.loads(content, parse_float=Decimal, parse_constant=parse_constant)
            if b"\\u" in content:
                _refuse_half_characters(parsed)
            self._json = parsed
        return self._json


def _refuse_half_characters(parsed: object) -> None:
    """An escape such as `\\ud800` alone is half a character: JSON can spell it, no database can keep it."""
    try:
        json.dumps(parsed, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise json.JSONDecodeError("half a surrogate pair", "", 0) from None


class ExactRoute(APIRoute):
    """The route class of every router of ours."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap FastAPI's handler so that it reads an `ExactRequest`."""
        handle = super().get_route_handler()
        if not self.body_field:
            return handle

        async def handle_exactly(request: Request) -> Response:
            return await handle(ExactRequest(request.scope, request.receive))

        return handle_exactly
