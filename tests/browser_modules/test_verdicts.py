"""What a page without Python says of a commitment: what Python says, in the same words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gradcalc.cards.prediction import PredictionCard
from gradcalc.cards.recording import encode
from gradcalc.cards.revealed import reveal
from gradcalc.lessons.predictions import PREDICTIONS
from tests.cards.verdicts import PLACES, TABLE, asked_of, prediction_of


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case['of']} {case['verdict']}")
def test_the_page_gives_the_verdicts_of_the_table(ask, case):
    prediction = prediction_of(case)
    asked = asked_of(prediction)
    values = case["given"] if "given" in case else ask("numbers_typed", asked, case["typed"])
    revealed = ask("revealed", asked, encode(prediction), values)
    assert [said["verdict"] for said in revealed] == [case["verdict"]] * len(values)
    assert [said["sentence"] for said in revealed] == [reveal(prediction, value)["sentence"] for value in values]


FITTING = {
    "choice": lambda one: st.sampled_from(one.choices),
    "match": lambda one: st.permutations(one.choices),
    "number": lambda one: st.integers(-2000, 2000) | st.floats(-1000, 1000),
    "point": lambda one: st.sampled_from(PLACES) | st.tuples(*[st.floats(-2, 2)] * 2),
}


@pytest.mark.parametrize("name", PREDICTIONS)
def test_the_page_reveals_what_python_reveals(ask, name):
    prediction = PREDICTIONS[name]

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(FITTING[prediction.kind](prediction), min_size=1, max_size=20),
        st.sampled_from(PredictionCard.confidence.values),
    )
    def agree(values, confidence):
        here = [reveal(prediction, value, confidence) for value in values]
        there = ask("revealed", asked_of(prediction), encode(prediction), values, confidence)
        assert [[said["verdict"], said["sentence"]] for said in there] == [
            [said["verdict"], said["sentence"]] for said in here
        ]

    agree()


def test_a_card_that_was_not_recorded_is_not_judged(ask):
    assert ask("revealed", asked_of(PREDICTIONS["01.calls"]), "", [1001]) is None
