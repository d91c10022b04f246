"""What is drawn by hand in the lessons, by lesson, as often as a reader likes. Never graded.

>>> sorted(DRAWINGS)
['00', '01', '02', '03', '04', '05', '06', '07', '08']
"""

from gradcalc import lessons
from gradcalc.questions.asked import drawings_in

DRAWINGS = drawings_in(lessons)
