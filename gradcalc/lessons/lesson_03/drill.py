r"""The drill of lesson 03: the slope D_u f at a point P along a direction."""

import numpy as np

from gradcalc.formulas.latex import latex
from gradcalc.formulas.tree import Node
from gradcalc.questions.drills.drill import Drill, Item, Slip
from gradcalc.questions.drills.terms import number, partial, polynomial, product, value
from gradcalc.questions.drills.words import dot, equals, num, pair

# Directions whose length is a whole number, and others.
WHOLE = ((3, 4), (4, 3), (5, 12), (12, 5), (6, 8), (8, 6))
OTHERS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 3))
ANGLES = (30, 60, 120, 150, 210, 240, 300, 330)

SLOPE = r"$D_{\mathbf{u}} f = \nabla f \cdot \mathbf{u}$"


def along_a_unit_vector(rng) -> Item:
    """The gradient and a unit vector are given."""
    g, u = _gradient(rng), _signs(rng, rng.choice(((0.6, 0.8), (0.8, 0.6))))
    question = (
        rf"At a point the gradient is $\nabla f = {pair(g)}$. How steep is it there along the unit vector "
        rf"$\mathbf{{u}} = {pair(u)}$? Give $D_{{\mathbf{{u}}}} f$."
    )
    length = Slip(
        "length of the gradient", "That is $|\\nabla f|$, the slope along the gradient itself.", (_length(g),)
    )
    return Item(question, "number", (float(g @ u),), (*_of_dot(g, u), length), (_solved(g, u),))


def along_a_vector(rng) -> Item:
    """The gradient is given, and a direction that is no unit vector."""
    g, v = _gradient(rng), _signs(rng, rng.choice(WHOLE))
    question = (
        rf"At a point the gradient is $\nabla f = {pair(g)}$. How steep is it there along $\mathbf{{v}} = {pair(v)}$?"
    )
    return Item(question, "number", (_slope(g, v),), _of_length(g, v), _along(g, v))


def at_an_angle(rng) -> Item:
    """The gradient is given, and a direction as an angle."""
    g, degrees = _gradient(rng), int(rng.choice(ANGLES))
    t = np.radians(degrees)
    u = np.array([np.cos(t), np.sin(t)])
    question = (
        rf"At a point the gradient is $\nabla f = {pair(g)}$. How steep is it there along the angle ${degrees}°$, "
        "counted from the x-axis towards the y-axis?"
    )
    slips = (
        Slip(
            "degrees and radians",
            f"The angle was taken for radians. It is in degrees; in radians it would be {degrees}π/180.",
            (float(g @ [np.cos(degrees), np.sin(degrees)]),),
        ),
        Slip(
            "length times the cosine",
            r"That is $|\nabla f|$ times the cosine of the angle to the x-axis. The formula with the cosine "
            "takes the angle to the gradient.",
            (_length(g) * float(np.cos(t)),),
        ),
        *_of_dot(g, u),
    )
    steps = (
        rf"The unit vector is $\mathbf{{u}} = (\cos {degrees}°, \sin {degrees}°) {equals(*u)}$.",
        _solved(g, u),
    )
    return Item(question, "number", (float(g @ u),), slips, steps)


def of_a_polynomial(rng) -> Item:
    """The gradient has to be found first."""
    a, b, c = (int(n) for n in rng.integers(1, 5, 3) * rng.choice((-1, 1), 3))
    f, (px, py) = {(2, 0): a, (1, 1): b, (0, 2): c}, _point(rng)
    v = _signs(rng, rng.choice(WHOLE))
    slopes = polynomial(partial(f, 0)), polynomial(partial(f, 1))
    g = np.array([2 * a * px + b * py, b * px + 2 * c * py], float)
    unheld = np.array([2 * a * px + b, b + 2 * c * py], float)
    slip = Slip(
        "the other variable not held",
        "In the term with $x$ and $y$, the other letter was differentiated, too. It stays as a factor.",
        (_slope(unheld, v),),
    )
    return _of_formula(polynomial(f), slopes, (px, py), g, v, slip)


def of_a_chain(rng) -> Item:
    """The gradient needs the chain rule, and the direction has a length with a root."""
    a, b, px = int(rng.integers(1, 5)), int(rng.integers(2, 5)), int(rng.choice((-3, -2, -1, 1, 2, 3)))
    outer = ("exp", product(number(b), "y"))
    f = product(number(a), "x", outer)
    slopes = product(number(a), outer), product(number(a * b), "x", outer)
    v, g = _signs(rng, rng.choice(OTHERS)), np.array([a, a * b * px], float)
    slip = Slip(
        "chain factor missed",
        "The derivative by $y$ lacks the factor of the chain rule: the derivative of the exponent.",
        (_slope(np.array([a, a * px], float), v),),
    )
    return _of_formula(f, slopes, (px, 0), g, v, slip)


def _of_formula(f: Node, slopes: tuple[Node, Node], at: tuple[int, int], g: np.ndarray, v: np.ndarray, slip: Slip):
    question = rf"$f(x, y) = {latex(f)}$. How steep is it at ${pair(at)}$ along $\mathbf{{v}} = {pair(v)}$?"
    height = Slip(
        "the height", "That is the height $f$ at the point. The slope is asked for.", (float(value(f, *at)),)
    )
    steps = (
        rf"The gradient is $\nabla f = \left({latex(slopes[0])}, {latex(slopes[1])}\right)$, "
        rf"and at ${pair(at)}$ it is ${pair(g)}$.",
        *_along(g, v),
    )
    return Item(question, "number", (_slope(g, v),), (*_of_length(g, v), slip, height), steps)


def _along(g: np.ndarray, v: np.ndarray) -> tuple[str, ...]:
    """The slope along a vector that is no unit vector, step by step."""
    square, u = float(v @ v), v / _length(v)
    return (
        rf"The length is $|\mathbf{{v}}| = \sqrt{{{num(square)}}} {equals(square**0.5)}$, so the unit vector is "
        rf"$\mathbf{{u}} = \frac{{\mathbf{{v}}}}{{|\mathbf{{v}}|}} {equals(*u)}$.",
        _solved(g, u),
    )


def _solved(g: np.ndarray, u: np.ndarray) -> str:
    return rf"{SLOPE}: ${dot(g, u)} {equals(float(g @ u), of=u)}$. " + _meaning(float(g @ u))


def _meaning(slope: float) -> str:
    return "You descend." if slope < -1e-9 else "You climb." if slope > 1e-9 else "It is level."


def _of_length(g: np.ndarray, v: np.ndarray) -> tuple[Slip, ...]:
    """Mistakes with a vector that is no unit vector."""
    dotted, length = float(g @ v), _length(v)
    return (
        Slip(
            "not normalised",
            r"That is $\nabla f \cdot \mathbf{v}$. Divide $\mathbf{v}$ by its length first.",
            (dotted,),
        ),
        Slip(
            "divided twice",
            "Once is enough: divide by the length of $\\mathbf{v}$, not by its square.",
            (dotted / length**2,),
        ),
        *_of_dot(g, v / length),
    )


def _of_dot(g: np.ndarray, u: np.ndarray) -> tuple[Slip, ...]:
    """Mistakes with the dot product itself."""
    return (
        Slip(
            "components swapped",
            "The first component goes with the first, the second with the second.",
            (float(g @ u[::-1]),),
        ),
        Slip(
            "a sign lost",
            "Add the two products: one of them has the wrong sign.",
            (float(g @ (u * [1, -1])), float(g @ (u * [-1, 1]))),
        ),
        Slip("sign", "The size is right, the sign is not.", (float(-(g @ u)),)),
    )


def _slope(g: np.ndarray, v: np.ndarray) -> float:
    return float(g @ v) / _length(v)


def _length(v: np.ndarray) -> float:
    return float(np.hypot(*v))


def _gradient(rng) -> np.ndarray:
    return rng.permutation(np.arange(1, 7))[:2] * rng.choice((-1.0, 1.0), 2)


def _point(rng) -> tuple[int, int]:
    x, y = rng.permutation((1, 2, 3))[:2] * rng.choice((-1, 1), 2)
    return int(x), int(y)


def _signs(rng, v) -> np.ndarray:
    """A direction into any of the four quarters."""
    return np.asarray(v, float) * rng.choice((-1.0, 1.0), 2)


DRILL = Drill(
    "03",
    "The slope along a direction",
    (along_a_unit_vector, along_a_vector, at_an_angle, of_a_polynomial, of_a_chain),
)
