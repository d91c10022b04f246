"""The card of progress."""

import re

import pytest

import gradcalc as gc
from gradcalc.cards import finished
from gradcalc.cards import progress as card_module
from gradcalc.cards.scores import ScoreFile
from gradcalc.lessons.exercises import EXERCISES

LESSON_03 = [exercise for exercise in EXERCISES.values() if exercise.lesson == "03"]


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    file = ScoreFile(tmp_path / "gradcalc_progress.json")
    monkeypatch.setattr(card_module, "FILE", file)
    return file


def test_at_first_nothing_is_checked():
    text = repr(gc.progress("03"))
    assert text.startswith(f"Lesson 03: 0 of {sum(e.points for e in LESSON_03)} points")
    assert text.count("not checked yet") == len(LESSON_03)
    assert all(exercise.title in text for exercise in LESSON_03)


def test_points_are_added_up_by_lesson_and_points_by_hand_are_told_apart(file):
    for exercise in LESSON_03:
        file.record(exercise.id, exercise.points - 0.5, exercise.points)
    total, by_hand = sum(e.points for e in LESSON_03), sum(e.by_hand for e in LESSON_03)
    text = repr(gc.progress("03"))
    assert text.startswith(
        f"Lesson 03: {total - 0.5 * len(LESSON_03):g} of {total} points, and {by_hand} more by hand"
    )
    graded = next(exercise for exercise in LESSON_03 if exercise.by_hand)
    line = next(line for line in text.splitlines() if graded.title in line)
    assert line.endswith(f"{graded.points - 0.5:g} of {graded.points}, {graded.by_hand} more by hand")


def test_all_lessons_with_points_are_shown_unless_one_is_asked_for():
    worth_points = {exercise.lesson for exercise in EXERCISES.values() if exercise.points or exercise.by_hand}
    assert re.findall(r"^Lesson (\d\d)", repr(gc.progress()), flags=re.MULTILINE) == sorted(worth_points)
    assert "Lesson 00" not in repr(gc.progress())


def test_a_drill_is_done_or_not_and_gives_no_points(file, monkeypatch):
    monkeypatch.setattr(finished, "FILE", finished.file_at(None))
    before = repr(gc.progress("03"))
    assert "not done yet" in before
    finished.FILE.keep("03", finished.Finished(5))
    after = repr(gc.progress("03"))
    assert after.replace("  done", "  not done yet") == before
    assert "Drill: The slope along a direction" in after
    assert "Drill" not in repr(gc.progress("02"))


def test_a_score_from_before_an_exercise_was_changed_does_not_count(file):
    file.record(LESSON_03[0].id, 100, 100)
    assert repr(gc.progress("03")).startswith("Lesson 03: 0 of")


def test_the_table_holds_what_the_text_holds(file):
    file.record(LESSON_03[0].id, 1, LESSON_03[0].points)
    card = gc.progress("03")
    html = card._repr_html_()
    rows = [re.sub("<[^>]*>", "|", row) for row in re.findall("<tr>(.*?)</tr>", html)]
    assert [tuple(filter(None, row.split("|"))) for row in rows] == [
        (row.title, row.result) for row in card.lessons[0].rows
    ]
    assert card.lessons[0].heading in html


def test_trouble_with_the_file_is_said_on_the_card(file):
    file.path.write_text("<b>not ours</b>")
    card = gc.progress("03")
    for text in (repr(card), card._repr_html_()):
        assert "gradcalc_progress_set_aside_1.json" in text


def test_an_unknown_lesson_is_refused_by_naming_those_there_are():
    with pytest.raises(ValueError, match=r"lesson must be one of .*'03'.*, got '3'"):
        gc.progress("3")
