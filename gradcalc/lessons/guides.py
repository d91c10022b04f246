"""The guided starts of the lessons, by lesson. Never graded.

>>> sorted(GUIDES)
['00']
"""

from gradcalc import lessons
from gradcalc.questions.asked import guides_in

GUIDES = guides_in(lessons)
