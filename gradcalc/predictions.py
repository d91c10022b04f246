"""Predictions: questions that a reader answers before the answer is shown. Never graded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gradcalc.gallery import GALLERY
from gradcalc.surfaces import Surface

Answer = float | str | tuple[float, float]


@dataclass(frozen=True)
class Prediction:
    """A question with its right answers and a sentence that says why they are right.

    The answers are texts out of `choices`, points (x, y) on the map of `surface`, or numbers, of
    which `unit` says what they count. A function of no arguments that gives them is called only
    once the reader has committed to a prediction.

    >>> Prediction("Which way is half a turn?", [180], unit="°").words(180)
    '180°'
    """

    question: str
    answers: Sequence[Answer] | Callable[[], Sequence[Answer]] = field(repr=False)
    because: str = field(default="", repr=False)
    unit: str = ""
    choices: tuple[str, ...] = ()
    surface: Surface | None = None

    @property
    def kind(self) -> str:
        """What the reader commits to: "number", "choice" or "point"."""
        return "choice" if self.choices else "point" if self.surface else "number"

    def words(self, answer: Answer) -> str:
        """An answer as it is written: "135°", "(0.50, -1.00)", or the choice itself."""
        match self.kind:
            case "choice":
                return str(answer)
            case "point":
                x, y = (round(float(v), 2) + 0.0 for v in answer)  # + 0.0, so that there is no -0.00
                return f"({x:.2f}, {y:.2f})"
        space = "" if self.unit in ("", "°", "%") else " "
        return f"{answer:.6g}{space}{self.unit}"


_FOUR_DIRECTIONS = ("(1, 0)", "(0, 1)", "(1, 1)", "(1, -1)")

# By lesson and name. They live here and not in the notebooks, where the answer would stand beside the question.
PREDICTIONS = {
    "00.steepest": Prediction(
        "On the bowl, at (1, 1): along which of these four directions is the slope greatest?",
        ["(1, 1)"],
        "It is the direction of the gradient (2, 2), the steepest way up.",
        choices=_FOUR_DIRECTIONS,
    ),
    "00.level": Prediction(
        "On the bowl, at (1, 1): along which of these four directions is the slope zero?",
        ["(1, -1)"],
        "It is at right angles to the gradient: as you set out, you neither climb nor descend.",
        choices=_FOUR_DIRECTIONS,
    ),
    "00.no_gradient": Prediction(
        "Click a place on this map where the gradient is zero.",
        [(-0.95105, 0.48776), (0.97834, 0.00541), (-0.15975, 0.28994)],
        "Both tops are level, and so is the pass between them, where the ground climbs on two sides "
        "and falls on the other two.",
        surface=GALLERY["two hills"],
    ),
    "03.level_direction": Prediction(
        "You stand at (1, 1) on the bowl. Along which angle is the slope zero? There are two such angles; give one.",
        [135, 315],
        "Both are at right angles to the gradient, which lies at 45°.",
        unit="°",
    ),
    "03.half_the_greatest": Prediction(
        "How many degrees do you turn away from the gradient until the slope is half the greatest slope?",
        [60],
        "The slope does not shrink in step with the angle: it falls slowly at first, then faster. "
        "The section “Explain” says why.",
        unit="°",
    ),
}
