"""What the explorer says of the functions of benchmarks/accuracy.py, each in the window that it comes with."""

import numpy as np
import pytest

from benchmarks.accuracy_functions import SMOOTH
from benchmarks.accuracy_rough import ROUGH
from gradcalc import Surface
from gradcalc.readings.point import State, read, sentence

pytestmark = pytest.mark.filterwarnings("ignore")


def surface(case):
    """A function of the first two coordinates, at the point's others; one of a single number does not depend on y."""
    f, (first, *rest), others = case.f, case.window, case.point[2:]
    if not rest:
        return Surface(case.name, lambda x, y: f(x) + 0 * y, xlim=first, ylim=(-1, 1))
    return Surface(case.name, lambda x, y: f(x, y, *others), xlim=first, ylim=rest[0])


def reading(case):
    return read(surface(case), State(*(*case.point, 0.25)[:2]))


@pytest.mark.parametrize("kind", dict.fromkeys(case.kind for case in SMOOTH))
def test_a_smooth_function_is_called_nothing_else(kind):
    wrong = {}
    for case in (case for case in SMOOTH if case.kind == kind):
        found = reading(case)
        zero = (np.abs(case.slopes(*case.point)[:2]) < 1e-12 * case.scale.max()).all() or not case.scale.any()
        if not found.diagnosis.differentiable or found.diagnosis.flat != zero:
            wrong[case.name] = sentence(found)
    assert wrong == {}


@pytest.mark.parametrize("kind", dict.fromkeys(case.kind for case in ROUGH))
def test_a_rough_function_is_not_called_smooth(kind):
    wrong = {}
    for case in (case for case in ROUGH if case.kind == kind):
        found = reading(case).diagnosis
        if (found.exists and found.differentiable) or found.flat or not found.remark:
            wrong[case.name] = found.remark
    assert wrong == {}
