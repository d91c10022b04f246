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


class _Plain(traitlets.TraitType):
    """A trait that is given what NumPy has, and keeps what Python has."""

    def validate(self, obj, value):
        """The value as one of Python."""
        return super().validate(obj, plain(value))  # type: ignore[misc]  # the kind of trait beside it has it


class Number(_Plain, traitlets.Float):
    """A floating-point number."""


class Whole(_Plain, traitlets.Int):
    """A whole number."""


class OneOf(_Plain, traitlets.Enum):
    """One of some texts."""


class Several(_Plain, traitlets.Tuple):
    """Several of something, in a tuple."""
