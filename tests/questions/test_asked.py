"""What a course asks is found in its folders, whoever wrote it."""

import sys
import textwrap

import pytest

from gradcalc import lessons
from gradcalc.questions.asked import exercises_in, predictions_in

EXERCISE = """
    from gradcalc.questions.model import Answer, Exercise, Stratum

    LETTER = Answer("letter", "choice", "a letter", lambda: "c", (Stratum("it", 1),))
    EXERCISES = (Exercise("{id}", "A letter", (LETTER,)),)
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of somebody else's, with two lessons; the second predicts nothing."""
    files = {
        "lesson_01/exercises.py": EXERCISE.format(id="01.letter"),
        "lesson_01/predictions.py": "from gradcalc.questions.prediction import Prediction\n"
        "PREDICTIONS = {'01.turn': Prediction('Which way is half a turn?', [180])}",
        "lesson_02/exercises.py": EXERCISE.format(id="02.letter"),
        "unfinished/exercises.py": EXERCISE.format(id="03.letter"),
    }
    for name, text in files.items():
        file = tmp_path / "course_of_theirs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_name("__init__.py").touch()
        file.write_text(textwrap.dedent(text))
    (tmp_path / "course_of_theirs" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    import course_of_theirs

    yield course_of_theirs
    for name in [name for name in sys.modules if name.startswith("course_of_theirs")]:
        del sys.modules[name]


def test_a_course_of_somebody_else_is_found_as_ours_is(course):
    assert list(exercises_in(course)) == ["01.letter", "02.letter"]
    assert list(predictions_in(course)) == ["01.turn"]


def test_ours_come_in_the_order_of_the_lessons():
    for found in (exercises_in(lessons), predictions_in(lessons)):
        numbers = [name[:2] for name in found]
        assert numbers == sorted(numbers)
        assert len(set(numbers)) == 10


def test_an_id_that_is_asked_twice_is_refused(course):
    second = next(iter(course.__path__)) + "/lesson_02/exercises.py"
    with open(second, "w", encoding="utf-8") as file:
        file.write(textwrap.dedent(EXERCISE.format(id="01.letter")))
    with pytest.raises(ValueError, match=r"'01\.letter' is asked twice in this course"):
        exercises_in(course)
