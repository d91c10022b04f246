"""How numbers, places and vectors are written in words and beside pictures."""

import math
from collections.abc import Iterable

Limits = tuple[float, float]
SHARE = 1000  # a place is written to at least this share of its window


def short(value: float, noise: float = 0.0) -> str:
    """Two decimals for moderate numbers, three digits for others, 0.00 below the noise, never "-0.00"."""
    if abs(value) <= noise:
        return "0.00"
    return f"{value:.2f}" if 0.01 <= abs(value) < 1e5 else f"{value:.3g}"


def coordinate(value: float, limits: Limits) -> str:
    """A coordinate with as many digits as its window needs.

    >>> coordinate(1.0, (-2, 2)), coordinate(1e-6, (-3e-6, 3e-6)), coordinate(5e6 + 1.25, (5e6 - 20, 5e6 + 20))
    ('1.00', '1.000e-06', '5000001.25')
    """
    if not value:
        return "0.00"
    if not abs(value) <= max(1e5, 10 * abs(limits[0]), 10 * abs(limits[1])):
        return short(value)  # far outside, as a descent may get
    text = format(value, digits(*limits))
    return text if float(text) else short(value)


def digits(low: float, high: float) -> str:
    """How coordinates between two limits are written, as a format of Python and of sliders.

    >>> digits(-2, 2), digits(0, 0.1), digits(-3e-6, 3e-6), digits(0, 1e9)
    ('.2f', '.4f', '.3e', '.3e')
    >>> digits(0.015, 1.015), digits(-0.795, 0.205 - 1e-15)  # rounding of the limits does not count
    ('.2f', '.2f')
    """
    width, largest = high - low, max(abs(low), abs(high))
    decimals = max(2, math.ceil(-math.log10(width / SHARE) - 1e-9)) if width < 1 - 1e-9 else 2
    if 0.01 <= largest < (1e16 if width < 1e5 else 1e5) and decimals + math.log10(largest) < 15:
        return f".{decimals}f"
    return f".{min(max(3, math.ceil(math.log10(largest / width * SHARE) - 1e-9)), 15)}e"


def place(x: float, y: float, xlim: Limits, ylim: Limits) -> str:
    """A point in words: "(1.00, 2.00)".

    >>> place(1, 2, (-2, 2), (-2, 2))
    '(1.00, 2.00)'
    """
    return f"({coordinate(x, xlim)}, {coordinate(y, ylim)})"


def pair(parts: Iterable[float], length: float) -> str:
    """Components of a vector of this length: three digits where two decimals would be too few.

    >>> pair((2, 0.5), 2.06), pair((-0.012, 0.001), 0.012), pair((2, 1e-9), 2)
    ('(2.00, 0.50)', '(-0.012, 0.001)', '(2.00, 0.00)')
    """
    return f"({', '.join(component(part, length) for part in parts)})"


def component(value: float, length: float) -> str:
    """One component of a vector of this length, or a slope beside it; 0.00 a millionth of the length below it."""
    fine = 0.01 <= abs(value) < 0.1 and length < 0.1
    return f"{value:.3g}" if fine else short(value, 1e-6 * length)
