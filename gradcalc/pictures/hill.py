"""The graph of a function as a hill in space: facets over a grid, above a floor on which its map lies."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gradcalc.maths.evaluation import ScalarField
from gradcalc.pictures.background import Map, colours_of, levels_of
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.contours import level_lines
from gradcalc.pictures.frames import TOP, Frame
from gradcalc.pictures.heights import heights_of
from gradcalc.pictures.marks import HALO
from gradcalc.pictures.scenes.scales import ROUND

CELLS = 40  # along the longer side: even, so that the middle of the window is a corner of facets
FEWEST = 8
GAP = 0.5  # of the longer side: how far above its floor a hill is drawn
TALLEST, LOWEST = 0.6, 0.2  # heights are drawn true where that makes a hill of such a height
BOX, MARGIN, PER_SIDE = (440, 436), 8, 260  # pixels: of the axes, around them, and of the window's longer side
HIGHEST = 1e300  # times as high as it is: the factor itself must stay finite
PALE, SHADE = 0.42, 0.38  # how much of the colour is paper, and how much of it a slope turned away loses
STEEPEST, BENT = 0.2, 0.002  # steps on the way to the camera: sideways at least, and how far from the hill they tell
LIGHT = np.array([-0.45, -0.55, 0.7])


@dataclass(frozen=True, eq=False)
class Hill:
    """The hill of a map.

    x and y are the corners of its facets, rises their heights above the base as they are drawn, in units of x,
    of shape (len(y), len(x)); nan where f is undefined, or outside of the range from base to top. A height of f
    is drawn factor times as high. cut says whether the hill goes on below the base, and above the top.
    """

    chart: Map
    x: np.ndarray
    y: np.ndarray
    rises: np.ndarray
    base: float
    top: float
    factor: float
    cut: tuple[bool, bool]

    @property
    def side(self) -> float:
        """The longer side of the window."""
        return float(max(np.ptp(self.x), np.ptp(self.y)))

    @property
    def floor(self) -> float:
        """The height of the floor, as if it were a value of f."""
        return self.base - GAP * self.side / self.factor

    @property
    def middle(self) -> tuple[float, float, float]:
        """What the camera looks at: the middle of the window, half way from the floor to the top, as it is drawn."""
        (x0, x1), (y0, y1) = self.chart.surface.xlim, self.chart.surface.ylim
        return (x0 + x1) / 2, (y0 + y1) / 2, (self.drawn(self.top) - GAP * self.side) / 2

    @property
    def frame(self) -> Frame:
        """The frame of its picture, in which a unit of x and of y is as long as the camera leaves it."""
        x, y, _ = self.middle
        (width, height), unit = BOX, self.side / PER_SIDE
        xlim, ylim = ((at - size * unit / 2, at + size * unit / 2) for at, size in ((x, width), (y, height)))
        return Frame(width + 2 * MARGIN, TOP + height + MARGIN, MARGIN, TOP, width, height, xlim, ylim)

    def drawn(self, z):
        """Heights of f as they are drawn, above the base and in units of x."""
        return (z - self.base) * self.factor

    @cached_property
    def facets(self) -> np.ndarray:
        """Which cells of the grid have a facet: shape (len(y) - 1, len(x) - 1)."""
        finite = np.isfinite(self.rises)
        return finite[:-1, :-1] & finite[1:, :-1] & finite[:-1, 1:] & finite[1:, 1:]

    def order(self, camera: Camera) -> np.ndarray:
        """The numbers of the facets, row by row of the grid, from the furthest to the nearest.

        A facet hides only those beyond it, along x and along y: no depth has to be compared, and none flickers.
        """
        rows, columns = (
            np.arange(len(corners) - 1)[:: -1 if way < 0 else 1]
            for corners, way in ((self.y, camera.towards[1]), (self.x, camera.towards[0]))
        )
        numbers = (rows[:, np.newaxis] * len(columns) + columns).ravel()
        return numbers[self.facets.ravel()[numbers]]

    def colours(self, dark: bool) -> np.ndarray:
        """The colours of all cells, uint8 of shape (cells, 3): those of the map, paler, and shaded by a light."""
        _, decade, levels = levels_of(self.chart)
        centre = (self.rises[:-1, :-1] + self.rises[1:, 1:] + self.rises[1:, :-1] + self.rises[:-1, 1:]) / 4
        heights = (self.base + centre / self.factor) / decade
        low, high = (levels[0], levels[-1]) if levels.size > 1 else (0.0, 0.0)
        shares = (heights - low) / (high - low) if high > low else np.full_like(heights, 0.5)
        fill = colours_of(dark)(np.clip(np.nan_to_num(shares), 0, 1))[..., :3]
        paper = np.array([int(HALO["dark" if dark else "light"][i : i + 2], 16) for i in (1, 3, 5)]) / 255
        lit = 1 - SHADE * (1 - np.clip(self._normals() @ (LIGHT / np.linalg.norm(LIGHT)), 0, 1))
        shown = (fill * (1 - PALE) + paper * PALE) * lit[..., np.newaxis]
        return np.round(255 * np.nan_to_num(shown)).astype(np.uint8).reshape(-1, 3)

    def _normals(self) -> np.ndarray:
        corners = np.stack([*np.meshgrid(self.x, self.y), self.rises], axis=-1)
        normals = np.cross(corners[1:, 1:] - corners[:-1, :-1], corners[1:, :-1] - corners[:-1, 1:]) * -1.0
        normals = np.where(normals[..., 2:] < 0, -normals, normals)
        return normals / np.linalg.norm(normals, axis=-1, keepdims=True)

    def rise_at(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The drawn height of the facets over points, nan where there is none."""
        (i, s), (j, t) = _cells(self.y, y), _cells(self.x, x)
        low, high = ((1 - t) * self.rises[row, j] + t * self.rises[row, j + 1] for row in (i, i + 1))
        inside = (x >= self.x[0]) & (x <= self.x[-1]) & (y >= self.y[0]) & (y <= self.y[-1])
        return np.where(inside, (1 - s) * low + s * high, np.nan)

    def hides(self, x: np.ndarray, y: np.ndarray, rises: np.ndarray, camera: Camera) -> np.ndarray:
        """Whether the way from points of space to the camera leads through the hill, which can be seen from below.

        A step on the way is as long as a facet. Nearer to the hill than a facet is bent, no side of it is sure.
        """
        dx, dy, dz = camera.towards
        step = self.side / CELLS / max(math.hypot(dx, dy), STEEPEST)
        highest = np.nanmax(self.rises, initial=0.0)
        side, hidden, past = np.zeros(np.shape(x)), np.zeros(np.shape(x), bool), np.zeros(np.shape(x), bool)
        for far in step * np.arange(1, 2 * CELLS):
            over = rises + far * dz - self.rise_at(x + far * dx, y + far * dy)
            with np.errstate(invalid="ignore"):
                now = np.where(np.abs(over) > BENT * self.side, np.sign(over), 0)
            hidden |= ~past & (side * np.nan_to_num(now) < 0)
            side = np.where(side == 0, np.nan_to_num(now), side)
            past |= rises + far * dz > highest
            if past.all():
                break
        return hidden

    @cached_property
    def contours(self) -> list[tuple[float, np.ndarray]]:
        """The contours of the map that the hill is high enough for: each a level, and a line of shape (m, 2)."""
        Z, decade, levels = levels_of(self.chart)
        x, y = self.chart.X[0], self.chart.Y[:, 0]
        values = np.where(np.ma.getmaskarray(Z), np.nan, Z.filled(np.nan))
        return [
            (level * decade, line)
            for level in levels
            if self.base <= level * decade <= self.top
            for line in level_lines(x, y, values, level)
        ]


def hill_of(chart: Map) -> Hill:
    """The hill of a map, over the range of heights that its slices use. Raises what the function raises."""
    surface = chart.surface
    widths = [high - low for low, high in (surface.xlim, surface.ylim)]
    x, y = (
        _corners(limits, max(FEWEST, 2 * round(CELLS / 2 * width / max(widths))))
        for limits, width in zip((surface.xlim, surface.ylim), widths, strict=True)
    )
    X, Y = np.meshgrid(x, y)
    return hill_over(chart, x, y, ScalarField(surface.f)([X, Y], X.shape, X.dtype))


def hill_over(chart: Map, x: np.ndarray, y: np.ndarray, Z: np.ndarray) -> Hill:
    """The hill of a map over corners x and y at which f is known: Z of shape (len(y), len(x))."""
    base, top = heights_of(chart.Z)
    seen = np.concatenate([Z[np.isfinite(Z)], chart.Z[np.isfinite(chart.Z)]])
    factor = _factor(top - base, float(max(np.ptp(x), np.ptp(y))))
    with np.errstate(invalid="ignore", over="ignore"):
        rises = np.where((base <= Z) & (top >= Z), (Z - base) * factor, np.nan)
    return Hill(chart, x, y, rises, base, top, factor, (bool(seen.min() < base), bool(seen.max() > top)))


def _corners(limits: tuple[float, float], cells: int) -> np.ndarray:
    """Corners of facets along a side. One of them is 0 where that lies inside: kinks, jumps and poles like to."""
    low, high = limits
    if not low < 0 < high:
        return np.linspace(low, high, cells + 1)
    before = min(max(round(-low / (high - low) * cells), 1), cells - 1)
    return np.concatenate([np.linspace(low, 0.0, before + 1)[:-1], np.linspace(0.0, high, cells - before + 1)])


def _factor(height: float, side: float) -> float:
    """How many times as high heights are drawn: 1 where that looks like a hill, else a round number."""
    if LOWEST * side <= height <= TALLEST * side:
        return 1.0
    fitting = min(TALLEST * side / height, HIGHEST)
    power = 10.0 ** math.floor(math.log10(fitting))
    return max(digit * power for digit in ROUND if digit * power <= fitting * (1 + 1e-9))


def _cells(corners: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cell of each place along a side, and where it lies inside: from 0 to 1."""
    cell = np.clip(np.searchsorted(corners, at, side="right") - 1, 0, len(corners) - 2)
    return cell, (at - corners[cell]) / (corners[cell + 1] - corners[cell])
