"""Places, letters and lists as what is said of a drawing writes them."""

from collections.abc import Sequence

import numpy as np

LETTERS = "ABCDEF"


def place(x: float, y: float) -> str:
    """A place of a picture, no more precise than it was drawn.

    >>> place(1.234, -0.04)
    '(1.2, 0)'
    """
    return f"({short(x)}, {short(y)})"


def short(value: float, digits: int = 2) -> str:
    """A number as one reads it off: two digits, and no more than one decimal.

    >>> short(-2.04), short(13.6), short(0.26)
    ('-2', '14', '0.3')
    """
    rounded = float(np.round(value, 1 if abs(value) < 10 ** (digits - 1) else 0)) + 0.0
    return f"{rounded:g}"


def listed(parts: Sequence[str]) -> str:
    """A list in words.

    >>> listed(["A"]), listed(["A", "B", "C"])
    ('A', 'A, B and C')
    """
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
