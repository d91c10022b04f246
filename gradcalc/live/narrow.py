"""Controls with few positions: those of a slider that are recorded, around the one where it stands."""

import math

import ipywidgets as widgets

from gradcalc.live.board.inputs import nearest_position, show_value
from gradcalc.live.explorer.controls import value_at

SLIDERS = (widgets.FloatSlider, widgets.FloatLogSlider, widgets.IntSlider)


def narrow(control: widgets.Widget, value, count: int) -> None:
    """Leave a slider about so many positions, the value among them, and its limits at most a step narrower.

    Other controls stay as they are.

    >>> from gradcalc.live.board.inputs import slider
    >>> control = slider("x", -2, 2, 1.5)
    >>> narrow(control, 1.5, 4)
    >>> positions(control)
    [-1.5, -0.5, 0.5, 1.5]
    """
    if isinstance(control, widgets.SelectionSlider):
        options, index = control.options, nearest_position(control, value)
        step = max(1, math.ceil((len(options) - 1) / count))
        control.options = [option for i, option in enumerate(options) if (i - index) % step == 0]
    elif isinstance(control, SLIDERS):
        place = math.log(value, control.base) if isinstance(control, widgets.FloatLogSlider) else value
        steps = max(1, math.ceil((control.max - control.min) / (control.step * count) - 1e-9))
        step = steps * control.step
        low = place - math.floor((place - control.min) / step + 1e-9) * step
        high = place + math.floor((control.max - place) / step + 1e-9) * step
        with control.hold_sync(), control.hold_trait_notifications():
            if isinstance(control, widgets.IntSlider):
                control.min, control.max, control.step = round(low), round(high), round(step)
            else:
                control.min, control.max, control.step = (round(number, 12) for number in (low, high, step))
            show_value(control, value)
    show_value(control, value)


def positions(control: widgets.Widget) -> list:
    """The values at which a control can stand."""
    if isinstance(control, widgets.IntSlider):
        return list(range(control.min, control.max + 1, control.step))
    if isinstance(control, SLIDERS):
        return [value_at(control, i) for i in range(round((control.max - control.min) / control.step) + 1)]
    if isinstance(control, widgets.Checkbox):
        return [False, True]
    return list(control._options_values)


def key(control: widgets.Widget) -> float:
    """Where a control stands, as a number: its place, the power of a logarithmic slider, or the index of a choice."""
    if isinstance(control, widgets.FloatLogSlider):
        return math.log(control.value, control.base)
    return control.index if hasattr(control, "index") else float(control.value)
