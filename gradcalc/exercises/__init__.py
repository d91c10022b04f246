"""The exercises of all lessons, by id.

>>> EXERCISES["03.directional_derivative"].points
4
"""

from gradcalc.exercises import lesson_00, lesson_03, lesson_06, lesson_07, lesson_08
from gradcalc.exercises.model import Exercise

EXERCISES: dict[str, Exercise] = {
    exercise.id: exercise
    for lesson in (lesson_00, lesson_03, lesson_06, lesson_07, lesson_08)
    for exercise in lesson.EXERCISES
}
