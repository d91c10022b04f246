"""Drawn in lesson 02: all points where the gradient is zero, and all where the slope is greatest."""

import numpy as np

from gradcalc.formulas.latex import latex
from gradcalc.questions.drawn.ground import of_polynomial, surface, whole
from gradcalc.questions.drawn.points import Points
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill
from gradcalc.questions.drills.terms import Polynomial, partial, polynomial
from gradcalc.questions.drills.words import num, pair

MARK_ZEROS = "Mark every point of the map where the gradient is zero."
MARK_STEEPEST = "Mark every point where the slope $|\\nabla f|$ is greatest, for $x$ and $y$ from $-2$ to $2$."
ZERO_SEEN = "On the map there is a lowest point, a highest point, or a crossing of two contours."
STEEP_SEEN = "On the map the contours are closest there."


def zero_of_a_bowl(rng) -> Task:
    """A bowl that is shifted: one point."""
    a, (x, y) = whole(rng, 1, 3), rng.integers(-3, 4, 2) / 2
    f = {(2, 0): 1, (1, 0): int(-2 * x), (0, 2): a, (0, 1): int(-2 * a * y)}
    return _zeros(f, [(x, y)])


def zero_of_a_saddle(rng) -> Task:
    """A saddle that is shifted: the crossing of two contours."""
    x, y = rng.integers(-3, 4, 2) / 2
    sign = int(rng.choice((-1, 1)))
    return _zeros({(2, 0): sign, (1, 0): int(-2 * sign * x), (0, 2): -sign, (0, 1): int(2 * sign * y)}, [(x, y)])


def zeros_of_a_cubic(rng) -> Task:
    """A lowest or highest point and a saddle point: two."""
    y, sign = int(rng.integers(-3, 4)) / 2, int(rng.choice((-1, 1)))
    f: Polynomial = {(3, 0): 1, (1, 0): -3, (0, 2): sign, (0, 1): int(-2 * sign * y)}
    at = [(-1.0, y), (1.0, y)]
    if rng.integers(2):
        f, at = {(n, m): a for (m, n), a in f.items()}, [(b, a) for a, b in at]
    return _zeros(f, at)


def steepest_of_a_hill(rng) -> Task:
    """A hill turned over from a bowl: the steepest place is the lowest corner, not the top."""
    x, y = rng.integers(1, 3, 2) / 2 * rng.choice((-1, 1), 2)
    f = {(2, 0): -1, (1, 0): int(2 * x), (0, 2): -1, (0, 1): int(2 * y)}
    corner = (float(-2 * np.sign(x)), float(-2 * np.sign(y)))
    steps = (
        _gradient(f),
        f"Its length is twice the distance from ${pair((x, y))}$, so it is greatest in the corner that lies farthest "
        f"from there, ${pair(corner)}$.",
        STEEP_SEEN,
    )
    target = Points(of_polynomial(f), (corner,), "greatest")
    return Task(f"$f(x, y) = {latex(polynomial(f))}$. {MARK_STEEPEST}", target, steps)


def steepest_of_a_long_hill(rng) -> Task:
    """A hill that is narrower along one axis: two places, one on each side of the top."""
    x, y = (whole(rng, -2, 2) / 2 for _ in "xy")
    narrow, wide = "xy" if rng.integers(2) else "yx"
    at = {"x": x, "y": y}
    text = f"exp(-2{_counted(narrow, at[narrow])}^2 - 0.5{_counted(wide, at[wide])}^2)"
    ground = surface(text)
    dx, dy = (0.5, 0.0) if narrow == "x" else (0.0, 0.5)
    places = ((x - dx, y - dy), (x + dx, y + dy))
    from_top = f"the distance $t$ from the top, where ${narrow} = {num(at[narrow])}$"
    steps = (
        f"It is narrower along ${narrow}$ than along ${wide}$: it is steepest along ${narrow}$ through the top.",
        f"There $f = e^{{-2 \\, t^{{2}}}}$, with {from_top}.",
        "The slope has the size $4 \\, t \\, e^{-2 \\, t^{2}}$.",
        "Its derivative, $4 \\, e^{-2 \\, t^{2}} - 16 \\, t^{2} \\, e^{-2 \\, t^{2}}$, is zero at $t = 0.5$: "
        f"at ${pair(places[0])}$ and at ${pair(places[1])}$.",
        STEEP_SEEN,
    )
    return Task(f"$f(x, y) = {ground.latex}$. {MARK_STEEPEST}", Points(ground, places, "greatest"), steps)


def _counted(letter: str, start: float) -> str:
    """A letter counted from a start, as it is typed in a formula."""
    return letter if start == 0 else f"({letter} {'-' if start > 0 else '+'} {num(abs(start))})"


def _zeros(f: Polynomial, at: list[tuple[float, float]]) -> Task:
    f = {powers: a for powers, a in f.items() if a}
    found = " and ".join(f"${pair(place)}$" for place in at)
    steps = (_gradient(f), f"Both components are zero at {found}, and nowhere else.", ZERO_SEEN)
    target = Points(of_polynomial(f), tuple((float(x), float(y)) for x, y in at))
    return Task(f"$f(x, y) = {latex(polynomial(f))}$. {MARK_ZEROS}", target, steps)


def _gradient(f: Polynomial) -> str:
    slopes = ", ".join(latex(polynomial(partial(f, axis))) for axis in (0, 1))
    return rf"The gradient is $\nabla f = \left({slopes}\right)$."


DRAWING = Drill(
    "02",
    "Points of the field",
    (zero_of_a_bowl, zero_of_a_saddle, zeros_of_a_cubic, steepest_of_a_hill, steepest_of_a_long_hill),
)
