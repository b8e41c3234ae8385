"""Problems in an ack or a refusal: the same members as over HTTP."""

import json
from typing import TypeAlias

from pydantic import ValidationError

from souk_common.problems import Invalid, Problem, in_words, problem_body
from souk_gateway.live.engine import SOCKET_PATH

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def problem_json(problem: Problem) -> Json:
    """One problem as a JSON value."""
    body: Json = json.loads(problem_body(problem, SOCKET_PATH))
    return body


def to_invalid(error: ValidationError) -> Invalid:
    """What pydantic found, field by field."""
    fields: dict[str, str] = {}
    for item in error.errors(include_url=False, include_input=False):
        field = ".".join(str(part) for part in item["loc"]) or "payload"
        fields.setdefault(field, in_words(item))
    return Invalid(fields)
