"""What a drill is: questions to answer with a pencil, made without end, each with its known mistakes and solution.

Nothing of it is graded, so nothing is kept back: whoever has tried enough sees how it is done with these numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from gradcalc.questions.drills.errors import error

IN_A_ROW = 5  # right answers after which a drill is done
TRIES = 3  # after which the solution is shown
APART = 4  # tolerances between the answer and a known mistake, so that no rounding takes one for the other
ATTEMPTS = 1000

Kind = Literal["formula", "number", "vector", "direction", "angle"]
Value = Any  # a tree, a number or angle in degrees, or a pair of numbers


@dataclass(frozen=True)
class Slip:
    """A known mistake: its name, a sentence that is true of whoever gets these values, and the values."""

    name: str
    words: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Item:
    """One question with its right answers, its known mistakes, and its solution step by step.

    question, the words of slips and steps are Markdown with formulas as LaTeX between dollars. The kind
    says what is asked for: a "formula" in x and y (a tree), a "number", a "vector" (two numbers), a
    "direction" (a vector of any length, either way) or an "angle" in degrees, the same after a full turn.
    """

    question: str
    kind: Kind
    answers: tuple[Value, ...] = field(repr=False)
    slips: tuple[Slip, ...] = field(repr=False)
    steps: tuple[str, ...] = field(repr=False)

    @property
    def is_clear(self) -> bool:
        """Whether no known mistake could be taken for a right answer."""
        return all(
            error(self.kind, wrong, right) > APART
            for right in self.answers
            for slip in self.slips
            for wrong in slip.values
        )


@dataclass(frozen=True)
class Drill:
    """A lesson's drill: its title, and families of items from the easiest to the hardest.

    A family makes an item from a generator of random numbers: something to type, an `Item`, or to draw, a
    `gradcalc.questions.drawn.task.Task`.
    """

    lesson: str
    title: str
    families: tuple[Callable[[np.random.Generator], Any], ...]

    def item(self, row: int, rng: np.random.Generator) -> Any:
        """A fresh item for somebody who has had row right answers in a row: harder with each.

        Raises RuntimeError where a family makes no item whose mistakes differ from its answer.
        """
        family = self.families[min(row, len(self.families) - 1)]
        for _ in range(ATTEMPTS):
            item = family(rng)
            if item.is_clear:
                return item
        raise RuntimeError(f"{family.__name__} of lesson {self.lesson} makes no item that is clear.")
