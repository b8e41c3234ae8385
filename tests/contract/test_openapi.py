"""The contract with clients: the OpenAPI document is valid and what the code says, and so are the types made of it."""

import subprocess
import sys

import openapi_spec_validator
import pytest

from souk_common.identity.access import ROLES
from tests.fixtures.operations import OPERATIONS, ROOT, Operation, document
from tests.fixtures.shop import Shop


def run(*command: str, folder: str = ".") -> None:
    done = subprocess.run(command, cwd=ROOT / folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_document_is_valid_openapi() -> None:
    openapi_spec_validator.validate(document())


def test_the_document_is_what_the_code_says() -> None:
    run(sys.executable, "scripts/openapi.py", "--check")


def test_the_clients_types_are_what_the_document_says() -> None:
    run("npm", "run", "--silent", "check:api", folder="frontend")


def test_no_two_operations_share_an_id() -> None:
    ids = [operation.id for operation in OPERATIONS]
    assert len(ids) == len(set(ids)) > 30


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_every_route_declares_its_roles(operation: Operation) -> None:
    assert operation.roles, f"{operation.method} {operation.path} has no x-roles"
    assert operation.roles == ("anyone",) or set(operation.roles) <= set(ROLES)


async def test_the_shop_serves_the_document(shop: Shop) -> None:
    served = await shop.client.get("/api/openapi.json")
    assert served.status_code == 200
    assert served.headers["content-type"].startswith("application/json")
    assert served.json() == document()
