"""Imports point one way, every module has its place, and the map in CONTRIBUTING.md says so too."""

import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


def test_imports_point_one_way_and_every_module_has_a_place():
    """import-linter, with the contracts in pyproject.toml."""
    run = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run(
        [sys.executable, "-c", run, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Contracts: {len(SETTINGS['contracts'])} kept, 0 broken." in result.stdout


def test_the_map_has_the_rows_of_the_contract_from_the_bottom_up():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (table,) = re.findall(r"^\| modules in `gradcalc/` \|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    rows = [re.findall(r"`([\w./]+)`", row.split("|")[1]) for row in table.splitlines()[1:]]
    assert [name for row in rows for name in row if not (ROOT / "gradcalc" / name).exists()] == []
    layers = [layer.split(" : ") for layer in SETTINGS["contracts"][0]["layers"]]
    named = [[re.sub(r"(/|\.py)$", "", name) for name in row] for row in rows]
    assert [row for row in named if row != ["live/browser"]] == layers[::-1]  # that folder is JavaScript
