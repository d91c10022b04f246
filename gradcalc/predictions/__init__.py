"""Predictions: questions that a reader answers before the answer is shown. Never graded.

They live here and not in the notebooks, where the answer would stand beside the question.

>>> PREDICTIONS["03.level_direction"].kind
'number'
"""

from gradcalc.predictions import (
    lesson_00,
    lesson_01,
    lesson_02,
    lesson_03,
    lesson_04,
    lesson_05,
    lesson_06,
    lesson_07,
    lesson_08,
)
from gradcalc.predictions.model import Answer, Picture, Prediction

LESSONS = (lesson_00, lesson_01, lesson_02, lesson_03, lesson_04, lesson_05, lesson_06, lesson_07, lesson_08)

PREDICTIONS: dict[str, Prediction] = {
    name: prediction for lesson in LESSONS for name, prediction in lesson.PREDICTIONS.items()
}

__all__ = ["PREDICTIONS", "Answer", "Picture", "Prediction"]
