"""Grading one notebook: honest work earns what the check in the notebook gives, in every way of running it."""

import ast
import functools
import inspect
import json
import types

import numpy as np
import pytest

from gradcalc.cards.report import call_of
from gradcalc.grading.running.one import grade_notebook
from gradcalc.grading.running.results import NotebookResult
from gradcalc.lessons.exercises import EXERCISES
from tests.exercises.tries import verdicts
from tests.grading.handed_in import LESSONS, as_bytes, needs_bubblewrap, solved, student, with_answers

pytestmark = needs_bubblewrap

SEED = 20_261


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_solved_notebook_earns_every_point(lesson):
    result = grade_notebook(as_bytes(solved(lesson)), lesson, SEED)
    assert {s.mark for exercise in result.exercises for s in exercise.strata} == {"right"}
    asked = {exercise.id: exercise.points for exercise in EXERCISES.values() if exercise.lesson == lesson}
    assert {exercise.exercise: exercise.earned for exercise in result.exercises} == asked
    assert not result.trouble
    assert not any(exercise.trouble for exercise in result.exercises)
    assert NotebookResult.from_json(result.to_json()) == result


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_without_answers_is_not_answered(lesson):
    result = grade_notebook(as_bytes(student(lesson)), lesson, SEED)
    assert {s.mark for exercise in result.exercises for s in exercise.strata} == {"not answered"}
    assert not result.trouble


# As a student would write them: those of gradcalc are withheld in some exercises.
OWN = """
def gradient(f, *point):
    h, slopes = 1e-5, []
    if len(point) == 1:
        (x,) = point
        return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])
    for e in np.eye(len(point)):
        ahead = [p + h * c for p, c in zip(point, e)]
        behind = [p - h * c for p, c in zip(point, e)]
        slopes.append((f(*ahead) - f(*behind)) / (2 * h))
    return np.array(slopes)


def unit(v):
    if not np.any(v):
        raise ValueError("zero")
    return np.asarray(v) / np.linalg.norm(v)
"""


def source_of(function: types.FunctionType | functools.partial, name: str) -> str:
    """The function as a cell that defines it under this name, with everything of its module that it uses."""
    if isinstance(function, np.ufunc):
        return f"{name} = np.{function.__name__}"
    if isinstance(function, functools.partial):
        parts, given = [source_of(function.func, f"whole_{name}")], []
        for number, value in enumerate(function.args):
            given.append(f"given_{number}_{name}" if callable(value) else repr(value))
            parts += [source_of(value, given[-1])] if callable(value) else []
        return "\n".join(
            ["from functools import partial", *parts, f"{name} = partial(whole_{name}, {', '.join(given)})"]
        )
    tree = ast.parse(inspect.getsource(inspect.getmodule(function)))
    (node,) = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Lambda | ast.FunctionDef) and node.lineno == function.__code__.co_firstlineno
    ]
    parts = []
    for used in function.__code__.co_names:
        value = function.__globals__.get(used)
        if type(value) is types.FunctionType and value.__module__ == function.__module__:
            parts.append(source_of(value, used))
        elif type(value) in (int, float, tuple):
            parts.append(f"{used} = {value!r}")
    if isinstance(node, ast.Lambda):
        return "\n".join([*parts, f"{name} = {ast.unparse(node)}"])
    return "\n".join([*parts, ast.unparse(node), f"{name} = {node.name}"])


def mistaken(lesson: str) -> list[dict[str, str]]:
    """Answer cells by exercise: in the k-th every answer makes its k-th known mistake, if it can be written down."""
    rounds: dict[int, dict[str, str]] = {}
    for exercise in EXERCISES.values():
        if exercise.lesson != lesson:
            continue
        for number in range(max(len(answer.mistakes) for answer in exercise.answers)):
            cell = ["import numpy as np\nfrom collections.abc import Callable", OWN]
            for answer in exercise.answers:
                wrong = answer.mistakes[min(number, len(answer.mistakes) - 1)].wrong
                given = source_of(wrong, answer.name) if answer.kind == "function" else f"{answer.name} = {wrong()!r}"
                cell.append(given)
            rounds.setdefault(number, {})[exercise.id] = "\n".join(cell)
    return list(rounds.values())


@pytest.mark.parametrize("lesson", ["03", "07"])
def test_a_known_mistake_earns_what_the_check_gives_and_gets_the_same_words(lesson):
    hints = set()
    for answers in mistaken(lesson):
        result = grade_notebook(as_bytes(with_answers(lesson, answers)), lesson, SEED)
        for found in result.exercises:
            if found.exercise not in answers:
                continue
            exercise, names = EXERCISES[found.exercise], {}
            exec(answers[exercise.id], names)
            checked = verdicts(exercise, [names[answer.name] for answer in exercise.answers], SEED)
            assert [s.mark for s in found.strata] == [v.mark for v in checked], answers[exercise.id]
            assert [s.hint for s in found.strata] == [v.hint for v in checked]
            for stratum, verdict in zip(found.strata, checked, strict=True):
                if verdict.mark == "wrong" and verdict.answer.kind == "function":
                    assert stratum.call == call_of(verdict.case)
                    assert stratum.reply
            hints |= {s.hint for s in found.strata if s.hint}
    known = {
        mistake.hint
        for exercise in EXERCISES.values()
        if exercise.lesson == lesson
        for answer in exercise.answers
        for mistake in answer.mistakes
    }
    assert len(hints & known) > len(known) / 2  # the test reached most of them


HONEST = {
    "warnings": "import warnings\nwarnings.warn('careful')\nnp.float64(1) / 0",
    "prints": "import sys\nprint('x' * 100_000)\nprint('red', file=sys.stderr)",
    "a plot": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "other letters": "grüße = 'žluťoučký 漢字 🎈'\nprint(grüße)\nμ = 3",
    "lone surrogates": "text = '\ud800'",
    "magics": "%matplotlib inline\n%time 1 + 1\n%timeit -n1 -r1 1 + 1\n!ls\nfiles = !ls\n%pip install numpy",
    "await": "import asyncio\nawait asyncio.sleep(0.01)",
    "a thread": "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()",
    "slow": "import time\ntime.sleep(1.5)",
    "an error": "1 / 0",
    "files": "open('notes.txt', 'w').write('mine')\nassert open('notes.txt').read() == 'mine'",
    "pictures of its own": "e = gc.explore('bowl', x=1, y=1)\ne.angle = 30\nassert e.reading.slope",
    "questions": "gc.predict('03.level_direction')\ngc.draw('04')\ngc.drill('03')\n"
    "gc.check('03.best_share', ...)\ngc.progress()",
}


@pytest.mark.parametrize("added", HONEST.values(), ids=HONEST)
def test_what_else_an_honest_notebook_does_costs_no_point(added):
    notebook = solved("03")
    sources = ("import numpy as np\nimport gradcalc as gc", added)
    notebook.cells[2:2] = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    result = grade_notebook(json.dumps(notebook).encode(), "03", SEED)
    assert result.earned == 13
    assert result.trouble == (
        ""
        if added != HONEST["an error"]
        else (
            "`1 / 0` stopped with ZeroDivisionError: division by zero. Cells below it may fail for that reason alone."
        )
    )


def test_a_slow_answer_that_prints_and_warns_earns_its_points():
    source = "\n".join([
        "import time, warnings",
        "def best_share(gradient, directions):",
        "    time.sleep(0.3)",
        "    print('thinking', gradient)",
        "    warnings.warn('slowly')",
        "    units = np.array([d / np.linalg.norm(d) for d in directions])",
        "    return max(units @ gradient) / np.linalg.norm(gradient)",
    ])  # fmt: skip
    result = grade_notebook(as_bytes(with_answers("03", {"03.best_share": source})), "03", SEED)
    assert result.earned == EXERCISES["03.best_share"].points


def test_one_exercise_can_be_graded_alone():
    result = grade_notebook(as_bytes(solved("03")), "03", SEED, exercises=["03.best_share"])
    assert [exercise.exercise for exercise in result.exercises] == ["03.best_share"]
    assert result.earned == EXERCISES["03.best_share"].points


@pytest.mark.parametrize("ways", [{"kernel": True}, {"unsafe": True}, {"kernel": True, "unsafe": True}], ids=str)
def test_every_way_of_running_it_gives_the_same(ways):
    answers = mistaken("03")[0] | {"03.flat_both_ways": "flat_choice = 'a'"}
    for notebook in (solved("03"), with_answers("03", answers)):
        content = as_bytes(notebook)
        usual, other = grade_notebook(content, "03", SEED), grade_notebook(content, "03", SEED, **ways)
        assert other.exercises == usual.exercises
        assert other.unsafe == ways.get("unsafe", False)


def test_wrong_arguments_are_refused():
    content = as_bytes(student("00"))
    with pytest.raises(ValueError, match="no lesson '17'"):
        grade_notebook(content, "17", SEED)
    with pytest.raises(ValueError, match="lesson 00 has no exercise"):
        grade_notebook(content, "00", SEED, exercises=["03.best_share"])
    with pytest.raises(TypeError, match="as bytes"):
        grade_notebook(content.decode(), "00", SEED)


def test_the_cases_are_those_of_the_seed():
    answers = {"03.best_share": "def best_share(gradient, directions):\n    return 7.0"}
    content = as_bytes(with_answers("03", answers))
    calls = [
        [s.call for exercise in grade_notebook(content, "03", seed).exercises for s in exercise.strata]
        for seed in (1, 1, 2)
    ]
    assert calls[0] == calls[1] != calls[2]
    assert np.any(calls[0])
