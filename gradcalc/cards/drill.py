"""The card of a drill: questions to answer with a pencil, one after the other, each judged at once."""

import html
import pathlib
from collections.abc import Callable
from typing import Any

import anywidget
import numpy as np
import traitlets

from gradcalc.cards import finished
from gradcalc.cards.mathml import html_of, text_of
from gradcalc.cards.sheet import sheet
from gradcalc.lessons.drills import DRILLS
from gradcalc.live import lifetime
from gradcalc.live.joined import Joined
from gradcalc.live.still import Bundle, with_still
from gradcalc.questions.drills.drill import IN_A_ROW, TRIES, Drill
from gradcalc.questions.drills.judging import Judgement, judge
from gradcalc.questions.drills.practice import Practice

HERE = pathlib.Path(__file__).parent

HOW = {
    "formula": "A formula in x and y, such as 2xy + 3cos(x) or e^(2y)/4.",
    "number": "A number, such as 7/5, sqrt(2)/2 or 1.41. Two decimals are enough.",
    "vector": "Two numbers, such as (1, -2.5) or (1, 2)/sqrt(5). Two decimals are enough.",
    "direction": "Two numbers, such as (1, -2.5).",
    "angle": "An angle in degrees, such as 30° or -45°. Whole degrees are enough.",
}
SAID = {"right": "✓ Right.", "close": "≈ Close.", "wrong": "✗ Not right.", "unreadable": "? This cannot be read."}
ON_PAPER = "Work it out on paper, and type what you have."


class DrillCard(anywidget.AnyWidget):
    """A question with a box for the answer, which is judged on Enter, and a button for another question.

    `answer` and `another` do from Python what the box and the button do.
    """

    _esm = Joined(HERE / "drill.js")
    _css = sheet("drill")
    _called: finished.Called = "Drill"
    _answered_by: type = str
    _judge: Callable[[Any, Any], Judgement] = staticmethod(judge)

    shown = traitlets.Dict(help="all that the card shows; HTML in question, words and steps").tag(sync=True)

    @lifetime.whole
    def __init__(self, drill: Drill, rng: np.random.Generator | None = None):
        self.practice = Practice(drill, rng, self._finish, self._judge)
        self._judgement: Judgement | None = None
        self._turn = 0
        super().__init__()
        self._show()
        self.on_msg(self._hear)
        lifetime.follow(self)

    def _finish(self) -> None:
        finished.FILE.keep(finished.name_of(self._called, self.practice.drill.lesson), finished.Finished(IN_A_ROW))

    def close(self) -> None:
        """Close the card, so that the kernel keeps nothing of it."""
        lifetime.close_parts(self)
        super().close()

    def answer(self, typed: Any) -> None:
        """Judge an answer. Where the question is over, nothing happens: take another one."""
        if not self.practice.over:
            self._judgement = self.practice.answer(typed)
            self._show()

    def another(self) -> None:
        """Go on to a fresh question."""
        self.practice.another()
        self._judgement = None
        self._show()

    @property
    def words(self) -> str:
        """The card in words."""
        item, found = self.practice.item, self._judgement
        lines = [f"{self._called}: {self.practice.drill.title}", text_of(item.question)]
        if found:
            words = found.words if found.verdict == "unreadable" else text_of(found.words)
            lines.append(f"{SAID[found.verdict]} {words}".rstrip())
            lines += [text_of(step) for step in item.steps] if self.practice.over else []
            lines.append(self._standing)
        return "\n".join(lines)

    @property
    def _how(self) -> str:
        """How an answer is given."""
        return f"{ON_PAPER} {HOW[self.practice.item.kind]}"

    @property
    def _standing(self) -> str:
        """How far the reader has come."""
        if self.practice.done:
            return f"The drill is done: {IN_A_ROW} right in a row. Go on as long as you like."
        row = f"Right in a row: {self.practice.row} of {IN_A_ROW}"
        broken = self.practice.solved and not self.practice.row
        return f"{row}: a wrong try begins the row anew." if broken else f"{row}."

    def _show(self) -> None:
        practice, found = self.practice, self._judgement
        self._turn += 1  # what is said twice is sent twice
        words = (
            ""
            if found is None
            else html.escape(found.words)
            if found.verdict == "unreadable"
            else html_of(found.words)
        )
        left = TRIES - practice.tries
        if found and practice.over and not practice.solved:
            words += " Here is how it is done."
        elif found and found.verdict in ("wrong", "close"):
            words += f" {left} {'try' if left == 1 else 'tries'} left before the solution is shown."
        self.shown = {
            "turn": self._turn,
            "number": practice.number,
            "title": f"{self._called}: {practice.drill.title}",
            "question": html_of(practice.item.question),
            "how": self._how,
            "verdict": found.verdict if found else "",
            "said": SAID[found.verdict] if found else "",
            "words": words,
            "steps": [html_of(step) for step in practice.item.steps] if practice.over else [],
            "standing": self._standing,
            "over": practice.over,
        }

    def _hear(self, _, content, buffers) -> None:
        if isinstance(content, dict) and isinstance(content.get("answer"), self._answered_by):
            self.answer(content["answer"])
        elif isinstance(content, dict) and content.get("another") is True:
            self.another()

    def _repr_mimebundle_(self, **kwargs) -> Bundle:
        lifetime.show(self)
        return with_still(super()._repr_mimebundle_(**kwargs), self.words, kind="question")


def drill(lesson: str) -> DrillCard:
    """The drill of a lesson: questions to answer with a pencil, as many as you like. It is never graded.

    Any way to write a right answer counts. After a right answer, or after three others, the card shows
    how it is done. Five right in a row, each without a wrong try, and the drill is done: `progress` says so.

    Raises ValueError for a lesson without a drill.

    >>> card = drill("03")
    >>> print(card.words)
    Drill: The slope along a direction
    At a point the gradient is ∇f = (−4, −3). How steep is it there along the unit vector u = (0.8, 0.6)? Give D_u f.
    >>> card.answer("-4*0.8 - 3*0.6")
    >>> print(card.words.splitlines()[2])
    ✓ Right.
    """
    if lesson not in DRILLS:
        raise ValueError(f"lesson must be one of {', '.join(map(repr, DRILLS))}, got {lesson!r}.")
    return DrillCard(DRILLS[lesson])
