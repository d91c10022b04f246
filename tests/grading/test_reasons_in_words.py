"""A reason in words is found wherever it stands, waits for a person, and is shown: it is never scored 0 unread."""

import base64
import copy
import functools
import json
import re
from collections.abc import Callable

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.grading.keeping.shown import lesson_notebook, shown, sources
from gradcalc.grading.many.jobs import Job, failed
from gradcalc.grading.running import words
from gradcalc.grading.running.one import grade_notebook
from gradcalc.grading.running.plan import plan
from gradcalc.grading.running.results import ExerciseResult, NotebookResult
from gradcalc.lessons.exercises import EXERCISES
from tests.grading.handed_in import as_bytes, needs_bubblewrap, solved, student

ASKED = [exercise.id for exercise in EXERCISES.values() if exercise.by_hand]
WORDS = "Along the diagonal x = y the slope is not zero, so both partials say nothing"
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
ATTACHED = {"photo.png": {"image/png": PNG}}

Cells = list[dict]


@functools.cache
def handed_in(lesson: str, answered: bool) -> bytes:
    """The lesson, with every answer or with none."""
    return as_bytes(solved(lesson) if answered else student(lesson))


class Notebook:
    """The lesson of a question in words with everything answered but the reason, as plain cells."""

    def __init__(self, exercise: str, answered: bool = True):
        self.exercise, self.lesson = exercise, exercise[:2]
        self.cells: Cells = json.loads(handed_in(self.lesson, answered))["cells"]
        for cell in self.cells:
            cell["source"] = "".join(cell["source"])
            cell |= {"outputs": []} if "outputs" in cell else {}
        self.reason["source"] = "..."

    def at(self, kind: str) -> int:
        """Where a cell of the exercise stands."""
        name = f"{self.exercise.replace('.', '-')}-{kind}"
        return next(n for n, c in enumerate(self.cells) if c["metadata"].get("nbgrader", {}).get("grade_id") == name)

    @property
    def reason(self) -> dict:
        return self.cells[self.at("reason")]

    def put(self, number: int, source: str, kind: str = "markdown", **more) -> None:
        """A new cell before the one of this number."""
        cell = {"cell_type": kind, "metadata": {}, "source": source, "id": f"new-{len(self.cells)}"} | more
        if kind == "code":
            cell |= {"outputs": more.get("outputs", []), "execution_count": None}
        self.cells.insert(number, cell)

    def without_names(self) -> None:
        """As a program leaves it that knows neither ids nor metadata."""
        for cell in self.cells:
            cell.pop("id", None)
            cell["metadata"] = {}

    def with_new_ids(self) -> None:
        """As a program leaves it that gives every cell an id of its own, and keeps nothing else."""
        for number, cell in enumerate(self.cells):
            cell["id"], cell["metadata"] = f"fresh{number}", {}

    def content(self) -> bytes:
        return json.dumps({"cells": self.cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()

    def found(self) -> words.Reason:
        return plan(self.content(), self.lesson).reasons[self.exercise]


def own_cell(n: Notebook) -> None:
    n.reason["source"] = WORDS


def below(n: Notebook) -> None:
    n.put(n.at("reason") + 1, WORDS)


def above(n: Notebook) -> None:
    n.put(n.at("reason"), WORDS)


def above_the_answer(n: Notebook) -> None:
    n.put(n.at("answer"), WORDS)


def raw_cell(n: Notebook) -> None:
    n.put(n.at("reason") + 1, WORDS, "raw")


def heading_of_its_own(n: Notebook) -> None:
    n.put(n.at("reason") + 1, f"## My reason\n\n{WORDS}")


def below_a_heading_of_its_own(n: Notebook) -> None:
    n.put(n.at("reason") + 1, WORDS)
    n.put(n.at("reason") + 1, "## My reason")


def behind_the_dots(n: Notebook) -> None:
    n.reason["source"] = f"...{WORDS}"


def in_the_task(n: Notebook) -> None:
    n.cells[n.at("answer") - 1]["source"] += f"\n\n{WORDS}"


def in_the_words_that_ask_for_it(n: Notebook) -> None:
    n.cells[n.at("reason") - 1]["source"] += f" {WORDS}."


def in_the_middle_of_the_task(n: Notebook) -> None:
    cell = n.cells[n.at("answer") - 1]
    first, _, rest = cell["source"].partition("\n")
    cell["source"] = f"{first}\n{WORDS}\n{rest}"


def in_a_comment_of_the_answer(n: Notebook) -> None:
    n.cells[n.at("answer")]["source"] += f"  # {WORDS}"


def in_a_comment_of_the_check(n: Notebook) -> None:
    n.cells[n.at("check")]["source"] += f"\n# {WORDS}"


def in_a_comment_of_a_new_cell(n: Notebook) -> None:
    n.put(n.at("check") + 1, f"# {WORDS}", "code")


def in_a_text_of_code(n: Notebook) -> None:
    n.put(n.at("check") + 1, f'"""{WORDS}"""', "code")


def printed(n: Notebook) -> None:
    n.put(n.at("reason") + 1, f"print('{WORDS}')", "code")


def under_a_name(n: Notebook) -> None:
    n.cells[n.at("answer")]["source"] += f"\nreason = '{WORDS}'"


def in_a_code_cell_as_it_is(n: Notebook) -> None:
    n.put(n.at("reason") + 1, WORDS, "code")


def reason_turned_to_code(n: Notebook) -> None:
    n.reason["source"] = WORDS
    n.reason["cell_type"] = "code"


def reason_turned_to_raw(n: Notebook) -> None:
    n.reason["source"] = WORDS
    n.reason["cell_type"] = "raw"


def magic_of_markdown(n: Notebook) -> None:
    n.put(n.at("reason") + 1, f"%%markdown\n{WORDS}", "code")


def reason_retyped(n: Notebook) -> None:
    number = n.at("reason")
    del n.cells[number]
    n.put(number, WORDS)


def reason_split(n: Notebook) -> None:
    n.reason["source"] = ""
    n.put(n.at("reason") + 1, WORDS, metadata=copy.deepcopy(n.reason["metadata"]))


def reason_copied(n: Notebook) -> None:
    n.put(n.at("reason"), WORDS, metadata=copy.deepcopy(n.reason["metadata"]))


def merged_with_what_asks(n: Notebook) -> None:
    number = n.at("reason")
    n.cells[number - 1]["source"] += f"\n\n{WORDS}"
    del n.cells[number]


def task_copied_and_written_into(n: Notebook) -> None:
    n.put(n.at("reason") + 1, n.cells[n.at("answer") - 1]["source"] + f"\n\n{WORDS}")


def below_the_next_heading(n: Notebook) -> None:
    n.put(n.at("reason") + 2, WORDS)


def in_the_next_heading(n: Notebook) -> None:
    n.cells[n.at("reason") + 1]["source"] += f"\n\n{WORDS}"


def at_the_very_end(n: Notebook) -> None:
    n.put(len(n.cells), WORDS)


def prose_as_code_at_the_very_end(n: Notebook) -> None:
    n.put(len(n.cells), WORDS.replace("x = y", "of the plane"), "code")


def comment_alone_at_the_very_end(n: Notebook) -> None:
    n.put(len(n.cells), f"# {WORDS}", "code")


def above_the_question(n: Notebook) -> None:
    n.put(n.at("answer") - 1, WORDS)


def question_moved_to_the_top(n: Notebook) -> None:
    below(n)
    start, end = n.at("answer") - 1, n.at("reason") + 2
    n.cells[0:0] = [n.cells.pop(start) for _ in range(start, end)]


def all_cells_lost_but_it(n: Notebook) -> None:
    n.cells = [{"cell_type": "markdown", "metadata": {}, "source": WORDS}]


def in_a_comment_of_html(n: Notebook) -> None:
    n.reason["source"] = f"<!-- {WORDS} -->"


def as_the_words_for_a_picture(n: Notebook) -> None:
    n.put(n.at("reason") + 1, f"![{WORDS}](photo.png)")


def as_a_formula(n: Notebook) -> None:
    n.put(n.at("reason") + 1, rf"$$\text{{{WORDS}}}$$")


def lines_in_a_list(n: Notebook) -> None:
    n.reason["source"] = [WORDS[:10], WORDS[10:]]


WHERE: list[Callable[[Notebook], None]] = [
    own_cell, below, above, above_the_answer, raw_cell, heading_of_its_own, below_a_heading_of_its_own,
    behind_the_dots, in_the_task, in_the_words_that_ask_for_it, in_the_middle_of_the_task, in_a_comment_of_the_answer,
    in_a_comment_of_the_check, in_a_comment_of_a_new_cell, in_a_text_of_code, printed, under_a_name,
    in_a_code_cell_as_it_is, reason_turned_to_code, reason_turned_to_raw, magic_of_markdown, reason_retyped,
    reason_split, reason_copied, merged_with_what_asks, task_copied_and_written_into, below_the_next_heading,
    in_the_next_heading, at_the_very_end, prose_as_code_at_the_very_end, comment_alone_at_the_very_end,
    above_the_question, question_moved_to_the_top, all_cells_lost_but_it, lines_in_a_list,
    in_a_comment_of_html, as_the_words_for_a_picture, as_a_formula,
]  # fmt: skip
KEPT: dict[str, Callable[[Notebook], None]] = {
    "as it was": lambda n: None,
    "without names": Notebook.without_names,
    "with new ids": Notebook.with_new_ids,
}


def of(exercise: str, found: words.Reason, lesson: str) -> NotebookResult:
    """A result in which this was found as the reason."""
    nothing = failed(Job("", lesson, b"", 1, ""), "")
    exercises = [
        ExerciseResult(e.exercise, e.strata, "", found.words, found.where)
        if e.exercise == exercise
        else ExerciseResult(e.exercise, e.strata)
        for e in nothing.exercises
    ]
    return NotebookResult(lesson, tuple(exercises))


def cell_shown(n: Notebook) -> str:
    """What stands in the cell for the reason in Formgrader."""
    notebook = shown(n.content(), n.lesson, of(n.exercise, n.found(), n.lesson))
    return sources(notebook)[f"{n.exercise.replace('.', '-')}-reason"]


def said(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text)


@pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("where", WHERE, ids=lambda f: f.__name__)
@pytest.mark.parametrize("exercise", ASKED)
def test_wherever_the_words_stand_they_wait_and_are_shown(exercise, where, kept):
    n = Notebook(exercise)
    where(n)
    kept(n)
    words_of_it = said(WORDS).replace("x y", "").split()
    found = said(n.found().words).split()
    assert set(words_of_it) - {"of", "the", "plane"} <= set(found), n.found()
    assert n.found().where
    assert set(words_of_it) <= set(said(cell_shown(n)).split())


def nothing(n: Notebook) -> None:
    pass


def other_dots(n: Notebook) -> None:
    n.reason["source"] = "\u2026 .. \u00a0\n"


def emptied(n: Notebook) -> None:
    n.reason["source"] = ""


def taken_away(n: Notebook) -> None:
    del n.cells[n.at("reason")]


def task_copied(n: Notebook) -> None:
    n.put(n.at("reason") + 1, n.cells[n.at("answer") - 1]["source"])


def what_asks_copied(n: Notebook) -> None:
    n.put(n.at("reason") + 1, n.cells[n.at("reason") - 1]["source"].replace(" ", "  ", 20))


def other_spaces(n: Notebook) -> None:
    cell = n.cells[n.at("answer") - 1]
    cell["source"] = cell["source"].replace("\n", "\r\n").replace(". ", ".\u00a0 ") + "\n\n"


def an_empty_cell(n: Notebook) -> None:
    n.put(n.at("reason") + 1, "\n \n")
    n.put(n.at("reason") + 1, "", "code")


def the_check_copied(n: Notebook) -> None:
    n.put(n.at("check") + 1, n.cells[n.at("check")]["source"], "code")


def notes_in_the_lesson(n: Notebook) -> None:
    n.put(3, "Notes: I have to read this again before the exam.")


def comments_in_other_answers(n: Notebook) -> None:
    other = next(e.id for e in EXERCISES.values() if e.lesson == n.lesson and not e.by_hand)
    name = f"{other.replace('.', '-')}-answer"
    cell = next(c for c in n.cells if c["metadata"].get("nbgrader", {}).get("grade_id") == name)
    cell["source"] = f"# This took me the whole evening.\n{cell['source']}"


def a_picture_of_the_lesson(n: Notebook) -> None:
    n.cells[n.at("answer")]["outputs"] = []
    n.cells[3]["outputs"] = [{"output_type": "display_data", "data": {"image/png": PNG}, "metadata": {}}]


NOWHERE = [
    nothing, other_dots, emptied, taken_away, task_copied, what_asks_copied, other_spaces, an_empty_cell,
    the_check_copied, notes_in_the_lesson, comments_in_other_answers, a_picture_of_the_lesson,
]  # fmt: skip


@pytest.mark.parametrize("answered", [True, False], ids=["answered", "not answered"])
@pytest.mark.parametrize("where", NOWHERE, ids=lambda f: f.__name__)
@pytest.mark.parametrize("exercise", ASKED)
def test_what_was_handed_out_is_nobodys_reason(exercise, where, answered):
    n = Notebook(exercise, answered)
    where(n)
    assert n.found() == words.Reason()
    assert cell_shown(n) == "..."


@pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("exercise", ASKED)
def test_a_notebook_as_it_was_handed_out_has_no_reason_whatever_was_lost(exercise, kept):
    n = Notebook(exercise)
    kept(n)
    assert n.found() == words.Reason()


def in_its_own_cell(n: Notebook) -> None:
    n.reason["source"], n.reason["attachments"] = "![photo.png](attachment:photo.png)", ATTACHED


def in_its_own_cell_without_a_link(n: Notebook) -> None:
    n.reason["attachments"] = ATTACHED


def in_a_new_cell(n: Notebook) -> None:
    n.put(n.at("reason") + 1, "", attachments=ATTACHED)


def in_the_cell_of_the_task(n: Notebook) -> None:
    n.cells[n.at("answer") - 1]["attachments"] = ATTACHED


def far_below(n: Notebook) -> None:
    n.put(len(n.cells), "![](attachment:photo.png)", attachments=ATTACHED)


def shown_by_code(n: Notebook) -> None:
    data = {"output_type": "display_data", "data": {"image/png": PNG}, "metadata": {}}
    n.put(n.at("reason") + 1, "Image('photo.png')", "code", outputs=[data])


PHOTOS = [in_its_own_cell, in_its_own_cell_without_a_link, in_a_new_cell, in_the_cell_of_the_task, far_below,
          shown_by_code]  # fmt: skip


@pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("where", PHOTOS, ids=lambda f: f.__name__)
def test_a_photo_is_a_reason_and_travels_to_formgrader(where, kept):
    n = Notebook("03.flat_both_ways")
    where(n)
    kept(n)
    assert words.PICTURE in n.found().words
    assert "attachment:" not in n.found().words
    assert cell_shown(n) != "..."
    notebook = shown(n.content(), "03", of(n.exercise, n.found(), "03"))
    nbformat.validate(nbformat.from_dict(json.loads(json.dumps(notebook))))
    assert PNG in json.dumps(notebook)
    for cell in notebook.cells:
        for name, data in cell.get("attachments", {}).items():
            assert re.fullmatch(r"picture-\d+", name)
            assert f"(attachment:{name})" in cell.source
            assert list(data) == ["image/png"]


@pytest.mark.parametrize(
    "bundle",
    [{"image/heic": PNG}, {"image/svg+xml": "<svg onload=alert(1)>"}, {"image/png": "no base64!"}, {}, 7, None],
    ids=repr,
)  # fmt: skip
def test_a_picture_that_no_page_shows_is_named_and_waits(bundle):
    n = Notebook("03.flat_both_ways")
    n.put(n.at("reason") + 1, "", attachments={"a": bundle})
    assert words.PICTURE in n.found().words
    notebook = shown(n.content(), "03", of(n.exercise, n.found(), "03"))
    assert "cannot be shown here" in json.dumps(notebook)
    assert "alert" not in json.dumps(notebook)


@pytest.mark.parametrize(
    "content", [b'{"cells": [{"cell_type": "mark', b"%PDF-1.4", b"[]", b'{"cells": 3}'], ids=repr
)
@pytest.mark.parametrize("exercise", ASKED)
def test_a_file_that_cannot_be_read_waits_as_well(exercise, content):
    result = grade_notebook(content, exercise[:2], 1)
    (found,) = (e for e in result.exercises if e.exercise == exercise)
    assert found.reason == words.NOT_READ
    notebook = shown(content, exercise[:2], result)
    assert "could not be read" in sources(notebook)[f"{exercise.replace('.', '-')}-reason"]
    assert not any(e.reason for e in result.exercises if not EXERCISES[e.exercise].by_hand)


@pytest.mark.parametrize("content", [b"", b" \n"], ids=repr)
def test_an_empty_file_holds_no_reason(content):
    assert not any(e.reason for e in grade_notebook(content, "03", 1).exercises)


def test_notes_elsewhere_are_no_reason_where_there_is_one():
    n = Notebook("03.flat_both_ways")
    own_cell(n)
    n.put(len(n.cells), "Ask in the tutorial about task 2.")
    assert n.found() == words.Reason(WORDS, words.OWN_CELL)
    assert cell_shown(n) == WORDS


def test_what_is_quoted_makes_no_heading_and_no_commands():
    n = Notebook("03.flat_both_ways")
    n.put(n.at("reason") + 1, f"# Reason\n\n## {WORDS}\n\n<script>alert(1)</script> ![x](javascript:y)")
    n.put(n.at("check") + 1, "# because of the hill", "code")
    text = cell_shown(n)
    assert not re.search(r"^[> ]*#", text, re.MULTILINE)
    assert "<script" not in text
    assert "](" not in text
    assert "because of the hill" in text


def test_what_is_very_long_is_cut_and_waits():
    n = Notebook("03.flat_both_ways")
    n.put(n.at("reason") + 1, f"{WORDS} " * 20_000)
    assert len(n.found().words) < 5_000
    assert n.found().words.endswith("(cut off)")


TEXT = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=40).filter(
    lambda text: any(sign.isalnum() for sign in text)
)


@settings(max_examples=60, deadline=None)
@given(TEXT, st.sampled_from(["markdown", "raw"]), st.integers(0, 6))
def test_any_letter_in_any_new_text_from_the_question_on_waits(text, kind, further):
    n = Notebook("03.flat_both_ways")
    n.put(min(n.at("answer") + further, len(n.cells)), text, kind)
    lines = {" ".join(line.split()) for cell in lesson_notebook("03").cells for line in cell.source.splitlines()}
    assert n.found().words or all(" ".join(line.split()) in lines for line in text.splitlines() if line.strip())


@needs_bubblewrap
@pytest.mark.parametrize("where", [below, own_cell, nothing, in_a_new_cell], ids=lambda f: f.__name__)
def test_a_whole_grading_says_the_same(where):
    n = Notebook("03.flat_both_ways")
    where(n)
    result = grade_notebook(n.content(), "03", 20_261)
    (found,) = (e for e in result.exercises if e.exercise == n.exercise)
    assert (found.reason, found.reason_in) == (n.found().words, n.found().where)
    assert result.earned == 13
    assert not result.trouble
