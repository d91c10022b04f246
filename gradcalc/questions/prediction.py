"""What a prediction is: a question that a reader answers before the answer is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gradcalc.functions.surfaces import Surface

Answer = float | str | tuple[float, float] | tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A picture that a question is about: draw(dark) gives a Matplotlib figure, words say the same line by line."""

    draw: Callable
    words: tuple[str, ...]


@dataclass(frozen=True)
class Closeness:
    """How close a wrong answer comes, told by the slope there as a share of the greatest slope.

    steepest is where that is: an angle in degrees, where an angle is asked for, the place (x, y) on the map else.
    Shares from low to high are close. words takes the share in percent.
    """

    steepest: float | tuple[float, float]
    low: float
    high: float
    words: str = "your slope there is {} of the greatest"


# What is counted, where there is one of it: units are words or signs, and no rule tells "turns" from "m/s".
_ONE = {"calls": "call", "passes": "pass", "steps": "step", "turns": "turn"}


@dataclass(frozen=True)
class Prediction:
    """A question with its right answers and a sentence that says why they are right.

    The answers are texts out of `choices`, points (x, y) on the map of `surface`, or numbers, of
    which `unit` says what they count. Where there are `items`, an answer pairs each of them with
    a choice of its own. A function of no arguments that gives them is called only
    once the reader has committed to a prediction. `also` are right as well, but are not named; `closeness`
    says how close a wrong answer is.

    `name` is what a course calls it; cells that answer it list that name in their metadata, as
    `"gradcalc": {"answers": ["03.level_direction"]}`, and are folded until the reader has committed. `gives_away`
    are words of these cells and of what they show that nobody should read before: () where no cell answers it, None
    where nobody has said.

    `moved` is the label of a slider, where a picture of the lesson answers the question once that is moved: the card
    says what is right only then, or when the reader asks for it.

    Raises ValueError where that needs the formula of a surface that is none.

    >>> Prediction("Which way is half a turn?", [180], unit="°").words(180)
    '180°'
    """

    question: str
    answers: Sequence[Answer] | Callable[[], Sequence[Answer]] = field(repr=False)
    because: str = field(default="", repr=False)
    unit: str = ""
    choices: tuple[str, ...] = ()
    surface: Surface | None = None
    items: tuple[str, ...] = ()
    picture: Picture | None = None
    also: Sequence[Answer] = field(default=(), repr=False)
    closeness: Closeness | None = field(default=None, repr=False)
    name: str = field(default="", repr=False)
    gives_away: tuple[str, ...] | None = field(default=None, repr=False)
    moved: str = ""

    def __post_init__(self):
        if self.closeness and self.surface and not self.surface.tree:
            raise ValueError(
                f"closeness needs a surface that is a formula, for pages to compute; {self.surface.name!r} is none."
            )

    @property
    def kind(self) -> str:
        """What the reader commits to: "number", "choice", "match" or "point"."""
        if self.items:
            return "match"
        return "choice" if self.choices else "point" if self.surface else "number"

    def words(self, answer) -> str:
        """An Answer of this kind as a sentence names it: "135°", "(0.50, -1.00)", or the choice in quotes."""
        match self.kind:
            case "choice":
                return f"“{answer}”"
            case "match":
                return ", ".join(f"{item}: {choice}" for item, choice in zip(self.items, answer, strict=True))
            case "point":
                x, y = (round(float(v), 2) + 0.0 for v in answer)  # + 0.0, so that there is no -0.00
                return f"({x:.2f}, {y:.2f})"
        space = "" if self.unit in ("", "°", "%") else " "
        return f"{answer:,.6g}{space}{self.unit_of_one if answer == 1 else self.unit}"

    @property
    def unit_of_one(self) -> str:
        """The unit where one of it is counted: "call" for "calls"."""
        return _ONE.get(self.unit, self.unit)
