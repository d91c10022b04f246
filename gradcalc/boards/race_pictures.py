"""The pictures of a race: map, hill, values, slopes, and the key that names the lines."""

import math

import numpy as np

from gradcalc.boards.descent import LOWEST
from gradcalc.live.board.board_pictures import Changing, Picture, graph_picture, hill_picture, map_picture
from gradcalc.maths.racing import Look
from gradcalc.pictures.background import Map, sample_map
from gradcalc.pictures.frames import Frame
from gradcalc.pictures.hill import hill_of
from gradcalc.pictures.scenes.race import (
    KEY_XLIM,
    KEY_YLIM,
    STEEPEST,
    key_scene,
    race_scene,
    race_slopes_scene,
    race_values_scene,
)
from gradcalc.pictures.scenes.race_on_hill import race_on_hill, race_on_hill_words
from gradcalc.readings.point import number
from gradcalc.readings.race import Race, together
from gradcalc.readings.race_words import race_words, slopes_words

STEPS = (0.0, 200.0)
GRADIENTS = "gradients, of each method"
KEY = (344, 70)  # pixels, of the key: as wide as a graph with its labels
HIGHEST = 10.0  # times the first loss: how far up its graph goes


def _key_of(race: Race) -> str:
    return race.surface.name if race.surface else ""


def _chart(race: Race) -> Map:
    assert race.surface is not None
    return sample_map(race.surface)


def _map(race: Race) -> Picture:
    chart = _chart(race)
    frame = chart.frame
    return map_picture(chart, lambda race: race_scene(race, frame.xlim, frame.ylim), race_words, moves=("x", "y"))


def _hill(race: Race) -> Picture:
    hill = hill_of(_chart(race))
    return hill_picture(
        hill, lambda race: race_on_hill(hill, race), lambda race: race_on_hill_words(hill, race), moves=("x", "y")
    )


def _values(race: Race) -> Picture:
    """f against the gradients, on a logarithmic axis where f is nowhere negative."""
    heights = _chart(race).Z
    finite = heights[np.isfinite(heights)]
    low, high = float(finite.min()), float(finite.max())
    high = high if high > low else low + 1.0
    log = low >= 0
    pad = 0.1 * (high - low)
    ylim = (math.log10(high * LOWEST), math.log10(high) + 0.5) if log else (low - pad, high + pad)
    return _values_picture("f after each step", ylim, log)


def _values_picture(title: str, ylim: tuple[float, float], log: bool) -> Picture:
    return graph_picture(
        title, GRADIENTS, STEPS, ylim, scene=lambda race: race_values_scene(race, ylim, log),
        words=lambda race: f"{title}: {_last_values(race)}.", moves=("steps", None), log="y" if log else "",
    )  # fmt: skip


def _last_values(race: Race) -> str:
    there = [f"{runner.method} {number(runner.values[-1])}" for runner in race.runners if runner.left is None]
    return together(there) or "nobody is left"


def _slopes(f: str) -> Picture:
    return graph_picture(
        rf"$D_u {f}\, /\, |\nabla {f}|$ along each step", GRADIENTS, STEPS, STEEPEST,
        scene=race_slopes_scene, words=slopes_words, moves=("steps", None),
    )  # fmt: skip


def _key() -> Picture:
    width, height = KEY
    frame = Frame(width + 8, height + 8, 4, 4, width, height, KEY_XLIM, KEY_YLIM)
    return Picture(frame, lambda axes, dark: axes.set_axis_off(), key_scene, lambda race: "")


PICTURES = {
    "map": Changing(_key_of, _map),
    "hill": Changing(_key_of, _hill),
    "key": _key(),
    "values": Changing(_key_of, _values),
    "slopes": _slopes("f"),
}


def loss_pictures(look: Look, start: np.ndarray) -> dict[str, Picture]:
    """Those of a loss of many parameters, whose values begin at start."""
    (value,), _ = look(start[np.newaxis])
    log = bool(value > 0)
    size = max(abs(float(value)), 1e-12)
    ylim = (math.log10(size) - 4, math.log10(size * HIGHEST)) if log else (-HIGHEST * size, HIGHEST * size)
    return {"key": _key(), "values": _values_picture("loss after each step", ylim, log), "slopes": _slopes("L")}
