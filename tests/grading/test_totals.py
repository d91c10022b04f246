"""Totals that are not final say so, extra points read as such, and the table of points opens as it is meant."""

import csv
import io
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.grading.keeping.by_hand import ByHand
from gradcalc.grading.keeping.left_out import Everybody, harmless
from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.people.roster import Person, Roster
from gradcalc.grading.running.results import ExerciseResult, NotebookResult, StratumResult
from gradcalc.grading.running.words import OWN_CELL
from gradcalc.grading.showing import feedback, report
from gradcalc.grading.showing.table import points_csv
from gradcalc.lessons.exercises import EXERCISES

WITH_WORDS = [exercise for exercise in EXERCISES.values() if exercise.by_hand]
CHOICE = "03.flat_both_ways"


def one(student="ada", *, earned=5, reason="It is a saddle.", **by_hand) -> Standing:
    """5 automatic points, or as many as are earned, and a choice with a reason, which is worth 1 + 1."""
    strata = [StratumResult("directional_derivative", f"case {i}", 1, "right" if i < earned else "wrong")
              for i in range(5)]  # fmt: skip
    slope = ExerciseResult("03.directional_derivative", tuple(strata))
    choice = ExerciseResult(
        CHOICE, (StratumResult("flat_choice", "the statement", 1, "right"),), "", reason, OWN_CELL
    )
    return Standing(student, "03", NotebookResult("03", (slope, choice)), {CHOICE: ByHand(**by_hand)})


def text_of(html: str) -> str:
    """What a reader of a page reads, in one line."""
    body = html.partition("<main>")[2]
    parts = [part.partition(">")[2] for part in body.split("<")]
    return " ".join(" ".join(parts).split())


def rows(found, everybody=None, *, excel=False) -> list[dict[str, str]]:
    text = points_csv(found, everybody or Everybody(Roster(), ()), excel=excel)
    assert text.startswith("\ufeff")  # by which Excel knows the encoding
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";" if excel else ","))


@pytest.mark.parametrize("exercise", WITH_WORDS, ids=lambda exercise: exercise.id)
def test_where_a_part_in_words_is_not_read_yet_nothing_seems_lost(exercise):
    answer = StratumResult(exercise.answers[0].name, "the statement", exercise.points, "right")
    found = ExerciseResult(exercise.id, (answer,), "", "Because.", OWN_CELL)
    result = NotebookResult(exercise.id[:2], (found,))

    def page(**by_hand) -> str:
        return text_of(feedback.page(Standing("ada", exercise.id[:2], result, {exercise.id: ByHand(**by_hand)})))

    waiting = page(waits=True)
    assert "Right. 1 of 1 point." in waiting
    assert "Your reason in words, for 1 more point, is not read yet." in waiting
    assert "At least 1 of 2 points, 1 not read yet." in waiting
    assert "Your reason in words: 0.5 of 1 point, by hand." in page(points=0.5)
    assert "1.5 of 2 points." in page(points=0.5)
    assert "to be looked at again" in page(points=0.5, waits=True)
    assert "1.5 of 2 points so far, 1 to be looked at again." in page(points=0.5, waits=True)


def test_a_reason_that_the_gradebook_does_not_know_waits_too():
    lost = replace(one(), by_hand={})
    assert lost.waits == 1
    assert "At least 6 of 7 points, 1 not read yet." in text_of(feedback.page(lost))
    assert replace(one(reason=""), by_hand={}).waits == 0


@pytest.mark.parametrize(
    ("by_hand", "whole", "alone"),
    [
        ({"points": 4}, "7 of 7 points and 3 extra points, 10 in all.", "1 of 1 point and 3 extra points, by hand."),
        ({"points": 1, "extra": 2}, "7 of 7 points and 2 extra points, 9 in all.", "2 extra points, by hand."),
        ({"points": 1, "instead": 2}, "7 of 7 points and 1 extra point, 8 in all.", "1 of 1 point and 1 extra point"),
        ({"points": 0, "extra": 0.5}, "6 of 7 points and 0.5 extra points, 6.5 in all.", "0.5 extra points, by"),
        ({"points": 1, "extra": -2}, "7 of 7 points less 2 points by hand, 5 in all.", "2 points less, by hand."),
        ({"waits": True, "extra": 1}, "At least 6 of 7 points and 1 extra point, 7 in all, 1 not read yet.", ""),
    ],
)  # fmt: skip
def test_points_above_the_most_are_extra_points_everywhere(by_hand, whole, alone):
    standing = one(**by_hand)
    page = text_of(feedback.page(standing))
    assert whole in page
    assert alone in page
    (row,) = rows([standing])
    of = {kind: float(row[f"03 {kind}"] or 0) for kind in ("automatic", "by hand", "extra", "total")}
    assert of["total"] == of["automatic"] + of["by hand"] + of["extra"]
    assert of["automatic"] + of["by hand"] <= 7
    text = text_of(report.page([standing]))
    assert "of 7 points" in text
    if standing.extra > 0:
        assert "in all to 1 of them" in text


def test_the_class_says_how_many_are_not_final_beside_each_mean():
    found = [one("ada", points=1), one("bob", waits=True), one("cy", earned=0, waits=True)]
    text = text_of(report.page(found))
    assert "Mean at least 4.67, median at least 6, of 7 points: 2 of 3 are not final, 2 not read yet." in text
    assert "Points so far Students" in text
    assert "Flat along both axes at least 1.33 of 2" in text
    assert "The slope along a direction 3.33 of 5" in text
    done = text_of(report.page([one("ada", points=1), one("bob", points=0)]))
    assert "Mean 6.5, median 6.5, of 7 points." in done
    assert "at least" not in done
    again = text_of(report.page([one("ada", points=1, waits=True)]))
    assert "Mean 7 so far, median 7 so far, of 7 points: 1 of 1 is not final, 1 to be looked at again." in again


def test_the_table_marks_what_is_not_final():
    ada, bob = rows([one("ada", points=1), one("bob", waits=True)])
    assert list(ada) == ["student", "name", "03 automatic", "03 by hand", "03 extra", "03 late", "03 total",
                         "03 not read", "total", "not read", "remark"]  # fmt: skip
    assert (ada["03 total"], ada["03 not read"], ada["not read"], ada["remark"]) == ("7", "0", "0", "")
    assert (bob["03 by hand"], bob["03 total"], bob["03 not read"], bob["not read"]) == ("", "6", "1", "1")
    assert bob["remark"] == "lesson 03: at least 6 of 7, 1 not read yet."


@pytest.mark.parametrize("excel", [False, True])
def test_numbers_are_plain_and_have_the_sign_that_goes_with_the_separator(excel):
    text = points_csv([one(points=0.5)], Everybody(Roster(), ()), excel=excel)
    line = text.splitlines()[1]
    assert line == ("ada;;6;0,5;0;;6,5;0;6,5;0;" if excel else "ada,,6,0.5,0,,6.5,0,6.5,0,")


SIGNS = "=+-@\t\r＝＋－＠"


@given(st.text(st.sampled_from(SIGNS + ",;\"' ax\n"), min_size=1, max_size=8))
def test_no_program_finds_a_formula_in_a_name_whatever_separates(name):
    people = Roster({"ada": Person("ada", name, "L")})
    for excel, other in itertools.product((False, True), ",;\t"):
        text = points_csv([one("ada", points=1), one(name, points=1)], Everybody(people, ()), excel=excel)
        # Of what else is in a row: without quotes, as a program reads it that takes another separator.
        for line in text[1:].splitlines()[1:]:
            for cell in line.split(other):
                bare = cell.strip('"')
                assert bare[:1] not in tuple(SIGNS) or bare.replace(",", "").replace(".", "")[1:].isdigit(), text
    assert harmless("Ada-Lea =x") == "Ada-Lea =x"


def test_umlauts_and_names_stand_as_they_are():
    people = Roster({"zoe": Person("zoe", "Zoë", "Müller")})
    (row,) = rows([one("zoe", points=1)], Everybody(people, ()))
    assert row["name"] == "Zoë Müller"
