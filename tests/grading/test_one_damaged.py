"""Notebooks that are damaged, changed or hostile: each ends with a result and a reason, and spoils no other."""

import json

import pytest

from gradcalc.grading.making.cells import exercise_cells
from gradcalc.grading.running import one
from gradcalc.grading.running.one import grade_notebook
from gradcalc.grading.running.results import ExerciseResult, NotebookResult
from gradcalc.lessons.exercises import EXERCISES
from tests.grading.handed_in import as_bytes, needs_bubblewrap, only, solved, student, with_answers

pytestmark = needs_bubblewrap

SEED = 20_261
SHARE = EXERCISES["03.best_share"]


def share(result: NotebookResult) -> ExerciseResult:
    """What the exercise that these tests spoil has come to."""
    return next(exercise for exercise in result.exercises if exercise.exercise == SHARE.id)


def marks(result: NotebookResult) -> list[str]:
    return [stratum.mark for stratum in share(result).strata]


def spoilt(source: str, after: bool = False) -> bytes:
    """The solved lesson 03 with this in place of one answer, or after it in the same cell."""
    notebook = solved("03")
    (cell,) = (cells.answer for cells in exercise_cells(student("03")) if cells.exercise is SHARE)
    for own in notebook.cells:
        if own.id == cell.id:
            own.source = f"{own.source}\n{source}" if after else source
    return as_bytes(notebook)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(one, "CELL_SECONDS", 2.0)
    monkeypatch.setattr(one, "EXERCISE_SECONDS", 2.0)


DAMAGED = {
    "empty": b"",
    "blank": b" \n",
    "cut off": as_bytes(student("03"))[:5000],
    "no notebook": b"%PDF-1.4",
    "another encoding": b"\xff\xfe\x00\x01",
    "a list": b"[1, 2]",
    "a number": b"3",
    "no cells": b"{}",
    "cells of the wrong type": b'{"cells": "many"}',
    "very deep": b"[" * 200_000,
    "very many parts": b"[" + b"[]," * 11_000_000 + b"1]",
    "very many cells": json.dumps({"cells": [{}] * 3000}).encode(),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_file_that_cannot_be_read_gets_a_sentence(content):
    result = grade_notebook(content, "03", SEED)
    assert result.trouble.startswith("The ")
    assert result.trouble.endswith(".")
    assert {s.mark for exercise in result.exercises for s in exercise.strata} == {"not answered"}
    assert len(result.exercises) == 5


def test_cells_of_wrong_types_are_passed_over():
    notebook = json.loads(as_bytes(solved("03")))
    notebook["cells"][3:3] = [
        None, 7, [], {}, {"cell_type": []}, {"cell_type": "code"}, {"cell_type": "code", "source": 5},
        {"cell_type": "code", "source": ["1", 2]}, {"cell_type": "code", "source": "1", "metadata": [], "id": {}},
        {"cell_type": "code", "source": "1", "metadata": {"nbgrader": "all points"}},
        {"cell_type": "code", "source": "1", "metadata": {"nbgrader": {"grade_id": ["03-best_share-answer"]}}},
        {"cell_type": "code", "source": "\x00"},
    ]  # fmt: skip
    assert grade_notebook(json.dumps(notebook).encode(), "03", SEED).earned == 13


def test_fifty_megabytes_of_output_are_no_obstacle():
    notebook = solved("03")
    notebook.cells[3]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}]
    assert grade_notebook(json.dumps(notebook).encode(), "03", SEED).earned == 13


def test_a_missing_answer_cell_loses_that_exercise_alone():
    notebook = solved("03")
    notebook.cells = [cell for cell in notebook.cells if "def best_share" not in cell.source]
    result = grade_notebook(as_bytes(notebook), "03", SEED)
    assert result.earned == 13 - SHARE.points
    assert share(result).trouble.startswith("No cell is marked")


def test_of_two_answer_cells_the_last_one_counts():
    notebook = json.loads(as_bytes(solved("03")))
    (good,) = (cell for cell in notebook["cells"] if "def best_share" in "".join(cell["source"]))
    bad = good | {"source": "best_share = None", "id": "copied"}
    for cells, points in (([*notebook["cells"], bad], 0), ([bad, *notebook["cells"]], SHARE.points)):
        result = grade_notebook(json.dumps(notebook | {"cells": cells}).encode(), "03", SEED)
        assert share(result).earned == points
        assert "more than once" in share(result).trouble


def test_an_answer_counts_as_it_stands_at_its_check():
    notebook = json.loads(as_bytes(solved("03")))
    notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": "best_share = 1"})
    assert grade_notebook(json.dumps(notebook).encode(), "03", SEED).earned == 13


def test_an_answer_below_its_check_is_found():
    notebook = json.loads(as_bytes(student("03")))
    (path,) = (c for c in json.loads(as_bytes(solved("03")))["cells"] if "def best_share" in "".join(c["source"]))
    notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": path["source"]})
    assert grade_notebook(json.dumps(notebook).encode(), "03", SEED).earned == SHARE.points


def test_an_answer_in_a_bare_notebook_is_found():
    answer = next(c.source for c in solved("03").cells if "def best_share" in c.source)
    assert grade_notebook(only("import numpy as np", answer), "03", SEED).earned == SHARE.points


def test_an_edited_check_is_not_run():
    notebook = solved("03")
    for cells in exercise_cells(student("03")):
        for cell in notebook.cells:
            if cell.id == cells.check.id:
                cell.source = "raise SystemExit"
                cell.metadata["nbgrader"] |= {"points": 1000, "locked": False}
    assert grade_notebook(as_bytes(notebook), "03", SEED).earned == 13


def test_a_cell_that_only_explores_runs_once_it_is_edited():
    notebook = solved("03")
    cell = next(cell for cell in notebook.cells if "explore" in cell.metadata.get("tags", ()))
    assert not grade_notebook(as_bytes(notebook), "03", SEED).trouble
    cell.source += "\nimport os\nos._exit(0)"
    assert "ends its process" in grade_notebook(as_bytes(notebook), "03", SEED).trouble


def test_an_answer_cell_that_stops_with_an_error_is_named():
    result = grade_notebook(spoilt("def best_share(:"), "03", SEED)
    assert marks(result) == ["not answered", "not answered"]
    assert "SyntaxError" in share(result).trouble


STUBBORN = """
def best_share(g, d):
    while True:
        try:
            while True: pass
        except BaseException: pass
"""
ENDING = {
    "an endless answer": (STUBBORN, "did not come to an end"),
    "an answer that leaves": ("import os\ndef best_share(g, d):\n    os._exit(0)", "ended the process"),
    "garbage sent to the grader": (
        "import os\ndef best_share(g, d):\n    os.write(3, b'x' * 99)",
        "ended the process",
    ),
    "a line to the grader that is cut": ("import os\ndef best_share(g, d):\n    os.close(3)", "ended the process"),
}


@pytest.mark.parametrize(("source", "reason"), ENDING.values(), ids=ENDING)
def test_an_answer_that_ends_everything_loses_its_own_points_alone(source, reason, impatient):
    result = grade_notebook(spoilt(source), "03", SEED)
    assert marks(result) == ["wrong", "not tried"]
    assert reason in share(result).trouble
    assert result.earned == 13 - SHARE.points


@pytest.mark.parametrize(
    ("source", "reason"),
    [("while True: pass", "does not come to an end"), ("import os\nos._exit(1)", "ends its process")],
)
def test_a_cell_that_ends_everything_is_left_out(source, reason, impatient):
    result = grade_notebook(spoilt(source, after=True), "03", SEED)
    assert marks(result) == ["not answered", "not answered"]
    assert reason in share(result).trouble
    assert result.earned == 13 - SHARE.points
    notebook = json.loads(as_bytes(solved("03")))
    notebook["cells"].insert(0, {"cell_type": "code", "metadata": {}, "source": source})
    result = grade_notebook(json.dumps(notebook).encode(), "03", SEED)
    assert reason in result.trouble
    assert result.earned == 13


@pytest.mark.parametrize("kernel", [False, True], ids=["server", "kernel"])
@pytest.mark.parametrize("leave", ["exit()", "quit()", "get_ipython().ask_exit()", "get_ipython().exit_now = True"])
def test_a_cell_that_leaves_is_blamed_itself_and_no_other(leave, kernel):
    """A kernel that ended after its reply took the points of the cells along that came next."""
    notebook = json.loads(spoilt(leave, after=True))
    sources = (leave, "import time; time.sleep(0.3)")
    notebook["cells"][:0] = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    result = grade_notebook(json.dumps(notebook).encode(), "03", SEED, kernel=kernel)
    assert result.earned == 13
    assert result.trouble.startswith(f"`{leave}` stopped with SystemExit") or "exit_now" in leave
    said = {exercise.exercise: exercise.trouble for exercise in result.exercises if exercise.trouble}
    ends = "exit_now" not in leave
    assert said == ({SHARE.id: "The answer cell stopped with SystemExit: exit or quit was called"} if ends else {})


def test_what_was_answered_before_the_time_was_up_counts(impatient):
    source = "def best_share(g, d):\n    while (d @ g < 0).all(): pass\n    return 7.0"
    strata = share(grade_notebook(spoilt(source), "03", SEED)).strata
    assert [s.mark for s in strata] == ["wrong", "wrong"]
    assert "7" in strata[0].reply
    assert "within 2 seconds" in strata[1].reply


def test_the_whole_notebook_has_a_time_limit(monkeypatch):
    monkeypatch.setattr(one, "TOTAL_SECONDS", 2.0)
    notebook = json.loads(as_bytes(solved("03")))
    notebook["cells"].insert(0, {"cell_type": "code", "metadata": {}, "source": "import time\ntime.sleep(60)"})
    result = grade_notebook(json.dumps(notebook).encode(), "03", SEED)
    assert result.trouble == "The time for this notebook is up."
    assert {s.mark for exercise in result.exercises for s in exercise.strata} == {"not tried"}


ATTACKS = {
    "a forged reply": (
        "import os\ndef best_share(g, d):\n"
        "    reply = b'{\"number\": 1, \"outcome\": \"value\", \"dtype\": \"f\", \"shape\": [], \"numbers\": [1]}'\n"
        "    os.write(3, b'r' + len(reply).to_bytes(4, 'little') + reply)\n    return 1.0"
    ),
    "an array that agrees with everything": (
        "class Same(np.ndarray):\n    def __eq__(self, other): return True\n"
        "def best_share(g, d): return np.zeros(()).view(Same)"
    ),
    "a patched NumPy": (
        "np.allclose = np.array_equal = lambda *a, **k: True\nnp.abs = np.absolute = lambda x: 0 * x\n"
        "def best_share(g, d): return 3.0"
    ),
    "the exercises from disk": (
        "def best_share(g, d):\n    from gradcalc.lessons.exercises import EXERCISES\n"
        "    return EXERCISES['03.best_share'].answers[0].exact(g, d)"
    ),
    "a reply that is too large": "def best_share(g, d): return np.zeros((4000, 4000))",
    "a reply that is too deep": "def best_share(g, d):\n    x = 1\n    for _ in range(10**5): x = [x]\n    return x",
    "too much memory": "def best_share(g, d): return bytearray(10**11)",
    "many threads": (
        "import threading, time\ndef best_share(g, d):\n"
        "    for _ in range(10**5): threading.Thread(target=time.sleep, args=(99,), daemon=True).start()"
    ),
    "many processes": "import os\ndef best_share(g, d):\n    while True: os.fork()",
    "a full disk": (
        "def best_share(g, d):\n    for i in range(99):\n        open(f'{i}', 'wb').write(bytes(10**8))"
    ),
    "a flood of words": "def best_share(g, d):\n    for _ in range(10**5): print('x' * 100)",
    "the network": (
        "import urllib.request\ndef best_share(g, d): return float(urllib.request.urlopen('http://127.0.0.1/').read())"
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_earns_nothing_and_spoils_nothing(source, impatient):
    result = grade_notebook(spoilt("import numpy as np\n" + source), "03", SEED)
    assert share(result).earned == 0
    assert result.earned == 13 - SHARE.points


WITHHELD = {
    "itself": "directional_derivative = gc.directional_derivative",
    "under another name": "kept = gc.directional_derivative\ndef directional_derivative(*a): return kept(*a)",
    "from its module": "from gradcalc.maths.derivatives import directional_derivative",
    "looked up late": (
        "def directional_derivative(*a):\n"
        "    from gradcalc.maths import derivatives\n    return derivatives.directional_derivative(*a)"
    ),
    "loaded anew": (
        "import importlib, gradcalc.maths.derivatives as m\n"
        "def directional_derivative(*a): return importlib.reload(m).directional_derivative(*a)"
    ),
    "with its code kept": (
        "import types\nk = gc.directional_derivative\n"
        "kept = types.FunctionType(k.__code__, k.__globals__, 'kept', k.__defaults__)\n"
        "kept.__kwdefaults__ = k.__kwdefaults__\n"
        "def directional_derivative(*a): return kept(*a)"
    ),
    "in a module object that was kept": (
        "import gradcalc.maths.derivatives as kept\n"
        "def directional_derivative(*a): return vars(kept)['directional_derivative'](*a)"
    ),
    "by its parts": (
        "from gradcalc.maths import derivatives as d, evaluation as e\n"
        "def directional_derivative(f, x, y, v):\n"
        "    u = np.array(v) / np.linalg.norm(v)\n"
        "    return float(d.slope_along(e.ScalarField(f), e.Point(np.array([x, y]), False), u, 'central', None))"
    ),
    "in a process that was forked before": (
        "import os, pickle\n"
        "(a, b), (c, d) = os.pipe(), os.pipe()\n"
        "if not os.fork():\n"
        "    ask, tell = os.fdopen(a, 'rb'), os.fdopen(d, 'wb')\n"
        "    def f(x, y):\n"
        "        pickle.dump((x, y), tell); tell.flush(); return pickle.load(ask)\n"
        "    while True:\n"
        "        x, y, v = pickle.load(ask)\n"
        "        try: done = gc.directional_derivative(f, x, y, v)\n"
        "        except NotImplementedError: done = 'refused'\n"
        "        pickle.dump(('done', done), tell); tell.flush()\n"
        "tell, hear = os.fdopen(b, 'wb'), os.fdopen(c, 'rb')\n"
        "def directional_derivative(f, *case):\n"
        "    pickle.dump(case, tell); tell.flush()\n"
        "    while (said := pickle.load(hear))[0] != 'done':\n"
        "        pickle.dump(f(*said), tell); tell.flush()\n"
        "    return said[1]"
    ),
    "in a thread that is halfway": (
        "import queue, threading\n"
        "asked, given, found = queue.Queue(), queue.Queue(), queue.Queue()\n"
        "def later(s): asked.put(s); return given.get()\n"
        "def work():\n"
        "    while True: found.put(gc.directional_derivative(lambda s: later(s[0]), [0.0], [1.0]))\n"
        "threading.Thread(target=work, daemon=True).start()\n"
        "def directional_derivative(f, x, y, v):\n"
        "    u = np.array(v) / np.linalg.norm(v)\n"
        "    for _ in range(2):\n"
        "        s = asked.get(timeout=1); given.put(f(x + s * u[0], y + s * u[1]))\n"
        "    return float(found.get(timeout=1))"
    ),
    "in a thread": (
        "import concurrent.futures as c\n"
        "def directional_derivative(*a): return c.ThreadPoolExecutor().submit(gc.directional_derivative, *a).result()"
    ),
}


@pytest.mark.parametrize("source", WITHHELD.values(), ids=WITHHELD)
def test_the_function_that_is_asked_for_is_out_of_reach(source):
    content = as_bytes(with_answers("03", {"03.directional_derivative": source}))
    result = grade_notebook(content, "03", SEED, exercises=["03.directional_derivative"])
    assert result.earned == 0


def test_what_is_allowed_works_and_all_else_says_write_this_one_yourself():
    source = (
        "def steepest_direction(f, x):\n"
        "    g = np.array([gc.directional_derivative(f, x, e) for e in np.eye(len(x))])\n"
        "    return g / np.linalg.norm(g)\n"
        "def greatest_slope(f, x):\n    return gc.unit([3.0, 4.0])"
    )
    content = as_bytes(with_answers("03", {"03.steepest_direction": source}))
    result = grade_notebook(content, "03", SEED, exercises=["03.steepest_direction"])
    assert [s.mark for s in result.exercises[0].strata] == ["right", "right", "wrong"]
    assert "write this one yourself" in result.exercises[0].strata[2].reply
    assert "it may use gc.gradient, gc.directional_derivative." in result.exercises[0].strata[2].reply


def test_one_submission_leaves_nothing_for_the_next():
    leaving = (
        "import builtins, gradcalc, os, pathlib, sys\n"
        "builtins.left = sys.left = gradcalc.left = 1\n"
        "for place in (pathlib.Path.home(), pathlib.Path('/tmp'), pathlib.Path('/dev/shm'), pathlib.Path('/')):\n"
        "    try: (place / 'left').touch()\n"
        "    except OSError: pass\n"
    )
    finding = (
        "import builtins, gradcalc, os, pathlib, sys\n"
        "def best_share(g, d):\n"
        "    places = (pathlib.Path.home(), pathlib.Path('/tmp'), pathlib.Path('/dev/shm'), pathlib.Path('/'))\n"
        "    found = [hasattr(o, 'left') for o in (builtins, sys, gradcalc)]\n"
        "    return str(found + [(place / 'left').exists() for place in places])"
    )
    grade_notebook(spoilt(leaving), "03", SEED)
    strata = share(grade_notebook(spoilt(finding), "03", SEED)).strata
    assert str([False] * 7) in strata[0].reply
