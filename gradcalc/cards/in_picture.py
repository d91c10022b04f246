"""What stands under the card of a check: a button that shows the answer in a live picture, over the true one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets
import numpy as np
from IPython import get_ipython
from IPython.display import display

from gradcalc.functions.claimed import claim_at
from gradcalc.functions.given import as_surface
from gradcalc.functions.surfaces import Surface
from gradcalc.lessons.pictured import PICTURED
from gradcalc.live import lifetime
from gradcalc.live.board.board import Board
from gradcalc.live.compared.fields import compare_fields
from gradcalc.live.compared.walks import compare_walks
from gradcalc.live.still import Bundle, with_still
from gradcalc.questions import inputs
from gradcalc.questions.judging import Verdict
from gradcalc.questions.model import Case, Exercise
from gradcalc.questions.pictured import Pictured, PicturedWalk, Plane
from gradcalc.readings.compared import SEEN, Foot, TwoFields
from gradcalc.readings.walked import TwoWalks

SHOW, HIDE = "Show it in the picture", "Hide the picture"
SAVED = "What you wrote is drawn over the true one when the cell runs."


class InPicture(widgets.VBox):
    """A button, and under it the picture that it shows and hides. The picture is made when it is first shown."""

    def __init__(self, make: Callable[[], Board]) -> None:
        self._make = make
        self.button = widgets.Button(description=SHOW, layout=widgets.Layout(width="auto", align_self="flex-start"))
        self.board: Board | None = None
        super().__init__([self.button])
        self.button.on_click(self._turn)
        lifetime.follow(self)

    def close(self) -> None:
        """Close the picture as well, so that the kernel keeps nothing of it."""
        lifetime.close_parts(self)
        super().close()

    def _turn(self, button: widgets.Button) -> None:
        if button.description == HIDE:
            self.children, button.description = [button], SHOW
            return
        button.disabled = True  # an answer is called at many points
        try:
            below = self.board = self.board or self._make()
        except Exception as error:  # the answer is somebody's own
            below = widgets.Label(f"There is no picture: {type(error).__name__}: {error}")
        finally:
            button.disabled = False
        self.children, button.description = [button, below], HIDE

    def _repr_mimebundle_(self, **kwargs) -> Bundle:
        lifetime.show(self)
        return with_still(super()._repr_mimebundle_(**kwargs), SAVED)


def in_picture(
    exercise: Exercise, cases: Sequence[Case], verdicts: Sequence[Verdict], answers: Sequence[Any]
) -> Callable[[], InPicture] | None:
    """What makes the button for a check; None where no case that failed can be drawn, or where something is missing.

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

    def make() -> Board:
        if isinstance(ways, PicturedWalk):
            return compare_walks(two_walks(case, ways, given), at_worst=known)
        drawn = [two_fields(exercise, case, way, given) for way in ways]
        return compare_fields(next(filter(_differ, drawn), drawn[0]), at_worst=known)

    return lambda: InPicture(make)


def _differ(fields: TwoFields) -> bool:
    """Whether the two differ at the point of the case."""
    mine, true = (claim_at(field, *fields.surface.start).vector for field in (fields.mine, fields.truth) if field)
    return mine is None or true is None or bool(np.hypot(*(mine - true)) > SEEN * max(1.0, np.hypot(*true)))


def show_below(make: Callable[[], InPicture] | None, card: dict[str, str]) -> bool:
    """Show a card in a live notebook with a button under it; False where there is neither."""
    if make is None or getattr(get_ipython(), "kernel", None) is None:
        return False
    display(card, raw=True)
    display(make())
    return True


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
        lambda points, x, y: pictured.off(case.inputs, points, x, y),
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
