"""Predictions for a page without Python: their pictures as files, and what is right, encoded.

A page judges by them what its reader commits to, see prediction_verdict.js. They are no secret: whoever reads the
source of a page can decode them.
"""

import base64
import json

from ipywidgets.widgets.widget import _instances

from gradcalc.cards.prediction import PredictionCard
from gradcalc.cards.revealed import right_answers
from gradcalc.live.recording import Keep, webp
from gradcalc.questions.prediction import Prediction


def record_predictions(keep: Keep = bytes) -> None:
    """Record every prediction of this kernel; `keep` gives the addresses of their pictures."""
    for widget in [*_instances.values()]:
        if isinstance(widget, PredictionCard):
            record_prediction(widget, keep)


def record_prediction(card: PredictionCard, keep: Keep = bytes) -> None:
    """Give a card what a page needs that has no Python to ask."""
    drawn = {name: card.asked[name] for name in ("map", "picture") if card.asked[name]}
    files = {
        name: {**part, **{theme: keep(webp(part[theme])) for theme in ("light", "dark")}}
        for name, part in drawn.items()
    }
    card.asked = {**card.asked, **files}
    card.encoded = encode(card.prediction)


def encode(prediction: Prediction) -> str:
    """The right answers, why they are right and what is close, as letters that nobody reads by accident."""
    close, surface = prediction.closeness, prediction.surface
    key = {
        "answers": list(right_answers(prediction)),
        "also": list(prediction.also),
        "because": prediction.because,
        "closeness": close and {**vars(close), "tree": surface.tree if surface else None},
    }
    return base64.b64encode(json.dumps(key, default=float).encode()).decode("ascii")


def decode(encoded: str) -> dict:
    """What `encode` has encoded: points and pairs are lists.

    >>> decode(encode(Prediction("Which way is half a turn?", [180], unit="°")))
    {'answers': [180], 'also': [], 'because': '', 'closeness': None}
    """
    return json.loads(base64.b64decode(encoded))
