"""What is added to an error of Python that everybody makes who writes a function as on a blackboard."""

import numpy as np


def explain(error: Exception) -> None:
    """Add a note to the error of a function if it is one of these slips, once.

    >>> try:
    ...     2.0 ^ 2
    ... except TypeError as error:
    ...     explain(error)
    ...     print(*error.__notes__)
    In Python a power is **: write x**2 for x^2.
    """
    note = None
    if isinstance(error, TypeError) and ("bitwise_xor" in str(error) or "for ^:" in str(error)):
        note = "In Python a power is **: write x**2 for x^2."
    elif isinstance(error, NameError) and (error.name in ("pi", "e") or _stands_in_numpy(error.name)):
        note = f"In Python {error.name} stands in NumPy: write np.{error.name}, after import numpy as np."
    elif isinstance(error, NameError) and error.name == "ln":
        note = "In Python the natural logarithm is np.log, after import numpy as np."
    if note and note not in getattr(error, "__notes__", ()):
        error.add_note(note)


def _stands_in_numpy(name: str | None) -> bool:
    return isinstance(getattr(np, name or "", None), np.ufunc)
