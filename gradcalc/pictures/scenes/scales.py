"""How long arrows are drawn, so that lengths can be compared and nothing runs off unseen."""

import math
from collections.abc import Callable

import numpy as np

from gradcalc.pictures.marks import Arrow, FieldArrows, Mark, Polyline, RightAngle

MARGIN = 0.1  # of the window, on each side, so that arrows at its edge can be seen
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


def padded(limits: tuple[float, float]) -> tuple[float, float]:
    """The limits of the picture: those of the window, and a margin."""
    low, high = limits
    pad = MARGIN * (high - low)
    return low - pad, high + pad


def arrow_scale(magnitude: np.ndarray, width: float) -> float:
    """The factor by which gradients are drawn: 1 where true lengths fit the window, else a round number.

    magnitude holds the gradient's lengths over the window, nan where undefined; width is the
    window's greater side. Four in five arrows come out at most 0.4 of it long.
    """
    finite = magnitude[np.isfinite(magnitude) & (magnitude > 0)]
    if not finite.size:
        return 1.0
    with np.errstate(over="ignore"):  # of the shortest gradients that there are
        fitting = float(np.clip(0.4 * width / np.quantile(finite, 0.8), 1e-300, 1e300))
    if 1 <= fitting < 10:
        return 1.0
    power = 10.0 ** math.floor(math.log10(max(fitting, 1 / fitting)))
    if fitting > 1:
        return power
    whole = (digit * power for digit in ROUND if (digit * power).is_integer())
    return 1 / next(n for n in whole if n * fitting >= 1)


def scale_note(scale: float, parts: str = "its projection") -> str:
    """The scale in words, to print under the picture; parts are what is drawn beside the gradient."""
    if scale == 1:
        return f"∇f and {parts} are drawn at true length"
    factor = f"{scale:g} ×" if scale > 1 else f"1/{1 / scale:g} of"
    return f"∇f and {parts} are drawn at {factor} true length"


# How long an arrow of a field is, in cells, from its length as a share of the longest.
LENGTHS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "proportional": lambda share: share,
    "equal": lambda share: np.where(share > LEVEL, 0.8, 0.0),
    "compressed": np.cbrt,
}
LEVEL = 1e-5  # of the longest: shorter ones have no direction to trust, and are drawn as dots at equal lengths


def field_arrows(
    x: np.ndarray, y: np.ndarray, u: np.ndarray, v: np.ndarray, cell: float, lengths: str = "proportional"
) -> FieldArrows:
    """Arrows centred on grid points, at most as long as a cell; none where u or v is not finite.

    lengths is one of LENGTHS: true proportions, all equal, or compressed to the cube root, so that
    eight times as steep is drawn twice as long.
    """
    finite = np.isfinite(u) & np.isfinite(v)
    x, y, u, v = x[finite], y[finite], u[finite], v[finite]
    # Divided by the greatest component first: the square of a huge one would overflow.
    largest = max(np.abs(u).max(initial=0), np.abs(v).max(initial=0)) or 1.0
    u, v = u / largest, v / largest
    length = np.hypot(u, v)
    share = length / (length.max(initial=0) or 1.0)
    factor = cell * LENGTHS[lengths](share) / np.where(length > 0, length, 1.0)
    dx, dy = u * factor, v * factor
    return FieldArrows(np.column_stack([x - dx / 2, y - dy / 2, dx, dy]))


def clip_arrow(arrow: Arrow, xlim: tuple[float, float], ylim: tuple[float, float]) -> Arrow:
    """The arrow, cut off at the edge of the picture and marked as broken where it reaches beyond."""
    share = 1.0
    for start, move, (low, high) in ((arrow.x, arrow.dx, xlim), (arrow.y, arrow.dy, ylim)):
        if not low <= start + move <= high:
            room = (high if move > 0 else low) - start
            share = min(share, max(0.0, room / move))
    if share == 1.0:
        return arrow
    share *= 0.97  # the head stays inside the frame
    return Arrow(arrow.x, arrow.y, arrow.dx * share, arrow.dy * share, arrow.role, broken=True)


def cut_off(mark: Mark, xlim: tuple[float, float], ylim: tuple[float, float]) -> list[Mark]:
    """What of a mark lies inside the limits, for where no frame cuts it off: of a straight line a part, of a right
    angle all or nothing.

    >>> (part,) = cut_off(Polyline((0, 4), (0, 2), "drop"), (-2, 2), (-2, 2))
    >>> part.x, part.y
    ((0.0, 2.0), (0.0, 1.0))
    """
    match mark:
        case Polyline((x0, x1), (y0, y1), role):
            near, far = 0.0, 1.0
            for start, move, (low, high) in ((x0, x1 - x0, xlim), (y0, y1 - y0, ylim)):
                if move:
                    ends = sorted(((low - start) / move, (high - start) / move))
                    near, far = max(near, ends[0]), min(far, ends[1])
                elif not low <= start <= high:
                    return []
            x, y = (x0 + near * (x1 - x0), x0 + far * (x1 - x0)), (y0 + near * (y1 - y0), y0 + far * (y1 - y0))
            return [Polyline(x, y, role)] if near < far else []
        case RightAngle(x, y) if not (xlim[0] <= x <= xlim[1] and ylim[0] <= y <= ylim[1]):
            return []
    return [mark]
