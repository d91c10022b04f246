"""A hill and its floor, drawn by Matplotlib."""

from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.transforms import Affine2D

from gradcalc.pictures.background import lay_contours, levels_of
from gradcalc.pictures.frames import DPI
from gradcalc.pictures.marks import STYLES
from gradcalc.pictures.space import Facets, Floor

SEAM = 0.6  # points: neighbours overlap by a little, or the paper would shine through between them


def draw_floor(axes: Axes, floor: Floor, dark: bool, order: int) -> None:
    """The contours of the map, laid on the floor."""
    laid = Affine2D.from_values(*floor.matrix) + axes.transData
    Z, _, levels = levels_of(floor.chart)
    lay_contours(axes, floor.chart, (Z, levels), dark, transform=laid, zorder=order)


def draw_facets(axes: Axes, facets: Facets, dark: bool, order: int) -> None:
    """The facets, each over those beyond it, and then as one sheet as opaque as they say; so their contours."""
    colours, style = facets.hill.colours(dark)[facets.cells] / 255, STYLES["contour"]
    ink, width = style.dark if dark else style.light, style.width * 72 / DPI
    for sheet in (
        PolyCollection([*facets.corners], facecolors=colours, edgecolors=colours, linewidths=SEAM, zorder=order),
        LineCollection(facets.contours, colors=ink, linewidths=width, zorder=order),
    ):
        sheet.set_agg_filter(partial(_fade, opacity=facets.opacity))
        sheet.set_rasterized(True)  # a thousand shapes, and no SVG fades them as one
        axes.add_collection(sheet, autolim=False)


def _fade(image: np.ndarray, dpi: float, opacity: float) -> tuple[np.ndarray, int, int]:
    faded = image.copy()
    faded[..., 3] *= opacity
    return faded, 0, 0
