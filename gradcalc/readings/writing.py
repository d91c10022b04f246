"""How numbers, places and vectors are written in words and beside pictures."""

import math

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
    width = limits[1] - limits[0]
    largest = max(abs(limits[0]), abs(limits[1]), width)
    decimals = 2 if width >= 1 else math.ceil(-math.log10(width / SHARE) - 1e-9)
    digits = decimals + math.ceil(math.log10(largest))
    if largest < 0.01 or digits > 15 or (largest >= 1e5 and width >= 1e4):
        digits = math.ceil(math.log10(largest / width * SHARE) - 1e-9)
        return f"{value:.{min(max(digits, 3), 16)}e}" if value else "0.00"
    text = f"{value:.{decimals}f}"
    return text if float(text) else short(value)


def place(x: float, y: float, xlim: Limits, ylim: Limits) -> str:
    """A point in words: "(1.00, 2.00)".

    >>> place(1, 2, (-2, 2), (-2, 2))
    '(1.00, 2.00)'
    """
    return f"({coordinate(x, xlim)}, {coordinate(y, ylim)})"


def pair(parts, length: float) -> str:
    """The components of a vector of this length: three digits where two decimals would be too few.

    >>> pair((2, 0.5), 2.06), pair((-0.012, 0.001), 0.012)
    ('(2.00, 0.50)', '(-0.012, 0.001)')
    """
    return f"({', '.join(component(part, length) for part in parts)})"


def component(value: float, length: float) -> str:
    """One component of a vector of this length."""
    return short(value) if length >= 0.1 or abs(value) < 0.01 else f"{value:.3g}"
