"""Fixtures for every test; what they give is described where they are written."""

from hypothesis import settings

# how long an example takes says more about the machine than about the code
settings.register_profile("souk", deadline=None)
settings.load_profile("souk")

pytest_plugins = [
    "tests.fixtures.replica_set",
    "tests.fixtures.killed_primary",
    "tests.fixtures.services",
    "tests.fixtures.products",
    "tests.fixtures.stack",
    "tests.fixtures.stack_control",
    "tests.fixtures.chromium",
    "tests.fixtures.figures",
]
