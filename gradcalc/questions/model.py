"""What an exercise is: data that says what is asked, which cases are tried, and which mistakes are known."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from gradcalc.questions.inputs import Input


@dataclass(frozen=True)
class Refusal:
    """The right reaction to inputs that have no answer: an error of this builtin class."""

    error: str = "ValueError"


@dataclass(frozen=True)
class Fitting:
    """Many right answers, which no single array stands for: fault says in a sentence what is wrong
    with an array, and gives an empty text where nothing is."""

    fault: Callable[[np.ndarray], str]


@dataclass(frozen=True)
class Mistake:
    """A mistake that people make: what it gives for the same inputs, and the hint that helps.

    wrong takes what the answer takes and does what the mistaken student's code would do; for a
    value or a choice it takes nothing. Within one stratum it always fails or it never does.
    """

    hint: str
    wrong: Callable


@dataclass(frozen=True)
class Stratum:
    """One kind of case, with points of its own, earned when every case in it is right.

    draw takes a random generator and returns the inputs of each case. The right answers of one
    stratum must differ, so that a constant earns nothing.
    """

    name: str
    points: int
    draw: Callable[[np.random.Generator], list[tuple[Input, ...]]] = lambda rng: [()]


def close(got: np.ndarray, exact: np.ndarray, tolerance: float) -> bool:
    """Whether two arrays of one shape agree to a tolerance, relative where the exact answer exceeds 1.

    >>> close(np.array([1.0, 200.001]), np.array([1.0, 200.0]), 1e-4)
    True
    """
    if got.shape != exact.shape:
        return False
    scale = max(1.0, np.abs(exact).max(initial=0))
    return bool((np.abs(got - exact) <= tolerance * scale).all())


@dataclass(frozen=True)
class Answer:
    """One name that the student defines: a function, a value, a choice among letters, or what was drawn by hand.

    exact gives the exact answer from the inputs, as a number, an array, a letter, a Refusal or a
    Fitting: from closed-form mathematics, never by the steps of a solution. gives says in words what is asked
    for, shape and unit included, without giving the answer away. arguments are a function's, as in "f, x, y".
    """

    name: str
    kind: Literal["function", "value", "choice", "drawn"]
    gives: str
    exact: Callable[..., float | np.ndarray | str | Refusal | Fitting]
    strata: tuple[Stratum, ...]
    mistakes: tuple[Mistake, ...] = ()
    arguments: str = ""
    tolerance: float = 1e-3
    agrees: Callable[[np.ndarray, np.ndarray, float], bool] = close


def agrees(answer: Answer, got: np.ndarray, exact: np.ndarray) -> bool:
    """Whether an array of real numbers is as near to another as the answer asks for, whatever numbers it holds."""
    with np.errstate(all="ignore"):
        return got.dtype.kind == "f" and answer.agrees(got, exact, answer.tolerance)


def fault(exact: Fitting, got: np.ndarray) -> str:
    """What is wrong with an array where there are many right ones, or nothing."""
    if got.dtype.kind != "f" or not np.isfinite(got).all():
        return "Asked for are real numbers, and all of them finite."
    with np.errstate(all="ignore"):
        return exact.fault(got)


@dataclass(frozen=True, eq=False)
class Case:
    """One call of one answer."""

    answer: Answer
    stratum: Stratum
    inputs: tuple[Input, ...]

    @cached_property
    def exact(self) -> float | np.ndarray | str | Refusal | Fitting:
        """The exact answer. A whole class is compared with it, and every known mistake too: it is worked out once."""
        return self.answer.exact(*self.inputs)


@dataclass(frozen=True)
class Exercise:
    """An exercise: its answers, and what they are worth.

    by_hand counts the points that a person gives, for a reason in words. allowed names the functions of
    gradcalc that the answers may use, as in `gradcalc`. All others are out of reach while the answers are called.
    """

    id: str
    title: str
    answers: tuple[Answer, ...]
    by_hand: int = 0
    allowed: tuple[str, ...] = ()

    @property
    def lesson(self) -> str:
        """The number of the lesson, "03" for "03.directional_derivative"."""
        return self.id.partition(".")[0]

    @property
    def points(self) -> int:
        """The points that are given automatically."""
        return sum(stratum.points for answer in self.answers for stratum in answer.strata)

    @property
    def secret(self) -> bool:
        """Whether the cases depend on the seed; any other kind has one answer, the same for everybody."""
        return all(answer.kind == "function" for answer in self.answers)

    def cases(self, seed: int) -> tuple[Case, ...]:
        """The cases of a seed, the same for everybody who uses it, in the order of answers and strata."""
        return tuple(
            Case(answer, stratum, inputs)
            for answer in self.answers
            for stratum in answer.strata
            for inputs in stratum.draw(self._generator(seed, answer, stratum))
        )

    def _generator(self, seed: int, answer: Answer, stratum: Stratum) -> np.random.Generator:
        # Each stratum has a stream of its own: a stratum added later leaves the others as they were.
        return np.random.default_rng([seed, *f"{self.id}/{answer.name}/{stratum.name}".encode()])
