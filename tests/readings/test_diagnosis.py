"""Which points of a grid have a kink, against the places where the functions are known to have one."""

import numpy as np
import pytest

from gradcalc import GALLERY, Surface
from gradcalc.live.explorer.stage import field_marks
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.readings.mask import kinked
from gradcalc.readings.point import State


def grid(surface, n):
    return Point(np.array(np.meshgrid(np.linspace(*surface.xlim, n), np.linspace(*surface.ylim, n))), packed=False)


def window(surface):
    return surface.xlim, surface.ylim


@pytest.mark.parametrize("name", [surface.name for surface in GALLERY.values() if surface.smooth])
@pytest.mark.parametrize("scale", [1e-30, 1.0, 1e30])
def test_smooth_surfaces_have_no_kinks(name, scale):
    surface = GALLERY[name]
    for n in (10, 21):
        assert not kinked(ScalarField(lambda x, y: scale * surface.f(x, y)), grid(surface, n), window(surface)).any()


@pytest.mark.parametrize(
    ("f", "where"),
    [
        (GALLERY["kinks"].f, lambda x, y: (x == 0) | (y == 0)),
        (lambda x, y: np.maximum(x, y), lambda x, y: x == y),
        (lambda x, y: 1000 * x + np.abs(y) * 3, lambda x, y: y == 0),
        (lambda x, y: np.hypot(x, y), lambda x, y: (x == 0) & (y == 0)),
        (lambda x, y: 3.0, lambda x, y: x > 9),
    ],
)
def test_kinks_are_found_where_they_are_and_nowhere_else(f, where):
    at = grid(GALLERY["bowl"], 17)  # whose steps of 1/4 have no rounding
    assert kinked(ScalarField(f), at, window(GALLERY["bowl"])).tolist() == where(*at.x).tolist()


@pytest.mark.parametrize("method", ["forward", "backward", "central"])
@pytest.mark.parametrize(("arrows", "left_out"), [(14, 0), (15, 29), (17, 33)])
def test_no_arrow_stands_on_a_kink(arrows, left_out, method):
    marks = field_marks(GALLERY["kinks"], State(1.0, 1.0, arrows=arrows, step=1e-2, method=method))
    assert len(marks.arrows) == arrows**2 - left_out
    assert len(field_marks(GALLERY["bowl"], State(1.0, 1.0, arrows=arrows, step=1.0)).arrows) == arrows**2


def test_a_function_of_numbers_is_looked_at_point_by_point():
    surface = Surface("roof", lambda x, y: x if x > 0 else -x, start=(1, 1))
    assert len(field_marks(surface, State(1.0, 1.0, arrows=5)).arrows) == 20
