"""The hill: the graph of f in space above its map, and on it whatever is to be shown."""

import numpy as np

from gradcalc.pictures.camera import Camera
from gradcalc.pictures.hill import Hill
from gradcalc.pictures.scenes.components import components_scene
from gradcalc.pictures.scenes.hill_layers import DIRECTED, LAYERS, long_step
from gradcalc.pictures.scenes.projection import projection_scene
from gradcalc.pictures.scenes.scales import cut_off
from gradcalc.pictures.solids import Flat, Line, Solid, Spot, Word
from gradcalc.readings.point import Reading
from gradcalc.readings.writing import pair, short


def surface_scene(hill: Hill, reading: Reading, scale: float, directed: bool = True) -> list[Solid]:
    """The solids at a reading: what the map shows, on the floor; the point above it; and the layers of the state.

    Not directed, for readers who have not met u yet, the map is that of the components.
    """
    frame, (x, y, z) = hill.chart.frame, (reading.state.x, reading.state.y, reading.value)
    marks = (projection_scene if directed else components_scene)(reading, scale, frame.xlim, frame.ylim)
    # The floor has no frame that would cut marks off.
    solids: list[Solid] = [Flat(part) for mark in marks for part in cut_off(mark, frame.xlim, frame.ylim)]
    if not hill.base <= z <= hill.top:
        return solids
    for name in reading.state.shows:
        if directed or name not in DIRECTED:
            solids += LAYERS[name](hill, reading)
    ux, uy = reading.u.tolist() if directed else (0.0, 0.0)  # what depends on u has words of its own that way
    return [
        *solids,
        Line((x, x), (y, y), (hill.floor, z), "line"),
        Spot(x, y, z, "point"),
        Word(f"f = {short(z)}", x, y, z, -ux, -uy, 1.0, "point"),
    ]


def surface_words(hill: Hill, reading: Reading, directed: bool = True) -> str:
    """The hill in words, as the camera of the state sees it."""
    state = reading.state
    place = Camera(state.azimuth, state.elevation).place()
    words = [
        f"{place}, above its map: {hill_words(hill)}.",
        _at_the_point(hill, reading, directed),
    ]
    if reading.diagnosis.flat:
        words.append("The gradient is zero, so no arrow lies on the floor.")
    elif reading.diagnosis.exists:
        arrow = pair(reading.gradient, reading.length)
        what = f"the arrow {arrow} that the differences give" if reading.off else f"the gradient {arrow}"
        words.append(f"On the floor, not on the hill, lies {what}.")
    if hill.base <= reading.value <= hill.top:
        words += [_layer_words(hill, reading, name) for name in state.shows if directed or name not in DIRECTED]
    words = [text for text in words if text]
    return " ".join([*words, *hill_notes(hill)])


def hill_words(hill: Hill) -> str:
    """How high a hill is, in words."""
    rises = hill.rises.astype(np.float32).astype(float)  # as the browser has them
    heights = hill.base + rises[np.isfinite(rises)] / hill.factor
    low, high = (heights.min(), heights.max()) if heights.size else (hill.base, hill.top)
    noise = 1e-6 * (hill.top - hill.base)
    return f"a hill with heights from {short(low, noise)} to {short(high, noise)}"


def hill_notes(hill: Hill) -> list[str]:
    """What has to be said of how a hill is drawn."""
    notes = [] if hill.factor == 1 else [f"Heights are drawn {hill.factor:g} times as high as they are."]
    for goes_on, height, way in zip(hill.cut, (hill.base, hill.top), ("below", "above"), strict=True):
        if goes_on:
            notes.append(f"The hill is cut off at the height {short(height)}: it goes on {way}.")
    return notes


def _layer_words(hill: Hill, reading: Reading, name: str) -> str:
    """What a layer shows where it is drawn. What the cut shows is said of the point."""
    match name:
        case "slices":
            slopes = ", with the components of the gradient as their slopes" if reading.diagnosis.exists else ""
            return f"Two cuts lead through the point, along x and along y{slopes}."
        case "level":
            return "The level curve through the point runs over the hill at one height, and lies on the floor too."
        case "plane" if reading.diagnosis.differentiable and (step := long_step(hill, reading)):
            return f"A plane goes through three points of the hill, two of them {short(step)} on along x and along y."
        case "plane" if reading.diagnosis.differentiable:
            return "A plane touches the hill at the point."
        case "rises" if reading.diagnosis.differentiable:
            along_x, along_y = (short(part, reading.noise) for part in reading.u * reading.gradient)
            return f"Of the rise on a walk of 1 along u, {along_x} comes from its part along x, {along_y} from y."
    return ""


def _at_the_point(hill: Hill, reading: Reading, directed: bool) -> str:
    state, z = reading.state, reading.value
    at = reading.where
    if not np.isfinite(z):
        return f"Over {at} there is a hole: f is undefined there."
    if not hill.base <= z <= hill.top:
        return f"Over {at} the hill is cut off: it is {short(z)} high there."
    text = f"At {at} it is {short(z)} high"
    if not directed or "cut" not in state.shows or not reading.diagnosis.sloped:
        return f"{text}."
    slope, noise = reading.slope, 1e-6 * max(reading.length, (hill.top - hill.base) / hill.side)
    climbs = "climbs" if slope > noise else "falls" if slope < -noise else "is level"
    return f"{text}; the cut along {state.angle + 0:.4g}° {climbs} there, with slope {short(slope, noise)}."
