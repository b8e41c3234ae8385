"""The OpenAPI document of a service: FastAPI's, with our problems in the place of its own error shape."""

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from souk_common.mongo import Document
from souk_common.schemas import ResponseModel

_PROBLEM = {
    "description": "A problem (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
}


class FieldError(ResponseModel):
    """What is wrong with one field; `field` is a dotted path such as `products.0.quantity`."""

    field: str
    message: str


class ProblemDocument(ResponseModel):
    """An error as every route answers it. Some carry members of their own, such as `available_stock`."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    errors: list[FieldError] = []


def describe_problems(app: FastAPI) -> None:
    """Let the app's OpenAPI document say how errors look."""

    def openapi() -> Document:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, routes=app.routes)
            for operations in document["paths"].values():
                for operation in operations.values():
                    operation["responses"].pop("422", None)
                    operation["responses"]["default"] = _PROBLEM
            schemas = document["components"].setdefault("schemas", {})
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            problem = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= problem.pop("$defs") | {"ProblemDocument": problem | {"additionalProperties": True}}
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
