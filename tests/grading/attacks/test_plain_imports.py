"""A plain import of gradcalc's own function, as a whole answer, earns nothing and is told to write it itself.

Here are the shortest answers of this kind, graded as they are handed in. That no other function of gradcalc answers
anything is tried in tests/exercises/test_nothing_of_gradcalc_answers.py.
"""

import pytest

from gradcalc.grading.running.one import grade_notebook
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.model import Mistake
from gradcalc.questions.withholding import YOURSELF
from tests.exercises import tries
from tests.grading.attacks.test_attacks import SEED
from tests.grading.handed_in import as_bytes, needs_bubblewrap, with_answers

ANSWERS = {
    "03.directional_derivative": """
from gradcalc.maths.differences import slope_on
from gradcalc.maths.evaluation import ScalarField, read_point
from gradcalc.maths.vectors import unit
def directional_derivative(f, x, y, direction):
    at = read_point((x, y), "")
    return slope_on(ScalarField(f), at, at.line(unit(direction)), "central", 1e-6, 1e-6)
""",
    "04.trace": """
from gradcalc.maths.curves import follow_level
def trace(f, x, y, s, n): return follow_level(f, x, y, s, n).points
""",
    "05.central_difference": """
from gradcalc.maths.steps import slope
def central_difference(f, x, h): return slope(f, x, h, "central")
""",
    "05.complex_step": """
from gradcalc.maths.steps import slope
def complex_step(f, x): return slope(f, x, 1e-20, "complex")
""",
    "06.descend": """
from gradcalc.maths import descent
def descend(f, x, rate, steps): return descent.descend(lambda x: gc.gradient(f, x), x, rate, steps)
""",
    "06.rate_limit": "from gradcalc.maths.descent import rate_limit",
    "06.heavy_ball": """
from gradcalc.maths import descent
def heavy_ball(f, x, rate, momentum, steps):
    return descent.descend(lambda x: gc.gradient(f, x), x, rate, steps, momentum)
""",
    "06.backtrack": """
from gradcalc.maths import descent
def backtrack(f, x, v, c):
    return descent.backtrack(f, x, v, gc.directional_derivative(f, x, v, unit=False), c=c)
""",
    "07.filter_normalise": """
from gradcalc.maths.landscape import filter_normalised
from gradcalc.maths.network import Network
def filter_normalise(D, W):
    flat = [np.append(rows, np.zeros(len(rows))) for rows in (W, D)]
    return filter_normalised(Network(W.shape[::-1]), *flat)[: W.size].reshape(W.shape)
""",
    "07.loss_slope": """
from gradcalc.maths.derivatives import slope_along
from gradcalc.maths.evaluation import ScalarField, read_point
from gradcalc.maths.vectors import unit
def loss_slope(loss, w, v): return slope_along(ScalarField(loss), read_point((w,), ""), unit(v), "central", None)
""",
    "08.network": """
from gradcalc.maths.network import Network, loss_and_gradient, pack
def network_gradient(W1, b1, W2, b2, X, T):
    network = Network((W1.shape[1], len(W1), len(W2)))
    return loss_and_gradient(network, pack([(W1, b1), (W2, b2)]), X, T.argmax(axis=1))[1]
""",
}
LESSONS = sorted({exercise[:2] for exercise in ANSWERS})
IMPORTS = "import numpy as np\nimport gradcalc as gc\n"


@pytest.mark.parametrize("exercise", ANSWERS)
def test_where_nothing_is_withheld_it_is_the_answer(exercise):
    names: dict = {}
    exec(IMPORTS + ANSWERS[exercise], names)
    (answer,) = EXERCISES[exercise].answers
    verdicts = tries.verdicts_on_mistake(answer, Mistake("", names[answer.name]))
    assert {verdict.mark for verdict in verdicts} == {"right"}


@needs_bubblewrap
@pytest.mark.parametrize("kernel", [False, True], ids=["fork", "kernel"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_handed_in_it_earns_nothing(lesson, kernel):
    answers = {exercise: IMPORTS + source for exercise, source in ANSWERS.items() if exercise[:2] == lesson}
    result = grade_notebook(
        as_bytes(with_answers(lesson, answers)), lesson, SEED, kernel=kernel, exercises=list(answers)
    )
    for found in result.exercises:
        assert found.earned == 0
        assert any(YOURSELF in stratum.reply for stratum in found.strata), found
