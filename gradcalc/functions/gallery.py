"""The gallery: twelve surfaces to explore. Each is a formula: its gradient is exact, and the page computes it too."""

from dataclasses import replace

from gradcalc.functions.formula import formula
from gradcalc.functions.surfaces import Surface


def of_formula(name: str, text: str, **seen) -> Surface:
    """A surface of a formula, which brings its LaTeX and its exact gradient; seen are other parts of a `Surface`.

    Raises FormulaError for text that is none.

    >>> of_formula("bowl", "x^2 + y^2").gradient(1, 2)
    array([2., 4.])
    """
    f = formula(text)
    return Surface(name, f, latex=f.latex, gradient=f.gradient, **seen)


_WIDE, _MIDDLE = (-5.0, 5.0), (-3.0, 3.0)
_FOUR = (
    (3.0, 2.0),
    (-2.80511808695, 3.13131251825),
    (-3.77931025338, -3.28318599129),
    (3.58442834033, -1.84812652696),
)
_SURFACES = [
    of_formula("bowl", "x^2 + y^2", start=(1.0, 1.0), smooth=True, lowest=((0.0, 0.0),)),
    of_formula("elliptic bowl", "x^2 + 4y^2", start=(1.2, 0.6), smooth=True, lowest=((0.0, 0.0),)),
    of_formula("tilted plane", "x/2 + y", start=(0.5, -0.5), smooth=True),
    of_formula("saddle", "x^2 - y^2", start=(1.0, 0.5), smooth=True),
    of_formula("monkey saddle", "x^3 - 3x y^2", start=(1.4, 0.8), smooth=True),
    of_formula(
        "Rosenbrock",
        "(1 - x)^2 + 100(y - x^2)^2",
        ylim=(-1.0, 3.0),
        start=(-1.0, 1.8),
        smooth=True,
        lowest=((1.0, 1.0),),
    ),
    of_formula(
        "Himmelblau",
        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        xlim=_WIDE,
        ylim=_WIDE,
        start=(-4.0, 1.0),
        smooth=True,
        lowest=_FOUR,
    ),
    of_formula(
        "two hills", "exp(-(x - 1)^2 - y^2) + 0.7 exp(-(x + 1)^2 - (y - 0.5)^2)", start=(0.4, 0.9), smooth=True
    ),
    of_formula("ripple", "sin(x) cos(y)", xlim=_MIDDLE, ylim=_MIDDLE, start=(0.8, 0.8), smooth=True),
    of_formula("ridge", "exp(-(x - y)^2) + x/4", start=(0.5, -0.3), smooth=True),
    of_formula("kinks", "|x| + |y|", start=(1.0, 0.5), lowest=((0.0, 0.0),)),
    # The maximum is what makes f(0, 0) = 0: everywhere else it is x² + y².
    replace(
        of_formula("not differentiable", "x y^2 / max(x^2 + y^2, 1e-300)", start=(0.0, 0.0)),
        latex=r"x \, y^{2} / \left(x^{2} + y^{2}\right),\ \ f(0, 0) = 0",
    ),
]

GALLERY: dict[str, Surface] = {surface.name: surface for surface in _SURFACES}
