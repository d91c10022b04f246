"""What stands under the card of a check: a live picture of the answer, over the true one."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import numpy as np

from gradcalc.functions.claimed import claim_at
from gradcalc.functions.given import as_surface
from gradcalc.functions.surfaces import Surface
from gradcalc.lessons.pictured import PICTURED
from gradcalc.live import lifetime
from gradcalc.questions import inputs
from gradcalc.questions.judging import Verdict
from gradcalc.questions.model import Case, Exercise
from gradcalc.questions.pictured import Pictured, PicturedWalk, Plane
from gradcalc.readings.compared import SEEN, Foot, TwoFields
from gradcalc.readings.walked import TwoWalks

if TYPE_CHECKING:  # what draws takes longer to load than all the rest of a check, and is loaded when it is shown
    from gradcalc.live.board.board import Board

SHOW, HIDE = "Show it in the picture", "Hide the picture"


class InPicture(widgets.VBox):
    """The card of a check, and under it the picture that its button shows and hides, made when it is first shown."""

    def __init__(self, card: widgets.DOMWidget, make: "Callable[[], Board]") -> None:
        self._card, self._make = card, make
        self.below: widgets.DOMWidget | None = None
        super().__init__([card])

    @property
    def words(self) -> str:
        """What the button does next."""
        return SHOW if self.below is None or self.below.layout.display == "none" else HIDE

    def turn(self) -> None:
        """Show the picture, or hide it. Hidden it keeps its state, and stands where it is, so that it lives on."""
        if self.below is None:
            self.below = self._made()
            self.children = [self._card, self.below]
        else:
            self.below.layout.display = None if self.words == SHOW else "none"

    def _made(self) -> widgets.DOMWidget:
        try:
            return self._make()
        except Exception as error:  # the answer is somebody's own
            return widgets.Label(f"There is no picture: {type(error).__name__}: {error}")

    def close(self) -> None:
        """Close the card and the picture as well, so that the kernel keeps nothing of them."""
        lifetime.close_parts(self)
        super().close()


def in_picture(
    exercise: Exercise, cases: Sequence[Case], verdicts: Sequence[Verdict], answers: Sequence[Any]
) -> "Callable[[], Board] | None":
    """What makes the picture of a check; None where no case that failed can be drawn, or where something is missing.

    The case is the first that failed and can be drawn, or the first of all where every answer is right.
    """
    ways = PICTURED.get(exercise.id, ())
    wrong = [verdict for verdict in verdicts if verdict.mark == "wrong"]
    if any(verdict.reply and verdict.reply.name == "NotImplementedError" for verdict in wrong):
        return None  # in a picture nothing is out of reach, and what was refused would look right
    if not ways or (not wrong and {verdict.mark for verdict in verdicts} != {"right"}):
        return None
    plane_of = (ways if isinstance(ways, PicturedWalk) else ways[0]).plane
    tried = [(v.case, _is_known(v)) for v in wrong] if wrong else [(case, False) for case in cases]
    drawable = [(case, known) for case, known in tried if case and plane_of(case.answer.name, case.inputs)]
    if not drawable:
        return None
    (case, known), *_ = drawable
    given = dict(zip([answer.name for answer in exercise.answers], answers, strict=True))

    def make() -> "Board":
        from gradcalc.live.compared.fields import compare_fields
        from gradcalc.live.compared.walks import compare_walks

        if isinstance(ways, PicturedWalk):
            return compare_walks(two_walks(case, ways, given), at_worst=known)
        drawn = [two_fields(exercise, case, way, given) for way in ways]
        return compare_fields(next(filter(_differ, drawn), drawn[0]), at_worst=known)

    return make


def _differ(fields: TwoFields) -> bool:
    """Whether the two differ at the point of the case."""
    mine, true = (claim_at(field, *fields.surface.start).vector for field in (fields.mine, fields.truth) if field)
    return mine is None or true is None or bool(np.hypot(*(mine - true)) > SEEN * max(1.0, np.hypot(*true)))


def two_fields(exercise: Exercise, case: Case, pictured: Pictured, given: Mapping[str, Any]) -> TwoFields:
    """What the answers make of a case that can be drawn and what they should, at each point of its map.

    An answer gets what a check gives it, made anew for each call; the exact one gets the inputs as data.
    """
    plane = pictured.plane(case.answer.name, case.inputs)
    assert plane is not None
    exact = {answer.name: answer.exact for answer in exercise.answers}
    yours = {name: _built(answer) for name, answer in given.items()}
    return TwoFields(
        _surface(plane),
        lambda x, y: pictured.arrow(yours, case.inputs, x, y),
        lambda x, y: pictured.arrow(exact, case.inputs, x, y),
        pictured.noun,
        pictured.parts,
        pictured.whole,
        Foot("g", plane.along, plane.title) if plane.along else None,
    )


def two_walks(case: Case, pictured: PicturedWalk, given: Mapping[str, Any]) -> TwoWalks:
    """The walk that the answers make of a case that can be drawn, and a right one, from each start."""
    plane = pictured.plane(case.answer.name, case.inputs)
    assert plane is not None
    yours = {name: _built(answer) for name, answer in given.items()}
    return TwoWalks(
        _surface(plane),
        lambda x, y: pictured.walk(yours, case.inputs, x, y),
        lambda x, y: pictured.truth(case.inputs, x, y),
        pictured.noun,
        lambda points, true: pictured.off(case.inputs, points, true),
        pictured.measure,
        pictured.anywhere,
    )


def _built(answer: Callable) -> Callable:
    return lambda *values: answer(*map(inputs.build, values))


def _surface(plane: Plane) -> Surface:
    named = as_surface(plane.formula) if plane.formula else Surface("the f of this case", plane.f)
    return Surface(named.name, plane.f, named.latex, plane.xlim, plane.ylim, plane.at)


def _is_known(verdict: Verdict) -> bool:
    """Whether the hint is that of a known mistake."""
    return any(mistake.hint == verdict.hint for mistake in verdict.answer.mistakes)
