"""What beginners get wrong, and how much of it they are told."""

import pytest

from gradcalc.lessons.exercises import EXERCISES
from tests.exercises import beginners

LESSONS = ("01", "02", "03", "04", "05", "06", "07", "08", "09")
COLLECTED = beginners.collected()
FEWEST = {"function": 15, "value": 5}

each_exercise = pytest.mark.parametrize("exercise", COLLECTED)


def test_every_exercise_of_these_lessons_has_its_mistakes():
    assert set(COLLECTED) == {exercise.id for exercise in EXERCISES.values() if exercise.lesson in LESSONS}


@each_exercise
def test_there_are_enough_and_each_is_there_once(exercise):
    entries, answer = COLLECTED[exercise], EXERCISES[exercise].answers[0]
    assert len({entry.name for entry in entries}) == len({entry.answer for entry in entries}) == len(entries)
    if answer.kind == "choice":
        assert {entry.name for entry in entries} == set("abcd") - {answer.exact()}
    else:
        assert len(entries) >= FEWEST[answer.kind]


@each_exercise
def test_as_many_as_before_are_told_what_it_was(exercise):
    """`python -m tests.exercises.beginners` shows who is told what; raise `today` when there are more."""
    met = [entry.name for entry in COLLECTED[exercise] if beginners.outcome(entry).said == "met"]
    assert len(met) >= beginners.today()[exercise], beginners.table(exercise)


@each_exercise
def test_a_mistake_is_judged_right_only_where_the_entry_says_why(exercise):
    entries = COLLECTED[exercise]
    right = {entry.name for entry in entries if beginners.report(entry).status == "right"}
    assert right == {entry.name for entry in entries if entry.right}


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("", "general"),
        ("It is called as gradient_n(f, x).", "general"),
        ("The shape is right, the numbers are not. Asked for: a range.", "general"),
        ("Asked for: two arrays, and no range.", "general"),
        ("Is it so? Asked for: a range.", "other"),
        ("The loop needs a RANGE.", "met"),
        ("The loop needs a range: take the bowl.", "other"),
    ],
)
def test_what_is_always_said_is_no_hint(hint, said):
    entry = beginners.Entry("01.gradient_n", "", "", expects="range", answer="", before="", forbids="bowl")
    assert beginners.said_of(entry, hint) == said
