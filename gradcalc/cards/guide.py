"""A guided start: a card with small tasks above a picture, which begins with few of its parts."""

from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from gradcalc.cards.sheet import HERE, sheet
from gradcalc.lessons.guides import GUIDES
from gradcalc.live import lifetime
from gradcalc.live.explorer.explorer import Explorer
from gradcalc.live.joined import Joined
from gradcalc.live.still import Bundle
from gradcalc.questions.guide import Guide


class GuideCard(anywidget.AnyWidget):
    """The tasks of a guide. The page ticks them, when the reader's own hand has done them in the picture below."""

    _esm = Joined(HERE / "guide.js")
    _css = sheet("guide")

    asked = traitlets.Dict(help="the tasks, and what is said when none is left").tag(sync=True)
    done: traitlets.List = traitlets.List(traitlets.Int(), help="the numbers of tasks that are done").tag(sync=True)
    at = traitlets.Int(0, help="the number of the task that is open; behind the last, none is").tag(sync=True)
    whole = traitlets.Bool(False, help="whether all tasks and all parts of the picture are shown").tag(sync=True)


class Guided(widgets.VBox):
    """The card of a guide, and under it the picture, which is the same one wherever else it is shown."""

    @lifetime.whole
    def __init__(self, guide: Guide, explorer: Explorer):
        self.guide, self.explorer = guide, explorer
        home = {name: getattr(explorer, name) for name in ("x", "y", "angle", "azimuth", "elevation")}
        home["function"] = explorer.surface.name
        self.card = GuideCard(asked={"tasks": [vars(t) for t in guide.tasks], "end": guide.end, "home": home})
        super().__init__([self.card, explorer], _dom_classes=("gradcalc-guided",))
        lifetime.follow(self)

    def close(self) -> None:
        """Close the card. The picture may be shown elsewhere: it lives on."""
        self.children = ()
        self.card.close()
        lifetime.close_parts(self)
        super().close()

    @property
    def words(self) -> str:
        """The tasks in words."""
        tasks = [f"{i}. {task.about.capitalize()}. {task.say}" for i, task in enumerate(self.guide.tasks, 1)]
        return "\n".join(["Guided start", *tasks])

    def _display_(self):  # asked by marimo, which draws no boxes of ipywidgets
        return self.explorer.view

    def _repr_mimebundle_(self, **kwargs) -> Bundle:
        lifetime.show(self)
        data, metadata = self.explorer._repr_mimebundle_(**kwargs)
        own: Any = super()._repr_mimebundle_(**kwargs) or {}
        own = own[0] if isinstance(own, tuple) else own
        return {**data, **own, "text/plain": f"{self.words}\n\n{data['text/plain']}"}, metadata


def guide(lesson: str, explorer: Explorer) -> Guided:
    """The guided start of a lesson, over a picture: one part of it at a time, each with a small task. Never graded.

    A task ticks itself when your own hand has done it in the picture, with the mouse, a finger or the keys, and the
    next one opens, with the part that it is about. Each may be skipped, all may be shown at once, and "Start again"
    brings the picture back to where it began. Shown elsewhere, the picture is whole.

    Raises ValueError for a lesson that has no guided start, TypeError for what is no explorer.

    >>> import gradcalc as gc
    >>> print(gc.guide("00", gc.explore("bowl", views=("map", "surface"))).words[:45])
    Guided start
    1. The dot. The dot is where you
    """
    if lesson not in GUIDES:
        raise ValueError(f"lesson must be one of {', '.join(map(repr, GUIDES))}, got {lesson!r}.")
    if not isinstance(explorer, Explorer):
        raise TypeError(f"explorer must be a picture that explore has made, got {explorer!r}.")
    return Guided(GUIDES[lesson], explorer)
