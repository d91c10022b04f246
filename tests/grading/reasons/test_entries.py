"""What is entered on the page is in nbgrader's gradebook as Formgrader enters it, and overwrites nobody's entry."""

import csv
import shutil
import sqlite3
import threading

import pytest

from gradcalc.grading.making import gradebook
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.gradebook import opened
from gradcalc.grading.making.unusable import Unusable
from gradcalc.grading.reasons.entries import Change, Entries, Entry
from gradcalc.grading.reasons.sheet import Refused, Sheet
from tests.grading.class_of_03 import comments, gradcalc, new_course, scores
from tests.grading.reasons.read import CELL, QUESTION, course_with, enter, formgrader


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return course_with(tmp_path_factory.mktemp("made") / "course", ada="It is flat.", bob="It is steep.", cy="")


@pytest.fixture
def course(made, tmp_path):
    """A copy for each test: a new gradebook takes seconds."""
    return shutil.copytree(made, tmp_path / "course")


@pytest.fixture
def book(course):
    with opened(Course(course)) as book:
        yield book


@pytest.fixture
def entries(course, book):
    return Entries(Course(course), book, QUESTION)


def points(student: str, seen: Entry, value: float | None) -> Change:
    return Change(student, "points", seen, seen.given(value))


def comment(student: str, seen: Entry, text: str) -> Change:
    return Change(student, "comment", seen, Entry(comment=text))


def test_points_and_a_comment_stand_where_formgrader_puts_them(course, entries):
    assert entries.all() == {"ada": Entry(), "bob": Entry(), "cy": Entry(automatic=0, waits=False)}
    before = scores(course)
    assert entries.write([points("ada", Entry(), 0.5), comment("ada", Entry(), "Which way?")]) == []
    assert scores(course) == before | {"ada": before["ada"] | {CELL: (None, 0.5, False)}}
    assert comments(course)["ada"][CELL] == "Which way?"
    with formgrader(course, "ada") as (_, grade, note):
        assert (grade.manual_score, grade.extra_credit, note.manual_comment) == (0.5, None, "Which way?")
        assert (grade.score, grade.notebook.needs_manual_grade, note.auto_comment) == (0.5, False, None)


def test_points_that_are_taken_away_leave_it_as_formgrader_does(course, entries):
    for student in ("ada", "cy"):
        seen = entries.all()[student]
        assert entries.write([points(student, seen, 1), points(student, seen.given(1), None)]) == []
    assert scores(course)["ada"][CELL] == (None, None, True)
    assert scores(course)["cy"][CELL] == (0, None, False)


@pytest.mark.parametrize("what", ["manual_score", "extra_credit", "needs_manual_grade", "auto_score"])
def test_points_that_somebody_has_given_since_are_not_overwritten(course, entries, what):
    seen = entries.all()
    with formgrader(course, "ada") as (book, grade, _):
        setattr(grade, what, False if what == "needs_manual_grade" else 0.25)
        book.db.commit()
    theirs = scores(course)["ada"]
    changes = [points(student, seen[student], 1) for student in ("ada", "bob")]
    assert entries.write(changes) == changes[:1]
    assert scores(course)["ada"] == theirs
    assert scores(course)["bob"][CELL] == (None, 1, False)


def test_a_comment_of_somebody_else_is_not_overwritten_and_keeps_nobody_from_giving_points(course, entries):
    with formgrader(course, "ada") as (book, _, note):
        note.manual_comment = "Theirs."
        book.db.commit()
    changes = [comment("ada", Entry(), "Ours."), points("ada", Entry(), 1)]
    assert entries.write(changes) == changes[:1]
    assert (comments(course)["ada"][CELL], scores(course)["ada"][CELL]) == ("Theirs.", (None, 1, False))


def test_of_many_at_once_for_one_answer_one_is_entered_and_the_others_know_it(course):
    """Twenty people with a page each; all of them have seen that it waits."""
    with opened(Course(course)) as book:
        mine = Entries(Course(course), book, QUESTION)
        refused, together = list[float](), threading.Barrier(20)

        def press(value: float) -> None:
            together.wait()
            refused.extend(change.new.points for change in mine.write([points("ada", Entry(), value)]))
            book.db.remove()

        people = [threading.Thread(target=press, args=(number / 20,)) for number in range(20)]
        for one in people:
            one.start()
        for one in people:
            one.join()
    assert sorted([*refused, scores(course)["ada"][CELL][1]]) == [number / 20 for number in range(20)]


def test_a_lock_is_waited_for(course, entries):
    holder = sqlite3.connect(course / "gradebook.db", check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.5, holder.rollback).start()
    assert entries.write([points("ada", Entry(), 1)]) == []
    holder.close()


def test_who_holds_a_lock_for_long_is_named_and_nothing_is_entered(course, monkeypatch):
    monkeypatch.setattr(gradebook, "LOCK_SECONDS", 0.1)
    with opened(Course(course)) as book:
        holder = sqlite3.connect(course / "gradebook.db")
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unusable, match="is locked by"):
            Entries(Course(course), book, QUESTION).write([points("ada", Entry(), 1)])
        holder.close()
    assert scores(course)["ada"][CELL] == (None, None, True)


def test_who_looks_keeps_nobody_from_writing(course, entries):
    entries.all()
    writer = sqlite3.connect(course / "gradebook.db", timeout=0)
    writer.execute("BEGIN EXCLUSIVE")
    writer.close()


def test_an_answer_handed_in_anew_gets_no_points_meant_for_the_old(course, book):
    sheet = Sheet(Course(course), book, QUESTION)
    whole = sheet.whole()
    seals = {one["student"]: one["seal"] for group in whole["groups"] for one in group["members"]}
    enter(course, "ada", "I have thought again.")
    of = [[student, seals[student], whole["entries"][student]] for student in ("ada", "bob")]
    saved = sheet.save({"changes": [{"what": "points", "value": 1, "waits": None, "of": of}]})
    assert (saved["replaced"], saved["quicker"]) == (["ada"], [])
    assert scores(course)["ada"][CELL] == (None, None, True)
    assert saved["entries"]["bob"]["points"] == 1


ENTRY = {"automatic": None, "points": None, "extra": None, "waits": True, "comment": None}


@pytest.mark.parametrize(
    "sent",
    [
        None, [], {}, {"changes": 3}, {"changes": [3]}, {"changes": [{}]},
        *[{"changes": [{"what": "points", "value": value, "of": []}]}
          for value in (2, -1, "1", True, float("nan"), [])],
        *[{"changes": [{"what": "comment", "value": value, "of": []}]}
          for value in (None, 3, "x" * 10_001, "\ud800", "\0")],
        *[{"changes": [{"what": "points", "value": 1, "of": of}]} for of in (3, [3], [["ada"]], [["ada", "", 3]])],
        *[{"changes": [{"what": "points", "value": 1, "of": [["ada", "", ENTRY | wrong]]}]}
          for wrong in ({"points": "1"}, {"waits": None}, {"comment": 3}, {"extra": float("inf")})],
        {"changes": [{"what": "points", "value": 1, "waits": "yes", "of": []}]},
        {"changes": [{"what": "auto_score", "value": 1, "of": []}]},
    ],
)  # fmt: skip
def test_what_no_page_sends_is_refused(made, sent):
    with opened(Course(made)) as book:
        before = Entries(Course(made), book, QUESTION).all()
        with pytest.raises(Refused):
            Sheet(Course(made), book, QUESTION).save(sent)
        assert Entries(Course(made), book, QUESTION).all() == before


def test_what_is_entered_is_what_grading_again_feedback_and_report_show(course, entries):
    assert entries.write([points("ada", Entry(), 0.5), comment("ada", Entry(), "Which *way*?")]) == []
    enter(course, "ada", "It is flat.", changed=False)  # graded again
    assert entries.all()["ada"] == Entry(points=0.5, waits=False, comment="Which *way*?")
    gradcalc("feedback", "--course", course)
    (page,) = (course / "feedback" / "ada").rglob("*.html")
    text = page.read_text("utf-8")
    assert "Your reason in words: 0.5 of 1 point, by hand." in text
    assert "Which <em>way</em>?" in text
    gradcalc("report", "--course", course)
    with open(course / "report" / "points.csv", encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert (rows["ada"]["03 by hand"], rows["ada"]["03 total"]) == ("0.5", "1.5")
    assert rows["bob"]["03 by hand"] == ""
    enter(course, "ada", "It is flat, I say.")  # handed in again
    assert entries.all()["ada"] == Entry(points=0.5, waits=True, comment="Which *way*?")


def test_entries_in_postgresql(postgres, tmp_path):
    folder = new_course(tmp_path / "course")
    with open(folder / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        settings.write(f'\nc.CourseDirectory.db_url = "{postgres}"\n')
    enter(folder, "ada", "It is flat.")
    course = Course(folder)
    with opened(course) as book, opened(course) as other:
        ours, theirs = (Entries(course, one, QUESTION) for one in (book, other))
        assert theirs.write([points("ada", Entry(), 0.5)]) == []
        late = points("ada", Entry(), 1)
        assert ours.write([late]) == [late]
        assert ours.all() == {"ada": Entry(points=0.5, waits=False)}
