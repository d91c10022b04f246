"""A hill for the browser, which turns it by itself: over a square window 7 kB of heights, twice 5 kB of colours."""

import numpy as np

from gradcalc.pictures.hill import Hill


def hill_data(hill: Hill) -> dict:
    """The corners of the facets (float64), their heights as drawn (float32), and their colours (three uint8 each).

    The colours are those of a light page and those of a dark one.
    """
    return {
        "x": hill.x.tobytes(),
        "y": hill.y.tobytes(),
        "rises": hill.rises.astype(np.float32).tobytes(),
        "colours": [hill.colours(dark).tobytes() for dark in (False, True)],
        "base": hill.base,
        "top": hill.top,
        "factor": hill.factor,
        "cut": hill.cut,
    }
