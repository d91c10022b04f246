"""Right answers to the exercises that have a picture, and the picture of an answer."""

import numpy as np

from gradcalc.cards import in_picture
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.judging import judge
from gradcalc.questions.trying import replies_to


def picture_for(exercise_id, *answers):
    """What makes the picture of a check, if there is one."""
    exercise = EXERCISES[exercise_id]
    cases = exercise.cases(0)
    verdicts = judge(exercise, cases, replies_to(exercise, cases, answers, 5.0))
    return in_picture.in_picture(exercise, cases, verdicts, answers)


def board_of(exercise_id, *answers):
    return picture_for(exercise_id, *answers)()


def slopes(f, x, y, h=1e-6):
    return np.array([f(x + h, y) - f(x - h, y), f(x, y + h) - f(x, y - h)]) / (2 * h)


def of_array(f, x):
    return np.array([f(x + 1e-6 * e) - f(x - 1e-6 * e) for e in np.eye(len(x))]) / 2e-6


def field(f, x, y):
    return slopes(f, *np.meshgrid(x, y))


def crossed(f, x, y):
    return slopes(f, *np.meshgrid(y, x)[::-1])


def level(f, x, y):
    fx, fy = slopes(f, x, y)
    if np.hypot(fx, fy) < 1e-3:
        raise ValueError
    return np.array([fy, -fx]) / np.hypot(fx, fy)


def parts(g, u):
    if not u.any():
        raise ValueError
    along = (g @ u) / (u @ u) * u
    return along, g - along


def directional(f, x, y, v):
    if not v.any():
        raise ValueError
    return slopes(f, x, y) @ v / np.hypot(*v)


def descend(f, x, rate, steps, sign=1):
    points = [x]
    for _ in range(steps):
        points.append(points[-1] - sign * rate * of_array(f, points[-1]))
    return np.array(points)


def heavy_ball(f, x, rate, momentum, steps):
    points, v = [x], 0
    for _ in range(steps):
        v = momentum * v - rate * of_array(f, points[-1])
        points.append(points[-1] + v)
    return np.array(points)


def trace(f, x, y, s, n, back=2):
    point, c = np.array([x, y]), f(x, y)
    points = [point]
    for _ in range(n):
        fx, fy = slopes(f, *point)
        point = point + s * np.array([fy, -fx]) / np.hypot(fx, fy)
        for _ in range(back):
            g = slopes(f, *point)
            point = point - (f(*point) - c) / (g @ g) * g
        points.append(point)
    return np.array(points)


WALKS = {"04.trace": trace, "06.descend": descend, "06.heavy_ball": heavy_ball}
RIGHT = {
    "01.partial_derivatives": (
        lambda f, x, y, h: (f(x + h, y) - f(x, y)) / h,
        lambda f, x, y, h: (f(x, y + h) - f(x, y)) / h,
    ),
    "01.gradient_2d": (slopes,),
    "01.gradient_n": (of_array,),
    "02.gradient_field": (field,),
    "03.directional_derivative": (directional,),
    "03.steepest_direction": (
        lambda f, x: of_array(f, x) / np.linalg.norm(of_array(f, x)),
        lambda f, x: np.linalg.norm(of_array(f, x)),
    ),
    "04.project": (lambda g, u: parts(g, u),),
    "04.level_direction": (level,),
}
