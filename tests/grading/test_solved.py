"""The solved lessons, run by nbval: what does not depend on an answer comes out as in the student's notebook."""

import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

import nbformat
import pytest

from gradcalc.grading.making.cells import exercise_cells
from gradcalc.grading.making.versions import read_answers, solved_version

ROOT = pathlib.Path(__file__).parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def solved(path: pathlib.Path) -> nbformat.NotebookNode:
    """The solved version of a lesson, with a tag on the cells in whose outputs the answers show."""
    student = nbformat.read(path, as_version=4)
    answers = read_answers((ROOT / "course" / "solutions" / f"{path.stem}.py").read_text(encoding="utf-8"))
    solved = solved_version(student, answers)
    checks = {cells.check.id for cells in exercise_cells(student)}
    assert checks
    for cell in solved.cells:
        if cell.id in checks or "gc.progress(" in cell.source:
            cell.metadata.setdefault("tags", []).append("nbval-ignore-output")
    return solved


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> dict[str, list[str]]:
    """What nbval says of each code cell, by lesson: nothing where it is as it was. All run in one pytest."""
    folder = tmp_path_factory.mktemp("solved")
    for path in LESSONS:
        nbformat.write(solved(path), folder / path.name)
    for name in ("pyproject.toml", "conftest.py"):  # the latter, so that each lesson begins without points
        shutil.copy(ROOT / name, folder)
    # With options of its own: those of the project name folders that are not here.
    command = [sys.executable, "-m", "pytest", "-o", "addopts=", "--nbval", "--nbval-current-env"]
    command += [f"--nbval-sanitize-with={ROOT}/tests/nbval_sanitize.cfg"]
    command += ["--junitxml", "report.xml", *(path.name for path in LESSONS)]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    said = {path.stem: [] for path in LESSONS}
    for case in ET.parse(folder / "report.xml").iter("testcase"):
        lesson = next(stem for stem in said if stem in case.get("classname"))
        said[lesson].append("\n".join(f"{found.tag}: {''.join(found.itertext())}" for found in case))
    assert sum(map(len, said.values())), result.stdout + result.stderr
    return said


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_solved_lesson_runs_to_the_outputs_of_the_students(path, ran):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert ran[path.stem] == [""] * len(cells)
