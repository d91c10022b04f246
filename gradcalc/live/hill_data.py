"""A hill for the browser, which turns it by itself: over a square window 7 kB of heights and 5 kB of colours."""

import numpy as np

from gradcalc.pictures.hill import Hill


def hill_data(hill: Hill, dark: bool) -> dict:
    """The corners of the facets (float64), their heights as drawn (float32), and their colours (three uint8 each)."""
    return {
        "x": hill.x.tobytes(),
        "y": hill.y.tobytes(),
        "rises": hill.rises.astype(np.float32).tobytes(),
        "colours": hill.colours(dark).tobytes(),
        "base": hill.base,
        "top": hill.top,
        "factor": hill.factor,
    }
