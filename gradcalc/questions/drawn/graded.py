"""A drawing as a graded answer: what the line `drawn = [...]` holds is judged by the same code as on the card."""

import numpy as np

from gradcalc.questions.drawn.task import Target, judge_target
from gradcalc.questions.model import Fitting


def drawing_of(target: Target) -> Fitting:
    """What an answer of the kind "drawn" has for its exact one: every drawing that a hand may mean is right.

    The true one is shown on a card after judging, so such an answer is never secret.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> from gradcalc.questions.drawn.arrows import Arrows
    >>> drawing_of(Arrows(GALLERY["bowl"], ((1.0, 0.5),))).fault(np.array([[-2.0, -1.0]]))
    'The arrow is reversed. The gradient points to where f grows.'
    """
    return Fitting(lambda drawn: _fault(target, drawn))


def _fault(target: Target, drawn: np.ndarray) -> str:
    found = judge_target(target, drawn)
    return "" if found.verdict == "right" else found.words.replace("$", "").replace("**", "")
