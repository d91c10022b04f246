"""How the answers to exercises are drawn, by id; what is not here has no picture.

>>> sorted(PICTURED)[:2]
['01.gradient_2d', '01.gradient_n']
"""

from gradcalc import lessons
from gradcalc.questions.asked import pictured_in

PICTURED = pictured_in(lessons)
