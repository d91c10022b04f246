"""What goes to the browser: the backgrounds for a stage, and the marks, numbers and words for a state."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes

from gradcalc.functions.surfaces import Surface
from gradcalc.live.explorer.cards import card, given
from gradcalc.live.explorer.field_controls import field_note
from gradcalc.live.explorer.samples import NOISE, rounding_noise
from gradcalc.live.explorer.stage import Stage, field_marks, partials
from gradcalc.live.hill_data import hill_data
from gradcalc.live.level_map import level_map
from gradcalc.live.view import PictureView
from gradcalc.pictures.frames import Frame, axes_on, count_ticks, sheet
from gradcalc.pictures.marks import as_json
from gradcalc.pictures.panels import Panel
from gradcalc.pictures.render import axes_png, canvas_of
from gradcalc.pictures.scenes.projection import too_short
from gradcalc.pictures.scenes.scales import scale_note
from gradcalc.pictures.solids import solids_as_json
from gradcalc.readings.point import Reading, State, read, remark, rows, sentence
from gradcalc.readings.writing import pair


def show_stage(
    view: PictureView, stage: Stage, state: State, home: Surface, functions: Mapping[str, Surface]
) -> None:
    """Show everything anew, for a new function or a new window; home is the surface in its own window.

    functions are those that the chooser offers. Of a formula the page draws all but the odd point: for that it is
    sent marks and words.
    """
    surface = stage.surface
    with view.hold_sync():
        view.given, view.functions = given(surface), {name: card(other) for name, other in functions.items()}
        show_backgrounds(view, stage)
        view.window, view.home = ({"xlim": s.xlim, "ylim": s.ylim} for s in (surface, home))
        view.start, view.scale, view.heights = list(surface.start), stage.scale, stage.heights
        show_step(view, stage, state)


def show_backgrounds(view: PictureView, stage: Stage) -> None:
    """What lies under the marks, for the browser's pixels and theme."""
    pixel_ratio, dark = min(max(view.screen["pixel_ratio"], 0.5), 4), bool(view.screen["dark"])
    view.panels = [
        {
            "kind": kind,
            "dark": dark,
            **({} if view.given else drawn(kind, panel, dark, pixel_ratio)),
            **vars(panel.frame),
        }
        for kind, panel in stage.panels.items()
    ]


def drawn(kind: str, panel: Panel, dark: bool, pixel_ratio: float) -> dict:
    """What lies under the marks of a picture that the page does not draw by itself."""
    return {
        "png": paper(kind, panel, dark, pixel_ratio),
        "levels": level_map(panel.chart, labelled=not panel.hill) if panel.chart else None,
        "hill": hill_data(panel.hill) if panel.hill else None,
    }


def show_field(view: PictureView, stage: Stage, state: State) -> None:
    """Show a state whose field is new. Raises ValueError where complex steps are wrong: then there is no field."""
    with view.hold_sync():
        show_state(view, stage, state)
        if not view.given or state.method == "complex":
            view.field = b""
            field = field_marks(stage.surface, state).arrows  # which refuses a complex step that is wrong
            if not view.given:
                view.field = field.astype(np.float32).tobytes()


def show_step(view: PictureView, stage: Stage, state: State) -> None:
    """Show a state whose step or method is new: the field and the samples of the slopes depend on it."""
    show_field(view, stage, state)
    if view.given:
        return
    # In a message of their own: nobody waits for the samples before the next move.
    view.partials = partials(stage, state)


def show_state(view: PictureView, stage: Stage, state: State) -> None:
    """Show a state. Raises what f raises; of a formula the page shows the state all the same, and says why."""
    shown = {name: getattr(state, name) for name in ("x", "y", "angle", "step", "method", "arrows", "lengths")}
    try:
        reading = read(stage.surface, state)
    except Exception:
        if view.given:
            view.frame = {**view.frame, "state": shown}
        raise
    frame = {
        "state": shown,
        "shows": list(state.shows),
        "scheme": f"{state.method}, {state.step}",
        "gradient": reading.gradient.tolist() if reading.diagnosis.exists else None,
        "marks": {kind: as_json(panel.scene(reading)) for kind, panel in stage.panels.items() if not panel.solids},
        "solids": {kind: solids_as_json(p.solids(reading)) for kind, p in stage.panels.items() if p.solids},
        "alternatives": {kind: panel.words(reading) for kind, panel in stage.panels.items()},
        "table": rows(reading, stage.directed),
        "sentence": sentence(reading, stage.directed),
        "remark": _remark(reading, stage),
        "note": _note(state, stage),
    }
    view.frame = frame


def _note(state: State, stage: Stage) -> str:
    """How the numbers were found, and how arrows are drawn that one of the pictures has: graphs have none."""
    said = [f"{state.method.capitalize()} differences, h = {state.step:.1e}."]
    if any(panel.chart for panel in stage.panels.values()):
        said.append(scale_note(stage.scale, "its projection" if stage.directed else "its components") + ".")
    if "map" in stage.panels:
        said.append(field_note(state.arrows, state.lengths))
    return " ".join(said)


def _remark(reading: Reading, stage: Stage) -> str:
    if reading.diagnosis.remark:
        return remark(reading, stage.directed)
    frame = stage.chart.frame
    if reading.lost:
        return "Every difference is 0, because the step is lost in rounding: take a longer one."
    if too_short(reading, stage.scale, frame.xlim, frame.ylim):
        return "The gradient is too short to be drawn here."
    if rounding_noise(reading.state, abs(reading.value)) * stage.gain > NOISE:
        return "The arrows shake: rounding errors of f are divided by h, and this h is very small."
    if reading.off:
        found, true = (pair(vector, float(np.hypot(*vector))) for vector in (reading.gradient, reading.true))
        return f"With this step the differences give {found}; the gradient is {true}."
    return ""


def paper(kind: str, panel: Panel, dark: bool, pixel_ratio: float) -> bytes:
    """The axes of a picture as PNG, without its contours and marks."""
    axes = laid(kind, panel, dark, pixel_ratio)
    canvas_of(axes).restore_region(_untitled(axes, panel.frame.xlim, panel.frame.ylim))
    axes.draw_artist(axes.title)
    return axes_png(axes)


def laid(kind: str, panel: Panel, dark: bool, pixel_ratio: float) -> Axes:
    """The axes of a picture with ticks, labels and title, on an easel that others have used: draw, and remove it."""
    frame = panel.frame
    # Rounded, because windows of one shape may differ by a rounding error.
    sizes = {name: round(getattr(frame, name), 6) for name in ("left", "top", "box_width", "box_height")}
    axes = _easel(kind, replace(frame, xlim=(0, 1), ylim=(0, 1), **sizes), dark, pixel_ratio)
    axes.set(xlim=frame.xlim, ylim=frame.ylim)
    count_ticks(axes)
    for line in [*axes.lines]:
        line.remove()  # that of the function before
    panel.draw(axes, dark)
    return axes


@lru_cache(maxsize=8)
def _untitled(axes: Axes, xlim: tuple[float, float], ylim: tuple[float, float]):
    """The pixels of axes with these limits, but for the title: functions often share them."""
    canvas = canvas_of(axes)
    canvas.draw()
    return canvas.copy_from_bbox(axes.figure.bbox)


@lru_cache(maxsize=8)
def _easel(kind: str, frame: Frame, dark: bool, pixel_ratio: float) -> Axes:
    """Axes that are drawn on again and again: their ticks take long to make."""
    axes = axes_on(sheet(frame.width, frame.height, pixel_ratio), frame, dark)
    axes.title.set_animated(True)  # left out when all is drawn
    return axes
