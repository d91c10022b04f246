"""The versions of a lesson: student, solved, and nbgrader's source."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from gradcalc.grading.making.cells import TEXT_STUB, exercise_cells, mark
from gradcalc.grading.making.versions import read_answers, solved_version, source_version
from gradcalc.lessons.exercises import EXERCISES

SLOPE = '''\
def directional_derivative(f, x, y, direction):
    """The slope of f along a direction."""
    ...'''
SLOPE_SOLVED = '''\
def directional_derivative(f, x, y, direction):
    """The slope of f along a direction."""
    u = direction / np.linalg.norm(direction)

    return np.dot(gradient(f, x, y), u)'''


def lesson(answer: str, exercise: str = "03.directional_derivative"):
    return new_notebook(
        cells=[
            new_markdown_cell("# A lesson"),
            new_code_cell("import numpy as np"),
            new_code_cell(answer),
            new_code_cell(f'gc.check("{exercise}", name)'),
            new_markdown_cell(TEXT_STUB),
        ]
    )


def answer_cell(notebook) -> str:
    return notebook.cells[2].source


def test_a_solution_takes_the_place_of_its_stub():
    student = lesson(SLOPE)
    solved = solved_version(student, {"03.directional_derivative": SLOPE_SOLVED})
    assert answer_cell(solved) == SLOPE_SOLVED
    assert answer_cell(student) == SLOPE


def test_the_source_has_the_solution_between_nbgraders_delimiters():
    source = source_version(lesson(SLOPE), {"03.directional_derivative": SLOPE_SOLVED})
    assert (
        answer_cell(source)
        == '''\
def directional_derivative(f, x, y, direction):
    """The slope of f along a direction."""
    ### BEGIN SOLUTION
    u = direction / np.linalg.norm(direction)

    return np.dot(gradient(f, x, y), u)
    ### END SOLUTION'''
    )


@pytest.mark.parametrize(
    ("stub", "solved", "source"),
    [
        (
            "angle = ...  # in degrees",
            "t = 2\nangle = (\n    t * 30\n)",
            "### BEGIN SOLUTION angle = ...  # in degrees\nt = 2\nangle = (\n    t * 30\n)\n### END SOLUTION",
        ),
        (
            "a = ...\nb = ...",
            "a = 1\nhalf = a / 2\nb = half",
            "### BEGIN SOLUTION a = ...\na = 1\n### END SOLUTION\n"
            "### BEGIN SOLUTION b = ...\nhalf = a / 2\nb = half\n### END SOLUTION",
        ),
        (
            "def f(x): ...",
            "def f(x):\n    y = x\n\n    return y",
            "### BEGIN SOLUTION def f(x): ...\ndef f(x):\n    y = x\n\n    return y\n### END SOLUTION",
        ),
        (
            'def f(x):\n    """F."""\n    ...\n\n\ndef g(x):\n    """G."""\n    ...',
            'def f(x):\n    """F."""\n    return 1\n\n\ndef g(x):\n    """G."""\n    return 2',
            'def f(x):\n    """F."""\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n\n\n'
            'def g(x):\n    """G."""\n    ### BEGIN SOLUTION\n    return 2\n    ### END SOLUTION',
        ),
        (
            "h = 1e-6\nslopes = []\nfor u in directions:\n    ...\nprint(slopes)",
            "h = 1e-6\nslopes = []\nfor u in directions:\n    if u:\n        slopes.append(u)\nprint(slopes)",
            "h = 1e-6\nslopes = []\nfor u in directions:\n    ### BEGIN SOLUTION\n    if u:\n"
            "        slopes.append(u)\n    ### END SOLUTION\nprint(slopes)",
        ),
    ],
)
def test_every_kind_of_stub_is_filled(stub, solved, source):
    answers = {"03.directional_derivative": solved}
    assert answer_cell(solved_version(lesson(stub), answers)) == solved
    assert answer_cell(source_version(lesson(stub), answers)) == source


@pytest.mark.parametrize(
    "solved",
    [
        "def slope(f, x, y, direction):\n    return 0",
        SLOPE_SOLVED.replace("The slope", "A slope"),
        SLOPE_SOLVED + "\nprint(1)",
        SLOPE_SOLVED.replace("    u = direction", "u = direction"),
        "",
    ],
)
def test_a_solution_that_changes_more_than_the_stub_is_refused(solved):
    with pytest.raises(ValueError, match=r"answer to 03.directional_derivative must repeat every line"):
        solved_version(lesson(SLOPE), {"03.directional_derivative": solved})


def test_a_missing_solution_is_named():
    with pytest.raises(ValueError, match=r"no model answer '03.directional_derivative'"):
        solved_version(lesson(SLOPE), {})
    with pytest.raises(ValueError, match=r"no model answer '03.flat_both_ways \[markdown\]'"):
        solved_version(lesson("flat = ...", "03.flat_both_ways"), {"03.flat_both_ways": "flat = 1"})


def test_a_reason_takes_the_place_of_its_stub():
    answers = {"03.flat_both_ways": "flat = 1", "03.flat_both_ways [markdown]": "Because."}
    for version in (solved_version, source_version):
        notebook = version(lesson("flat = ...", "03.flat_both_ways"), answers)
        assert notebook.cells[4].source == "Because."


def test_answers_are_read_as_they_stand():
    text = "import numpy as np\n\n\n# %% 03.a\ndef f():\n    # %% no title\n    return 1\n\n\n# %% 03.b\nb = 2\n"
    text += "\n# %% 03.b [markdown]\n# One line,\n#\n# **and** another.\n"
    assert read_answers(text) == {
        "03.a": "def f():\n    # %% no title\n    return 1",
        "03.b": "b = 2",
        "03.b [markdown]": "One line,\n\n**and** another.",
    }


def test_metadata_say_what_is_graded_by_whom():
    notebook = lesson("flat = ...", "03.flat_both_ways")
    mark(notebook)
    exercise = EXERCISES["03.flat_both_ways"]
    *others, answer, check, reason = notebook.cells
    assert all("nbgrader" not in cell.metadata for cell in others)
    common = {"schema_version": 3, "task": False}
    assert answer.metadata == {
        "deletable": False,
        "nbgrader": {"grade_id": "03-flat_both_ways-answer", "grade": False, "solution": True, "locked": False}
        | common,
    }
    assert check.metadata == {
        "deletable": False,
        "editable": False,
        "nbgrader": {"grade_id": "03-flat_both_ways-check", "grade": True, "solution": False, "locked": True}
        | {"points": exercise.points}
        | common,
    }
    assert reason.metadata == {
        "deletable": False,
        "nbgrader": {"grade_id": "03-flat_both_ways-reason", "grade": True, "solution": True, "locked": False}
        | {"points": exercise.by_hand}
        | common,
    }
    nbformat.validate(notebook)


def test_practice_is_not_graded():
    notebook = lesson("bowl_gradient = ...", "00.gradient_of_the_bowl")
    mark(notebook)
    assert not any(cell.metadata.get("nbgrader", {}).get("grade") for cell in notebook.cells)


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ([new_code_cell('gc.check("03.nonsense", x)')], "no exercise"),
        ([new_code_cell('gc.check("03.flat_both_ways", x)')], "must be its answer"),
        ([new_markdown_cell("..."), new_code_cell('gc.check("03.flat_both_ways", x)')], "must be its answer"),
        ([new_code_cell("x = 1"), new_code_cell('gc.check("03.flat_both_ways", x)')], "must be its answer"),
        (
            [new_code_cell("x = ..."), new_code_cell('gc.check("03.flat_both_ways", x)')],
            "needs a cell for the reason",
        ),
    ],
)
def test_a_notebook_whose_exercise_is_not_complete_is_refused(cells, complaint):
    with pytest.raises(ValueError, match=complaint):
        exercise_cells(new_notebook(cells=cells))
