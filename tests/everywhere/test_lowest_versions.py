"""The lowest versions that requirements.txt allows, on the lowest Python."""

import os
import re
import subprocess

import pytest

from tests.browser.running import running_lab
from tests.browser.walk import walk_through
from tests.everywhere.front_ends import ROOT, python_of

# What make quick runs, and what makes the pictures: the other tests of exercises try the same again.
ROOMS = ("maths", "formulas", "functions", "readings", "pictures", "questions", "live", "cards", "boards")
EXERCISES = "tests/exercises/test_every_exercise.py"


@pytest.fixture(scope="module")
def python():
    return python_of("lowest")


def test_the_environment_holds_the_lowest_versions(python):
    ask = "import importlib.metadata as m, sys; print(sys.version_info[:2], *(m.version(n) for n in sys.argv[1:]))"
    lowest = dict(re.findall(r"^([\w-]+)>=([\d.]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    said = subprocess.run([python, "-c", ask, *lowest], capture_output=True, text=True, check=True).stdout
    assert said.startswith("(3, 11) ")
    for version, least in zip(said.removeprefix("(3, 11) ").split(), lowest.values(), strict=True):
        assert f"{version}.".startswith(f"{least}.")


def test_the_tests_without_a_browser_pass(python):
    rooms = [f"{place}/{room}" for room in ROOMS for place in ("tests", "gradcalc") if (ROOT / place / room).exists()]
    environment = {name: value for name, value in os.environ.items() if name != "GRADCALC_REQUIRE_ALL"}
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--quick", *rooms, EXERCISES]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-5000:] + result.stderr[-2000:]


def test_a_lesson_works_from_top_to_bottom(python, driver, tmp_path):
    with running_lab(tmp_path, python) as address:
        walk_through(driver, (address, tmp_path), "00")
