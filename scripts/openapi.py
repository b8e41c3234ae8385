"""Merge what the four services publish into one OpenAPI document: `frontend/openapi.json`.

`python scripts/openapi.py` writes it; `--check` fails when the file is not what the code says.
"""

import json
import sys
from pathlib import Path

from fastapi import FastAPI

from souk_auth.main import create_app as auth
from souk_catalog.main import create_app as catalog
from souk_common.mongo import Document
from souk_gateway.main import build_api as gateway
from souk_orders.main import create_app as orders

TARGET = Path(__file__).parent.parent / "frontend" / "openapi.json"


def apis() -> list[FastAPI]:
    """The API of each service, in the order of the document."""
    return [auth(), catalog(), orders(), gateway()]


def merge(documents: list[Document]) -> Document:
    """One document of several.

    Raises:
        ValueError: two services give one name to different schemas.
    """
    paths: Document = {}
    schemas: Document = {}
    for document in documents:
        for path, operations in document["paths"].items():
            paths.setdefault(path, operations)
        for name, schema in document["components"].get("schemas", {}).items():
            if schemas.setdefault(name, schema) != schema:
                raise ValueError(f"two services mean different things by the schema {name}")
    first = documents[0]
    return {
        "openapi": first["openapi"],
        "info": {
            "title": "Souk",
            "version": first["info"]["version"],
            "description": "A marketplace where stock is live. Errors are RFC 9457 problems; times are UTC; "
            "`x-roles` on each operation says who may call it.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": first["components"]["securitySchemes"],
        },
    }


def main() -> int:
    """Write the document, or compare it."""
    text = json.dumps(merge([api.openapi() for api in apis()]), indent=1, ensure_ascii=False) + "\n"
    if "--check" in sys.argv[1:]:
        if TARGET.read_text(encoding="utf-8") != text:
            sys.stderr.write("frontend/openapi.json is stale: run `make gen`\n")
            return 1
        return 0
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
