"""Whatever a client sends, the shop answers as the document says: never 5xx, documented types, errors as problems.

Made by Schemathesis from the document: seeded, and bounded in number and in time.
"""

import time
from collections.abc import AsyncIterator, Iterator
from typing import Any, cast

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from souk_common.identity import Role
from tests.fixtures.figures import Note
from tests.fixtures.operations import DOCUMENT_PATH, OPERATIONS
from tests.fixtures.services import SignedIn
from tests.fixtures.shop import Shop
from tests.fixtures.waiting import PATIENT_S

SEED = 20261120
EXAMPLES = 6
TOGETHER_S = 60.0
AnyCase = Case[Any]
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
schema = schemathesis.openapi.from_path(str(DOCUMENT_PATH))


class Clients:
    """For each operation a user whom it lets in and a product to name, and the time that all share."""

    def __init__(self, url: str, people: dict[str, SignedIn], products: dict[str, str]) -> None:
        self.url = url
        self._people = people
        self._products = products
        self.ends = time.monotonic() + TOGETHER_S
        self.calls, self.left_out = 0, 0

    @property
    def have_time(self) -> bool:
        """Whether there is time for another call; counts those for which there is none."""
        if time.monotonic() < self.ends:
            return True
        self.left_out += 1
        return False

    def headers(self, case: AnyCase) -> dict[str, str]:
        """The sign-in of the operation's user."""
        return self._people[_id(case)].headers

    def name_something_real(self, case: AnyCase) -> None:
        """Every second time the product in the path is one of the user's own."""
        self.calls += 1
        if self.calls % 2 and case.path_parameters and "product_id" in case.path_parameters:
            case.path_parameters["product_id"] = self._products[_id(case)]


@pytest.fixture(scope="module")
async def clients(shop: Shop, note: Note) -> AsyncIterator[Clients]:
    roles = {each.id: "buyer" if each.is_open else each.roles[0] for each in OPERATIONS}
    people = {operation: await shop.user(cast(Role, role)) for operation, role in roles.items()}
    products = {operation: await shop.product(person) for operation, person in people.items()}
    found = Clients(shop.url, people, products)
    yield found
    note(f"Schemathesis: {found.calls} calls with seed {SEED}, {found.left_out} left out for want of time")


@pytest.fixture(scope="module")
def connection() -> Iterator[requests.Session]:
    with requests.Session() as opened:
        yield opened


@schema.parametrize()
@seed(SEED)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_input_brings_a_service_down(case: AnyCase, clients: Clients, connection: requests.Session) -> None:
    if not clients.have_time:
        return
    clients.name_something_real(case)
    case.call_and_validate(
        base_url=clients.url, session=connection, headers=clients.headers(case), checks=CHECKS, timeout=PATIENT_S
    )


def _id(case: AnyCase) -> str:
    return str(case.operation.definition.raw["operationId"])
