"""The drills of all lessons, by lesson: questions to answer with a pencil, as often as a reader likes. Never graded.

>>> sorted(DRILLS)
['01', '03', '04', '06']
"""

from gradcalc import lessons
from gradcalc.questions.asked import drills_in

DRILLS = drills_in(lessons)
