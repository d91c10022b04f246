"""`gradcalc alike`: copies are found, honest answers are not, and nothing else ever shows what was found."""

import importlib
import inspect
import itertools
import pathlib
import re
import sqlite3
import stat
import textwrap

import nbformat
import numpy as np
import pytest

import gradcalc as gc
from gradcalc.grading.comparing.alike import MOST_STUDENTS, Answer, alike
from gradcalc.grading.comparing.form import form_of, own_tokens
from gradcalc.grading.keeping.gradebook import Book
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from gradcalc.grading.many.jobs import Job, failed
from tests.exercises import test_lesson_04
from tests.grading.class_of_03 import gradcalc, new_course
from tests.grading.handed_in import with_answers
from tests.grading.honest_class import traces

MODULES = {"np": "numpy", "gc": "gradcalc", "math": "math"}
STUB = "def trace(f, x, y, s, n):\n    ..."

ORIGINAL = '''
def trace(f, x, y, s, n):
    """The points of a walk along the level curve through (x, y)."""
    c = f(x, y)
    points = [np.array([x, y])]
    for _ in range(n):
        gx, gy = gc.gradient(f, *points[-1])
        point = points[-1] + s * np.array([gy, -gx]) / np.hypot(gx, gy)
        for _ in range(2):
            g = gc.gradient(f, *point)
            point = point - (f(*point) - c) / (g @ g) * g
        points.append(point)
    return np.array(points)
'''
COPIES = {
    "renamed": '''
def trace(func, a, b, step, count):
    """The points of a walk along the level curve through (x, y)."""
    height = func(a, b)
    walk = [np.array([a, b])]
    for i in range(count):
        dx, dy = gc.gradient(func, *walk[-1])
        nxt = walk[-1] + step * np.array([dy, -dx]) / np.hypot(dx, dy)
        for j in range(2):
            grad = gc.gradient(func, *nxt)
            nxt = nxt - (func(*nxt) - height) / (grad @ grad) * grad
        walk.append(nxt)
    return np.array(walk)
''',
    "with other spaces, brackets and lines": """
def trace(f,x,y,s,n):
  c=f(x,y); points=[np.array([x,y])]
  for _ in range(n):
    (gx, gy) = gc.gradient( f, *points[-1] )
    point = (points[-1]
             + (s*np.array([gy, -gx])/np.hypot(gx, gy)))

    for _ in range( 2 ):
        g = (gc.gradient(f, *point))
        point = point - ((f(*point) - c)/(g@g))*g
    points.append(point)
  return (np.array(points))
""",
    "with other comments": '''
# My own idea, found on Sunday.
def trace(f, x, y, s, n):
    # the level
    c = f(x, y)
    """Here the points go."""
    points = [np.array([x, y])]  # start
    for _ in range(n):
        gx, gy = gc.gradient(f, *points[-1])  # gradient
        # turn it
        point = points[-1] + s * np.array([gy, -gx]) / np.hypot(gx, gy)
        for _ in range(2):
            g = gc.gradient(f, *point)
            point = point - (f(*point) - c) / (g @ g) * g
        points.append(point)
    return np.array(points)
''',
    "with statements of equal meaning": """
import numpy
from gradcalc import gradient

def trace(f, x: float, y: float, s: float, n: int) -> list:
    c: float = f(x, y)
    points = [numpy.array((x, y))]
    for _ in range(n):
        print("at", points[-1])
        gx, gy = gradient(f, *points[-1])
        point = numpy.array([gy, -gx]) * s / numpy.hypot(gx, gy) + points[-1]
        for _ in range(2):
            g = gradient(f, *point)
            point -= g * ((f(*point) - c) / (g @ g))
        points.append(point)
    result = numpy.array(points)
    return result
""",
}


def form(source: str) -> str | None:
    return form_of(source, MODULES)


@pytest.mark.parametrize("how", COPIES)
def test_a_copy_has_the_form_of_the_original(how):
    assert form(COPIES[how]) == form(ORIGINAL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x += 1", "x = x + 1"),
        ("x: int = 2", "x = 2.0"),
        ("a, b = f(1), g(2)", "a = f(1)\nb = g(2)"),
        ("def h(v):\n    r = v.sum()\n    return r", "def h(v):\n    return v.sum()"),
        ("def h(v):\n    if v > 0:\n        return 1\n    else:\n        return 2",
         "def h(v):\n    if 0 < v:\n        return 1\n    return 2"),
        ("raise ValueError('no direction')", "raise ValueError"),
        ("assert x, 'no'", "assert x"),
        ("y = x**2", "y = x * x"),
        ("y = a + b + c", "y = c + (a + b)"),
        ("y = not a == b", "y = b != a"),
        ("y = [1, 2]", "y = (1, 2)"),
        ("h = lambda v: v + 1", "def h(w):\n    return 1 + w"),
        ("import numpy as n\ny = n.linalg.norm(v)", "from numpy.linalg import norm\ny = norm(v)"),
        ("y = np.sum(v, axis=0, keepdims=True)", "y = np.sum(v, keepdims=True, axis=0)"),
        ("for i in v:\n    f(i)\nfor i in v:\n    g(i)", "for i in v:\n    f(i)\nfor j in v:\n    g(j)"),
        ("y = [a for a in v] + [a for a in v]", "y = [a for a in v] + [b for b in v]"),
        ("y = a.dot(b)", "y = np.dot(a, b)"),
        ("y = a @ b", "y = np.matmul(a, b)"),
        ("y = v.sum(axis=0)", "y = np.sum(v, axis=0)"),
        ("y = np.asarray(v)", "y = np.array(v)"),
        ("for i in range(0, 3):\n    f(i)", "for i in range(3):\n    f(i)"),
        ("r = a + b\ny = np.sqrt(r)\nf(y)", "f(np.sqrt(b + a))"),
        ("def h(v):\n    n = v.sum()\n    if n == 0:\n        raise ValueError\n    return v",
         "def k(w):\n    if w.sum() == 0:\n        raise ValueError('no')\n    return w"),
        ("%matplotlib inline\ny = 1", "y = 1"),
    ],
)  # fmt: skip
def test_what_means_the_same_is_spelled_in_one_way(one, other):
    assert form(one) == form(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("y = x + 1", "y = x - 1"),
        ("y = a - b", "y = b - a"),
        ("def h(a, b):\n    return a / b", "def h(a, b):\n    return b / a"),
        ("y = a @ b @ v", "y = (a * b) @ v"),
        ("a, b = b, a", "a = b\nb = a"),
        ("y = np.sum(v)", "y = np.max(v)"),
        ("y = np.sum(v)", "y = sum(v)"),
        ("y = x**2", "y = x**3"),
        ("if a < b:\n    f()\nelse:\n    g()", "if a < b:\n    f()\ng()"),
        ("y = True", "y = 1"),
        ("r = f(a)\ny = r + r", "y = f(a) + f(a)"),
        ("r = f(a)\nh = [r for _ in v]", "h = [f(a) for _ in v]"),
        ("y = 'ij'", "y = 'xy'"),
    ],
)
def test_what_means_something_else_has_another_form(one, other):
    names = "def outer(a, b, v, x, f, g):\n"
    assert form(names + textwrap.indent(one, "    ")) != form(names + textwrap.indent(other, "    "))


def test_tokens_are_those_beyond_the_stub_without_comments():
    assert own_tokens(STUB, STUB) == 0
    assert own_tokens("def trace(f, x, y, s, n):\n    '''A walk.'''\n    return (x)  # of one point", STUB) == 2
    assert own_tokens("def trace(f, x, y, s", STUB) == 0


def answers(*sources: str, exercise: str = "04.trace") -> list[Answer]:
    return [Answer(f"s{n}", exercise, source, STUB, tuple(MODULES.items())) for n, source in enumerate(sources)]


def test_copies_are_one_group_and_what_many_have_is_common():
    found = alike(answers(ORIGINAL, *COPIES.values(), *traces()))
    assert found.groups == ()
    assert (found.common, found.compared, found.unreadable) == (1, 65, 0)
    several = [ORIGINAL, *COPIES.values()][:MOST_STUDENTS]
    (group,) = alike(answers(*several, *traces())).groups
    assert [answer.student for answer in group.answers] == ["s0", "s1", "s2"]
    assert group.tokens > 100


def test_short_answers_and_those_of_other_exercises_are_not_compared_with_each_other():
    short = "def trace(f, x, y, s, n):\n    return [(x + k * s, y) for k in range(n + 1)]"
    assert alike(answers(short, short)).compared == 0
    assert alike(answers(ORIGINAL) + answers(ORIGINAL, exercise="04.project")).groups == ()


def test_what_is_no_python_is_counted():
    assert alike(answers("def trace(f, x:", "x" * 30_000 + "(" * 300)).unreadable == 2


def test_every_trace_of_the_honest_class_is_a_right_walk():
    for source in traces():
        names = {"np": np, "gc": gc}
        exec(source, names)
        points = np.array(names["trace"](lambda x, y: x**2 + 4 * y**2, 1.0, 0.5, 0.1, 4))
        assert points.shape == (5, 2)
        assert np.abs(points[:, 0] ** 2 + 4 * points[:, 1] ** 2 - 2).max() < 1e-6
        assert (np.abs(np.hypot(*np.diff(points, axis=0).T) - 0.1) < 0.01).all()


def hand_written() -> list[tuple[str, str]]:
    """The right answers in the tests of all lessons, by what they answer: each was written by hand."""
    found = {}
    for number in range(9):
        module = importlib.import_module(f"tests.exercises.test_lesson_{number:02d}")
        for ways in (ways for name, ways in vars(module).items() if name in ("WAYS", "RIGHT")):
            for asked, way in ((asked, way) for asked, several in ways.items() for way in several):
                with_source = inspect.isfunction(way) and way.__name__ != "<lambda>"
                if with_source:  # some are made from one source, which counts once
                    source = textwrap.dedent(inspect.getsource(way))
                    found[f"{number:02d}.{asked}", source] = None
    return list(found)


def test_of_all_answers_written_by_hand_in_the_tests_no_two_are_alike():
    written = hand_written()
    found = alike(Answer(f"s{n}", asked, source, "", tuple(MODULES.items()))
                  for n, (asked, source) in enumerate(written))  # fmt: skip
    assert found.compared > 150
    assert found.groups == ()
    assert (found.common, found.unreadable) == (0, 0)


# A class, entered without running anything: alike looks at texts alone.


def enter(course: pathlib.Path, answers_of: dict[str, dict[str, str]]) -> None:
    kept = Kept(course / "results")
    with Book(Course(course)) as book:
        for student, given in answers_of.items():
            job = Job(student, "04", nbformat.writes(with_answers("04", given)).encode(), 1, "")
            result = failed(job, "")
            book.write(student, "04", job.content, result, changed=True)
            kept.save(student, "04", result, job.digest)


def own_function(function) -> str:
    return inspect.getsource(function)


@pytest.fixture(scope="module")
def honest(tmp_path_factory) -> pathlib.Path:
    """Sixty students: each has a trace of their own, and some have answered the other exercises as well."""
    course = new_course(tmp_path_factory.mktemp("honest"))
    others = itertools.zip_longest(
        map(own_function, test_lesson_04.RIGHT["project"]),
        map(own_function, test_lesson_04.RIGHT["level_direction"]),
        fillvalue="...",
    )
    rest = dict(enumerate(others))
    given = {}
    for number, trace in enumerate(traces()):
        project, level = rest.get(number, ("...", "..."))
        given[f"s{number:02d}"] = {"04.trace": trace, "04.project": project, "04.level_direction": level}
    enter(course, given)
    return course


def test_sixty_honest_students_give_an_empty_report(honest):
    said = gradcalc("alike", "04", "--course", honest)
    compared = int(re.fullmatch(r"Lesson 04: (\d+) answers of 40 tokens and more were compared\. "
                                r"Nothing looks copied\.\n", said)[1])  # fmt: skip
    assert compared >= 65
    assert not list((honest / "report").glob("*"))


def everything_else(course: pathlib.Path) -> dict[str, object]:
    """What everybody else may see: all files but that of alike, and all rows of the gradebook."""
    found: dict[str, object] = {
        str(path.relative_to(course)): path.read_bytes()
        for path in sorted(course.rglob("*"))
        if path.is_file() and not path.name.startswith(("alike", "gradebook.db", ".gradcalc"))
    }
    with sqlite3.connect(course / "gradebook.db") as book:
        found["gradebook"] = list(book.iterdump())
    return found


def test_copies_are_shown_beside_each_other_and_nothing_else_knows_of_them(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    course = new_course(tmp_path / "course")
    renamed, reworded = COPIES["renamed"].strip(), COPIES["with other comments"].strip()
    enter(course, {
        "ada": {"04.trace": ORIGINAL.strip()}, "bob": {"04.trace": renamed}, "cy": {"04.trace": traces()[7]},
        "dan": {"04.trace": traces()[20]}, "zoe": {"04.trace": "def trace(f, x:"},
    })  # fmt: skip
    for command in ("report", "feedback"):
        gradcalc(command, "--course", course)
    before = everything_else(course)
    said = gradcalc("alike", "04", "--course", course)
    assert "Something looks copied once." in said
    assert "cannot be read as Python: 1." in said
    assert "proves nothing" in said
    line = next(line for line in said.splitlines() if "walk.append" in line)
    assert re.match(r" +points\.append\(point\) +\| +walk\.append\(nxt\)$", line)
    for student in ("cy", "dan", "zoe"):
        assert student not in said
    page = course / "report" / "alike_04.html"
    html = page.read_text("utf-8")
    assert html.index("<pre>def trace(f, x, y, s, n)") < html.index("<pre>def trace(func, a, b, step, count)")
    assert "<script" not in html
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert everything_else(course) == before
    for command in ("report", "feedback"):
        gradcalc(command, "--course", course)
    assert everything_else(course) == before
    assert not [name for name, held in everything_else(course).items() if b"alike" in str(held).encode()
                and name != "nbgrader_config.py"]  # fmt: skip

    # A group that handed in one file is one answer, and two of them with one are two.
    (course / "students.csv").write_text(
        "id,first_name,last_name,email,names,groups\nada,Ada,Lovelace,,,A\nbob,Bob,B,,,A\ncy,Cy,C,,,B\ndan,Dan,D,,,B\n",
        "utf-8",
    )
    enter(course, {"cy": {"04.trace": reworded}, "dan": {"04.trace": reworded}})
    said = gradcalc("alike", "04", "--course", course)
    assert "Ada Lovelace" in said
    assert "Cy C and Dan D" in said
    enter(course, {student: {"04.trace": traces()[number]} for number, student in enumerate(("ada", "bob"))})
    assert "Nothing looks copied." in gradcalc("alike", "04", "--course", course)
    assert not page.exists()  # it would say what is no longer so


def test_without_anything_graded_it_says_so(tmp_path):
    assert "run gradcalc grade first" in gradcalc("alike", "04", "--course", new_course(tmp_path), code=1)
