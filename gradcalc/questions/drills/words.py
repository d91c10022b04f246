"""Numbers, pairs and sums as the steps of a solution write them, in LaTeX."""

from collections.abc import Sequence

import numpy as np

DECIMALS = 4

Numbers = Sequence[float] | np.ndarray


def num(value: float) -> str:
    """A number with four decimals at most.

    >>> num(-2.0), num(2 / 3)
    ('-2', '0.6667')
    """
    return f"{round(float(value), DECIMALS) + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".")


def held(value: float) -> str:
    """A number as a factor or behind a sign: in brackets where it is negative."""
    return f"({num(value)})" if num(value).startswith("-") else num(value)


def is_whole(*values: float) -> bool:
    """Whether numbers are written as they are, without rounding."""
    return all(abs(value - float(num(value))) < 1e-9 for value in values)


def equals(*values: float, of: Numbers = ()) -> str:
    r"""One number, or a vector, behind its sign of equality, rounded if it, or what it is made `of`, is.

    >>> equals(0.5), equals(1 / 3, 2)
    ('= 0.5', '\\approx (0.3333, 2)')
    """
    sign = "=" if is_whole(*values, *of) else r"\approx"
    return f"{sign} {pair(values) if len(values) > 1 else num(values[0])}"


def pair(values: Numbers) -> str:
    """A vector or a point."""
    return f"({', '.join(num(value) for value in values)})"


def dot(one: Numbers, other: Numbers) -> str:
    r"""The sum that a dot product is.

    >>> dot((2, -1), (0.6, 0.8))
    '2 \\cdot 0.6 + (-1) \\cdot 0.8'
    """
    terms = [
        rf"{num(a) if i == 0 else held(a)} \cdot {held(b)}" for i, (a, b) in enumerate(zip(one, other, strict=True))
    ]
    return " + ".join(terms)
