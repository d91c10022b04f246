"""What may be shown on a hill, a layer each: cuts and their tangents, the tangent plane, the level curve."""

import math
from collections.abc import Callable, Iterator

import numpy as np

from gradcalc.maths.evaluation import ScalarField
from gradcalc.pictures.contours import level_lines
from gradcalc.pictures.hill import Hill
from gradcalc.pictures.marks import Polyline
from gradcalc.pictures.scenes.axis_slice import has_partial
from gradcalc.pictures.scenes.slice import slice_distances
from gradcalc.pictures.solids import Flat, Line, Pane, Solid, Spot, Word
from gradcalc.readings.point import Reading
from gradcalc.readings.writing import short

# Shares of the longer side of the window.
REACH = 0.3  # how far tangents go, at most, and
CLIMB = 0.4  # how high, as they are drawn
SHORTEST_RUN = 0.06  # of a triangle whose run is 1
SHORTEST_STEP = 0.02  # of the differences, which is seen
AXES = {"x": np.array([1.0, 0.0]), "y": np.array([0.0, 1.0])}


def cut(hill: Hill, reading: Reading) -> list[Solid]:
    """The cut along u, its tangent, and the triangle whose rise over run is the directional derivative."""
    solids = _cut_along(hill, reading, reading.u, "cut")
    if not reading.diagnosis.sloped:
        return solids
    x, y, z, (ux, uy), slope = *_top(reading), reading.u, reading.slope
    run = run_of(hill, slope)
    rise, (fx, fy) = run * slope, (x + run * ux, y + run * uy)
    text = f"rise {short(rise, run * reading.noise)}, run {run:g}"
    return [
        *solids,
        _tangent(hill, reading, reading.u, slope, "tangent"),
        Line((x, fx, fx), (y, fy, fy), (z, z, z + rise), "rise"),
        Word(text, fx, fy, z + rise / 2, ux, uy, 0.0, "rise"),
    ]


def slices(hill: Hill, reading: Reading) -> list[Solid]:
    """The cuts along the axes and their tangents, whose slopes are the components of the gradient."""
    solids = []
    for slope, (name, way) in zip(reading.gradient.tolist(), AXES.items(), strict=True):
        solids += _cut_along(hill, reading, way, f"cut {name}")
        if has_partial(reading, name):
            x, y, z = _top(reading)
            run = run_of(hill, slope)
            (dx, dy), role = way.tolist(), f"tangent {name}"
            text = f"∂f/∂{name} = {short(slope, reading.noise)}"
            solids += [_tangent(hill, reading, way, slope, role)]
            solids += [Word(text, x + run * dx, y + run * dy, z + run * slope, dx, dy, 0.5, role)]
    return solids


def plane(hill: Hill, reading: Reading) -> list[Solid]:
    """The tangent plane: where long forward steps make the slopes, the plane through three points of the hill."""
    if not reading.diagnosis.differentiable:
        return []
    x, y, z = _top(reading)
    gx, gy = reading.gradient.tolist()
    half = _reach(hill, abs(gx) + abs(gy))
    step = long_step(hill, reading)
    far = max(half, 1.2 * step)
    ways = [(-half, -half), (far, -half), (far, far), (-half, far), (-half, -half)]
    xs, ys, zs = zip(*[(x + a, y + b, z + gx * a + gy * b) for a, b in ways], strict=True)
    solids: list[Solid] = [Pane(xs, ys, zs, "plane"), Line(xs, ys, zs, "plane")]
    for slope, (name, way) in zip((gx, gy), AXES.items(), strict=True):
        if step:
            role, (dx, dy) = f"tangent {name}", way.tolist()
            ex, ey, ez = x + step * dx, y + step * dy, z + step * slope
            solids += [Line((x, ex), (y, ey), (z, ez), role), Spot(ex, ey, ez, role)]
    return solids


def level(hill: Hill, reading: Reading) -> list[Solid]:
    """The level curve through the point, on the hill and on the floor below."""
    chart, z = hill.chart, reading.value
    solids: list[Solid] = []
    for line in level_lines(chart.X[0], chart.Y[:, 0], chart.Z, z):
        x, y = tuple(line[:, 0].tolist()), tuple(line[:, 1].tolist())
        solids += [Flat(Polyline(x, y, "level")), Line(x, y, (z,) * len(x), "level")]
    return solids


def rises(hill: Hill, reading: Reading) -> list[Solid]:
    """The rise along u, in two parts: that of a walk along x, and that of a walk along y."""
    if not reading.diagnosis.differentiable:
        return []
    x, y, z = _top(reading)
    (ux, uy), (gx, gy) = reading.u.tolist(), reading.gradient.tolist()
    run = run_of(hill, abs(ux * gx) + abs(uy * gy))
    (x1, y1), (rise_x, rise_y) = (x + run * ux, y + run * uy), (run * ux * gx, run * uy * gy)
    times, noise = "" if run == 1 else f"{run:g} ", run * reading.noise
    return [
        Line((x, x1), (y, y), (z, z), "direction"),
        Line((x1, x1), (y, y), (z, z + rise_x), "rise x"),
        Line((x1, x1), (y, y1), (z + rise_x, z + rise_x), "direction"),
        Line((x1, x1), (y1, y1), (z + rise_x, z + rise_x + rise_y), "rise y"),
        Word(f"{times}u₁ ∂f/∂x = {short(rise_x, noise)}", x1, y, z + rise_x / 2, 0.0, -1.0, 0.0, "rise x"),
        Word(f"{times}u₂ ∂f/∂y = {short(rise_y, noise)}", x1, y1, z + rise_x + rise_y / 2, ux, uy, 0.0, "rise y"),
    ]


LAYERS: dict[str, Callable[[Hill, Reading], list[Solid]]] = {
    "cut": cut,
    "slices": slices,
    "plane": plane,
    "level": level,
    "rises": rises,
}
DIRECTED = ("cut", "rises")  # those that depend on u


def run_of(hill: Hill, slope: float) -> float:
    """The run of a triangle: 1 where that can be seen and fits, else a round number.

    The rise is that of the slope, so steep triangles are short.
    """
    longest = _reach(hill, slope)
    if SHORTEST_RUN * hill.side <= 1 <= longest:
        return 1.0
    power = 10.0 ** math.floor(math.log10(longest))
    return max(digit * power for digit in (1, 2, 5) if digit * power <= longest * (1 + 1e-9))


def long_step(hill: Hill, reading: Reading) -> float:
    """The forward step that has made the slopes, where it is long enough to be seen; else 0."""
    step = reading.state.step if reading.state.method == "forward" else 0.0
    return step if step >= SHORTEST_STEP * hill.side else 0.0


def _reach(hill: Hill, slope: float) -> float:
    """How far a line of a slope goes, so that it leaves the picture neither sideways nor upwards."""
    steep = abs(slope) * hill.factor
    return hill.side * (REACH if steep * REACH <= CLIMB else CLIMB / steep)


def _top(reading: Reading) -> tuple[float, float, float]:
    return reading.state.x, reading.state.y, reading.value


def _tangent(hill: Hill, reading: Reading, way: np.ndarray, slope: float, role: str) -> Line:
    far = _reach(hill, slope)
    x, y, z = (
        (at - far * move, at + far * move) for at, move in zip(_top(reading), (*way.tolist(), slope), strict=True)
    )
    return Line(x, y, z, role)


def _cut_along(hill: Hill, reading: Reading, way: np.ndarray, role: str) -> list[Solid]:
    """The curve of a cut over all of the window, and the pane between it and the floor."""
    x, y, _ = _top(reading)
    far = 2 * hill.side
    distances = slice_distances(hill.chart.surface, (x, y), way, (-far, far))
    xs, ys = x + distances * way[0], y + distances * way[1]
    heights = ScalarField(hill.chart.surface.f)([xs, ys], xs.shape, xs.dtype)
    solids: list[Solid] = []
    for piece in pieces(hill, heights):
        x_row, y_row, z_row = (tuple(part[piece].tolist()) for part in (xs, ys, heights))
        below = (hill.floor,) * len(x_row)
        solids.append(Pane((*x_row, *x_row[::-1]), (*y_row, *y_row[::-1]), (*z_row, *below), role))
        solids.append(Line(x_row, y_row, z_row, "curve"))
    return solids


def pieces(hill: Hill, heights: np.ndarray) -> Iterator[np.ndarray]:
    """The numbers of neighbours whose heights the hill has, from two on."""
    with np.errstate(invalid="ignore"):
        held = (hill.base <= heights) & (heights <= hill.top)
    for piece in np.split(np.arange(len(heights)), np.flatnonzero(np.diff(held)) + 1):
        if len(piece) > 1 and held[piece[0]]:
            yield piece
