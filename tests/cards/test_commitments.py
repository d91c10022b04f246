"""What was committed survives a restart, in the student's own file, which nothing collects."""

import fnmatch
import json
import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.cards import commitments
from gradcalc.cards import prediction as card_module
from gradcalc.cards.prediction import PredictionCard
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.questions.prediction import Prediction

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture
def restart(tmp_path, monkeypatch):
    """A kernel that remembers nothing but what is in its folder."""

    def begin() -> pathlib.Path:
        path = tmp_path / commitments.NAME
        monkeypatch.setattr(card_module, "_COMMITTED", {})
        monkeypatch.setattr(commitments, "FILE", commitments.file_at(path))
        return path

    begin()
    return begin


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("01.calls", 1000),
        ("00.level", "(0, 1)"),
        ("00.no_gradient", (0.5, -0.25)),
        ("02.maps_and_fields", ("A", "B", "C", "D")),
    ],
)
def test_a_commitment_of_every_kind_is_there_after_a_restart(restart, name, answer):
    card = PredictionCard(PREDICTIONS[name])
    card.confidence, card.commitment = "think so", answer
    restart()
    again = PredictionCard(PREDICTIONS[name])
    assert (again.commitment, again.confidence, again.words) == (answer, "think so", card.words)
    again.commitment = PREDICTIONS[name].answers[0]
    assert again.commitment == answer


def test_looking_at_a_question_writes_no_file_and_not_even_a_lock(restart):
    path = restart()
    gc.predict("How long is (3, 4)?", 5)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "other",
    [
        {"answer": 6},
        {"answer": 5, "unit": "m"},
        {"answer": "five", "choices": ("five", "six")},
        {"answer": (0, 0), "on": "bowl"},
    ],
)
def test_another_question_of_the_same_words_is_open(restart, other):
    gc.predict("How long is it?", 5).commitment = 7
    restart()
    assert gc.predict("How long is it?", **other).commitment is None


def test_what_somebody_has_written_into_the_file_is_no_commitment_unless_it_fits(restart):
    path = restart()
    gc.predict("How long is it?", 5).commitment = 7
    data = json.loads(path.read_text())
    kept = data["predictions"]["How long is it?"]
    assert kept | {"asked": ""} == {"answer": 7, "confidence": "", "asked": "", "name": "How long is it?"}
    data["predictions"]["How long is it?"]["answer"] = "seven"
    path.write_text(json.dumps(data))
    restart()
    assert gc.predict("How long is it?", 5).commitment is None


def test_a_commitment_of_an_older_file_which_has_no_names_counts_and_stays_as_it_is(restart):
    path = restart()
    gc.predict("How long is it?", 5).commitment = 7
    data = json.loads(path.read_text())
    del data["predictions"]["How long is it?"]["name"]
    path.write_text(json.dumps(data))
    restart()
    assert gc.predict("How long is it?", 5).commitment == 7
    assert json.loads(path.read_text()) == data


@given(answer=st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner)))
def test_any_answer_in_the_file_is_fitted_or_left_out(answer):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(card_module, "_COMMITTED", {})
        patch.setattr(commitments, "FILE", commitments.file_at(None))
        prediction = Prediction("Which?", ["a"], choices=("a", "b"))
        commitments.keep(prediction, answer, "sure")
        assert PredictionCard(prediction).commitment == (answer if answer in ("a", "b") else None)


def test_a_file_that_cannot_be_used_is_said_beside_the_answer_which_counts_all_the_same(restart):
    path = restart()
    path.mkdir()
    card = gc.predict("How long is it?", 5)
    card.commitment = 7
    assert "You predicted 7." in card.words
    assert f"{path.name} cannot be used" in card.words
    assert card.words.endswith("Predictions are kept until the kernel stops.")


def test_nobody_collects_the_file():
    """nbgrader leaves out what is called like this, git too, and the grader takes notebooks alone."""
    config = (ROOT / "course" / "nbgrader_config.py").read_text(encoding="utf-8")
    (pattern,) = re.findall(r'ignore\.append\("(.*gradcalc.*)"\)', config)
    for name in (commitments.NAME, f".{commitments.NAME}.lock", "gradcalc_progress_predictions_set_aside_1.json"):
        assert fnmatch.fnmatch(name, pattern)
        assert pattern in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
