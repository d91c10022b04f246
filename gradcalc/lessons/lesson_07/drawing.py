"""Drawn in lesson 07: the gradient of a slice, which is the share of the gradient that lies in it."""

import numpy as np

from gradcalc.formulas.latex import latex
from gradcalc.formulas.tree import Node
from gradcalc.questions.drawn.asking import arrows_of
from gradcalc.questions.drawn.ground import of_polynomial, places, surface, whole
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill
from gradcalc.questions.drills.terms import number, partial, polynomial, power, product, total
from gradcalc.questions.drills.words import dot, num, pair

PLANES = (
    ((0.6, 0.8, 0.0), (0.0, 0.0, 1.0)),
    ((0.0, 0.6, 0.8), (1.0, 0.0, 0.0)),
    ((0.8, 0.0, -0.6), (0.0, 1.0, 0.0)),
    ((0.6, -0.8, 0.0), (0.8, 0.6, 0.0)),
)


def one_weight_held(rng) -> Task:
    """The third weight has one value in the whole slice, and takes part in the slopes of the others."""
    a, b, held = whole(rng, 1, 2), whole(rng, 1, 2), whole(rng, 1, 2)
    c, d = (int(rng.choice((-2, -1, 1, 2))) for _ in "xy")
    terms: list[tuple[int, tuple[Node, ...]]] = [
        (a, (power("x", 2),)),
        (b, (power("y", 2),)),
        (c, ("x", "z")),
        (d, ("y", "z")),
        (1, (power("z", 2),)),
    ]
    loss = total(*(product(number(factor), *rest) for factor, rest in terms))
    f = {(2, 0): a, (0, 2): b, (1, 0): c * held, (0, 1): d * held, (0, 0): held**2}
    told = (
        f"A loss of three weights is $L(x, y, z) = {latex(loss)}$. The map shows the slice $z = {held}$: call the "
        "loss there $f(x, y)$."
    )
    slopes = ", ".join(latex(polynomial(partial(f, axis))) for axis in (0, 1))
    found = (
        f"Hold $z = {held}$, and differentiate $L$ by $x$ and by $y$: $\\nabla f = \\left({slopes}\\right)$. "
        "The slope of $L$ along $z$ is not seen in this slice.",
    )
    return arrows_of(of_polynomial(f), places(rng, 2), "gradient", told, found)


def along_two_directions(rng) -> Task:
    """The axes of the slice are any two unit vectors: its slopes are two dot products."""
    p, q = PLANES[whole(rng, 0, len(PLANES) - 1)]
    g = rng.integers(-4, 5, 3).astype(float)
    a, b = np.array([p, q]) @ g
    ground = surface(f"x^2 + y^2 + ({num(a)}) x + ({num(b)}) y")
    told = (
        f"At the weights $\\mathbf{{w}}$ a loss of three weights has the gradient ${pair(g)}$. The map is a slice, "
        f"with $\\mathbf{{w}}$ in its middle: $x$ counts steps along $\\mathbf{{p}} = {pair(p)}$, and $y$ along "
        f"$\\mathbf{{q}} = {pair(q)}$. Call the loss there $f(x, y)$."
    )
    found = (
        f"Along $\\mathbf{{p}}$ the slope is ${dot(g, p)} = {num(a)}$.",
        f"Along $\\mathbf{{q}}$ it is ${dot(g, q)} = {num(b)}$. These two are the gradient of the slice.",
    )
    return arrows_of(ground, ((0.0, 0.0),), "gradient", told, found)


DRAWING = Drill("07", "The gradient of a slice", (one_weight_held, along_two_directions))
