"""The drill of lesson 06: one step of gradient descent."""

import numpy as np

from gradcalc.formulas.latex import latex
from gradcalc.questions.drills.drill import Drill, Item, Slip
from gradcalc.questions.drills.terms import Polynomial, partial, polynomial, value
from gradcalc.questions.drills.words import equals, held, num, pair

RATES = (0.05, 0.1, 0.2, 0.25, 0.4, 0.5)

RULE = r"The rule is $\mathbf{x}_{1} = \mathbf{x}_{0} - \eta \, \nabla f(\mathbf{x}_{0})$."
STEP = r"Take one step of gradient descent with the rate $\eta = {rate}$. "
FROM = r"You start at $\mathbf{{x}}_{{0}} = {at}$. "
WHERE = r"Where does it lead? Give $\mathbf{x}_{1}$."


def with_the_gradient(rng) -> Item:
    """The gradient is given."""
    at, g = _place(rng), rng.integers(1, 9, 2) * rng.choice((-1.0, 1.0), 2)
    rate = _rate(rng)
    start = rf"You start at $\mathbf{{x}}_{{0}} = {pair(at)}$, where the gradient is ${pair(g)}$. "
    question = start + STEP.format(rate=num(rate))
    return Item(question + WHERE, "vector", (_next(at, g, rate),), _slips(at, g, rate), (RULE, _step(at, g, rate)))


def on_a_bowl(rng) -> Item:
    """An elliptic bowl: each coordinate goes its own way."""
    a, b = rng.permutation(np.arange(1, 6))[:2]
    return _of_formula(rng, {(2, 0): int(a), (0, 2): int(b)})


def in_a_valley(rng) -> Item:
    """A quadratic whose coordinates depend on each other."""
    return _of_formula(rng, {(2, 0): _from(rng, 1, 4), (1, 1): _from(rng, 1, 3), (0, 2): _from(rng, 1, 4)})


def on_other_ground(rng) -> Item:
    """No quadratic."""
    return _of_formula(rng, {(2, 1): _from(rng, 1, 3), (0, 2): _from(rng, 1, 4), (1, 0): _from(rng, 2, 6)})


def and_how_high(rng) -> Item:
    """The height after the step."""
    f, at, rate = {(2, 0): _from(rng, 1, 3), (0, 2): _from(rng, 1, 3)}, _place(rng), _rate(rng)
    g = _slopes_at(f, at)
    lower, uphill, before = (_height(f, place) for place in (_next(at, g, rate), _next(at, -g, rate), at))
    question = (
        rf"$f(x, y) = {latex(polynomial(f))}$. " + _asked(rate, at) + "How high are you "
        r"then? Give $f(\mathbf{x}_{1})$."
    )
    slips = (
        Slip("sign", r"That is the height after a step **up** the gradient. The rule has a minus.", (uphill,)),
        Slip("the start", r"That is $f(\mathbf{x}_{0})$, the height before the step.", (before,)),
        Slip(
            "the tangent",
            r"That is what the slope at the start promises, $f - \eta \, |\nabla f|^{2}$. The ground is curved: put "
            r"$\mathbf{x}_{1}$ into $f$.",
            (before - rate * float(g @ g),),
        ),
        Slip(
            "rate left out",
            r"The step was as long as the gradient. Multiply the gradient by the rate $\eta$.",
            (_height(f, _next(at, g, 1)),),
        ),
    )
    end = rf"There $f(\mathbf{{x}}_{{1}}) {equals(lower)}$. At the start it was ${num(before)}$."
    return Item(question, "number", (lower,), slips, (_gradient(f, at, g), RULE, _step(at, g, rate), end))


def _of_formula(rng, f: Polynomial) -> Item:
    at, rate = _place(rng), _rate(rng)
    g = _slopes_at(f, at)
    question = rf"$f(x, y) = {latex(polynomial(f))}$. " + _asked(rate, at) + WHERE
    slips = list(_slips(at, g, rate))
    if unheld := [_slopes_of_powers(powers, at) * a for powers, a in f.items() if all(powers)]:
        held = _slopes_at({powers: a for powers, a in f.items() if not all(powers)}, at)
        words = "In the term with $x$ and $y$, both letters were differentiated at once. Hold one of them fixed."
        slips.append(Slip("the other variable not held", words, (_next(at, held + sum(unheld), rate),)))
    return Item(
        question, "vector", (_next(at, g, rate),), tuple(slips), (_gradient(f, at, g), RULE, _step(at, g, rate))
    )


def _slips(at: np.ndarray, g: np.ndarray, rate: float) -> tuple[Slip, ...]:
    return (
        Slip(
            "sign", "That is a step **up** the gradient. Descent has a minus: go against it.", (_next(at, -g, rate),)
        ),
        Slip("rate left out", r"The gradient is not multiplied by the rate $\eta$.", (_next(at, g, 1),)),
        Slip(
            "only the step",
            r"That is the step alone. Add it to the start, $\mathbf{x}_{0}$.",
            (_next((0, 0), g, rate), _next((0, 0), -g, rate)),
        ),
        Slip(
            "gradient normalised",
            "The gradient was divided by its length. The rule takes it as it is: a long step where it is steep.",
            (_next(at, g / max(np.hypot(*g), 1e-9), rate),),  # without a slope an item is not clear, and not taken
        ),
        Slip(
            "components swapped",
            "The two derivatives are swapped.",
            (_next(at, g[::-1], rate),),
        ),
    )


def _step(at: np.ndarray, g: np.ndarray, rate: float) -> str:
    parts = ", ".join(rf"{num(c)} - {num(rate)} \cdot {held(s)}" for c, s in zip(at, g, strict=True))
    return rf"With these numbers: $\mathbf{{x}}_{{1}} = ({parts}) {equals(*_next(at, g, rate))}$."


def _gradient(f: Polynomial, at: np.ndarray, g: np.ndarray) -> str:
    slopes = ", ".join(latex(polynomial(partial(f, axis))) for axis in (0, 1))
    return rf"The gradient is $\nabla f = \left({slopes}\right)$, and at ${pair(at)}$ it is ${pair(g)}$."


def _next(at, g, rate: float) -> tuple[float, float]:
    x, y = np.asarray(at, float) - rate * np.asarray(g, float)
    return float(x), float(y)


def _slopes_at(f: Polynomial, at) -> np.ndarray:
    return np.array([_height(partial(f, axis), at) for axis in (0, 1)])


def _height(f: Polynomial, at) -> float:
    return float(value(polynomial(f), *at))


def _slopes_of_powers(powers: tuple[int, int], at: np.ndarray) -> float:
    """The derivatives of x^m and of y^n multiplied, as by somebody who holds neither letter fixed."""
    return float(np.prod([exponent * c ** (exponent - 1) for exponent, c in zip(powers, at, strict=True)]))


def _asked(rate: float, at: np.ndarray) -> str:
    return FROM.format(at=pair(at)) + STEP.format(rate=num(rate))


def _place(rng) -> np.ndarray:
    """A point off the axes, with coordinates of different size."""
    return rng.permutation(np.arange(1, 5))[:2] * rng.choice((-1.0, 1.0), 2)


def _rate(rng) -> float:
    return float(rng.choice(RATES))


def _from(rng, low: int, high: int) -> int:
    return int(rng.integers(low, high + 1))


DRILL = Drill(
    "06",
    "One step of gradient descent",
    (with_the_gradient, on_a_bowl, in_a_valley, on_other_ground, and_how_high),
)
