"""No attack earns a point that its honest part did not, none harms anybody else, and each ends with a reason.

Tested elsewhere: files that are damaged, further attacks on one answer and on what is withheld
(test_one_damaged.py), honest notebooks that warn, print, plot and are slow (test_one.py), text that is made
harmless for the browser (test_gradebook.py, test_feedback.py), forged messages (test_session.py), processes
that die and are stopped (test_pool.py, test_stopped.py).
"""

import json
import pathlib
import subprocess
import sys
import time

import pytest

from gradcalc.grading.running import one
from gradcalc.grading.running.inside.wire import Closed
from gradcalc.grading.running.one import grade_notebook
from gradcalc.grading.running.results import NotebookResult
from gradcalc.grading.running.session import Session
from tests.grading.attacks import (
    on_the_answers,
    on_the_check,
    on_the_files,
    on_the_grader,
    on_the_line,
    on_the_machine,
    on_the_notebook,
)
from tests.grading.attacks.attack import POINTS, Attack, answer_cell
from tests.grading.handed_in import as_bytes, needs_bubblewrap, solved, with_answers

pytestmark = needs_bubblewrap

MODULES = (
    on_the_check,
    on_the_answers,
    on_the_grader,
    on_the_line,
    on_the_machine,
    on_the_files,
    on_the_notebook,
)
ATTACKS = [attack for module in MODULES for attack in module.ATTACKS]
SEED = 20_261
SECRET = "SECRET-OF-ANOTHER"
# The longest text about one kind of case, and the longest time for a notebook, with these limits.
LONGEST, SLOWEST = 5_000, 20.0


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course beside the grader, with what is nobody's business."""
    folder = tmp_path_factory.mktemp("course")
    submission = folder / "submitted" / "bob" / "03.ipynb"
    submission.parent.mkdir(parents=True)
    submission.write_bytes(as_bytes(solved("03")))
    for name in ("seed", "gradebook.db"):
        (folder / name).write_text(SECRET)
    return folder


@pytest.fixture(scope="module")
def next_one():
    """The notebook that comes after an attack: one answer is wrong, all others are right."""
    notebook = json.loads(as_bytes(solved("03")))
    answer_cell(notebook["cells"], "03.best_share")["source"] = "def best_share(gradient, directions): return 7.0"
    content = json.dumps(notebook).encode()
    return content, grade_notebook(content, "03", SEED)


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(one, "CELL_SECONDS", 2.0)
    monkeypatch.setattr(one, "EXERCISE_SECONDS", 2.0)
    monkeypatch.setattr(one, "TOTAL_SECONDS", 12.0)


def contents(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def words(result: NotebookResult) -> list[str]:
    """All that a lecturer reads."""
    strata = [stratum for exercise in result.exercises for stratum in exercise.strata]
    texts = [text for stratum in strata for text in (stratum.call, stratum.reply, stratum.hint)]
    return [text for text in (result.trouble, *(exercise.trouble for exercise in result.exercises), *texts) if text]


def earned(result: NotebookResult) -> dict[str, int]:
    return {exercise.exercise: exercise.earned for exercise in result.exercises}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_earns_what_is_honest_in_it_and_harms_nobody(attack: Attack, course, next_one):
    before, begun = contents(course), time.monotonic()
    result = grade_notebook(attack.notebook(course), "03", SEED)
    assert time.monotonic() - begun < SLOWEST

    points = earned(result)
    assert points.pop(attack.exercise) == attack.earned, words(result)
    assert sum(points.values()) == attack.rest, (points, words(result))

    assert NotebookResult.from_json(result.to_json()) == result
    marks = {stratum.mark for exercise in result.exercises for stratum in exercise.strata}
    assert words(result) or marks <= {"right", "not answered"}
    assert attack.says in "\n".join(words(result)), words(result)
    for text in words(result):
        assert len(text) < LONGEST
        assert SECRET not in text
    for text in (result.trouble, *(exercise.trouble for exercise in result.exercises)):
        assert text.isprintable()

    assert contents(course) == before
    content, expected = next_one
    assert grade_notebook(content, "03", SEED) == expected


def test_a_process_that_is_gone_before_the_first_question_is_named(monkeypatch):
    def gone(self, names, deadline):
        raise Closed

    monkeypatch.setattr(Session, "withhold_all_but", gone)
    (found,) = grade_notebook(as_bytes(solved("03")), "03", SEED, exercises=["03.best_share"]).exercises
    assert found.earned == 0
    assert found.trouble == "best_share ended the process it ran in."


def test_a_known_limit_what_is_withheld_can_be_had_by_taking_the_interpreter_apart():
    """That a student writes a function which gradcalc has, too, is asked for in the student's own process.

    Whoever looks into frames there, or copies gradcalc's source, has the function. The numbers are right.
    """
    source = """
import sys
def directional_derivative(*given):
    frame = sys._getframe()
    while "withholding" not in frame.f_locals:
        frame = frame.f_back
    frame.f_locals["withholding"].end()
    return gc.directional_derivative(*given)
"""
    exercise = "03.directional_derivative"
    content = as_bytes(with_answers("03", {exercise: source}))
    assert grade_notebook(content, "03", SEED, exercises=[exercise]).earned == POINTS[exercise]


def test_attacks_have_names_of_their_own_and_there_are_many():
    assert len({attack.name for attack in ATTACKS}) == len({attack.idea for attack in ATTACKS}) == len(ATTACKS) >= 40


def test_the_attacks_are_real_in_the_process_that_runs_the_answers_they_win(course):
    """The same attacks on a check in the process of the notebook, as many courses have it."""
    expected = {attack.name for attack in ATTACKS if attack.wins}
    told = [(attack.name, attack.exercise, *attack.sources(course)) for attack in ATTACKS if attack.wins]
    program = pathlib.Path(__file__).with_name("same_process.py")
    tried = subprocess.run(
        [sys.executable, program], input=json.dumps(told), capture_output=True, text=True, check=True
    )
    assert set(json.loads(tried.stdout)) == expected
    assert len(expected) >= 20
