"""Which cells run: those that a student has written, and of those handed out the ones that these need."""

import contextlib
import io
import json
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode

from gradcalc.grading.running.inside.naming import Used, all_used, names_of
from gradcalc.grading.running.inside.wire import Closed
from gradcalc.grading.running.needed import HandedOut
from gradcalc.grading.running.one import grade_notebook
from gradcalc.grading.running.plan import plan
from gradcalc.grading.running.reading import NOT_KNOWN, read_used
from gradcalc.grading.running.session import Session
from gradcalc.lessons.answering import answered_by
from gradcalc.lessons.exercises import EXERCISES
from tests.grading.handed_in import LESSONS, as_bytes, needs_bubblewrap, only, solved, student, with_answers

SEED = 20_261


@pytest.mark.parametrize(
    ("source", "used", "bound"),
    [
        ("x = y", {"y"}, {"x"}),
        ("total += y", {"total", "y"}, {"total"}),
        ("def g(x):\n    y = x\n    return y * z", {"z"}, {"g"}),
        ("def g(h=step):\n    global calls\n    calls += h", {"step", "calls"}, {"g", "calls"}),
        ("def g():\n    def inner():\n        return deep\n    return inner", {"deep"}, {"g"}),
        ("class A(Base):\n    kept = kept", {"Base", "kept"}, {"A"}),
        ("points[0] = 1\nnet.weights.start = w", {"points", "net", "w"}, {"points", "net"}),
        ("import numpy as np\nfrom math import *", set(), {"np"}),
        ("[x * k for x in range(3)]", {"k", "range"}, set()),
        ("lambda x: f(x)", {"f"}, set()),
        ("for i in range(3):\n    pass", {"range"}, {"i"}),
        ("s = 1\nx, *y = s, 2\nz = x + y[0]", set(), {"s", "x", "y", "z"}),
        ("def g():\n    return s\n\ns = 1", {"s"}, {"g", "s"}),
        ("s = s + 1", {"s"}, {"s"}),
        ("for k in K:\n    pass\nk", {"k", "K"}, {"k"}),
        ("if K:\n    s = 1\ns", {"K", "s"}, {"s"}),
        ("if (n := m) > 1:\n    del old", {"m", "old"}, {"n", "old"}),
        ("del a, (b, c[0])", {"a", "b", "c"}, {"a", "b", "c"}),
        ("del f[[d for h in a][0]]\nd = 1", {"a", "d", "f"}, {"d", "f"}),
        ("A[[0 for s in S]] = 1\ns", {"A", "S", "s"}, {"A"}),
        ("a[b and (n := 1)] = 2\nn", {"a", "b", "n"}, {"a", "n"}),
        ("[s, (t, *u)] = v = W\ns + t + u + v", {"W"}, {"s", "t", "u", "v"}),
        ("def g():\n    total = 0\n    total += k\n    del total", {"k"}, {"g"}),
        ("x = 1\nsquares = [x**2 for x in xs if x]", {"xs"}, {"x", "squares"}),
        ("{k: v for k, v in d.items()}\n{s for s in S}", {"d", "S"}, set()),
        ("[last := f(x) for x in xs]\nlast", {"f", "xs", "last"}, {"last"}),
        ("class A:\n    rows = [r for r in R]", {"R"}, {"A"}),
        ("[[x for x in row] for row in rows if any(x for x in row)]", {"rows", "any"}, set()),
    ],
)
def test_the_names_of_a_cell(source, used, bound):
    assert names_of(source) == (used, bound)


@given(st.text(alphabet="abx =:()[]{}\n\t.,+*@%!?#'\"\\0é\0", max_size=60))
def test_any_text_has_names_or_cannot_be_told(source):
    assert all(name.isidentifier() for name in all_used([source]).names)


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline",
        "!ls",
        "del(",
        "x = (",
        "globals()['f']",
        "eval('f')",
        "f?",
        "import __main__",
        "from __main__ import f",
        "from builtins import eval as run",
        "import builtins\nbuiltins.eval('f')",
        "import timeit\ntimeit.timeit('f(1)', setup='from __main__ import f')",
        "import sys\nsys.modules[g.__module__].f",
        "from sys import modules",
        "from IPython import get_ipython",
        "g.__globals__['f']",
        "getattr(g, '__globals__')['f']",
        "inspect.currentframe().f_globals",
        "ip.user_ns['f']",
        "import cProfile\ncProfile.run('f(1)')",
        "getattr(builtins, 'eval')('f')",
        "__builtins__['eval']('f')",
        "table.query('a > @f')",
        "\0",
        "(" * 10_000,
    ],
)
def test_where_any_name_may_be_meant_it_cannot_be_told_which(source):
    used = all_used(["y = z", source])
    assert not used.surely_all
    assert used.names >= {"z"}
    assert used.names >= {word for word in ("f", "g") if word in re.findall(r"\w+", source)}


PLAIN = st.recursive(st.booleans() | st.text(), st.lists)


@given(st.binary(max_size=60) | PLAIN.map(lambda value: json.dumps(value).encode()))
def test_any_message_is_names(content):
    used = read_used(content)
    assert type(used.surely_all) is bool
    assert all(type(name) is str for name in used.names)


def test_a_message_that_is_too_deep_or_too_long_says_nothing():
    assert read_used(b"[" * 100_000 + b"]" * 100_000) == NOT_KNOWN
    assert read_used(b'[["' + b"x" * 9_000_000 + b'"], true]') == NOT_KNOWN


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_name_has_the_same_value_without_the_cells_that_it_does_not_need(lesson):
    handed_out = plan(as_bytes(student(lesson)), lesson)
    steps = [step for step in handed_out.steps if step.part and not step.part.explores]
    uncompared = cells_tagged(lesson, "nbval-ignore-output")
    timed = set().union(*(names_of(cell.source).bound for cell in uncompared if not answered_by(cell)))
    names = set().union(*(step.part.names.bound for step in steps)) - timed
    whole, runs, explored = run(steps), {}, []
    for name in sorted(names & whole.keys()):
        needed = [step for step in handed_out.to_run(Used(frozenset({name}), True)) if step.part]
        if any(step.part.explores for step in needed):  # the whole has run without these
            explored.append(name)
            continue
        key = tuple(map(id, needed))
        if key not in runs:
            runs[key] = run(needed)
        assert plainly(runs[key][name]) == plainly(whole[name]), name
    assert len(explored) < len(names) / 2
    assert any(len(key) < len(steps) / 2 for key in runs)


def cells_tagged(lesson: str, tag: str) -> list[NotebookNode]:
    return [cell for cell in student(lesson).cells if tag in cell.metadata.get("tags", ())]


def run(steps: list) -> dict:
    names: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for step in steps:
            exec(step.source, names)
    plt.close("all")
    return names


def plainly(value) -> object:
    if isinstance(value, np.ndarray):
        return value.dtype, value.shape, value.tolist()
    return re.sub(r"0x[0-9a-f]+", "", repr(value))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_solved_lesson_needs_few_of_the_cells_that_were_handed_out(lesson):
    planned = plan(as_bytes(solved(lesson)), lesson)
    everything, needed = planned.to_run(NOT_KNOWN), planned.to_run(all_used(planned.own))
    assert [step for step in everything if step in needed] == needed
    assert sum(bool(step.part) for step in needed) <= 2
    assert all(step in needed for step in planned.steps if step.part is None)
    assert not any(step.part.explores for step in needed if step.part)


def parts(planned) -> list[HandedOut]:
    return [step.part for step in planned.steps if step.part]


def test_a_cell_that_was_changed_is_the_students_own():
    notebook = student("03")
    cell = next(cell for cell in notebook.cells if cell.source.startswith("angles ="))
    before = plan(as_bytes(notebook), "03")
    cell.source += "\nprint(slopes)"
    after = plan(as_bytes(notebook), "03")
    assert len(parts(after)) == len(parts(before)) - 1
    assert cell.source in after.own
    assert any(step.source.startswith("def f(x, y)") for step in after.to_run(all_used(after.own)))


@needs_bubblewrap
@pytest.mark.parametrize("kernel", [False, True], ids=["fork", "kernel"])
@pytest.mark.parametrize(
    "answer",
    [
        "flat_choice = 'abcd'[int(angles[1] > 4) + 1]",  # of a cell that shows a picture
        "flat_choice = 'c' if odd.angle == 90 else 'a'",  # of one with a live picture
        "flat_choice = 'c' if abs(globals()['slopes'][9] - 8**0.5) < 1e-6 else 'a'",
        "%precision 3\nflat_choice = 'c' if bowl_of_six(x) == 21 else 'a'",
        "%precision 3\nflat_choice = 'c' if odd.angle == 90 else 'a'",
        "flat_choice = 'c' if eval('odd.angle') == 90 else 'a'",
        "from __main__ import odd\nflat_choice = 'c' if odd.angle == 90 else 'a'",
        "del angles\nflat_choice = 'c'",
        "import cProfile\ncProfile.run('angles[1]')\nflat_choice = 'c'",
        "flat_choice = [x for x in 'abcd' if x == 'c'][angles is None]",
    ],
)
def test_an_answer_may_use_whatever_the_lesson_defines(answer, kernel):
    exercise = EXERCISES["03.flat_both_ways"]
    content = as_bytes(with_answers("03", {exercise.id: answer}))
    result = grade_notebook(content, "03", SEED, kernel=kernel, exercises=[exercise.id])
    assert result.exercises[0].earned == exercise.points
    assert not result.exercises[0].trouble


@needs_bubblewrap
@pytest.mark.parametrize(
    "answer",
    ["flat_choice = 'abcd'[int(angles[1] > 4) + 1]", "flat_choice = 'c' if odd.angle == 90 else 'a'"],
    ids=["a picture", "a live picture"],
)
def test_where_the_names_cannot_be_asked_for_every_word_may_be_one(monkeypatch, answer):
    asked = []

    def names_used(self, sources, deadline):
        if sources:
            asked.append(sources)
            raise Closed
        return NOT_KNOWN

    monkeypatch.setattr(Session, "names_used", names_used)
    exercise = EXERCISES["03.flat_both_ways"]
    content = as_bytes(with_answers("03", {exercise.id: answer}))
    result = grade_notebook(content, "03", SEED, exercises=[exercise.id])
    assert result.exercises[0].earned == exercise.points
    assert not result.trouble
    assert len(asked) == 1


def test_a_notebook_without_cells_of_the_lesson_needs_none():
    planned = plan(only("f = 1", "g = f"), "03")
    assert planned.own == ["f = 1", "g = f"]
    assert parts(planned) == []
