"""The card of a check where a kernel and a page talk: the same card, with help in steps and with fresh cases."""

import pathlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import anywidget
import traitlets
from IPython import get_ipython

from gradcalc.cards import more_cases
from gradcalc.cards.blocks import html_of
from gradcalc.cards.in_picture import InPicture
from gradcalc.cards.released import is_released, trouble
from gradcalc.cards.report import Bundle, Report, example, inside
from gradcalc.cards.sheet import sheet
from gradcalc.cards.steps import Opened, Step, prose, steps
from gradcalc.lessons.help import HELP
from gradcalc.live import lifetime
from gradcalc.live.joined import Joined
from gradcalc.live.still import with_still
from gradcalc.questions.help import WHY

if TYPE_CHECKING:
    from gradcalc.live.board.board import Board

HERE = pathlib.Path(__file__).parent

MORE = "More cases"

ANEW = "{name} has been made anew since this check. Run the check again: then these are cases for the new one."
UNCHANGED = " Your points stay as they are."
BY_HAND = "A person reads your reason, so it is not said here."

OPENED = Opened()


class Action(NamedTuple):
    """A button of the row: by which name the page calls it, its words, and what it does."""

    name: str
    words: str
    do: Callable[[], None]


class CheckCard(anywidget.AnyWidget):
    """A report with a row of buttons: they open steps of help, try the answers on fresh cases, or show them drawn.

    picture makes what is shown under the card, where an answer can be drawn.
    `act` does from Python what the button of that name does: "help", "more" or "picture".
    """

    _esm = Joined(HERE / "check.js")
    _css = sheet("check") + (HERE / "check_row.css").read_text(encoding="utf-8")

    shown = traitlets.Dict(help="all that the card shows; HTML in card, parts and found").tag(sync=True)

    @lifetime.whole
    def __init__(self, report: Report, answers: Sequence[Any], picture: "Callable[[], Board] | None" = None):
        self.report = report
        self._answers = tuple(answers)
        self._named = [
            a.name for a, given in zip(report.exercise.answers, answers, strict=True) if _holds(a.name, given)
        ]
        self._more: more_cases.MoreCases | None = None
        self._said = trouble()
        self._released = is_released(report.exercise.id)
        self._turn = 0
        super().__init__()
        self.box = InPicture(self, picture) if picture else None
        self._show()
        self.on_msg(self._hear)
        lifetime.follow(self.box or self)

    def close(self) -> None:
        """Close the card, so that the kernel keeps nothing of it."""
        lifetime.close_parts(self)
        super().close()

    def act(self, name: str) -> None:
        """Do what the button of that name does, if there is one now."""
        for action in self._actions():
            if action.name == name:
                action.do()
                self._show()

    def _actions(self) -> list[Action]:
        """The row of buttons."""
        _, shut = OPENED.split(self._steps())
        row = [Action("help", shut.title, lambda: OPENED.open(shut))] if shut else []
        if more_cases.has_more(self.report.exercise):
            row.append(Action("more", MORE, self._try_more))
        if self.box:
            row.append(Action("picture", self.box.words, self.box.turn))
        return row

    def _steps(self) -> list[Step]:
        wrong = self.report.wrong or (self._more.wrong if self._more else None)
        if not wrong and self.report.status == "right":
            return []
        name = self.report.exercise.id
        return steps(name, wrong, HELP.get(name), self._released)

    def _try_more(self) -> None:
        report, anew = self.report, [n for n, given in self._given() if n in self._named and not _holds(n, given)]
        if anew:
            self._said = ANEW.format(name=" and ".join(anew))
            return
        self._more = more_cases.try_more(report.exercise, self._answers, report.seconds, more_cases.fresh_seed())
        self._said = self._more.sentence + (UNCHANGED if report.out_of else "")

    def _given(self) -> list[tuple[str, Any]]:
        return [(a.name, given) for a, given in zip(self.report.exercise.answers, self._answers, strict=True)]

    def _parts(self) -> list[dict[str, str]]:
        """What stands between the card and its buttons: the help that is open, or why a right answer works."""
        open_steps, _ = OPENED.split(self._steps())
        parts = [{"name": step.name, "title": step.title, "html": step.html} for step in open_steps]
        help = HELP.get(self.report.exercise.id)
        if self.report.status == "right" and help:
            why = prose(help.why or BY_HAND)
            parts.insert(0, {"name": "why", "title": WHY, "html": why})
        return parts

    def _show(self) -> None:
        self._turn += 1  # what is said twice is sent twice
        found = ""
        if self._more and self._more.wrong:
            shown = example(self._more.wrong, self.report.seconds)
            found = html_of([block for block in shown if block[0] != "hint"])
        self.shown = {
            "turn": self._turn,
            "state": self.report.status.replace(" ", "-"),
            "title": self.report.exercise.title,
            "names": self._named,
            "card": inside(self.report, hint=False),
            "parts": self._parts(),
            "actions": [{"name": action.name, "words": action.words} for action in self._actions()],
            "said": self._said,
            "found": found,
        }

    def _hear(self, _, content, buffers) -> None:
        if isinstance(content, dict) and isinstance(content.get("act"), str):
            self.act(content["act"])

    def output(self, still: dict[str, str]) -> Bundle:
        """What an output holds: the card that lives, and the still one for where nothing answers."""
        shown = self.box or self
        lifetime.show(shown)
        made = shown._repr_mimebundle_()
        living = made[0] if isinstance(made, tuple) else made or {}
        return with_still({**living, **still}, still["text/plain"], kind="check")


def _holds(name: str, given: Any) -> bool:
    """Whether a name of the notebook stands for what was given."""
    shell = get_ipython()
    return shell is not None and shell.user_ns.get(name) is given
