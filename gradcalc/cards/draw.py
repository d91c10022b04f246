"""The card of a drawing: a picture to draw the answer in by hand, judged at once, as often as a reader likes."""

import pathlib
from typing import Any

import numpy as np
import traitlets

from gradcalc.cards import finished
from gradcalc.cards.drill import DrillCard
from gradcalc.cards.grounds import ground_of, still_of
from gradcalc.cards.maps import PIXEL_RATIO
from gradcalc.cards.sheet import sheet
from gradcalc.lessons.drawings import DRAWINGS
from gradcalc.live.joined import Joined
from gradcalc.live.still import Bundle, with_still
from gradcalc.questions.drawn.task import judge
from gradcalc.questions.drills.drill import Drill

HERE = pathlib.Path(__file__).parent

HOW = {
    "arrows": "Drag each arrow out of its point. By keyboard: Tab leads to each point, and the arrow keys draw.",
    "points": "Click to mark a point, and drag it. By keyboard: Tab leads to the middle and to each "
    "point, and the arrow keys move them.",
    "curve": "Press and draw, or click from point to point; a finger takes the line by its end. What you "
    "draw next goes on from an end of the line; Clear begins a new one. By keyboard: Tab "
    "leads to each end, the arrow keys move it, Enter sets a corner and goes on.",
}


class DrawCard(DrillCard):
    """A question with a picture to draw the answer in, a button that judges it, and one for another question.

    `answer` and `another` do from Python what the buttons do: an answer is a list of pairs of numbers, as the line
    under the picture writes it.
    """

    _esm = Joined(HERE / "draw.js")
    _css = sheet("drill") + (HERE / "draw.css").read_text(encoding="utf-8")
    _called: finished.Called = "Drawing"
    _answered_by = list
    _judge = staticmethod(judge)

    ground = traitlets.Dict(help="the axes to draw in, for both themes, and what is drawn there").tag(sync=True)
    right: traitlets.List = traitlets.List(help="what is right, once it may be seen; empty before").tag(sync=True)

    def __init__(self, drill: Drill, rng: np.random.Generator | None = None):
        self._grounded = 0  # the number of the question that the axes belong to
        super().__init__(drill, rng)

    @property
    def _how(self) -> str:
        """How one draws."""
        return HOW[self.practice.item.target.shape]

    def _show(self) -> None:
        target = self.practice.item.target
        with self.hold_sync():  # the page never sees a question with the axes of another one
            if self._grounded != self.practice.number:
                self._grounded = self.practice.number
                self.ground = ground_of(target)
            self.right = target.right().tolist() if self.practice.over else []
            super()._show()

    def _repr_mimebundle_(self, **kwargs) -> Bundle:
        live: Any = super()._repr_mimebundle_(**kwargs)
        alt = f"The picture to draw in. {self.words}"
        return with_still(live, self.words, still_of(self.practice.item.target), PIXEL_RATIO, alt, "question")


def draw(lesson: str) -> DrawCard:
    """What a lesson lets you draw by hand: as many questions as you like. It is never graded.

    You draw with the mouse, a finger, a pen or the arrow keys. What a hand can meet is right. After a right answer,
    or after three others, the right one is drawn beside yours, and the card shows how it is found. What you have
    drawn stands below as a line of code, which you can copy.

    Raises ValueError for a lesson in which nothing is drawn.

    >>> card = draw("06")
    >>> print(card.words)  # doctest: +ELLIPSIS
    Drawing: The direction of steepest descent
    f(x, y) = ... Draw the direction of steepest descent at the point A = ... Any length counts.
    >>> card.answer(card.practice.item.target.right().tolist())
    >>> print(card.words.splitlines()[2])
    ✓ Right.
    """
    if lesson not in DRAWINGS:
        raise ValueError(f"lesson must be one of {', '.join(map(repr, DRAWINGS))}, got {lesson!r}.")
    return DrawCard(DRAWINGS[lesson])
