"""Four contour maps and four gradient fields, to find out which belong together."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gradcalc.functions.surfaces import Surface
from gradcalc.pictures.frames import Frame, axes_on, sheet
from gradcalc.pictures.render import draw
from gradcalc.pictures.scenes.scales import field_arrows

SIDE, GAP, TITLE = 144, 8, 26  # pixels
REACH = 2.0
ARROWS = 9
LEVELS = (-7, -5, -3, -1, 1, 3, 5, 7)

SURFACES = {
    "saddle": Surface("saddle", lambda x, y: x**2 - y**2, gradient=lambda x, y: np.array([2 * x, -2 * y])),
    "dome": Surface("dome", lambda x, y: 8 - x**2 - y**2, gradient=lambda x, y: np.array([-2 * x, -2 * y])),
    "turned saddle": Surface("turned saddle", lambda x, y: 2 * x * y, gradient=lambda x, y: np.array([2 * y, 2 * x])),
    "bowl": Surface("bowl", lambda x, y: x**2 + y**2, gradient=lambda x, y: np.array([2 * x, 2 * y])),
}
MAPS = {"map 1": "saddle", "map 2": "dome", "map 3": "turned saddle", "map 4": "bowl"}
FIELDS = {"A": "dome", "B": "turned saddle", "C": "bowl", "D": "saddle"}

WORDS = (
    "All eight pictures show x and y from −2 to 2.",
    "Map 1: curves that cross the axes at right angles and bend away from the origin, as a hyperbola does. Heights "
    "rise to 3 towards the left and the right edge, and fall to −3 towards the upper and the lower edge.",
    "Map 2: circles around the origin. The height is greatest at the origin and falls outwards, from 7 to 1.",
    "Map 3: the same curves as on map 1, turned by 45°: they cross the diagonals. Heights rise to 7 towards the "
    "upper right and the lower left corner, and fall to −7 towards the upper left and the lower right corner.",
    "Map 4: circles around the origin. The height is least at the origin and rises outwards, from 1 to 7.",
    "Field A: all arrows point towards the origin, and they are longer further out.",
    "Field B: along the diagonal from lower left to upper right the arrows point away from the origin, along the "
    "other diagonal towards it. On the x-axis they point up on the right and down on the left.",
    "Field C: all arrows point away from the origin, and they are longer further out.",
    "Field D: on the x-axis the arrows point away from the origin, on the y-axis towards it.",
)


def maps_and_fields(dark: bool) -> Figure:
    """The maps in a row, and the fields in a row below them."""
    figure = sheet(4 * SIDE + 5 * GAP, 2 * (SIDE + TITLE) + 3 * GAP)
    for row, (names, picture) in enumerate(((MAPS, _draw_map), (FIELDS, _draw_field))):
        for column, (name, surface) in enumerate(names.items()):
            frame = Frame(SIDE, SIDE, 0, 0, SIDE, SIDE, (-1.2 * REACH, 1.2 * REACH), (-1.2 * REACH, 1.2 * REACH))
            left, top = GAP + column * (SIDE + GAP), TITLE + row * (SIDE + TITLE + GAP)
            axes = axes_on(figure, frame, dark, left, top)
            axes.set(xticks=[], yticks=[])
            axes.spines[:].set_color("#4b5563" if dark else "#d1d5db")
            axes.set_title(
                name if row == 0 else f"field {name}", color="#e5e7eb" if dark else "#1f2937", fontsize=10, pad=4
            )
            picture(axes, SURFACES[surface], dark)
    return figure


def _grid(n: int) -> tuple[np.ndarray, np.ndarray]:
    x = np.linspace(-REACH, REACH, n)
    return x[np.newaxis, :].repeat(n, axis=0), x[:, np.newaxis].repeat(n, axis=1)


def _draw_map(axes: Axes, surface: Surface, dark: bool) -> None:
    X, Y = _grid(80)
    Z = surface(X, Y)
    ink = "#e5e7eb" if dark else "#374151"
    lines = axes.contour(X, Y, Z, levels=LEVELS, colors=ink, linewidths=0.9, negative_linestyles="solid")
    # One label a curve in each half plane, where the curves are far from each other.
    labels = [(x, y) for x, y in _label_places(surface) if max(abs(x), abs(y)) < REACH]
    for text in axes.clabel(lines, manual=labels, fontsize=8, fmt=lambda v: f"{v:g}".replace("-", "−"), colors=ink):
        text.set_rotation(0)


def _label_places(surface: Surface) -> list[tuple[float, float]]:
    r = np.linspace(0.05, 2.8, 400)
    places = []
    for degrees in (0, 90, 180, 270) if surface.name == "saddle" else (45, 135, 225, 315):
        t = np.radians(degrees)
        heights = surface(r * np.cos(t), r * np.sin(t))
        for level in LEVELS:
            if heights.min() < level < heights.max():
                at = r[np.abs(heights - level).argmin()]
                places.append((float(at * np.cos(t)), float(at * np.sin(t))))
    return places


def _draw_field(axes: Axes, surface: Surface, dark: bool) -> None:
    assert surface.gradient is not None
    X, Y = _grid(ARROWS)
    U, V = surface.gradient(X, Y)
    draw(axes, [field_arrows(X, Y, U, V, cell=2 * REACH / (ARROWS - 1))], dark)
