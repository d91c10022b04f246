"""Two gradient fields drawn to one scale, so that what differs can be seen."""

import numpy as np

from gradcalc.pictures.marks import FieldArrows

LONGEST = 2.5  # cells: beyond that an arrow is cut, because rounding can make it a thousand times too long


def paired_arrows(x: np.ndarray, y: np.ndarray, field: np.ndarray, exact: np.ndarray, cell: float) -> FieldArrows:
    """Arrows of a field, shape (2, n), at points x and y, in the scale where the longest exact one fills a cell."""
    with np.errstate(all="ignore"):
        longest = np.hypot(*exact).max(initial=0, where=np.isfinite(exact).all(axis=0)) or 1.0
        dx, dy = field * (cell / longest)
        share = np.minimum(1, LONGEST * cell / np.maximum(np.hypot(dx, dy), 1e-300))
        dx, dy = dx * share, dy * share
        arrows = np.column_stack([x - dx / 2, y - dy / 2, dx, dy])
    return FieldArrows(arrows[np.isfinite(arrows).all(axis=1)])
