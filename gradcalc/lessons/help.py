"""The help with the exercises of all lessons, by id.

>>> HELP["00.gradient_of_the_bowl"].nudge != ""
True
"""

from gradcalc import lessons
from gradcalc.questions.asked import help_in

HELP = help_in(lessons)
