"""What a drawing is asked for with: a question, what is right, and how one finds it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

import numpy as np

from gradcalc.questions.drawn.rows import rows
from gradcalc.questions.drills.judging import Judgement
from gradcalc.questions.drills.reading import Unreadable

Shape = Literal["arrows", "points", "curve"]


class Target(Protocol):
    """What is to be drawn. It judges rows of two numbers, and knows the right ones; `what` is how they are called."""

    shape: ClassVar[Shape]
    what: ClassVar[str]

    @property
    def most(self) -> int:
        """How many rows there may be."""

    @property
    def is_clear(self) -> bool:
        """Whether a right drawing and a mistaken one can be told apart."""

    def judge(self, drawn: np.ndarray) -> Judgement:
        """Judge rows, shape (n, 2)."""

    def right(self) -> np.ndarray:
        """The right rows, shape (n, 2)."""


@dataclass(frozen=True)
class Task:
    """One drawing that is asked for. question and steps are Markdown with formulas as LaTeX between dollars."""

    question: str
    target: Target = field(repr=False)
    steps: tuple[str, ...] = field(repr=False)

    @property
    def is_clear(self) -> bool:
        """Whether a right drawing and a mistaken one can be told apart."""
        return self.target.is_clear


def judge(task: Task, drawn: Any) -> Judgement:
    """Judge what was drawn, whatever it is.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> from gradcalc.questions.drawn.arrows import Arrows
    >>> task = Task("Draw the gradient.", Arrows(GALLERY["bowl"], ((1.0, 0.5),)), ())
    >>> judge(task, [(2.1, 0.9)]).verdict, judge(task, [(-2, -1)]).slip, judge(task, 7).verdict
    ('right', 'reversed', 'unreadable')
    """
    return judge_target(task.target, drawn)


def judge_target(target: Target, drawn: Any) -> Judgement:
    """Judge what was drawn for a target, whatever it is."""
    try:
        return target.judge(rows(drawn, target.what, target.most))
    except Unreadable as problem:
        return Judgement("unreadable", str(problem))
