"""What somebody predicted, as the browser says it where no Python does: in the same words."""

import pytest

from gradcalc.functions.gallery import GALLERY
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.questions.prediction import Prediction

NUMBERS = [0, 1, -1, 7.5, 12345.678, 999999.5, 1e6, 1234567, -2.5e-4, 9.99999e-5, 1e-8, 3.14159265, 1e300, 100]
PLACES = [(0.5, -0.001), (-1.5, 2), (0.046, -0.044)]
OTHERS = [
    *((Prediction("How many?", [1], unit=unit), number) for unit in ("", "°", "turns", "m/s") for number in NUMBERS),
    *((Prediction("Where?", [(0, 0)], surface=GALLERY["bowl"]), place) for place in PLACES),
]


@pytest.mark.parametrize("name", [*PREDICTIONS, "others"])
def test_both_name_an_answer_in_the_same_words(ask, name):
    pairs = OTHERS if name == "others" else [(PREDICTIONS[name], answer) for answer in PREDICTIONS[name].answers]
    for one, answer in pairs:
        asked = {"kind": one.kind, "unit": one.unit, "one": one.unit_of_one, "items": one.items}
        assert ask("answer", asked, answer) == one.words(answer)
