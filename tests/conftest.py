"""Fixtures for every test; what they give is described where they are written."""

pytest_plugins = [
    "tests.fixtures.replica_set",
    "tests.fixtures.services",
    "tests.fixtures.products",
    "tests.fixtures.stack",
    "tests.fixtures.stack_control",
    "tests.fixtures.chromium",
    "tests.fixtures.figures",
]
