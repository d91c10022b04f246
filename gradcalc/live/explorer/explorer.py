"""The main explorer: its traits are the state, and the pictures follow them."""

import contextlib
import pathlib
from collections.abc import Callable, Iterator
from dataclasses import fields, replace

import ipywidgets as widgets
import traitlets
from matplotlib.figure import Figure

from gradcalc.functions.given import as_surface
from gradcalc.functions.surfaces import Surface
from gradcalc.live import export, lifetime
from gradcalc.live.explorer.controls import Controls
from gradcalc.live.explorer.field_controls import FieldControls
from gradcalc.live.explorer.screen import show_backgrounds, show_field, show_stage, show_state, show_step
from gradcalc.live.explorer.stage import prepare, recorded, rehearse, try_reading
from gradcalc.live.explorer.state_traits import StateTraits
from gradcalc.live.plain import Number, Several
from gradcalc.live.slow import told_in_output, told_under
from gradcalc.live.still import Bundle, with_still
from gradcalc.live.view import PictureView
from gradcalc.pictures.panels import read_views
from gradcalc.readings.point import Reading, State, fitting_step, read, sentence

LOOK = ["azimuth", "elevation", "shows"]  # traits of the explorer and of its view


class Explorer(StateTraits, widgets.VBox):
    """Sliders and pictures that move together. The traits are the state; set them from Python too.

    surface is the function, window the limits ((x0, x1), (y0, y1)) of what is seen, x and y the test point in it,
    angle the direction in degrees, step the step size from 1e-16 to 1, method the difference scheme; arrows, lengths
    are those of the field; azimuth and elevation, in degrees, those of the camera; shows is what is on the hill, of
    LAYERS; link is its address. fold_step folds step size, method and errors. What does not fit is refused, and
    nothing changes; what goes wrong later is said under the picture.

    >>> e = Explorer("bowl", x=1, y=1, angle=45)
    >>> e.angle = 90
    >>> round(e.reading.slope, 4)
    2.0
    """

    surface = traitlets.Any(help="the function: a surface, a name, a formula, or a function of x and y")
    window = Several(help="limits ((x0, x1), (y0, y1)); a new function brings its own")
    x = Number(help="test point, first coordinate")
    y = Number(help="test point, second coordinate")

    @lifetime.whole
    def __init__(
        self,
        surface: Surface | str | Callable,
        views=("map",),
        field: bool = False,
        fold_step: bool = False,
        **state: float | str | tuple[str, ...],
    ):
        self.views = read_views(views)
        self._together = False
        super().__init__(surface=surface, _dom_classes=("gradcalc-explorer", "gradcalc-unstepped")[: 1 + fold_step])
        self._stage = self._next_stage
        self.reset_window()
        self.x, self.y = self.surface.start
        self.step = fitting_step(self.window)
        for name, value in state.items():
            setattr(self, name, value)
        self.controls = Controls(self, self._stage.directed, fold_step)
        arrows = [FieldControls(self)] if field else []
        choosers = self.controls.choosers | (arrows[0].choosers if arrows else {})
        self.view = PictureView(sliders=self.controls.sliders, choosers=choosers, directed=self._stage.directed)
        for name in LOOK:
            traitlets.link((self, name), (self.view, name))
        show_stage(self.view, self._stage, self.state, self.surface, self.controls.functions)
        self.view.message = self._stage.warning
        self.children = [self.controls, *arrows, self.view]
        self.observe(self._on_surface, "surface")
        self.observe(self._on_window, "window")
        self.observe(self._on_point, ["x", "y", "angle", *LOOK])
        self.observe(self._on_step, ["step", "method"])
        self.observe(self._on_field, ["arrows", "lengths"])
        self.view.observe(self._on_hand, "hand")
        self.view.observe(self._on_zoom, "window")
        self.view.observe(self._on_screen, "screen")
        self.view.on_msg(self._on_button)
        lifetime.follow(self)

    @traitlets.validate("surface")
    def _fit_surface(self, proposal) -> Surface:
        surface = as_surface(proposal["value"])
        self._rehearse(surface, *surface.start)
        return surface

    @traitlets.validate("window")
    def _fit_window(self, proposal) -> tuple[tuple[float, float], tuple[float, float]]:
        if len(proposal["value"]) != 2:
            raise traitlets.TraitError(f"window must be ((x0, x1), (y0, y1)), got {proposal['value']!r}.")
        surface = as_surface(self.surface, *proposal["value"])
        if (surface.xlim, surface.ylim) != (self._stage.surface.xlim, self._stage.surface.ylim):
            self._rehearse(surface, *surface.nearest(self.x, self.y))
        return surface.xlim, surface.ylim

    def _rehearse(self, surface: Surface, x: float, y: float) -> None:
        """Try all that the pictures will need, so that a bad function or window changes nothing."""
        with told_under(getattr(self, "view", None)):
            self._next_stage = prepare(surface, self.views)
            rehearse(self._next_stage, replace(self.state, x=x, y=y))

    @traitlets.validate("x", "y")
    def _fit_coordinate(self, proposal) -> float:
        name, value = proposal["trait"].name, proposal["value"]
        low, high = self._stage.surface.xlim if name == "x" else self._stage.surface.ylim
        if not low <= value <= high:
            at = f"must lie in the window, from {low:.15g} to {high:.15g}"
            raise traitlets.TraitError(f"{name} {at}, got {value:.15g}.")
        return value

    @traitlets.validate("method")
    def _fit_method(self, proposal) -> str:
        if proposal["value"] == "complex":  # some functions take no complex numbers
            try_reading(self._stage, replace(self.state, method="complex"))
        return proposal["value"]

    @property
    def state(self) -> State:
        """The present state as a record."""
        return State(**{name.name: getattr(self, name.name) for name in fields(State)})

    @property
    def reading(self) -> Reading:
        """The numbers at the present state."""
        return read(self._stage.surface, self.state)

    @property
    def sentence(self) -> str:
        """The present picture in words."""
        return sentence(self.reading, self._stage.directed)

    def figure(self) -> Figure:
        """The present pictures as a Matplotlib figure."""
        return export.figure(self._stage, self.state)

    def save(self, path: str | pathlib.Path) -> pathlib.Path:
        """Save the present pictures, or the direction turning once all round, to a file.

        Its ending says which: .png or .svg for the present, .gif for the turn, else a ValueError. Returns the path.
        """
        return export.save(path, self._stage, self.state, self.view)

    def reset_window(self) -> None:
        """Go back to the function's own window."""
        self.window = (self.surface.xlim, self.surface.ylim)

    def close(self) -> None:
        """Close all parts of the explorer: the kernel keeps nothing of it."""
        lifetime.close_parts(self)
        super().close()

    def offer(self, value, trait: str = "surface") -> bool:
        """Take a function over, or another trait; if it is refused, say so under the picture and return False."""
        try:
            setattr(self, trait, value)
        except Exception as error:  # a formula can fail in as many ways as a function
            self.view.message = " ".join([str(error), *getattr(error, "__notes__", ())])
            return False
        return True

    def _on_surface(self, change) -> None:
        start, stage = self.surface.start, self._next_stage
        with self._moving_together():
            self._stage = stage
            self.reset_window()
            self.controls.show(self.surface)
            self.x, self.y = start
        with self._reporting():
            show_stage(self.view, self._stage, self.state, self.surface, self.controls.functions)

    def _on_window(self, change) -> None:
        if self._together:
            return
        with self._moving_together():
            self._stage = self._next_stage
            surface = self._stage.surface
            x, y = surface.nearest(self.x, self.y)
            self.controls.limit(surface)
            self.x, self.y = x, y
        with self._reporting():
            show_stage(self.view, self._stage, self.state, self.surface, self.controls.functions)

    def _on_point(self, change) -> None:
        if not self._together:
            with self._reporting():
                show_state(self.view, self._stage, self.state)

    def _on_step(self, change) -> None:
        with self._reporting():
            show_step(self.view, self._stage, self.state)

    def _on_field(self, change) -> None:
        with self._reporting():
            show_field(self.view, self._stage, self.state)

    def _on_hand(self, change) -> None:
        self._on_zoom()  # a window that came in the same message is where the hand was
        # A drag may have started in the window of the function before.
        x, y = self._stage.surface.nearest(change["new"]["x"], change["new"]["y"])
        with self._moving_together():
            self.x, self.y, self.angle = x, y, change["new"]["angle"]
        self._on_point(change)

    def _on_zoom(self, change=None) -> None:
        limits = (tuple(self.view.window[name]) for name in ("xlim", "ylim"))
        if not self.offer(tuple(limits), "window"):
            self.view.window = dict(zip(("xlim", "ylim"), self.window, strict=True))

    def _on_screen(self, change) -> None:
        show_backgrounds(self.view, self._stage)

    def _on_button(self, view, content: dict, buffers: list) -> None:
        with self._reporting():
            export.send(content.get("save"), self._stage, self.state, self.view)

    @contextlib.contextmanager
    def _moving_together(self) -> Iterator[None]:
        """Several traits change, and the picture follows once, afterwards."""
        self._together = True
        try:
            yield
        finally:
            self._together = False

    @contextlib.contextmanager
    def _reporting(self) -> Iterator[None]:
        """Errors of the reader's function appear under the picture; the last good one stays."""
        message = self._stage.warning
        with recorded(), told_under(self.view):  # the stage has warned already
            try:
                yield
            except Exception as error:  # whatever the reader's own function raises
                message = f"{type(error).__name__}: {error}"
        self.view.message = message

    def _display_(self):  # asked by marimo, which draws none of ipywidgets: there the view has controls of its own
        return self.view

    def _repr_mimebundle_(self, **kwargs) -> Bundle:
        lifetime.show(self)
        with told_in_output():
            still = export.still(self._stage, self.state, self.controls.unfold is None)
        return with_still(super()._repr_mimebundle_(**kwargs), *still)
