"""Help with an exercise in steps: which there are for what a check found, and which of them a reader has opened."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gradcalc.cards.blocks import html_of
from gradcalc.cards.mathml import html_of as words_of
from gradcalc.questions.help import WHY, Help
from gradcalc.questions.judging import Verdict

PROMPT = ">>>"


@dataclass(frozen=True)
class Step:
    """A step of help: its name, the words of its button and of its heading, and what it says, as HTML.

    key is by which it is known when a check runs again: of a hint, what it explains; of the others, the exercise.
    """

    name: str
    title: str
    html: str
    key: tuple[str, ...]


def steps(exercise_id: str, wrong: Verdict | None, help: Help | None, released: bool = False) -> list[Step]:
    """The steps from the known mistake to the worked example, without those of which nothing is known.

    Where the lecturer has released the solution, it is the last one.
    """
    found = []
    if wrong and wrong.hint:
        key = (exercise_id, wrong.answer.name, wrong.stratum.name, wrong.hint)
        found.append(Step("hint", "What may have happened", html_of([("hint", wrong.hint)]), key))
    if help:
        found.append(Step("nudge", "What to look at", prose(help.nudge), (exercise_id, "nudge")))
        found.append(Step("sibling", "A worked example like it", prose(help.sibling), (exercise_id, "sibling")))
        if released and help.why:
            found.append(Step("why", WHY, prose(help.why), (exercise_id, "why")))
    return found


class Opened:
    """Which steps a reader has opened since the kernel was started.

    A hint that says something else is closed again; what belongs to the exercise stays open.
    """

    def __init__(self) -> None:
        self._keys: set[tuple[str, ...]] = set()

    def open(self, step: Step) -> None:
        """Open a step."""
        self._keys.add(step.key)

    def split(self, steps: list[Step]) -> tuple[list[Step], Step | None]:
        """The steps that are open, and the next one to be opened, if there is one."""
        shut = [step for step in steps if step.key not in self._keys]
        return [step for step in steps if step.key in self._keys], shut[0] if shut else None


def prose(markdown: str) -> str:
    """Paragraphs, formulas between dollars, `code`, **bold** and lines of Python with their results, as HTML.

    >>> prose("Take $x$.")
    '<p class="gradcalc-check-sentence">Take <math><mi>x</mi></math>.</p>'
    """
    return "".join(_paragraphs(markdown))


def _paragraphs(markdown: str) -> Iterator[str]:
    for paragraph in re.split(r"\n{2,}", markdown.strip()):
        if paragraph.startswith(PROMPT):
            yield html_of([("code", paragraph)])
        else:
            yield f'<p class="gradcalc-check-sentence">{_inline(" ".join(paragraph.split()))}</p>'


def _inline(text: str) -> str:
    parts = text.split("`")
    # What is between the ticks is shown as it stands; formulas and bold words are everywhere else.
    return "".join(f"<code>{html.escape(part)}</code>" if i % 2 else words_of(part) for i, part in enumerate(parts))
