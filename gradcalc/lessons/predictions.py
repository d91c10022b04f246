"""The predictions of all lessons, by name: questions that a reader answers before the answer is shown. Never graded.

They live here and not in the notebooks, where the answer would stand beside the question.

>>> PREDICTIONS["03.level_direction"].kind
'number'
"""

from gradcalc import lessons
from gradcalc.questions.asked import predictions_in

PREDICTIONS = predictions_in(lessons)
