"""Predictions: questions that a reader answers before the answer is shown. Never graded.

They live here and not in the notebooks, where the answer would stand beside the question.

>>> PREDICTIONS["03.level_direction"].kind
'number'
"""

from gradcalc.predictions import lesson_00, lesson_02, lesson_03, lesson_06, lesson_07, lesson_08
from gradcalc.predictions.model import Answer, Picture, Prediction

PREDICTIONS: dict[str, Prediction] = {
    **lesson_00.PREDICTIONS,
    **lesson_02.PREDICTIONS,
    **lesson_03.PREDICTIONS,
    **lesson_06.PREDICTIONS,
    **lesson_07.PREDICTIONS,
    **lesson_08.PREDICTIONS,
}

__all__ = ["PREDICTIONS", "Answer", "Picture", "Prediction"]
