"""What the page is told of a race, so that it computes the race by itself."""

import base64
from functools import cache

import numpy as np

from gradcalc.boards.race_rates import NAMES, fitting_rates
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.computed import told_surfaces

MOST_STEPS = 200
MOST_SEED = 20
PAUSE = 0.05  # seconds between the steps of Play: all of them take ten


def told(surfaces: dict[str, Surface]) -> dict:
    """The functions by name, the control of each rate, the rates that fit a new function, and chance."""
    return {
        "name": "race",
        "most": MOST_STEPS,
        "surfaces": told_surfaces(surfaces.values()),
        "rates": NAMES,
        "fitting": {name: fitting_rates(some) for name, some in surfaces.items() if some.tree is not None},
        "chance": _chance(),
    }


@cache
def _chance() -> str:
    """The noise of each seed in each step, before it has its size: float64, written in base64.

    A page cannot draw NumPy's numbers: with others the same seed would lead elsewhere there.
    """
    drawn = [np.random.default_rng(seed).standard_normal((MOST_STEPS + 1, 2)) for seed in range(MOST_SEED + 1)]
    return base64.b64encode(np.array(drawn).tobytes()).decode()
