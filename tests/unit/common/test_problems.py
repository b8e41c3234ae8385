"""What is wrong with a field is said in words for people."""

import pytest
from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError

from souk_common.problems import Invalid, _from_validation
from souk_common.schemas import RequestModel


class Form(RequestModel):
    name: str = Field(min_length=2, max_length=4)
    count: int = Field(ge=1, le=9)


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"count": 1}, "name", "Is required"),
        ({"name": "a", "count": 1}, "name", "Must have at least 2 characters"),
        ({"name": "abcde", "count": 1}, "name", "Must have at most 4 characters"),
        ({"name": 7, "count": 1}, "name", "Must be text"),
        ({"name": "abc", "count": 0}, "count", "Must be at least 1"),
        ({"name": "abc", "count": "1"}, "count", "Must be a whole number"),
        ({"name": "abc", "count": 1, "more": {"$ne": None}}, "more", "Is not a known field"),
    ],
)
def test_a_bad_field_is_told_in_plain_words(body: dict[str, object], field: str, message: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Form.model_validate(body)
    errors = [{**error, "loc": ("body", *error["loc"])} for error in raised.value.errors()]
    problem = _from_validation(RequestValidationError(errors))
    assert isinstance(problem, Invalid)
    assert problem.members["errors"] == [{"field": field, "message": message}]
