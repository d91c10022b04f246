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


def test_the_map_has_the_rooms_of_the_contract_floor_by_floor_from_the_bottom_up():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (table,) = re.findall(r"^\| in `gradcalc/` \|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    rooms = [name for row in table.splitlines()[1:] for name in re.findall(r"`([\w./]+)`", row.split("|")[1])]
    assert [name for name in rooms if not (ROOT / "gradcalc" / name).exists()] == []
    layers = [re.split(r" [:|] ", layer) for layer in SETTINGS["contracts"][0]["layers"][::-1]]
    floor = {name: number for number, layer in enumerate(layers) for name in layer}
    named = [re.sub(r"(/|\.py)$", "", name) for name in rooms if name != "live/browser/"]  # which is JavaScript
    assert sorted(named) == sorted(floor)
    assert [floor[name] for name in named] == sorted(floor.values())


def test_the_places_to_change_a_thing_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (table,) = re.findall(r"^Where you would change a thing:\n\n((?:\|.*\n)+)", text, re.MULTILINE)
    places = [place.replace("NN", "03") for place in re.findall(r"`([\w./]+/[\w./]*)`", table)]
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []
