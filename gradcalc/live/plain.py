"""Traits that take NumPy's numbers, texts and arrays for Python's own, as people have them from np.arange."""

import numpy as np
import traitlets


def plain(value):
    """Numbers, texts and arrays of NumPy as numbers, texts and lists of Python, inside lists and tuples too.

    >>> plain((np.float64(0.5), np.array(3), [np.str_("cut")]))
    (0.5, 3, ['cut'])
    """
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    return type(value)(map(plain, value)) if type(value) in (list, tuple) else value


class Number(traitlets.Float):
    """A floating-point number."""

    def validate(self, obj, value):
        """The number as one of Python."""
        return super().validate(obj, plain(value))


class Whole(traitlets.Int):
    """A whole number."""

    def validate(self, obj, value):
        """The number as one of Python."""
        return super().validate(obj, plain(value))


class OneOf(traitlets.Enum):
    """One of some texts."""

    def validate(self, obj, value):
        """The text as one of Python."""
        return super().validate(obj, plain(value))


class Several(traitlets.Tuple):
    """Several of something."""

    def validate(self, obj, value):
        """All of them as Python has them, in a tuple."""
        return super().validate(obj, plain(value))
