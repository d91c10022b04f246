"""The cases of verdicts.json, which both halves judge alike."""

import json
import pathlib

from gradcalc.functions.gallery import GALLERY
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.questions.prediction import Prediction

TABLE = json.loads((pathlib.Path(__file__).parent / "verdicts.json").read_text("utf-8"))
# Places of two hills, whose shares of the greatest slope test_verdicts.py works out by itself.
PLACES = [(-1.5, -1.0), (0.4, 0.9), (0.97834, 0.3), (1.6, 0.5), (-0.4, 0.2), (1.7, 0.1), (0.5, 0.6), (-2.0, -2.0)]


def prediction_of(case: dict) -> Prediction:
    """The prediction of a case: one of the lessons by its name, or one of its own."""
    of = case["of"]
    if isinstance(of, str):
        return PREDICTIONS[of]
    surface = GALLERY[of["on"]] if "on" in of else None
    return Prediction(of["question"], [of["answer"]], unit=of.get("unit", ""), surface=surface)


def asked_of(prediction: Prediction) -> dict:
    """What the browser is told of a question and its judging needs."""
    surface = prediction.surface
    return {
        "kind": prediction.kind, "question": prediction.question, "unit": prediction.unit,
        "one": prediction.unit_of_one, "items": prediction.items, "choices": prediction.choices,
        "map": surface and {"xrange": surface.xlim, "yrange": surface.ylim},
    }  # fmt: skip
