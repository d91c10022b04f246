"""Over which heights of a function a picture goes."""

import numpy as np


def heights_of(Z: np.ndarray) -> tuple[float, float]:
    """The limits of f in a graph: all of its values, or nine in ten where the others lie far off."""
    finite = np.clip(Z[np.isfinite(Z)], -1e300, 1e300)  # three times the range must stay finite
    low, high = np.quantile(finite, [0.05, 0.95])
    if finite.max() - finite.min() <= 3 * (high - low):
        low, high = finite.min(), finite.max()
    pad = 0.12 * (high - low) or 0.5 * max(1.0, abs(high))
    return float(low - pad), float(high + pad)
