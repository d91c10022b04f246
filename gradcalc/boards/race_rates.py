"""The rates with which a race begins: what suits each method near a start."""

from functools import lru_cache

import numpy as np

from gradcalc.boards.descent import RATES
from gradcalc.functions.surfaces import Surface
from gradcalc.maths.optimisers import METHODS
from gradcalc.maths.racing import Look, greatest_curvature
from gradcalc.readings.looking import look_at_surface

NAMES = {method: method.split()[-1].lower() for method in METHODS}  # of the controls: descent, sgd, momentum, ...
# The rate to begin with: a share of 1 over the greatest curvature at the start, or, for methods whose steps do not
# depend on the gradient's size, a length.
SHARES = {"gradient descent": 0.5, "SGD": 0.5, "momentum": 0.2, "Nesterov": 0.2}
LENGTH = 0.05


def rates_at(look: Look, start: np.ndarray, width: float) -> dict[str, float]:
    """A rate for each method that suits a function near a start, one of RATES.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> rates_at(look_at_surface(GALLERY["bowl"]), np.array([1.0, 1.0]), 4.0)["gradient descent"]
    0.25
    """
    curvature = greatest_curvature(look, start)
    curvature = curvature if 0 < curvature < np.inf else 5.0
    wanted = {method: SHARES[method] / curvature if method in SHARES else LENGTH * width / 4 for method in METHODS}
    return {method: min(RATES, key=lambda rate: abs(np.log(rate / wanted[method]))) for method in METHODS}


@lru_cache(maxsize=64)
def fitting_rates(surface: Surface) -> dict[str, float]:
    """The rates of the controls that suit a function near its own start."""
    rates = rates_at(look_at_surface(surface), np.array(surface.start), float(np.ptp(surface.xlim)))
    return {NAMES[method]: rate for method, rate in rates.items()}
