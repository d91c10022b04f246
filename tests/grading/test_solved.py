"""The solved lessons, run by nbval: what does not depend on an answer comes out as in the student's notebook."""

import os
import pathlib
import shutil
import subprocess
import sys

import nbformat
import pytest

from gradcalc.cards.scores import FOLDER_VARIABLE
from gradcalc.grading.making.cells import exercise_cells
from gradcalc.grading.making.versions import read_answers, solved_version

ROOT = pathlib.Path(__file__).parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_solved_lesson_runs_to_the_outputs_of_the_students(path, tmp_path):
    student = nbformat.read(path, as_version=4)
    answers = read_answers((ROOT / "course" / "solutions" / f"{path.stem}.py").read_text(encoding="utf-8"))
    solved = solved_version(student, answers)
    checks = {cells.check.id for cells in exercise_cells(student)}
    assert checks
    for cell in solved.cells:
        if cell.id in checks or "gc.progress(" in cell.source:
            cell.metadata.setdefault("tags", []).append("nbval-ignore-output")  # here the answers show
    nbformat.write(solved, tmp_path / path.name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    # With options of its own: those of the project name folders that are not here.
    command = [sys.executable, "-m", "pytest", "-o", "addopts=", "--nbval", "--nbval-current-env", path.name]
    result = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, FOLDER_VARIABLE: str(tmp_path)}, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout
    assert f"{sum(cell.cell_type == 'code' for cell in solved.cells)} passed" in result.stdout
