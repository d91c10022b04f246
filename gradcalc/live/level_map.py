"""The contours of a map as shapes that the browser draws by itself: bands, lines and labels.

Static pictures have theirs from Matplotlib, which takes several times as long; both share levels and colours.
"""

from collections.abc import Sequence

import numpy as np
from contourpy import FillType, LineType, contour_generator
from matplotlib.colors import to_hex

from gradcalc.pictures.background import FILL, LABEL_INK, LABELLED, Map, colours_of, levels_of, word_for
from gradcalc.pictures.contour_labels import Placer

UNITS = 65535  # points are sent as whole numbers, so many along each side of the window: finer than any screen
THEMES = False, True  # whether each is dark
LETTER, PADDING = 6.5, 8  # pixels: the width of a letter, and what a label leaves free around it


def level_map(chart: Map, labelled: bool = True) -> dict:
    """The contours of a map, for the browser, which knows its theme: colours, ink and alpha for light and for dark.

    shapes are (kind, colours, number of paths, height) with kind "hatch", "fill" or "line"; only that of a line has
    a height. points are pairs of uint16,
    in parts of the window; ends say, as uint32, where each path ends among them. labels are (text, x, y, angle),
    the angle in radians, clockwise as on the screen.
    """
    shapes, paths, labels = [], [], []
    inks = [LABEL_INK[dark] for dark in THEMES]

    def add(kind: str, colours: Sequence[str], found: list[np.ndarray], height: float = 0.0) -> None:
        shapes.append((kind, colours, len(found), height))
        paths.extend(found)

    finite = np.isfinite(chart.Z)
    if not finite.all():
        add("hatch", inks, _filled(_generator(chart, (~finite).astype(float)), 0.5, 1.5))
    Z, decade, levels = levels_of(chart)
    if levels.size:
        generator, maps = _generator(chart, Z), [colours_of(dark) for dark in THEMES]
        shares = (levels - levels[0]) / (levels[-1] - levels[0])
        middles = [0.0, *(shares[1:] + shares[:-1]) / 2, 1.0]
        for share, low, high in zip(middles, [-np.inf, *levels], [*levels, np.inf], strict=True):
            add("fill", [to_hex(colours(share)) for colours in maps], _filled(generator, low, high))
        placer = Placer(chart.frame)
        for i, (share, level) in enumerate(zip(shares, levels, strict=True)):
            lines = _split(*generator.lines(level))
            if labelled and i % LABELLED == 0:
                text = word_for(level, decade)
                lines, places = placer.place(lines, LETTER * len(text) + PADDING)
                labels += [(text, *place) for place in places]
            add("line", [to_hex(colours(share)) for colours in maps], lines, float(level * decade))
    low = np.array([chart.surface.xlim[0], chart.surface.ylim[0]])
    width = np.array([chart.surface.xlim[1], chart.surface.ylim[1]]) - low
    points = np.concatenate([np.empty((0, 2)), *paths])
    return {
        "xlim": chart.surface.xlim,
        "ylim": chart.surface.ylim,
        "shapes": shapes,
        "points": np.round((points - low) / width * UNITS).astype("<u2").tobytes(),
        "ends": np.cumsum([len(path) for path in paths]).astype("<u4").tobytes(),
        "labels": labels,
        "ink": inks,
        "alpha": [FILL[dark] for dark in THEMES],
    }


def _generator(chart: Map, Z: np.ndarray):
    fill, line = FillType.ChunkCombinedOffset, LineType.ChunkCombinedOffset
    return contour_generator(chart.X, chart.Y, Z, corner_mask=True, fill_type=fill, line_type=line)


def _filled(generator, low: float, high: float) -> list[np.ndarray]:
    return _split(*generator.filled(low, high))


def _split(points: list, offsets: list) -> list[np.ndarray]:
    """The paths of contourpy's only chunk, each of shape (m, 2); none where it has found nothing."""
    return [] if points[0] is None else np.split(points[0], offsets[0][1:-1])
