"""The main explorer: its traits are the state, and the picture follows them."""

import base64
import contextlib
import math
from collections.abc import Callable, Iterator

import ipywidgets as widgets
import traitlets
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from gradcalc.background import background
from gradcalc.differences import METHODS
from gradcalc.live.controls import STEP_POWERS, Controls
from gradcalc.live.stage import field_marks, prepare, recorded
from gradcalc.live.view import PictureView
from gradcalc.marks import FieldArrows, Mark
from gradcalc.readings import Reading, State, read, rows, sentence
from gradcalc.render import draw, png
from gradcalc.scenes.projection import projection_scene, too_short
from gradcalc.scenes.scales import scale_note
from gradcalc.surfaces import Surface, as_surface

STATIC_PIXEL_RATIO = 1.5


class Explorer(widgets.VBox):
    """Sliders and a picture that move together. The traits are the state; set them from Python too.

    surface is the function, x and y the test point inside its window, angle the direction in
    degrees, step the step size from 1e-16 to 1, method the difference scheme. A value that does
    not fit is refused, with a TraitError or with what the function raises, and everything stays
    as it was. What goes wrong later, while a slider moves, is said under the picture.
    """

    surface = traitlets.Any(help="the function: a surface, a name, a formula, or a function of x and y")
    x = traitlets.Float(help="test point, first coordinate")
    y = traitlets.Float(help="test point, second coordinate")
    angle = traitlets.Float(State.angle, help="direction in degrees, from the x-axis towards the y-axis")
    step = traitlets.Float(State.step, help="step size of the differences")
    method = traitlets.Enum(METHODS, State.method, help="difference scheme")

    def __init__(self, surface: Surface | str | Callable, **state: float | str):
        super().__init__(surface=surface)
        self._stage = self._next_stage
        self.x, self.y = self.surface.start
        for name, value in state.items():
            setattr(self, name, value)
        self.view = PictureView()
        self._show(field_marks(self.surface, self.state))
        self._draw_background()
        self.view.message = self._stage.warning
        self.controls = Controls(self)
        self.children = [self.controls, self.view]
        self._moving = False
        self.observe(self._on_surface, "surface")
        self.observe(self._on_point, ["x", "y", "angle"])
        self.observe(self._on_step, ["step", "method"])
        self.view.observe(self._on_drag, "point")
        self.view.observe(self._on_screen, "screen")

    @traitlets.validate("surface")
    def _fit_surface(self, proposal) -> Surface:
        surface = as_surface(proposal["value"])
        # All that the picture will need is tried here, so that a bad function changes nothing.
        self._next_stage = prepare(surface)
        state = State(*surface.start, self.angle, self.step, self.method)
        read(surface, state)
        field_marks(surface, state)
        return surface

    @traitlets.validate("x", "y")
    def _fit_coordinate(self, proposal) -> float:
        name, value = proposal["trait"].name, proposal["value"]
        low, high = self.surface.xlim if name == "x" else self.surface.ylim
        if not low <= value <= high:
            raise traitlets.TraitError(f"{name} must lie in the window, from {low:g} to {high:g}, got {value:g}.")
        return value

    @traitlets.validate("angle")
    def _fit_angle(self, proposal) -> float:
        angle = proposal["value"]
        if not math.isfinite(angle):
            raise traitlets.TraitError(f"angle must be a finite number of degrees, got {angle}.")
        return angle if 0 <= angle <= 360 else angle % 360

    @traitlets.validate("step")
    def _fit_step(self, proposal) -> float:
        low, high = (10.0**power for power in STEP_POWERS)
        if not low <= proposal["value"] <= high:
            raise traitlets.TraitError(f"step must lie from {low:g} to {high:g}, got {proposal['value']:g}.")
        return proposal["value"]

    @property
    def state(self) -> State:
        """The present state as a record."""
        return State(self.x, self.y, self.angle, self.step, self.method)

    @property
    def reading(self) -> Reading:
        """The numbers at the present state."""
        return read(self.surface, self.state)

    @property
    def sentence(self) -> str:
        """The present picture in words."""
        return sentence(self.reading)

    def figure(self) -> Figure:
        """The present picture as a Matplotlib figure."""
        figure = background(self._stage.chart)
        figure.patch.set(facecolor="white", alpha=1)
        draw(figure.axes[0], [field_marks(self.surface, self.state), *self._scene(self.reading)])
        return figure

    def offer(self, surface: Surface | str | Callable) -> bool:
        """Take a function over; if it is refused, say so under the picture and return False."""
        try:
            self.surface = surface
        except Exception as error:  # a formula can fail in as many ways as a function
            self.view.message = str(error)
            return False
        return True

    def _scene(self, reading: Reading) -> list[Mark]:
        frame = self._stage.chart.frame
        return projection_scene(reading, self._stage.scale, frame.xlim, frame.ylim)

    def _on_surface(self, change) -> None:
        self._stage = self._next_stage
        with self._together():
            self.controls.show(self.surface)
            self.x, self.y = self.surface.start
        with self._reporting(), self.view.hold_sync():
            self._draw_background()
            self._show(field_marks(self.surface, self.state))

    def _on_point(self, change) -> None:
        if not self._moving:
            with self._reporting():
                self._show()

    def _on_step(self, change) -> None:
        with self._reporting():
            self._show(field_marks(self.surface, self.state))

    def _on_drag(self, change) -> None:
        # A drag may have started in the window of the function before.
        x, y = (min(max(v, low), high) for v, (low, high) in zip(change["new"], self._window, strict=True))
        if (x, y) != (self.x, self.y):
            with self._together():
                self.x, self.y = x, y
            self._on_point(change)

    def _on_screen(self, change) -> None:
        self._draw_background()

    @property
    def _window(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return self.surface.xlim, self.surface.ylim

    def _draw_background(self) -> None:
        screen, chart = self.view.screen, self._stage.chart
        pixel_ratio = min(max(screen["pixel_ratio"], 0.5), 4)
        self.view.background = {
            "png": png(background(chart, dark=screen["dark"]), pixel_ratio),
            "xrange": self.surface.xlim,
            "yrange": self.surface.ylim,
            **vars(chart.frame),
        }

    def _show(self, *field: FieldArrows) -> None:
        reading, scale, frame = self.reading, self._stage.scale, self._stage.chart.frame
        remark = reading.diagnosis.remark
        if not remark and too_short(reading, scale, frame.xlim, frame.ylim):
            remark = "The gradient is too short to be drawn here."
        self.view.show(
            [*field, *self._scene(reading)],
            point=[self.x, self.y],
            table=rows(reading),
            sentence=sentence(reading),
            remark=remark,
            note=f"{self.method.capitalize()} differences, h = {self.step:.1e}. {scale_note(scale)}.",
        )

    @contextlib.contextmanager
    def _together(self) -> Iterator[None]:
        """Several traits change, and the picture follows once, afterwards."""
        self._moving = True
        try:
            yield
        finally:
            self._moving = False

    @contextlib.contextmanager
    def _reporting(self) -> Iterator[None]:
        """Errors of the reader's function appear under the picture; the last good one stays."""
        message = self._stage.warning
        with recorded():  # the stage has warned already
            try:
                yield
            except Exception as error:  # whatever the reader's own function raises
                message = f"{type(error).__name__}: {error}"
        self.view.message = message

    def _repr_mimebundle_(self, **kwargs) -> dict:
        # Where no kernel answers, a picture and its words stand in for the widget.
        bundle = super()._repr_mimebundle_(**kwargs)
        try:
            reading = self.reading
            table = "\n".join(f"{name:<8} {value:>18}  {error}".rstrip() for name, value, error in rows(reading))
            bundle["text/plain"] = f"{sentence(reading)}\n{table}"
            bundle["image/png"] = base64.b64encode(png(self.figure(), STATIC_PIXEL_RATIO, colours=256)).decode()
        except Exception as error:  # the reader's function: the widget itself can be shown all the same
            bundle["text/plain"] = f"{type(error).__name__}: {error}"
        return bundle


def explore(
    f: Surface | str | Callable = "bowl",
    *,
    xlim: ArrayLike | None = None,
    ylim: ArrayLike | None = None,
    **state: float | str,
) -> Explorer:
    """The main explorer for any function of two variables.

    f is a surface, the name of one in the gallery, a formula such as "x*y", or a function of x
    and y. xlim and ylim, pairs (low, high), replace its window. The state may be given as x, y,
    angle (degrees), step and method; see `Explorer`, whose traits these are.

    Raises ValueError or TypeError for a function that cannot be drawn, TraitError for a state
    that does not fit.

    >>> e = explore("saddle", angle=90)
    >>> e.x = 1.5
    >>> e.reading.gradient.round(4)
    array([ 3., -1.])
    """
    unknown = sorted(set(state) - {"x", "y", "angle", "step", "method"})
    if unknown:
        raise TypeError(f"explore does not know {unknown[0]!r}: the state is x, y, angle, step and method.")
    return Explorer(as_surface(f, xlim, ylim), **state)
