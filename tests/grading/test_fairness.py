"""A class is treated alike: the same cases for everybody, and in every class the same score for the same mistake."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import pytest
from nbformat import NotebookNode

from gradcalc.grading.making.course import environment
from gradcalc.grading.many.jobs import Job, grade, version_of
from gradcalc.grading.running import one
from gradcalc.grading.running.labels import cell_name
from gradcalc.grading.running.results import NotebookResult
from gradcalc.grading.running.session import Session
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions import inputs
from gradcalc.questions.judging import is_right
from gradcalc.questions.model import Answer, Case, Exercise, Stratum
from gradcalc.questions.replies import call, read
from tests.exercises import tries
from tests.grading.class_of_03 import MISTAKE, honest
from tests.grading.handed_in import as_bytes, named_cell, needs_bubblewrap, with_answers

# A mistake may well divide by zero.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

CLASSES = range(100)

# What a fresh process prints of the cases of every exercise: a number that stands for all of their inputs.
SHOW_CASES = """
import hashlib
import sys
import numpy as np
from gradcalc.lessons.exercises import EXERCISES
np.set_printoptions(threshold=sys.maxsize, floatmode="unique")
cases = [case.inputs for exercise in EXERCISES.values() for case in exercise.cases(20261127)]
print(len(cases), hashlib.sha256(repr(cases).encode()).hexdigest())
"""


def remembering(exact: Callable) -> Callable:
    """exact, called once for each case, although every mistake is judged on it."""
    known: dict[tuple[int, ...], tuple] = {}

    def remembered(*given):
        key = tuple(map(id, given))
        if key not in known:
            known[key] = exact(*given), given  # kept, so that nothing else gets the same ids
        return known[key][0]

    return remembered


def earned(stratum: Stratum, cases: list[Case], answer: Answer, given: object) -> int:
    """The points of one kind of case: as `judge` gives them, but a stratum is left at its first wrong case.

    Nothing else is left out but the hints, which cost most of the time.
    """
    for case in cases:
        if case.answer is answer and case.stratum is stratum:
            function = answer.kind == "function"
            if not is_right(case, call(given, tuple(map(inputs.build, case.inputs))) if function else read(given)):
                return 0
    return stratum.points


def scores(exercise: Exercise, seed: int) -> dict[tuple[str, int, str], tuple[int, ...]]:
    """The points of each kind of case in a class, by answer and mistake: its number, for a hint may serve several."""
    exercise = replace(exercise, answers=tuple(replace(a, exact=remembering(a.exact)) for a in exercise.answers))
    cases = list(exercise.cases(seed))
    return {
        (answer.name, number, mistake.hint): tuple(
            earned(stratum, cases, answer, tries.mistaken(answer, mistake)) for stratum in answer.strata
        )
        for answer in exercise.answers
        for number, mistake in enumerate(answer.mistakes)
    }


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_a_known_mistake_earns_the_same_points_in_a_hundred_classes(exercise):
    found = defaultdict(lambda: defaultdict(list))
    for seed in CLASSES:
        for mistake, points in scores(exercise, seed).items():
            found[mistake][points].append(seed)
    assert {mistake: dict(seeds) for mistake, seeds in found.items() if len(seeds) > 1} == {}


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_these_points_are_those_that_the_judge_gives(exercise):
    seed = len(CLASSES)
    found = scores(exercise, seed)
    for answer in exercise.answers:
        for number, mistake in list(enumerate(answer.mistakes))[::3]:
            verdicts = tries.verdicts_on_mistake(answer, mistake, seed)
            assert found[answer.name, number, mistake.hint] == tuple(verdict.points for verdict in verdicts)


def graded(student: str, notebook: NotebookNode, seed: int) -> NotebookResult:
    """Lesson 03 of a student, graded as it is in a class, with every case made anew."""
    one._cases.cache_clear()
    return NotebookResult.from_json(grade(Job(student, "03", as_bytes(notebook), seed, version_of("03"))))


@needs_bubblewrap
def test_a_known_mistake_earns_the_same_points_in_the_sandbox_too():
    answers = {
        "03.directional_derivative": MISTAKE,
        "03.steepest_direction": "def greatest_slope(f, x):\n    return np.linalg.norm(gc.gradient(f, x))\n\n"
        "def steepest_direction(f, x):\n    return -gc.gradient(f, x) / greatest_slope(f, x)",
    }
    found = set()
    for seed in CLASSES[::10]:
        exercises = {e.exercise: e for e in graded("ada", with_answers("03", answers), seed).exercises}
        found.add(tuple((s.earned, s.hint) for name in answers for s in exercises[name].strata))
    slope, direction = (EXERCISES[name].answers[0] for name in answers)
    undivided, downhill = slope.mistakes[0].hint, direction.mistakes[1].hint
    points = scores(EXERCISES["03.directional_derivative"], 0)[slope.name, 0, undivided]
    assert len(found) == 1
    assert found.pop() == (
        *((earned, "" if earned else undivided) for earned in points), (0, downhill), (0, downhill), (1, "")
    )  # fmt: skip


@needs_bubblewrap
def test_two_students_of_a_class_are_asked_the_same(monkeypatch):
    asked: list[str] = []
    ask = Session.ask

    def noted(self, case, deadline):
        asked.append(repr(case.inputs))
        return ask(self, case, deadline)

    monkeypatch.setattr(Session, "ask", noted)
    mistaken = honest()
    answer = cell_name("03.directional_derivative", "answer")
    named_cell(mistaken.cells, answer)["source"] = MISTAKE
    of = {}
    for student, notebook, seed in (("ada", honest(), 7), ("bob", mistaken, 7), ("cy", honest(), 8)):
        asked.clear()
        of[student] = graded(student, notebook, seed).earned, list(asked)
    assert of["ada"][0] > of["bob"][0] > 0
    assert of["ada"][1] == of["bob"][1] != of["cy"][1]


def test_every_process_makes_the_same_cases():
    """Whatever Python draws by itself for each process, such as the order of sets, decides nothing."""
    printed = {
        subprocess.run([sys.executable, "-c", SHOW_CASES], env=environment() | {"PYTHONHASHSEED": number},
                       capture_output=True, text=True, check=True).stdout
        for number in ("1", "2")
    }  # fmt: skip
    assert len(printed) == 1
    assert int(printed.pop().partition(" ")[0]) > len(EXERCISES)
