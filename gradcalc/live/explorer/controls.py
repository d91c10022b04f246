"""The explorer's controls: four sliders, the function and method choosers and the box for a formula."""

import math

import ipywidgets as widgets
import traitlets

from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.surfaces import Surface
from gradcalc.maths.differences import METHODS
from gradcalc.readings.point import State
from gradcalc.readings.writing import digits

STEP_POWERS = (-16, 0)
SLIDER_POSITIONS = 400
STYLE = {"description_width": "104px"}
FOLDED = "step size and error"  # what the button that shows them says
PRECISE = "gradcalc-precise"  # a class of what is not shown before that; the page has more of it: see fold.js


class Controls(widgets.VBox):
    """Controls that are joined to the traits of an explorer, both ways.

    Without directed the slider of the direction is there for the browser alone, and not shown. With fold a button
    takes the place of step size and method, and shows them when it is pressed.
    """

    def __init__(self, explorer, directed: bool = True, fold: bool = False):
        super().__init__()
        self.explorer = explorer
        self.x, self.y = (_slider(description=name) for name in ("x", "y"))
        self.angle = _slider(description="direction u (°)", min=0, max=360, step=1, readout_format=".0f")
        self.step = widgets.FloatLogSlider(
            description="step size h", min=STEP_POWERS[0], max=STEP_POWERS[1], step=0.1, value=State.step,
            readout_format=".1e", style=STYLE, layout=wide(),
        )  # fmt: skip
        self.functions = dict(GALLERY)
        self.function = widgets.Dropdown(
            description="function", style=STYLE,
            layout=widgets.Layout(flex="1000 1 231px", width="auto", min_width="0", margin="1px 0"),
        )  # fmt: skip
        self.method = widgets.Dropdown(
            description="method", options=METHODS, style={"description_width": "57px"},
            layout=widgets.Layout(flex="1 0 155px", width="auto", margin="1px 0"),
        )  # fmt: skip
        self.formula = widgets.Text(
            placeholder="x² + x y, then Enter", description="your formula", continuous_update=False,
            style=STYLE, layout=wide(),
        )  # fmt: skip
        self.function.observe(self._choose, "value")
        self.formula.observe(self._type, "value")
        self.show(explorer.surface)
        for name, slider in self.sliders.items():
            _join(explorer, name, slider)
        traitlets.dlink((explorer, "method"), (self.method, "value"))
        self.method.observe(self._take, "value")
        self.unfold = widgets.ToggleButton(description=FOLDED, layout=wide(height="auto")) if fold else None
        for widget, name in ((self.step, PRECISE), (self.method, PRECISE), (self.angle, "gradcalc-turned")):
            widget.add_class(name)
        second = [*([self.angle] if directed else []), *([self.unfold] if self.unfold else []), self.step]
        # The choosers share the width of one control; on a phone the method has a line of its own. See layout.css.
        chosen = widgets.HBox([self.function, self.method], layout=wide(flex_flow="row wrap"))
        for name, widget in (("method", self.method), ("typed", self.formula), ("choosers", chosen)):
            widget.add_class(f"gradcalc-{name}")
        self.children = [
            widgets.HBox([widgets.VBox([self.x, self.y]), widgets.VBox(second)], layout=row()),
            widgets.HBox([chosen, self.formula], layout=row()),
        ]

    @property
    def choosers(self) -> dict[str, widgets.Widget]:
        """The other controls that the page reads, by what they choose."""
        chosen = {name: getattr(self, name) for name in ("function", "formula", "method")}
        return chosen | ({"unfold": self.unfold} if self.unfold else {})

    @property
    def sliders(self) -> dict[str, widgets.Widget]:
        """The sliders, by the names of the traits that they are joined to."""
        return {name: getattr(self, name) for name in ("x", "y", "angle", "step")}

    def limit(self, surface: Surface) -> None:
        """Take over the window of a surface."""
        for slider, (low, high) in ((self.x, surface.xlim), (self.y, surface.ylim)):
            step = round_step(high - low)
            # In one piece, for Python and for the browser: new limits would clash with an old value.
            with slider.hold_sync(), slider.hold_trait_notifications():
                slider.min, slider.max, slider.step = low, high, step
                slider.value = value_at(slider, position_of(slider, min(max(slider.value, low), high)))
            slider.readout_format = digits(low, high)

    def show(self, surface: Surface) -> None:
        """Take over the window and the name of a surface."""
        self.limit(surface)
        name = self._name(surface)
        self.functions[name] = surface
        self.function.unobserve(self._choose, "value")
        self.function.options = list(self.functions)
        self.function.value = name
        self.function.observe(self._choose, "value")
        if self.formula.value != surface.name:
            self.formula.value = ""

    def _name(self, surface: Surface) -> str:
        """A name for the chooser; one that another function already has is numbered."""
        name, count = surface.name, 1
        while name in self.functions and not _same(self.functions[name], surface):
            count += 1
            name = f"{surface.name} ({count})"
        return name

    def _choose(self, change) -> None:
        if not self.explorer.offer(self.functions[change["new"]]):
            self.function.value = change["old"]

    def _take(self, change) -> None:
        if not self.explorer.offer(change["new"], "method"):
            self.method.value = self.explorer.method

    def _type(self, change) -> None:
        if change["new"].strip():
            self.explorer.offer(change["new"])


def _same(one: Surface, two: Surface) -> bool:
    """Whether two functions are one; of a formula the gradient, which belongs to its text, may be another object."""
    return one == two or (one.tree is not None and {**vars(one), "gradient": None} == {**vars(two), "gradient": None})


def _join(explorer, name: str, slider: widgets.Widget) -> None:
    """Let a slider follow a trait of the explorer, and the trait follow the hand on the slider.

    The browser rounds whatever value it is given to a position of the slider and sends that back,
    which must not move the test point: so both sides compare positions instead of values.
    """

    def to_slider(change=None) -> None:
        position = position_of(slider, getattr(explorer, name))
        if position != position_of(slider, slider.value):
            slider.value = value_at(slider, position)

    def to_trait(change) -> None:
        if position_of(slider, change["new"]) != position_of(slider, getattr(explorer, name)):
            setattr(explorer, name, change["new"])

    to_slider()
    explorer.observe(to_slider, name)
    slider.observe(to_trait, "value")


def position_of(slider: widgets.Widget, value: float) -> int:
    """The number of the slider's position nearest to a value."""
    if isinstance(slider, widgets.FloatLogSlider):
        value = math.log(value, slider.base)
    return round((value - slider.min) / slider.step)


def value_at(slider: widgets.Widget, position: int) -> float:
    """The value of a position, in the browser's own arithmetic.

    noUiSlider counts in percent of the range; any other rounding would come back as a change.
    """
    width = slider.max - slider.min
    percent = min(max(position * (slider.step * 100 / width), 0.0), 100.0)
    value = percent * width / 100 + slider.min
    return slider.base**value if isinstance(slider, widgets.FloatLogSlider) else value


def round_step(width: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives a slider at least SLIDER_POSITIONS positions."""
    power = 10.0 ** math.floor(math.log10(width / SLIDER_POSITIONS))
    return next((digit * power for digit in (5, 2) if digit * power * SLIDER_POSITIONS <= width), power)


def row() -> widgets.Layout:
    """The layout of controls side by side. A new one each time: an explorer closes all that it is made of."""
    return widgets.Layout(flex_flow="row wrap")


def wide(**more: str) -> widgets.Layout:
    """The layout of one control, or of several that share its room."""
    return widgets.Layout(width="390px", max_width="100%", margin="1px 0", **more)


def _slider(**options) -> widgets.FloatSlider:
    return widgets.FloatSlider(style=STYLE, layout=wide(), **options)
