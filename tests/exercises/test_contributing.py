"""The example in CONTRIBUTING.md works as it stands there."""

import pathlib
import re

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import gradcalc as gc
from gradcalc.grading.making.versions import read_answers, solved_version, source_version
from gradcalc.lessons.exercises import EXERCISES
from tests.exercises import test_every_exercise as every
from tests.exercises import tries
from tests.grading import test_fairness as fairness

PAGE = pathlib.Path(__file__).parents[2] / "CONTRIBUTING.md"
DATA, STUB, CHECK, SOLUTION = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def exercise(monkeypatch):
    names = {}
    exec(DATA, names)
    monkeypatch.setitem(EXERCISES, "03.length", names["LENGTH"])
    return names["LENGTH"]


def defined(code: str) -> list:
    names = {"np": np}
    exec(code, names)
    return [names["length"]]


@pytest.mark.parametrize("seed", tries.SEEDS)
def test_the_exercise_of_the_page_passes_what_every_exercise_has_to(exercise, seed):
    (answer,) = exercise.answers
    assert {verdict.mark for verdict in tries.verdicts(exercise, defined(SOLUTION), seed)} == {"right"}
    for mistake in answer.mistakes:
        every.test_a_known_mistake_is_not_right_and_gets_its_own_hint(answer, mistake, seed)
    every.test_a_constant_earns_nothing(exercise, answer, seed)
    every.test_the_cases_of_a_seed_are_the_same_each_time_and_differ_between_seeds(exercise)


def test_a_known_mistake_of_the_page_earns_the_same_in_every_class(exercise):
    fairness.test_a_known_mistake_earns_the_same_points_in_a_hundred_classes(exercise)


def test_the_cells_of_the_page_are_checked_and_solved(exercise):
    assert gc.check("03.length", *defined(STUB)).status == "not answered"
    assert gc.check("03.length", *defined(SOLUTION)).points == exercise.points == 3
    student = new_notebook(cells=[new_code_cell(STUB.strip()), new_code_cell(CHECK.strip())])
    answers = read_answers(SOLUTION)
    for version in (solved_version, source_version):
        nbformat.validate(made := version(student, answers))
        assert "np.sqrt(v @ v)" in made.cells[0].source
    assert made.cells[1].metadata["nbgrader"]["points"] == 3


def test_the_page_names_files_that_are_there():
    """By their path, or by their name where the text has said which folders they are in."""
    root = PAGE.parent
    folders = [root, root / "tests" / "exercises", root / "gradcalc" / "lessons" / "lesson_03"]
    (section,) = re.findall("^## Adding an exercise.*", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    names = set(re.findall(r"`((?:\w+/)*\w+\.py)`", section))
    assert len(names) >= 8
    assert [name for name in sorted(names) if not any((folder / name).exists() for folder in folders)] == []
