"""The main explorer: its traits are the state, and the picture follows them."""

import base64
import contextlib
import math
import warnings
from collections.abc import Callable, Iterator

import ipywidgets as widgets
import traitlets
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from gradcalc.background import background, frame_for
from gradcalc.differences import METHODS
from gradcalc.fields import Field, sample_field
from gradcalc.live.controls import STEP_POWERS, Controls
from gradcalc.live.view import PictureView
from gradcalc.marks import FieldArrows, Mark
from gradcalc.readings import Reading, State, read, rows, sentence
from gradcalc.render import draw, png
from gradcalc.scenes.projection import projection_scene
from gradcalc.scenes.scales import arrow_scale, field_arrows, scale_note
from gradcalc.surfaces import Surface, as_surface

FIELD_SIZE = 20  # arrows per axis, as in the lecture note
STATIC_PIXEL_RATIO = 1.5


class Explorer(widgets.VBox):
    """Sliders and a picture that move together. The traits are the state; set them from Python too.

    surface is the function, x and y the test point inside its window, angle the direction in
    degrees, step the step size from 1e-16 to 1, method the difference scheme. A value that
    does not fit is refused with an error, and the picture stays as it was.
    """

    surface = traitlets.Any(help="the function: a surface, a name, a formula, or a function of x and y")
    x = traitlets.Float(help="test point, first coordinate")
    y = traitlets.Float(help="test point, second coordinate")
    angle = traitlets.Float(15.0, help="direction in degrees, from the x-axis towards the y-axis")
    step = traitlets.Float(1e-7, help="step size of the differences")
    method = traitlets.Enum(METHODS, "forward", help="difference scheme")

    def __init__(self, surface: Surface | str | Callable, **state: float | str):
        super().__init__(surface=surface)
        self.x, self.y = self.surface.start
        for name, value in state.items():
            setattr(self, name, value)
        self.view = PictureView()
        self.controls = Controls(self)
        self.children = [self.controls, self.view]
        self._moving = False
        self.observe(self._on_surface, "surface")
        self.observe(self._on_point, ["x", "y", "angle"])
        self.observe(self._on_step, ["step", "method"])
        self.view.observe(self._on_drag, "point")
        self.view.observe(self._on_screen, "screen")
        self._open()

    @traitlets.validate("surface")
    def _fit_surface(self, proposal) -> Surface:
        surface = as_surface(proposal["value"])
        # Sampled here, so that a function that cannot be drawn is refused before anything changes.
        # Its warnings come again, and are shown, when it is drawn.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._sample(surface)
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
        frame = frame_for(self.surface)
        figure = background(self.surface, frame)
        figure.patch.set(facecolor="white", alpha=1)
        draw(figure.axes[0], [self._field(), *self._scene(self.reading)])
        return figure

    def _sample(self, surface: Surface, **how) -> Field:
        return sample_field(surface.f, surface.xlim, surface.ylim, FIELD_SIZE, **how)

    def _field(self) -> FieldArrows:
        field = self._sample(self.surface, method=self.method, h=self.step, check=False)
        (x0, x1), (y0, y1) = self.surface.xlim, self.surface.ylim
        return field_arrows(field.X, field.Y, field.U, field.V, cell=min(x1 - x0, y1 - y0) / (FIELD_SIZE - 1))

    def _scene(self, reading: Reading) -> list[Mark]:
        return projection_scene(reading, self._scale, self._frame.xlim, self._frame.ylim)

    def _on_surface(self, change) -> None:
        with self._together():
            self.controls.follow(self.surface, *self.surface.start)
        self._open()

    def _on_point(self, change) -> None:
        if not self._moving:
            with self._reporting():
                self._show()

    def _on_step(self, change) -> None:
        with self._reporting():
            self._show(self._field())

    def _on_drag(self, change) -> None:
        with self._together():
            self.x, self.y = change["new"]
        self._on_point(change)

    def _on_screen(self, change) -> None:
        with self._reporting():
            self._draw_background()

    def _open(self) -> None:
        """Everything anew, for a new function."""
        with self._reporting(), self.view.hold_sync():
            (x0, x1), (y0, y1) = self.surface.xlim, self.surface.ylim
            self._frame = frame_for(self.surface)
            self._scale = arrow_scale(self._sample(self.surface).magnitude, max(x1 - x0, y1 - y0))
            self._draw_background()
            self._show(self._field())

    def _draw_background(self) -> None:
        screen = self.view.screen
        figure = background(self.surface, self._frame, dark=screen["dark"])
        self.view.background = {
            "png": png(figure, screen["pixel_ratio"]),
            "xrange": self.surface.xlim,
            "yrange": self.surface.ylim,
            **vars(self._frame),
        }

    def _show(self, *field: FieldArrows) -> None:
        reading = self.reading
        note = f"{self.method.capitalize()} differences, h = {self.step:.1e}. {scale_note(self._scale)}."
        self.view.show(
            [*field, *self._scene(reading)],
            point=[self.x, self.y],
            table=rows(reading),
            sentence=sentence(reading),
            trouble=reading.trouble,
            note=note,
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
        """Errors and warnings of the reader's function appear under the picture; the last good one stays."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                yield
            except Exception as error:  # whatever the reader's own function raises
                self.view.message = f"{type(error).__name__}: {error}"
                return
        self.view.message = " ".join(dict.fromkeys(str(warning.message) for warning in caught))

    def _repr_mimebundle_(self, **kwargs) -> dict:
        # Where no kernel answers, a picture and its words stand in for the widget.
        bundle = super()._repr_mimebundle_(**kwargs)
        reading = self.reading
        table = "\n".join(f"{name:<8} {value:>18}  {error}".rstrip() for name, value, error in rows(reading))
        bundle["text/plain"] = f"{self.sentence}\n{table}"
        bundle["image/png"] = base64.b64encode(png(self.figure(), STATIC_PIXEL_RATIO, colours=256)).decode()
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
