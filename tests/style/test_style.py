"""The rules of the house that no linter knows: limits on files and functions, and who may import what."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAX_PYTHON_LINES, MAX_TYPESCRIPT_LINES, MAX_FUNCTION_LINES = 300, 250, 50
GENERATED = {"frontend/src/api/schema.d.ts"}
SERVICES = ("auth", "catalog", "orders", "gateway")


def tracked(*patterns: str) -> list[Path]:
    """The files of the project that match, as git knows them (also those not added yet)."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in names if name not in GENERATED and (ROOT / name).is_file()]


PYTHON = tracked("*.py")
FRONTEND = tracked("frontend/*.ts", "frontend/*.tsx")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_files_to_check() -> None:
    assert len(PYTHON) > 50
    assert len(FRONTEND) > 20


def test_no_file_is_too_long() -> None:
    limits = [(path, MAX_PYTHON_LINES) for path in PYTHON] + [(path, MAX_TYPESCRIPT_LINES) for path in FRONTEND]
    too_long = {
        name(path): lines for path, most in limits if (lines := len(path.read_text("utf-8").splitlines())) > most
    }
    assert too_long == {}, "split by domain noun or use case"


def test_no_function_is_too_long() -> None:
    too_long = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > MAX_FUNCTION_LINES:
                    too_long.append(f"{name(path)}:{node.lineno} {node.name} has {length} lines")
    assert too_long == []


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_motor_is_imported_in_one_module() -> None:
    importers = [name(path) for path in PYTHON if any(module.split(".")[0] == "motor" for module in imports(path))]
    assert importers == ["services/common/souk_common/mongo.py"]


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_imports_another(service: str) -> None:
    others = {f"souk_{other}" for other in SERVICES} - {f"souk_{service}"}
    for path in tracked(f"services/{service}/*.py"):
        assert not {module.split(".")[0] for module in imports(path)} & others, name(path)


def test_the_shared_library_imports_no_service() -> None:
    for path in tracked("services/common/*.py"):
        assert not any(module.split(".")[0] in {f"souk_{s}" for s in SERVICES} for module in imports(path)), name(path)


def test_domain_models_import_no_framework() -> None:
    for path in tracked("services/*/model.py"):
        assert not {module.split(".")[0] for module in imports(path)} & {"fastapi", "pydantic", "motor"}, name(path)


def test_no_module_is_named_for_nothing() -> None:
    vague = {"utils", "helpers", "misc", "common_utils", "manager", "managers"}
    assert [name(path) for path in (*PYTHON, *FRONTEND) if path.stem in vague] == []


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
    found = [name(path) for path in (*PYTHON, *FRONTEND) if path != Path(__file__) and marks.search(path.read_text())]
    assert found == []


def test_typescript_has_no_any() -> None:
    loose = re.compile(r"(:|\bas)\s+any\b|<any>|@ts-ignore|@ts-nocheck")
    assert [name(path) for path in FRONTEND if loose.search(path.read_text("utf-8"))] == []
