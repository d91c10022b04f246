"""What stands on the page of each answer: its words, its pictures, and what else has to be known of it."""

import base64
import json

import pytest

from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.gradebook import opened
from gradcalc.grading.people.roster import Roster
from gradcalc.grading.reasons.answers import ASKED, NO_PICTURE, answers, model_answer, question
from gradcalc.grading.reasons.pictures import pictures_at
from gradcalc.grading.reasons.sheet import Sheet
from gradcalc.grading.running.handed_out import released
from gradcalc.grading.running.words import CODE, FURTHER, NEW_CELL
from tests.grading.class_of_03 import STEM
from tests.grading.reasons.read import CELL, QUESTION, WRONG, autograded, course_with, enter
from tests.grading.test_reasons_in_words import PNG

OTHER = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(41)).decode()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = course_with(tmp_path_factory.mktemp("answers") / "course", ada="It is flat.", bob="it is flat", cy="")
    enter(course, "dee", "See ![it](attachment:a.png).", WRONG, PNG)
    enter(course, "eve", "See ![it](attachment:a.png).", WRONG, PNG)
    enter(course, "fay", "See ![it](attachment:a.png).", WRONG, OTHER)
    enter(course, "gus", "See (the picture below).")
    (course / "students.csv").write_text("id,first_name,last_name\nada,Ada,Lovelace\n", "utf-8")
    return course


@pytest.fixture
def whole(course):
    with opened(Course(course)) as book:
        return Sheet(Course(course), book, QUESTION).whole()


def test_equal_words_are_one_group_unless_the_pictures_differ_and_no_words_stand_last(whole):
    groups = [[one["student"] for one in group["members"]] for group in whole["groups"]]
    assert groups == [["ada", "bob"], ["dee", "eve"], ["fay"], ["gus"], ["cy"]]
    assert [len(group["pictures"]) for group in whole["groups"]] == [0, 1, 1, 0, 0]
    assert whole["groups"][0]["members"][0]["name"] == "Ada Lovelace"
    assert whole["groups"][0]["members"][0]["id"] == "ada"
    assert (whole["most"], whole["notes"], len(whole["entries"])) == (1, [], 7)


def test_the_checked_part_is_said_with_what_was_given_and_the_hint(whole):
    said = {one["student"]: one["checked"] for group in whole["groups"] for one in group["members"]}
    assert said["ada"] == ("✓ right",)
    assert said["dee"] == ("✗ not right. You gave the text 'a'. Look.",)


def test_a_picture_that_is_not_there_is_named_and_its_answer_stays_alone(course, tmp_path):
    notebook = course / "autograded" / "eve" / STEM / f"{STEM}.ipynb"
    kept = notebook.read_bytes()
    notebook.unlink()
    try:
        with opened(Course(course)) as book:
            groups = Sheet(Course(course), book, QUESTION).whole()["groups"]
    finally:
        notebook.write_bytes(kept)
    (group,) = [group for group in groups if any(one["student"] == "eve" for one in group["members"])]
    assert [(one["student"], one["notes"]) for one in group["members"]] == [("eve", (NO_PICTURE,))]


@pytest.mark.parametrize("notebook", ["", "{", "[]", '{"cells": 3}', '{"cells": [3, {}]}'])
def test_a_notebook_that_cannot_be_read_has_no_pictures(tmp_path, notebook):
    (tmp_path / "x.ipynb").write_text(notebook, "utf-8")
    assert pictures_at(tmp_path / "x.ipynb", QUESTION, released("03"), NEW_CELL) == ()
    assert pictures_at(tmp_path / "y.ipynb", QUESTION, released("03"), NEW_CELL) == ()


def test_pictures_count_at_the_question_and_elsewhere_only_if_the_reason_was_found_there(course, tmp_path):
    notebook = autograded(course, "ada")
    place = next(
        n for n, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == CELL
    )
    drawn = {"cell_type": "code", "id": "added-1", "metadata": {}, "source": "draw()", "execution_count": None,
             "outputs": [{"output_type": "display_data", "data": {"image/png": PNG}, "metadata": {}}]}  # fmt: skip
    path = tmp_path / "x.ipynb"

    def found(at: int, where: str) -> int:
        cells = [*notebook.cells[:at], drawn, *notebook.cells[at:]]
        path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
        return len(pictures_at(path, QUESTION, released("03"), where))

    assert found(place + 1, CODE) == 1
    assert (found(len(notebook.cells), NEW_CELL), found(1, NEW_CELL)) == (0, 0)
    assert found(1, FURTHER) == 1


def test_one_who_is_not_in_the_gradebook_and_a_damaged_result_are_named(course):
    kept = Kept(course / "results")
    result, digest = kept.load("ada", "03")
    kept.save("nobody", "03", result, digest)
    (course / "results" / "03" / "zoe.json").write_text("{", "utf-8")
    try:
        with opened(Course(course)) as book:
            notes = Sheet(Course(course), book, QUESTION).whole()["notes"]
    finally:
        for name in ("nobody", "zoe"):
            (course / "results" / "03" / f"{name}.json").unlink()
    assert [note[:30] for note in notes] == ["The result in 03/zoe.json cann", "1 in results/, and not in the "]


@pytest.mark.parametrize("asked", ASKED)
def test_every_question_and_its_model_answer_are_there_without_what_students_fill_in(course, asked):
    text = question(asked)
    assert "by hand)" in text.splitlines()[0]
    assert "Now the reason:" in text
    assert "..." not in text.splitlines()
    assert len(model_answer(Course(course), asked)) > 100


def test_without_model_answers_there_are_none(tmp_path):
    assert model_answer(Course(tmp_path), QUESTION) == ""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / f"{STEM}.py").write_bytes(b"\xff")
    assert model_answer(Course(tmp_path), QUESTION) == ""


def test_signs_that_do_not_show_are_written_out(tmp_path):
    course = course_with(tmp_path / "course", **{"a\u202eb": "It is \u202eflat\x1b[2J."})
    (answer,) = answers(Course(course), QUESTION, Roster(), [])
    assert answer.words == "It is \\u202eflat\\x1b[2J."
