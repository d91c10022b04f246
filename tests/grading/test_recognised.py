"""Cells are recognised however a program or a key has left them: without names, in format 3, as Markdown or raw."""

import codecs
import functools
import json
import random
import textwrap
import warnings

import nbformat
import pytest

from gradcalc.grading.collecting.cells import lessons_of
from gradcalc.grading.keeping.shown import shown, sources
from gradcalc.grading.running.cells import as_code, cell_of, names_bound
from gradcalc.grading.running.handed_out import exercises_of, released
from gradcalc.grading.running.one import grade_notebook
from gradcalc.grading.running.plan import Plan, cells_of, plan
from gradcalc.grading.running.recognise import recognised
from gradcalc.grading.running.results import NotebookResult
from gradcalc.lessons.exercises import EXERCISES
from tests.grading.handed_in import LESSONS, as_bytes, named_cell, needs_bubblewrap, solved, student

SEED = 20_261
SHARE = "03-best_share-answer"


@functools.cache
def handed_in(lesson: str, answered: bool) -> str:
    of = json.loads(as_bytes(solved(lesson) if answered else student(lesson)))["cells"]
    return json.dumps([cell | ({"outputs": []} if "outputs" in cell else {}) for cell in of])


def cells(lesson: str, answered: bool = True) -> list[dict]:
    return json.loads(handed_in(lesson, answered))


def content(of: list[dict]) -> bytes:
    return json.dumps({"cells": of, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def as_it_was(of: list[dict]) -> bytes:
    return content(of)


def without_names(of: list[dict]) -> bytes:
    return content([{key: value for key, value in cell.items() if key != "id"} | {"metadata": {}} for cell in of])


def with_other_ids(of: list[dict]) -> bytes:
    return content([cell | {"id": f"x{number}", "metadata": {}} for number, cell in enumerate(of)])


def with_names_and_without_ids(of: list[dict]) -> bytes:
    return content([{key: value for key, value in cell.items() if key != "id"} for cell in of])


def in_format_3(of: list[dict]) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        notebook = nbformat.convert(nbformat.reads(content(of).decode(), as_version=4), 3)
    return nbformat.writes(notebook, version=3).encode()


def in_format_2(of: list[dict]) -> bytes:
    """As IPython 0.12 wrote it: no metadata in cells, and each text in one piece."""
    notebook = json.loads(in_format_3(of))
    for cell in notebook["worksheets"][0]["cells"]:
        del cell["metadata"]
        cell |= {key: "".join(cell[key]) for key in ("source", "input") if key in cell}
    return json.dumps(notebook | {"nbformat": 2}).encode()


def with_a_mark(of: list[dict]) -> bytes:
    """As an editor of Windows saves it."""
    return codecs.BOM_UTF8 + content(of)


def in_several_sheets(of: list[dict]) -> bytes:
    notebook = json.loads(in_format_3(of))
    (sheet,) = notebook["worksheets"]
    halves = [sheet["cells"][:20], sheet["cells"][20:]]
    return json.dumps(notebook | {"worksheets": [{"cells": half} for half in halves]}).encode()


def in_dos_lines(of: list[dict]) -> bytes:
    for cell in of:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")
    return without_names(of)


KEPT = [as_it_was, without_names, with_other_ids, with_names_and_without_ids, in_format_3, in_several_sheets,
        in_dos_lines, in_format_2, with_a_mark]  # fmt: skip


def outline(found: Plan) -> list[tuple]:
    """What is run and tried, and where."""
    return [
        (" ".join(step.source.split()), step.answer and step.answer.id, step.exercise and step.exercise.id)
        for step in found.steps
    ]


@pytest.mark.parametrize("kept", KEPT, ids=lambda f: f.__name__)
@pytest.mark.parametrize("answered", [True, False], ids=["answered", "not answered"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_plan_is_the_same_whatever_was_lost(lesson, answered, kept):
    usual = plan(as_bytes(solved(lesson) if answered else student(lesson)), lesson)
    found = plan(kept(cells(lesson, answered)), lesson)
    assert outline(found) == outline(usual)
    assert found.trouble == usual.trouble == {}
    assert found.reasons == usual.reasons


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_cell_of_a_lesson_is_recognised_by_what_it_says(lesson):
    found = recognised(cells_of(without_names(cells(lesson, answered=False))), released(lesson))
    assert found == list(range(len(found)))


@pytest.mark.parametrize("kept", KEPT, ids=lambda f: f.__name__)
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_lesson_of_a_notebook_is_known_whatever_was_lost(lesson, kept):
    assert lessons_of(kept(cells(lesson))) == {lesson}


@pytest.mark.parametrize("kept", KEPT, ids=lambda f: f.__name__)
@pytest.mark.parametrize("lesson", ["03", "05", "07"])
def test_formgrader_shows_every_answer_in_its_place_whatever_was_lost(lesson, kept):
    result = NotebookResult(lesson, ())
    usual = sources(shown(content(cells(lesson)), lesson, result))
    found = shown(kept(cells(lesson)), lesson, result)
    nbformat.validate(nbformat.from_dict(json.loads(json.dumps(found))))
    assert {name: text.split() for name, text in sources(found).items()} == {
        name: text.split() for name, text in usual.items()
    }
    asked = [cell.metadata.nbgrader.grade_id for cell in found.cells if "nbgrader" in cell.metadata]
    assert asked == [cell.metadata.nbgrader.grade_id for cell in student(lesson).cells if "nbgrader" in cell.metadata]


def test_outputs_of_format_3_are_shown():
    cell = {
        "cell_type": "code", "language": "python", "input": ["x = 1\n", "x"], "prompt_number": 1, "metadata": {},
        "outputs": [
            {"output_type": "pyout", "prompt_number": 1, "text": ["forty-two"], "metadata": {}},
            {"output_type": "stream", "stream": "stderr", "text": "careful"},
            {"output_type": "display_data", "png": "aGVsbG8=\n", "metadata": {}},
            {"output_type": "pyerr", "ename": "ValueError", "evalue": "too small", "traceback": []},
        ],
    }  # fmt: skip
    file = json.dumps(
        {"worksheets": [{"cells": [cell]}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}
    ).encode()
    text = json.dumps(shown(file, "03", NotebookResult("03", ())))
    for part in ("x = 1", "forty-two", "careful", "aGVsbG8=", "ValueError: too small"):
        assert part in text


def turned(of: list[dict], grade_id: str, kind: str, source: str = "") -> list[dict]:
    cell = named_cell(of, grade_id)
    cell |= {"cell_type": kind, "source": source or "".join(cell["source"])}
    for part in ("outputs", "execution_count"):
        cell.pop(part, None)
    return of


@pytest.mark.parametrize(
    "fence", ["{}", "```python\n{}\n```", "~~~\n{}\n~~~", "\n\n{}\n\n", "```{{code-cell}}\n{}\n```"]
)
@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize(
    "exercise", [exercise.id for exercise in EXERCISES.values() if exercise.lesson in ("03", "05")]
)
def test_an_answer_that_was_turned_to_text_is_read_as_code(exercise, kind, fence):
    lesson, grade_id = exercise[:2], f"{exercise.replace('.', '-')}-answer"
    source = "".join(named_cell(cells(lesson), grade_id)["source"])
    file = content(turned(cells(lesson), grade_id, kind, fence.format(source)))
    found, usual = plan(file, lesson), plan(content(cells(lesson)), lesson)
    assert outline(found) == outline(usual)
    assert list(found.trouble) == [exercise]
    assert "is code, and was taken" in found.trouble[exercise]
    assert source.split("\n")[0] in sources(shown(file, lesson, NotebookResult(lesson, ())))[grade_id]


ALSO_TURNED = {
    "a heading, by the key 1": lambda code: f"# {code}",
    "a heading, by the key 6": lambda code: f"###### {code}",
    "moved in": lambda code: textwrap.indent(code, "    "),
    "beside words": lambda code: f"My answer:\n\n```python\n{code}\n```\n\nIt works.",
    "a fence without an end": lambda code: f"```python\n{code}",
}


@pytest.mark.parametrize("turned_to", ALSO_TURNED.values(), ids=ALSO_TURNED)
@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize("exercise", ["03.directional_derivative", "05.kinks"])
def test_code_that_was_turned_to_a_heading_or_stands_beside_words_is_read_as_well(exercise, kind, turned_to):
    lesson, grade_id = exercise[:2], f"{exercise.replace('.', '-')}-answer"
    source = "".join(named_cell(cells(lesson), grade_id)["source"])
    found = plan(content(turned(cells(lesson), grade_id, kind, turned_to(source))), lesson)
    assert outline(found) == outline(plan(content(cells(lesson)), lesson))
    assert "is code, and was taken" in found.trouble[exercise]


@pytest.mark.parametrize(
    "text", ["It is the greatest of them.", "def best_share(", "other = 1", "x", "# best_share = 1"]
)
def test_an_answer_that_is_no_code_is_named(text):
    found = plan(content(turned(cells("03"), SHARE, "markdown", text)), "03")
    assert found.trouble["03.best_share"].endswith("a person should look.")
    assert text.split()[-1] in sources(shown(content(turned(cells("03"), SHARE, "markdown", text)), "03",
                                             NotebookResult("03", ())))[SHARE]  # fmt: skip


@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_any_cell_of_code_may_have_been_turned_to_text(lesson, kind):
    usual = outline(plan(content(cells(lesson)), lesson))
    for number, cell in enumerate(cells(lesson)):
        if cell["cell_type"] == "code":
            of = cells(lesson)
            of[number] = {"cell_type": kind, "metadata": cell["metadata"], "source": cell["source"], "id": cell["id"]}
            assert outline(plan(content(of), lesson)) == usual


@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_a_text_that_was_turned_to_code_is_not_run(kind):
    of = cells("03")
    for cell in of:
        if cell["cell_type"] == "markdown":
            cell["cell_type"] = kind
    assert outline(plan(content(of), "03")) == outline(plan(content(cells("03")), "03"))


@pytest.mark.parametrize("first", [True, False], ids=["above", "below"])
def test_of_an_answer_and_its_untouched_copy_the_answer_counts(first):
    of = cells("03")
    number = of.index(named_cell(of, SHARE))
    stub = named_cell(cells("03", answered=False), SHARE) | {"id": "copy"}
    of.insert(number if first else number + 1, stub)
    found = plan(content(of), "03")
    assert outline(found) == outline(plan(content(cells("03")), "03"))
    assert not found.trouble


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_answer_in_a_cell_of_its_own_is_known_by_its_names(lesson):
    of = without_names(cells(lesson))
    for exercise in exercises_of(lesson):
        found = plan(of, lesson)
        (step,) = (step for step in found.steps if step.answer is exercise)
        assert {answer.name for answer in exercise.answers} <= names_bound(step.source)


def test_a_changed_import_cell_is_known_without_a_name():
    of = json.loads(without_names(cells("03")))["cells"]
    of[1]["source"] = "import seaborn as sns\n" + "".join(of[1]["source"])
    steps = plan(content(of), "03").steps
    (step,) = (step for step in steps if "seaborn" in step.source)
    assert step.before.startswith("import matplotlib")


def test_moved_cells_are_recognised():
    of = json.loads(without_names(cells("03", answered=False)))["cells"]
    order = list(range(len(of)))
    random.Random(3).shuffle(order)
    assert recognised(cells_of(content([of[n] for n in order])), released("03")) == order


HOSTILE = {
    "many copies of a task": lambda: [cells("03")[40] | {"id": f"{n}", "metadata": {}} for n in range(500)],
    "many texts like a task": lambda: [
        {"cell_type": "markdown", "source": "".join(cells("03")[40]["source"]).replace("a", "e", n), "metadata": {}}
        for n in range(500)
    ],
    "one word again and again": lambda: [{"cell_type": "markdown", "source": "the " * 200_000, "metadata": {}}] * 20,
    "deep code": lambda: [{"cell_type": "code", "source": "(" * 15_000, "metadata": {}}] * 50,
    "deep signs": lambda: [{"cell_type": "code", "source": "-" * 19_000 + "1", "metadata": {}}] * 20,
    "long sums": lambda: [{"cell_type": "code", "source": "x = " + "1+" * 9_000 + "1", "metadata": {}}] * 20,
    "long chains": lambda: [{"cell_type": "raw", "source": "f" + "()" * 9_000, "metadata": {}}] * 20,
    "nested functions": lambda: [{"cell_type": "code", "source": "\n".join(" " * n + "def f():" for n in range(150)),
                                  "metadata": {}}] * 20,
    "wrong types": lambda: [
        None, 7, [], {}, {"cell_type": []}, {"cell_type": "code", "source": {}},
        {"cell_type": "heading", "level": "x"},
        {"cell_type": "heading", "level": True, "source": ["a"]}, {"cell_type": "markdown", "attachments": [1]},
        {"cell_type": "code", "outputs": {"a": 1}, "input": 3}, {"cell_type": "code", "outputs": [1, {"data": 3}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize("of", HOSTILE.values(), ids=HOSTILE)
def test_hostile_cells_are_looked_at_and_no_more(of):
    file = content(of())
    assert len(plan(file, "03").steps) >= 5
    notebook = shown(file, "03", NotebookResult("03", ()))
    nbformat.validate(nbformat.from_dict(json.loads(json.dumps(notebook))))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x = 1", "x = 1"), ("```\nx = 1\n```", "x = 1"), ("```python\nx = 1\n```\n", "x = 1"),
        ("%time x = 1\ny = 2", None),
        ("It is flat.", ""), ("", ""), ("# only a heading", ""), ("```\nIt is flat.\n```", ""), ("x = (", ""),
        ("def f():\n    ...", "def f():\n    ..."), ("a" * 30_000, ""),
    ],
)  # fmt: skip
def test_what_is_code_and_what_is_not(text, code):
    assert as_code(text) == (text if code is None else code)


def test_a_heading_of_format_3_is_a_text():
    cell = cell_of({"cell_type": "heading", "level": 3, "source": "5. Flat"})
    assert (cell.kind, cell.source) == ("markdown", "### 5. Flat")


@needs_bubblewrap
@pytest.mark.parametrize("kept", [without_names, in_format_3], ids=lambda f: f.__name__)
def test_it_earns_what_it_earns_with_all_its_names(kept):
    result = grade_notebook(kept(cells("03")), "03", SEED)
    assert result.earned == 13
    assert not result.trouble
    assert not any(exercise.trouble for exercise in result.exercises)


@needs_bubblewrap
def test_answers_and_imports_as_markdown_earn_their_points():
    of = cells("03")
    for cell in of:
        if cell["cell_type"] == "code":
            cell["cell_type"] = "markdown"
    result = grade_notebook(content(of), "03", SEED)
    assert result.earned == 13
    assert not result.trouble
