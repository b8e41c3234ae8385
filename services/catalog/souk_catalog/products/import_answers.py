"""The lines of NDJSON that an import answers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class AnswerLine(BaseModel):
    """One line, or a part of one."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)

    def to_line(self) -> bytes:
        """As a line of NDJSON."""
        return self.model_dump_json().encode() + b"\n"


class FieldProblem(AnswerLine):
    """What is wrong with a field."""

    field: str
    message: str


class LineProblem(AnswerLine):
    """A line that was left out."""

    line: int
    sku: str | None
    errors: list[FieldProblem]


class Progress(AnswerLine):
    """How far the import is: everything counted here is committed."""

    type: Literal["progress"] = "progress"
    lines: int
    created: int
    updated: int
    failed: int
    total_bytes_read: int


class Failure(AnswerLine):
    """Why the rest was not read (as in problem details). What `Progress` counted stays."""

    type: Literal["error"] = "error"
    status: int
    title: str
    detail: str


class Report(AnswerLine):
    """The end: `updated` counts products that were there already; `errors` holds the first 1000."""

    type: Literal["report"] = "report"
    created: int
    updated: int
    failed: int
    lines: int
    seconds: float
    errors: list[LineProblem]
