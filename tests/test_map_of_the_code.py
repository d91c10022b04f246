"""The map of the code in CONTRIBUTING.md is complete, and imports point one way, as it says."""

import ast
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).parents[1]
PACKAGE = ROOT / "gradcalc"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name != "__init__.py")


def levels() -> dict[pathlib.Path, int]:
    """The row of the map in which each file stands."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (table,) = re.findall(r"^\| modules in `gradcalc/` \|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    found = {}
    for level, row in enumerate(table.splitlines()[1:]):
        for name in re.findall(r"`([\w./]+)`", row.split("|")[1]):
            path = PACKAGE / name
            assert path.exists(), name
            found |= dict.fromkeys(path.rglob("*") if path.is_dir() else [path], level)
    return found


LEVELS = levels()


def imported(path: pathlib.Path) -> set[pathlib.Path]:
    """The files of the package that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("gradcalc"):
            base = ROOT.joinpath(*node.module.split("."))
            for name in (base, *(base / alias.name for alias in node.names)):
                found |= {file for file in (name.with_suffix(".py"), name / "__init__.py") if file.exists()}
    return found - {PACKAGE / "__init__.py"}


def test_every_module_is_on_the_map():
    assert [path for path in MODULES if path not in LEVELS] == []


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_a_module_imports_nothing_from_below_it_on_the_map(path):
    assert [other for other in imported(path) if LEVELS[other] > LEVELS[path]] == []
