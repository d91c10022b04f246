"""The drill of lesson 04: a direction in which nothing changes, as a vector, an angle or a unit vector."""

import numpy as np

from gradcalc.formulas.latex import latex
from gradcalc.questions.drills.drill import Drill, Item, Slip
from gradcalc.questions.drills.errors import angle_of
from gradcalc.questions.drills.terms import Polynomial, partial, polynomial, value
from gradcalc.questions.drills.words import dot, equals, num, pair

TURNED = "Turn it by a quarter turn: swap the two components, and change the sign of one."


def any_vector(rng) -> Item:
    """The gradient is given; any vector along the level curve will do."""
    g = _gradient(rng)
    question = (
        rf"At a point the gradient is $\nabla f = {pair(g)}$. Give a vector along the level curve: a direction in "
        "which $f$ does not change. Any length counts, and either way."
    )
    return Item(question, "direction", (_level(g),), _of_vectors(g), (_found(g),))


def any_vector_of_a_formula(rng) -> Item:
    """The gradient has to be found first."""
    f, at, g = _formula(rng)
    question = (
        rf"$f(x, y) = {latex(polynomial(f))}$. Give a vector along the level curve through ${pair(at)}$. "
        "Any length counts, and either way."
    )
    outward = Slip(
        "at right angles to the point",
        "That is at right angles to the line from the origin. The level curve is at right angles to the gradient.",
        ((-at[1], at[0]),),
    )
    return Item(question, "direction", (_level(g),), (*_of_vectors(g), outward), (_slopes(f, at, g), _found(g)))


def any_angle(rng) -> Item:
    """The angle of one of the two ways."""
    g = _gradient(rng)
    question = (
        rf"At a point the gradient is $\nabla f = {pair(g)}$. Along which angle is the slope zero? Give it in "
        "degrees, counted from the x-axis towards the y-axis; one of the two will do."
    )
    first = angle_of(_level(g)) % 180
    slips = (
        Slip("along the gradient", _along, (angle_of(g), angle_of(g) + 180)),
        Slip(
            "degrees and radians",
            "That is the angle in radians. Multiply by 180/π to have degrees.",
            tuple(float(np.radians(turn)) for turn in (first, first + 180, first - 180, first - 360)),
        ),
        Slip(
            "sign",
            "The angle is counted the wrong way round: the sign of one component was lost.",
            (-first, 180 - first),
        ),
        Slip(
            "x and y swapped",
            "The angle is counted from the x-axis: its tangent is the y-component divided by the x-component.",
            (90 - first, 270 - first),
        ),
    )
    steps = (
        _found(g),
        rf"Its angle is ${num(angle_of(_level(g)) % 360)}°$, and half a turn further is the other one: "
        rf"${num((angle_of(_level(g)) + 180) % 360)}°$. The gradient itself lies at ${num(angle_of(g) % 360)}°$.",
    )
    return Item(question, "angle", (first, first + 180), slips, steps)


def unit_vector(rng) -> Item:
    """The unit vector that has the higher ground on its left."""
    g = _gradient(rng)
    question = (
        rf"At a point the gradient is $\nabla f = {pair(g)}$. Give the **unit vector** $\mathbf{{t}}$ along the "
        "level curve that has the higher ground on its left."
    )
    return Item(question, "vector", (_unit(_level(g)),), _of_unit_vectors(g), _steps(g))


def unit_vector_of_a_formula(rng) -> Item:
    """The same, and the gradient has to be found first."""
    f, at, g = _formula(rng)
    question = (
        rf"$f(x, y) = {latex(polynomial(f))}$. Give the **unit vector** $\mathbf{{t}}$ along the level curve through "
        rf"${pair(at)}$ that has the higher ground on its left."
    )
    return Item(question, "vector", (_unit(_level(g)),), _of_unit_vectors(g), (_slopes(f, at, g), *_steps(g)))


_along = "That way leads along the gradient, where the slope is greatest or least. Turn by 90° from there."


def _of_vectors(g: np.ndarray) -> tuple[Slip, ...]:
    return (
        Slip("along the gradient", _along, (_flat(g),)),
        Slip("no sign changed", f"The components are swapped. {TURNED}", (_flat(g[::-1]),)),
        Slip(
            "components not swapped",
            f"The components are not swapped. {TURNED}",
            ((g[0], -g[1]),),
        ),
    )


def _of_unit_vectors(g: np.ndarray) -> tuple[Slip, ...]:
    level, length = _level(g), float(np.hypot(*g))
    return (
        Slip("not normalised", "The way is right. Divide by the length to have a unit vector.", (level,)),
        Slip(
            "sign",
            "That is the other way along the curve: there the higher ground is on your right.",
            (_unit((-level[0], -level[1])),),
        ),
        Slip(
            "sign, and not normalised",
            "That is the other way along the curve, and no unit vector: divide by the length.",
            ((-level[0], -level[1]),),
        ),
        Slip(
            "divided twice",
            "Once is enough: divide by the length, not by its square.",
            ((level[0] / length**2, level[1] / length**2),),
        ),
        Slip("along the gradient", _along, (_unit(g), _unit(-g), _flat(g), _flat(-g))),
        Slip("no sign changed", f"The components are swapped. {TURNED}", (_unit(g[::-1]), _flat(g[::-1]))),
    )


def _found(g: np.ndarray) -> str:
    level = _level(g)
    return (
        rf"The level curve is at right angles to the gradient. {TURNED} That gives ${pair(level)}$, and the dot "
        rf"product is zero: ${dot(g, level)} = 0$."
    )


def _steps(g: np.ndarray) -> tuple[str, str]:
    level, square = _level(g), float(g @ g)
    return (
        rf"Turn the gradient by a quarter turn to the right: ${pair(level)}$. If you walk along it, the gradient, "
        "and with it the higher ground, is on your left.",
        rf"Divide by the length: $\mathbf{{t}} = \frac{{1}}{{\sqrt{{{num(square)}}}}} \, {pair(level)} "
        rf"{equals(*_unit(level))}$.",
    )


def _slopes(f: Polynomial, at: tuple[int, int], g: np.ndarray) -> str:
    slopes = ", ".join(latex(polynomial(partial(f, axis))) for axis in (0, 1))
    return rf"The gradient is $\nabla f = \left({slopes}\right)$, and at ${pair(at)}$ it is ${pair(g)}$."


def _level(g: np.ndarray) -> tuple[float, float]:
    """Along the level curve, with the higher ground on the left."""
    return float(g[1]), float(-g[0])


def _flat(v: np.ndarray) -> tuple[float, float]:
    return float(v[0]), float(v[1])


def _unit(v) -> tuple[float, float]:
    x, y = np.asarray(v, float) / np.hypot(*v)
    return float(x), float(y)


def _gradient(rng) -> np.ndarray:
    """Two components that differ in size, so that a swap is seen."""
    return rng.permutation(np.arange(1, 8))[:2] * rng.choice((-1.0, 1.0), 2)


def _formula(rng) -> tuple[Polynomial, tuple[int, int], np.ndarray]:
    """A quadratic, a point, and the gradient there."""
    while True:
        a, b, c = (int(n) for n in rng.integers(1, 5, 3) * rng.choice((-1, 1), 3))
        x, y = (int(n) for n in rng.integers(1, 4, 2) * rng.choice((-1, 1), 2))
        f = {(2, 0): a, (1, 1): b, (0, 2): c}
        g = np.array([float(value(polynomial(partial(f, axis)), x, y)) for axis in (0, 1)])
        if g.all() and abs(g[0]) != abs(g[1]):
            return f, (x, y), g


DRILL = Drill(
    "04",
    "A direction of no change",
    (any_vector, any_vector_of_a_formula, any_angle, unit_vector, unit_vector_of_a_formula),
)
