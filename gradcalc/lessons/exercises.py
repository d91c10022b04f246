"""The exercises of all lessons, by id."""

from gradcalc import lessons
from gradcalc.questions.asked import exercises_in

EXERCISES = exercises_in(lessons)
