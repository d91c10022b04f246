"""No name and no word of a student's commands the lecturer's terminal, or changes the order of what is read.

Every text that comes from a submission goes to the pages of feedback and report, the table of points, the notebook
that nbgrader shows, and the terminal.
"""

import csv
import io
import json
import logging
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.grading.autograde import Printable
from gradcalc.grading.keeping.by_hand import ByHand
from gradcalc.grading.keeping.left_out import NOBODY_ELSE
from gradcalc.grading.keeping.shown import shown
from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.many.jobs import Job, failed
from gradcalc.grading.running.one import grade_notebook, not_answered
from gradcalc.grading.running.plan import exercises_of
from gradcalc.grading.running.results import ExerciseResult, NotebookResult, StratumResult
from gradcalc.grading.showing import feedback, report
from gradcalc.grading.showing.table import points_csv
from tests.grading.attacks.attack import Attack
from tests.grading.attacks.test_attacks import SEED, words
from tests.grading.class_of_03 import STEM, gradcalc, grade, half, hand_in, new_course
from tests.grading.handed_in import needs_bubblewrap, only

# Renames the window, clears the screen, hides what follows, turns the order round, and forges a line.
COMMANDS = "\x1b]0;mine\x07\x1b[2J\x1b[8m\u202e\u2066\u200f\u061c\x9b31m\u2028\r\n13 of 13: right\x7f\x08"


def hidden(text: str) -> set[str]:
    """The signs in a text that a terminal obeys, that change the order of what is read, or that do not show."""
    bad = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return bad - set("\n\t\u200c\u200d")


def standing(text: str) -> Standing:
    """Somebody with these words wherever they can be somebody's."""
    stratum = StratumResult("directional_derivative", "along the axes", 1, "wrong", text, text, text)
    exercise = ExerciseResult("03.directional_derivative", (stratum, stratum), text)
    result = NotebookResult("03", (exercise,), text)
    return Standing(text, "03", result, {exercise.exercise: ByHand(comments=(text, f"**{text}**"))})


@given(st.just(COMMANDS) | st.text(st.characters(exclude_categories=()) | st.sampled_from(COMMANDS), max_size=20))
@settings(deadline=None)
def test_no_page_holds_a_sign_that_is_hidden(text):
    found = standing(text)
    rows = list(csv.reader(io.StringIO(points_csv([found], NOBODY_ELSE))))
    assert len(rows) == 2
    for page in (feedback.page(found), report.page([found]), rows[1][0]):
        assert not hidden(page)
    assert not hidden(rows[1][0].replace("\n", "\x00").replace("\t", "\x00"))


def test_the_log_of_nbgrader_holds_none():
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.addFilter(Printable())
    log = logging.Logger("AutogradeApp")
    log.addHandler(handler)
    log.error("Copying %s", COMMANDS)
    log.error(f"Copying 100% of {COMMANDS}")
    try:
        raise ValueError(COMMANDS)
    except ValueError:
        log.exception("There was an error")
    assert told.getvalue().count("13 of 13") == 3
    assert "Traceback" in told.getvalue()
    assert not hidden(told.getvalue())


CELLS = [
    {"cell_type": "markdown", "source": COMMANDS},
    {"cell_type": "code", "source": f"# {COMMANDS}", "outputs": [
        {"output_type": "stream", "text": COMMANDS}, {"output_type": "error", "ename": COMMANDS, "evalue": COMMANDS},
        {"output_type": "display_data", "data": {"text/plain": COMMANDS}},
    ]},
]  # fmt: skip


def test_the_notebook_that_nbgrader_shows_holds_none():
    content = json.dumps({"cells": CELLS}).encode()
    nothing = NotebookResult("03", tuple(map(not_answered, exercises_of("03"))))
    result = NotebookResult("03", (standing(COMMANDS).result.exercises[0], *nothing.exercises[1:]), COMMANDS)
    notebook = shown(content, "03", result)
    texts = [cell.source for cell in notebook.cells]
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    texts += [output.get("text") or output["data"]["text/plain"] for output in outputs]
    assert sum("13 of 13" in text for text in texts) >= 6
    for text in texts:
        assert not hidden(text)


def test_a_reason_for_which_a_job_failed_is_one_short_line():
    why = failed(Job("", "03", b"", 1, ""), COMMANDS * 1000).trouble
    assert why.isprintable()
    assert len(why) < 500


@needs_bubblewrap
@pytest.mark.parametrize(
    "what", ["return text", "raise ValueError(text)", "return type(text, (), {})()", "print(text)"]
)
def test_the_words_of_a_result_hold_none(what, tmp_path):
    answer = f"text = {COMMANDS!r}\ndef best_share(gradient, directions): {what}"
    attack = Attack("", "", answer=answer)
    result = grade_notebook(attack.notebook(tmp_path), "03", SEED, exercises=[attack.exercise])
    assert words(result)
    for text in words(result):
        assert not hidden(text)


@needs_bubblewrap
def test_whatever_somebody_is_called_the_terminal_shows_a_line(tmp_path):
    course = new_course(tmp_path / "course")
    called = "eve\x1b]0;mine\x07\x1b[2J\u202e\n13 of 13"
    ends = only("#\x1b[2J\nimport os; os._exit(0)").decode()
    hand_in(course / "submitted", **{called: ends, "ada": half()})
    hand_in(course / "submitted", **{f"{called} {number}": "no notebook" for number in range(3)})
    printed = grade(course / "submitted", course, code=1)
    printed += gradcalc("feedback", "--course", course) + gradcalc("report", "--course", course)
    printed += gradcalc("feedback", "--course", course, "--student", f"no {called}", code=1)
    printed += grade(course / "submitted", course, "--student", f"no {called}", code=1)
    assert not hidden(printed)
    assert not [line for line in printed.splitlines() if line.startswith("13 of 13") or len(line) > 2500]
    pages = [*(course / "feedback").glob(f"*/{STEM}/*.html"), *(course / "report").iterdir()]
    assert len(pages) >= 3
    for page in pages:
        assert not hidden(page.read_text(encoding="utf-8-sig"))
