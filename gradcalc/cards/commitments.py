"""What a reader has committed to, kept from one session to the next: a restart takes no prediction back.

The file is called like that of the points, and what is called so is never collected: see nbgrader_config.py.
"""

import pathlib
import zlib
from dataclasses import dataclass
from typing import Any

from gradcalc.cards.kept import KeptFile, beside_the_notebook
from gradcalc.questions.prediction import Prediction

NAME = "gradcalc_progress_predictions.json"
CONFIDENCE = ("", "sure", "think so", "guess")


@dataclass(frozen=True)
class Commitment:
    """An answer as JSON has it, how sure the reader was, and which question of those words was asked.

    name is what cells that answer the question call it: where no kernel runs, JupyterLab reads it in the file.

    >>> Commitment(315, "certain", "0a1b")
    Traceback (most recent call last):
    ValueError: confidence must be one of '', 'sure', 'think so', 'guess', got 'certain'.
    """

    answer: Any
    confidence: str
    asked: str
    name: str = ""  # older files have none

    def __post_init__(self):
        if self.confidence not in CONFIDENCE:
            names = ", ".join(map(repr, CONFIDENCE))
            raise ValueError(f"confidence must be one of {names}, got {self.confidence!r}.")


def file_at(path: pathlib.Path | None) -> KeptFile[Commitment]:
    """A file of commitments; None keeps them in memory.

    >>> file_at(None).entries()
    {}
    """
    return KeptFile(path, "predictions", "predictions", Commitment)


FILE = file_at(beside_the_notebook(NAME))


def keep(prediction: Prediction, answer: Any, confidence: str) -> None:
    """Keep what was committed, by the words of the question."""
    FILE.keep(prediction.question, Commitment(answer, confidence, _fingerprint(prediction), prediction.name))


def kept(prediction: Prediction) -> Commitment | None:
    """What was committed before; None for nothing, and where the same words asked something else."""
    found = FILE.entries().get(prediction.question)
    return found if found and found.asked == _fingerprint(prediction) else None


def _fingerprint(prediction: Prediction) -> str:
    """Tells questions of the same words apart by what may be answered and what is right."""
    answers = () if callable(prediction.answers) else tuple(prediction.answers)
    name = prediction.surface and prediction.surface.name
    told = (prediction.kind, prediction.unit, prediction.choices, prediction.items, name, answers)
    return f"{zlib.crc32(repr(told).encode()):08x}"
