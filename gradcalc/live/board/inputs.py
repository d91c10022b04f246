"""Controls for a board, each with a name, a width and a readout that suit the explorer's."""

import math
from collections.abc import Iterable, Mapping

import ipywidgets as widgets
import traitlets

from gradcalc.live.explorer.controls import STYLE, position_of, round_step, row, value_at, wide
from gradcalc.live.plain import plain

ROUNDING_SLIDERS = (widgets.FloatSlider, widgets.FloatLogSlider, widgets.SelectionSlider)
ROUNDING = 1e-9  # relative: the ends of a slider on a logarithmic scale are powers


def slider(label: str, low: float, high: float, value: float, step: float | None = None) -> widgets.FloatSlider:
    """A slider from low to high. step is the distance of its positions, a round number if not given.

    >>> slider("rate", 0, 1.2, 0.1).step
    0.002
    """
    step = step or round_step(high - low)
    digits = max(0, -math.floor(math.log10(step) + ROUNDING))
    return widgets.FloatSlider(
        description=label, min=low, max=high, step=step, value=value, readout_format=f".{digits}f", **_look()
    )


def move_range(control: widgets.FloatSlider, low: float, high: float, value: float) -> None:
    """Give a slider other limits and a value, in one piece for Python and for the browser."""
    fresh = slider("", low, high, value)
    with control.hold_sync(), control.hold_trait_notifications():
        for name in ("min", "max", "step", "value", "readout_format"):
            setattr(control, name, getattr(fresh, name))
        show_value(control, value)
    control.send_state("value")  # the browser may have held the new value inside the old limits
    fresh.close()


class MarkedSlider(widgets.FloatLogSlider):
    """A slider on a logarithmic scale with a mark on its track: where, from 0 to 1, and in words."""

    mark = traitlets.Dict(help="share of the track, absent where the mark lies beyond it, and words").tag(sync=True)

    def put_mark(self, value: float | None, words: str) -> None:
        """Mark a value; None is nowhere, and is said in words alone."""
        at = math.nan if value is None else (math.log(value, self.base) - self.min) / (self.max - self.min)
        self.mark = {"share": at, "words": words} if 0 <= at <= 1 else {"words": words}


def log_slider(
    label: str, low: float, high: float, value: float, digits: int = 1, plain: bool = False, marked: bool = False
) -> widgets.FloatLogSlider:
    """A slider from low to high, both positive, on a logarithmic scale with 40 positions a decade.

    Its readout has so many digits after the first one, and a power of ten unless plain. marked is one that
    can have a mark on its track.
    """
    return (MarkedSlider if marked else widgets.FloatLogSlider)(
        description=label, min=math.log10(low), max=math.log10(high), step=0.025, value=value,
        readout_format=f".{digits + 1}g" if plain else f".{digits}e", **_look(),
    )  # fmt: skip


def number_slider(label: str, numbers: Iterable[float], value: float) -> widgets.SelectionSlider:
    """A slider over given numbers, in rising order; it stands at the one that is nearest to the value."""
    numbers = list(map(float, numbers))
    control = widgets.SelectionSlider(
        description=label, options=[(f"{number:.6g}", number) for number in numbers], value=numbers[0], **_look()
    )
    show_value(control, value)
    return control


class NamedSlider(widgets.SelectionSlider):
    """A slider over numbers, of which the first have names: what lies between these and the rest is no value."""

    def __init__(self, names: Mapping[float, str], **traits):
        self.names = dict(names)
        super().__init__(**traits)


def named_slider(label: str, numbers: Iterable[float], value: float, names: Mapping[float, str]) -> NamedSlider:
    """A slider over given numbers, and before them over others that have names, such as {0.0: "off"}."""
    options = [(words, number) for number, words in names.items()]
    options += [(f"{number:.6g}", number) for number in map(float, numbers)]
    control = NamedSlider(names, description=label, options=options, value=options[0][1], **_look())
    show_value(control, value)
    return control


def whole_slider(label: str, low: int, high: int, value: int) -> widgets.IntSlider:
    """A slider over whole numbers."""
    return widgets.IntSlider(description=label, min=low, max=high, value=value, **_look())


class Chooser(widgets.Dropdown):
    """A chooser of which some names are grey: grey says for each of them what would bring it."""

    def __init__(self, grey: Mapping[str, str], **traits):
        self.grey = dict(grey)
        super().__init__(**traits)


def choice(
    label: str, options: Iterable[str] | Mapping[str, object], value=None, grey: Mapping[str, str] | None = None
) -> Chooser:
    """A chooser. options are names, or a mapping from names to values; the first one if value is not given.

    grey are the names that cannot be chosen, each with what would bring it.
    """
    options = dict(options) if isinstance(options, Mapping) else list(options)
    first = next(iter(options.values())) if isinstance(options, dict) else options[0]
    value = first if value is None else value
    return Chooser(grey or {}, description=label, options=options, value=value, **_look())


def grey_names(controls: Iterable[widgets.Widget]) -> dict[str, dict[str, str]]:
    """The names that are grey in choosers, by the label of each, with what would bring them."""
    return {control.description: control.grey for control in controls if getattr(control, "grey", None)}


def switch(label: str, value: bool = False) -> widgets.Checkbox:
    """A box to tick."""
    return widgets.Checkbox(description=label, value=value, indent=True, **_look())


def read_value(name: str, control: widgets.Widget, value):
    """A value that fits a control. Raises ValueError, in words, for one that does not.

    >>> read_value("rate", slider("rate", 0, 1, 0.1), 7)
    Traceback (most recent call last):
    ValueError: rate must lie from 0 to 1, got 7.
    """
    value = plain(value)
    if isinstance(control, widgets.Checkbox):
        if not isinstance(value, bool):
            raise ValueError(f"{name} must be True or False, got {value!r}.")
        return value
    if isinstance(control, widgets.Dropdown):
        values = dict(zip(control._options_labels, control._options_values, strict=True))
        if value in getattr(control, "grey", {}):
            raise ValueError(f"{name} cannot be {value!r}: {control.grey[value]}.")
        if value in values.values():
            return value
        if value in values:
            return values[value]
        raise ValueError(f"{name} must be one of {', '.join(map(repr, values))}, got {value!r}.")
    names = control.names if isinstance(control, NamedSlider) else {}
    if value in list(names):
        return float(value)
    beside = "".join(f", or be {number:g} for {words}" for number, words in names.items())
    low, high = _limits(control)
    try:
        fits = low <= value <= high or math.isclose(value, low) or math.isclose(value, high)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number from {low:.15g} to {high:.15g}{beside}, got {value!r}.") from None
    if not fits:
        raise ValueError(f"{name} must lie from {low:.15g} to {high:.15g}{beside}, got {value!r}.")
    if isinstance(control, widgets.IntSlider):
        if value != round(value):
            raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r}.")
        return round(value)
    return min(max(float(value), low), high)


def is_rounding(control: widgets.Widget, value, known) -> bool:
    """Whether a value that a control sends is only the position where it shows the known value."""
    if not isinstance(control, ROUNDING_SLIDERS):
        return False
    return nearest_position(control, value) == nearest_position(control, known)


def show_value(control: widgets.Widget, value) -> None:
    """Let a control show a value; sliders stand at the nearest position, which the browser would round to."""
    if isinstance(control, widgets.SelectionSlider):
        control.index = nearest_position(control, value)
    elif isinstance(control, ROUNDING_SLIDERS):
        control.value = value_at(control, nearest_position(control, value))
    else:
        control.value = value


def nearest_position(control: widgets.Widget, value: float) -> int:
    """The number of a slider's position that is nearest to a value."""
    if isinstance(control, widgets.SelectionSlider):
        return min(range(len(control.options)), key=lambda i: abs(control.options[i][1] - value))
    return position_of(control, value)


def _limits(control: widgets.Widget) -> tuple[float, float]:
    """The least and the greatest value of a slider, but for those that have names."""
    if isinstance(control, widgets.SelectionSlider):
        first = len(control.names) if isinstance(control, NamedSlider) else 0
        return control.options[first][1], control.options[-1][1]
    return _value_of(control, control.min), _value_of(control, control.max)


def points_of(pictures: Mapping, *known: Mapping) -> dict[str, dict[str, list]]:
    """Where the points of pictures stand, by the controls, values and starts that are known by name."""
    return {
        name: point_on(*([values.get(moved) for moved in picture.moves] for values in known))
        for name, picture in pictures.items()
        if picture.moves
    }


def point_on(controls: Iterable[widgets.Widget | None], values: Iterable, starts: Iterable) -> dict[str, list]:
    """Where a point stands that sliders move, where it starts, its limits and its step, each a list with
    one entry a coordinate; None where no slider moves it."""
    controls = list(controls)
    return {
        "at": [c and _place(c, value) for c, value in zip(controls, values, strict=True)],
        "start": [c and _place(c, value) for c, value in zip(controls, starts, strict=True)],
        "limits": [c and (c.min, c.max) for c in controls],
        "steps": [c and max((c.max - c.min) / 100, isinstance(c, widgets.IntSlider)) for c in controls],
    }


def nearest_value(control: widgets.Widget, place: float) -> float:
    """The value of a slider whose point a hand has moved to a place."""
    value = _value_of(control, min(max(place, control.min), control.max))
    return round(value) if isinstance(control, widgets.IntSlider) else value


def _place(control: widgets.Widget, value: float) -> float:
    return math.log(value, control.base) if isinstance(control, widgets.FloatLogSlider) else value


def _value_of(control: widgets.Widget, place: float) -> float:
    return control.base**place if isinstance(control, widgets.FloatLogSlider) else place


def arrange(controls: Iterable[widgets.Widget]) -> widgets.HBox:
    """Controls in rows, as many side by side as there is room for."""
    return widgets.HBox(list(controls), layout=row())


def _look() -> dict:
    return {"style": dict(STYLE), "layout": wide()}
