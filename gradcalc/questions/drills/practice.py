"""Somebody's practice in one drill: the item at hand, the tries, and how many were right in a row."""

from collections.abc import Callable
from typing import Any

import numpy as np

from gradcalc.questions.drills.drill import IN_A_ROW, TRIES, Drill
from gradcalc.questions.drills.judging import Judgement, judge


class Practice:
    """One reader at one drill. The first item is always the same; those after it come from `rng`.

    judge says of an item and of a try at it whether that is right: what is typed, unless it is told otherwise.
    An item counts for the row if nothing wrong was said on the way to its answer. What is close, or cannot be
    read, breaks no row.

    >>> from gradcalc.questions.drills.drill import Item
    >>> half = Item("How much is half of 3?", "number", (1.5,), (), ())
    >>> practice = Practice(Drill("00", "Halves", (lambda rng: half,)))
    >>> practice.answer("3/2").verdict, practice.row
    ('right', 1)
    """

    item: Any  # the one at hand

    def __init__(
        self,
        drill: Drill,
        rng: np.random.Generator | None = None,
        when_done: Callable[[], object] = lambda: None,
        judge: Callable[[Any, Any], Judgement] = judge,
    ):
        self.drill = drill
        self._judge = judge
        self.row = self.number = 0
        self.done = False
        self._rng = np.random.default_rng() if rng is None else rng
        self._when_done = when_done
        self._take(np.random.default_rng(0))

    @property
    def over(self) -> bool:
        """Whether the item has been answered, or tried so often that its solution is shown."""
        return self.solved or self.tries >= TRIES

    def answer(self, typed: Any) -> Judgement:
        """Judge a try, which counts unless it cannot be read. Raises ValueError where the item is over."""
        if self.over:
            raise ValueError("this item is over: take another one.")
        found = self._judge(self.item, typed)
        self.tries += found.verdict != "unreadable"
        if found.verdict == "wrong":
            self._clean = False
            self.row = 0
        elif found.verdict == "right":
            self.solved = True
            self.row += self._clean
            if self.row >= IN_A_ROW and not self.done:
                self.done = True
                self._when_done()
        return found

    def another(self) -> None:
        """Go on to a fresh item."""
        self._take(self._rng)

    def _take(self, rng: np.random.Generator) -> None:
        self.item = self.drill.item(self.row, rng)
        self.number += 1
        self.tries = 0
        self.solved = False
        self._clean = True
