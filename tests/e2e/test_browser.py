"""The shop in Chromium, as people use it: one test for each file in `browser/`."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from souk_stack import NativeStack
from tests.fixtures.figures import Note
from tests.fixtures.operations import ROOT
from tests.fixtures.stack import address_of

SPECS = sorted((Path(__file__).parent / "browser").glob("*.spec.ts"))
FRONTEND = ROOT / "frontend"
WITHIN_S = 1_800


def test_there_are_specs() -> None:
    assert len(SPECS) >= 6


@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.name)
def test_in_chromium(
    spec: Path, stack: NativeStack, stack_control: str, chromium: str, tmp_path: Path, note: Note
) -> None:
    settings = {
        "SOUK_URL": address_of(stack),
        "SOUK_CONTROL": stack_control,
        "SOUK_CHROMIUM": chromium,
        "SOUK_RESULTS": str(tmp_path / "results"),
        "NODE_PATH": str(FRONTEND / "node_modules"),
        "FORCE_COLOR": "0",
        "CI": "1",
    }
    done = subprocess.run(
        ["node_modules/.bin/playwright", "test", "--config", str(spec.parent / "playwright.config.ts"), spec.name],
        cwd=FRONTEND,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    for figure in re.findall(r"^right .*$", done.stdout, re.MULTILINE):
        note(f"{spec.name}: {figure}")
    if done.returncode or not re.search(r"\d+ passed", done.stdout):
        pytest.fail(f"screenshots are in {tmp_path}\n{done.stdout}\n{done.stderr}", pytrace=False)
