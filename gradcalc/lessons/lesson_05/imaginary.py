"""The exercise of lesson 05 on the complex step."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_05 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum

# What a mistake gives to twelve digits depends on the step, so each is known with the steps that people take.
_SHORT = (1e-8, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-30, 1e-50, 1e-100, 1e-200)
_REAL = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
_TOO_LONG = (0.1, 1e-2, 1e-3, 1e-4, 1e-5)
_TOO_SHORT = (1e-315, 1e-318, 1e-320, 1e-322)


def _with_each(steps: tuple[float, ...], hint: str, wrong: Callable) -> list[Mistake]:
    """A mistake with each of the steps; wrong takes f, x and h."""
    return [Mistake(hint, lambda f, x, h=h: wrong(f, x, h)) for h in steps]


def _derivative(f: Callable, x: float | np.ndarray) -> np.ndarray:
    return np.imag(f(x + 1e-20j)) / 1e-20


COMPLEX_STEP = Answer(
    name="complex_step",
    kind="function",
    arguments="f, x",
    gives="the derivative, of the shape of x, right to 12 digits",
    exact=cases.derivative,
    tolerance=1e-12,
    agrees=cases.to_the_last_digits,
    strata=(
        Stratum("a single point", 1, cases.single_points),
        Stratum("many points at once", 1, cases.arrays),
    ),
    mistakes=(
        Mistake("This is the value f(x), the real part. The derivative is in the imaginary part.", lambda f, x: f(x)),
        *_with_each(
            _SHORT,
            "This is f(x) divided by h, as the real part gives it, or np.abs. The slope is in the imaginary part.",
            lambda f, x, h: f(x) / h,
        ),
        *_with_each(
            _SHORT[1:],
            "The imaginary part is h f'(x): divide it by h.",
            lambda f, x, h: np.imag(f(x + 1j * h)),
        ),
        *_with_each(
            _TOO_LONG,
            "This step is too long: the error is about h² |f'''| / 6. Nothing cancels, so take 1e-20.",
            lambda f, x, h: np.imag(f(x + 1j * h)) / h,
        ),
        *_with_each(
            _TOO_SHORT,
            "This step is too short: numbers as tiny as that have few digits. 1e-20 is short enough.",
            lambda f, x, h: np.imag(f(x + 1j * h)) / h,
        ),
        *_with_each(
            _REAL,
            "This is a central difference, which loses digits to its step or to rounding. Step along the imaginary "
            "axis.",
            lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
        ),
        *_with_each(
            _REAL,
            "This is a forward difference, which loses digits to its step or to rounding. Step along the imaginary "
            "axis.",
            lambda f, x, h: (f(x + h) - f(x)) / h,
        ),
        Mistake(
            "This is 0 everywhere, as without an imaginary step: a real number has no imaginary part, and a real h "
            "of 1e-20 is lost in x + h. Make the step imaginary: x + 1j * h.",
            lambda f, x: 0 * x,
        ),
        Mistake(
            "The sign is turned: step to x + 1j * h, not to x - 1j * h, or divide by -h.",
            lambda f, x: -_derivative(f, x),
        ),
        Mistake(
            "x is multiplied by the step here. Add the step to it: x + 1j * h.",
            lambda f, x: x * _derivative(f, 0.0),
        ),
        Mistake(
            "This is the derivative at the first point alone. Does a return stand inside the loop? It ends there.",
            lambda f, x: _derivative(f, np.ravel(x)[0]),
        ),
    ),
)
