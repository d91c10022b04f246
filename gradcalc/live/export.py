"""The present pictures as files: PNG and SVG, and a GIF of the direction turning once all round."""

import dataclasses
import io
import pathlib
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from gradcalc.live.explorer.drawn_still import PIXEL_RATIO, drawn_still
from gradcalc.live.explorer.stage import Stage, field_marks
from gradcalc.live.memory import give_back
from gradcalc.live.view import PictureView
from gradcalc.pictures.frames import axes_on, sheet
from gradcalc.pictures.panels import arrange, sheet_with
from gradcalc.pictures.render import draw, png
from gradcalc.readings.point import State, read, rows

KINDS = {"png": "image/png", "svg": "image/svg+xml", "gif": "image/gif"}
SAVED_PIXEL_RATIO = 2.0
TURN_STEPS = 72
TURN_SECONDS = 8.0


def figure(stage: Stage, state: State) -> Figure:
    """The pictures at a state as a Matplotlib figure on white."""
    drawn, axes = _stage_set(stage, state)
    reading = read(stage.surface, state)
    for kind, panel in stage.panels.items():
        draw(axes[kind], panel.scene(reading))
    return drawn


def save(path: str | pathlib.Path, stage: Stage, state: State, view: PictureView) -> pathlib.Path:
    """Write a file of the kind that the path's ending names; see Explorer.save. ValueError for another ending."""
    path = pathlib.Path(path)
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise ValueError(f"path must end in .png, .svg or .gif, got {str(path)!r}.")
    path.write_bytes(file(kind, stage, state, view))
    return path


def file(kind: str, stage: Stage, state: State, view: PictureView) -> bytes:
    """The content of a file of one of KINDS; the view shows how much of a GIF is done."""
    if kind == "gif":
        view.progress = 0.0
        try:
            return _turn(stage, state, lambda share: view.set_trait("progress", share))
        finally:
            view.progress = None
    if kind == "png":
        return png(figure(stage, state), SAVED_PIXEL_RATIO)
    buffer = io.BytesIO()
    figure(stage, state).savefig(buffer, format="svg")
    return buffer.getvalue()


def send(kind: str | None, stage: Stage, state: State, view: PictureView) -> None:
    """Send the browser the file that it has asked for."""
    if kind in KINDS:
        view.send({"saved": f"gradcalc.{kind}", "type": KINDS[kind]}, [file(kind, stage, state, view)])


@lru_cache(maxsize=1)
def still(stage: Stage, state: State, errors: bool = True) -> tuple[str, bytes | None, float, str]:
    """For where no kernel answers: words and numbers, the picture as PNG, its pixel ratio, and its words alone.

    errors says whether those of the numbers stand beside them.

    What is shown twice in a row is drawn once.
    """
    try:
        reading = read(stage.surface, state)
        shown = rows(reading, stage.directed)
        table = "\n".join(f"{name:<8} {value:>18}  {error * errors}".rstrip() for name, value, error in shown)
        text = "\n".join(panel.words(reading) for panel in stage.panels.values())
        picture = drawn_still(stage, reading)
    except Exception as error:  # the reader's function: the widget itself can be shown all the same
        return f"{type(error).__name__}: {error}", None, PIXEL_RATIO, ""
    give_back()
    return f"{text}\n{table}", picture, PIXEL_RATIO, text


def _stage_set(stage: Stage, state: State) -> tuple:
    """The pictures with all that does not turn with the direction, and their axes."""
    drawn, axes = sheet_with(stage.panels)
    drawn.patch.set(facecolor="white", alpha=1)
    if "map" in axes:
        draw(axes["map"], [field_marks(stage.surface, state)])
    return drawn, axes


def _turn(stage: Stage, state: State, progress: Callable[[float], None]) -> bytes:
    """Only the marks are drawn anew for each direction: drawing the contours again would take much longer."""
    still = Image.open(io.BytesIO(png(_stage_set(stage, state)[0]))).convert("RGBA")
    corners, size = arrange(stage.panels)
    frames = []
    for i in range(TURN_STEPS):
        reading = read(stage.surface, dataclasses.replace(state, angle=(state.angle + 360 * i / TURN_STEPS) % 360))
        marks = sheet(*size)
        for kind, panel in stage.panels.items():
            axes = axes_on(marks, panel.frame, False, *corners[kind])
            axes.set_axis_off()
            draw(axes, panel.scene(reading))
        moving = Image.open(io.BytesIO(png(marks)))
        frames.append(Image.alpha_composite(still, moving).convert("RGB"))
        progress((i + 1) / TURN_STEPS)
    # One palette for all: with one for each, still parts would differ from frame to frame, and fill the file.
    colours = Image.fromarray(np.hstack([np.asarray(frames[i]) for i in (0, TURN_STEPS // 4)])).quantize(256)
    frames = [frame.quantize(palette=colours, dither=Image.Dither.NONE) for frame in frames]
    buffer = io.BytesIO()
    pause = int(np.round(1000 * TURN_SECONDS / TURN_STEPS))
    frames[0].save(buffer, format="gif", save_all=True, append_images=frames[1:], duration=pause, loop=0)
    return buffer.getvalue()
