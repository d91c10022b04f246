"""What the card says of a commitment: right, close and how close, or not."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.cards.commitments import file_at
from gradcalc.functions.surfaces import Surface
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.questions.prediction import Closeness, Prediction
from gradcalc.questions.verdict import Verdict, judge
from tests.cards.verdicts import PLACES, TABLE, prediction_of


def as_python_writes(text: str) -> str:
    """A number of the table as Python writes it: what people type is read by the browser, and tested there."""
    bare = re.sub(r"[^\d.,/e−-]|e(?!\d)", "", text.split("deg")[0]).replace("−", "-")
    return re.sub(r",(?=\d{3}(?!\d))", "", bare).replace(",", ".")


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case['of']} {case['verdict']}")
def test_the_verdict_is_that_of_the_table(case):
    prediction = prediction_of(case)
    values = case["given"] if "given" in case else [eval(as_python_writes(text)) for text in case["typed"]]
    assert [judge(prediction, prediction.answers, value) for value in values] == [
        Verdict(case["verdict"], case["how"])
    ] * len(values)


@pytest.mark.parametrize("name", PREDICTIONS)
def test_every_right_answer_of_the_lessons_is_right_and_every_other_choice_is_not(name):
    prediction = PREDICTIONS[name]
    for answer in [*prediction.answers, *prediction.also]:
        assert judge(prediction, prediction.answers, answer) == Verdict("right")
    for choice in set(prediction.choices) - set(prediction.answers) if prediction.kind == "choice" else ():
        assert judge(prediction, prediction.answers, choice) == Verdict("not")


def slope_of_two_hills(x, y):
    """Differentiated by hand."""
    tall = np.exp(-((x - 1) ** 2) - y**2)
    low = 0.7 * np.exp(-((x + 1) ** 2) - (y - 0.5) ** 2)
    return np.hypot(-2 * (x - 1) * tall - 2 * (x + 1) * low, -2 * y * tall - 2 * (y - 0.5) * low)


@pytest.mark.parametrize("name", ["00.no_gradient", "02.steepest_place"])
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_place_is_told_its_slope_as_a_share_of_the_greatest_of_the_map(name, place):
    X, Y = np.meshgrid(np.linspace(-2, 2, 801), np.linspace(-2, 2, 801))
    share = slope_of_two_hills(*place) / slope_of_two_hills(X, Y).max()
    verdict = judge(PREDICTIONS[name], PREDICTIONS[name].answers, place)
    said = re.fullmatch(r"your slope there is (?:nearly )?(\d+) % of the greatest", verdict.how)
    assert abs(int(said[1]) - 100 * share) <= 0.51
    assert verdict.name == ("close" if (share <= 0.2 if name == "00.no_gradient" else share >= 0.8) else "not")


@given(st.integers(-2000, 2000), st.integers(-5, 5))
def test_whole_turns_make_no_difference_to_an_angle(angle, turns):
    prediction = PREDICTIONS["03.level_direction"]
    first, second = (judge(prediction, [135, 315], angle + 360 * k) for k in (0, turns))
    assert first == second
    assert (first.name == "right") == (angle % 180 == 135)


def test_the_card_tells_its_browser_the_verdict_and_the_right_answers(monkeypatch):
    monkeypatch.setattr("gradcalc.cards.prediction._COMMITTED", {})
    monkeypatch.setattr("gradcalc.cards.commitments.FILE", file_at(None))
    card = gc.predict("Which?", "up", choices=["up", "down"], because="It floats.")
    card.commitment = "down"
    assert card.revealed == {
        "sentence": "Not so. You predicted “down”. The answer is “up”. It floats.",
        "verdict": "not",
        "answers": ["up"],
    }


def test_the_slope_of_a_function_that_no_page_can_compute_is_refused_as_a_measure():
    with pytest.raises(ValueError, match="'valley' is none"):
        Prediction(
            "Where?", [(0, 0)], surface=Surface("valley", lambda x, y: x * y), closeness=Closeness((1, 1), 0, 1)
        )
