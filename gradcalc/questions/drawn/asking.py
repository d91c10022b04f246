"""How arrows are asked for, and how one finds them, in the words of a card."""

import numpy as np

from gradcalc.formulas.latex import latex
from gradcalc.functions.surfaces import Surface
from gradcalc.questions.drawn.arrows import Arrows
from gradcalc.questions.drawn.ground import Places, of_polynomial, scale_for
from gradcalc.questions.drawn.said import Want
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drawn.words import LETTERS, listed
from gradcalc.questions.drills.terms import Polynomial, partial, polynomial
from gradcalc.questions.drills.words import pair

ASKED: dict[Want, str] = {
    "gradient": "Draw the gradient at {places}.",
    "descent": "Draw the direction of steepest descent at {places}. Any length counts.",
    "level": "Draw a direction in which $f$ does not change, at {places}. Any length counts, and either way.",
}
SEEN: dict[Want, str] = {
    "gradient": "is perpendicular to the contour, points to where $f$ grows, and is longer where contours are closer",
    "descent": "is perpendicular to the contour, and points to where $f$ falls",
    "level": "runs along the contour",
}
SHORTENED = {
    0.5: "Arrows lie on the map at half their length: $(2, 0)$ reaches 1 unit to the right.",
    0.25: "Arrows lie on the map at a quarter of their length: $(4, 0)$ reaches 1 unit to the right.",
    0.2: "Arrows lie on the map at a fifth of their length: $(5, 0)$ reaches 1 unit to the right.",
    0.1: "Arrows lie on the map at a tenth of their length: $(10, 0)$ reaches 1 unit to the right.",
}


def arrows_on(f: Polynomial, at: Places, want: Want) -> Task:
    """Arrows that are asked for at places of the map of a polynomial."""
    return arrows_of(of_polynomial(f), at, want, f"$f(x, y) = {latex(polynomial(f))}$.", (_gradient(f),))


def arrows_of(ground: Surface, at: Places, want: Want, told: str, found: tuple[str, ...]) -> Task:
    """Arrows that are asked for at places of the map of a surface.

    told says in words what the surface is, and found how one finds its gradient, step by step.
    """
    scale = scale_for(ground, at) if want == "gradient" else 1.0
    target = Arrows(ground, at, want, scale)
    words = [told, ASKED[want].format(places=_named(at)), SHORTENED.get(scale, "")]
    return Task(" ".join(filter(None, words)), target, (*found, *_at_each(target), _seen(target)))


def _named(at: Places) -> str:
    if len(at) == 1:
        return f"the point $A = {pair(at[0])}$"
    return listed([f"${letter} = {pair(place)}$" for letter, place in zip(LETTERS, at, strict=False)])


def _seen(target: Arrows) -> str:
    return f"On the map {'each of them' if target.most > 1 else 'it'} {SEEN[target.want]}."


def _gradient(f: Polynomial) -> str:
    slopes = ", ".join(latex(polynomial(partial(f, axis))) for axis in (0, 1))
    return rf"The gradient is $\nabla f = \left({slopes}\right)$."


def _at_each(target: Arrows) -> list[str]:
    found = []
    for letter, g in zip(LETTERS, target.gradients, strict=False):
        words = f"At ${letter}$ it is ${pair(g)}$"
        if target.want == "descent":
            words += f", so the steepest way down is along ${pair(-g)}$"
        if target.want == "level":
            turned = np.array([-g[1], g[0]])
            words += f". A quarter turn makes ${pair(turned)}$ of it: swap the two, and change one sign"
        found.append(f"{words}.")
    return found
