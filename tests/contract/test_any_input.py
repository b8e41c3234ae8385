"""Whatever a client sends, a service answers as the document says: never 5xx, documented types, errors as problems.

Made by Schemathesis from the document: seeded, and bounded in number and in time.
"""

import time

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from souk_common.identity import Role
from souk_common.settings import Settings
from souk_stack import NativeStack
from tests.fixtures.figures import Note
from tests.fixtures.operations import DOCUMENT_PATH, OPERATIONS
