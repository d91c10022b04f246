"""The explorer's controls: four sliders, the function chooser and the box for a formula."""

import math

import ipywidgets as widgets

from gradcalc.gallery import GALLERY
from gradcalc.surfaces import Surface

STEP_POWERS = (-16, 0)
SLIDER_POSITIONS = 400


class Controls(widgets.VBox):
    """Controls that are joined to the traits of an explorer, both ways."""

    def __init__(self, explorer):
        super().__init__()
        self.explorer = explorer
        self.x, self.y = (_slider(description=name) for name in ("x", "y"))
        self.angle = _slider(description="direction u (°)", min=0, max=360, step=1, readout_format=".0f")
        self.step = widgets.FloatLogSlider(
            description="step size h", min=STEP_POWERS[0], max=STEP_POWERS[1], step=0.1, value=1e-7,
            readout_format=".1e", style=_STYLE, layout=_layout(),
        )  # fmt: skip
        self.functions = dict(GALLERY)
        self.function = widgets.Dropdown(description="function", style=_STYLE, layout=_layout())
        self.formula = widgets.Text(
            placeholder="x^2 + x*y, then Enter", description="your formula", continuous_update=False,
            style=_STYLE, layout=_layout(),
        )  # fmt: skip
        self.function.observe(self._choose, "value")
        self.formula.observe(self._type, "value")
        self.follow(explorer.surface, explorer.x, explorer.y)
        for name in ("x", "y", "angle", "step"):
            _join(explorer, name, getattr(self, name))
        self.children = [
            widgets.HBox([self.x, self.angle], layout=_ROW),
            widgets.HBox([self.y, self.step], layout=_ROW),
            widgets.HBox([self.function, self.formula], layout=_ROW),
        ]

    def follow(self, surface: Surface, x: float, y: float) -> None:
        """Take over the window of a surface, with the test point at (x, y), and show its name."""
        for slider, (low, high), value in ((self.x, surface.xlim, x), (self.y, surface.ylim, y)):
            # In one piece, for Python and for the browser: new limits would clash with an old value.
            with slider.hold_sync(), slider.hold_trait_notifications():
                slider.min, slider.max, slider.step = low, high, _round_step(high - low)
                slider.value = _nearest_position(slider, value)
        self.functions[surface.name] = surface
        self.function.unobserve(self._choose, "value")
        self.function.options = list(self.functions)
        self.function.value = surface.name
        self.function.observe(self._choose, "value")

    def _choose(self, change) -> None:
        self.explorer.surface = self.functions[change["new"]]

    def _type(self, change) -> None:
        """Hand a formula to the explorer; what is refused is said under the picture."""
        if not change["new"].strip():
            return
        try:
            self.explorer.surface = change["new"]
        except Exception as error:  # a formula can fail in as many ways as a function
            self.explorer.view.message = str(error)


def _join(explorer, name: str, slider: widgets.Widget) -> None:
    """Let a slider follow a trait of the explorer, and the trait follow the hand on the slider.

    The browser rounds whatever value it is given to a position of the slider and sends that back,
    which must not move the test point: so the slider is only ever given one of its positions.
    """

    def follow(change=None) -> None:
        slider.value = _nearest_position(slider, getattr(explorer, name))

    def lead(change) -> None:
        if not math.isclose(change["new"], _nearest_position(slider, getattr(explorer, name)), abs_tol=1e-9):
            setattr(explorer, name, change["new"])

    follow()
    explorer.observe(follow, name)
    slider.observe(lead, "value")


def _nearest_position(slider: widgets.Widget, value: float) -> float:
    """The value of the slider's position nearest to a value, in the browser's own arithmetic.

    noUiSlider counts positions in percent of the range; any other rounding would come back as a change.
    """
    if isinstance(slider, widgets.FloatLogSlider):
        return slider.base ** _in_percent(slider, math.log(value, slider.base))
    return _in_percent(slider, value)


def _in_percent(slider: widgets.Widget, value: float) -> float:
    width = slider.max - slider.min
    step = slider.step * 100 / width
    percent = min(max(round((value - slider.min) * 100 / width / step) * step, 0.0), 100.0)
    return percent * width / 100 + slider.min


def _round_step(width: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives a slider at least SLIDER_POSITIONS positions."""
    power = 10.0 ** math.floor(math.log10(width / SLIDER_POSITIONS))
    return next(digit * power for digit in (5, 2, 1) if digit * power * SLIDER_POSITIONS <= width)


_STYLE = {"description_width": "104px"}
_ROW = widgets.Layout(flex_flow="row wrap")


def _layout() -> widgets.Layout:
    return widgets.Layout(width="390px", margin="1px 0")


def _slider(**options) -> widgets.FloatSlider:
    return widgets.FloatSlider(style=_STYLE, layout=_layout(), **options)
