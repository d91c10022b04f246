"""What may stand where a function belongs: a function, or text that somebody here can read as one."""

from collections.abc import Callable

import numpy as np

_readers: list[Callable[[str], Callable]] = []


def read_text_by(reader: Callable[[str], Callable]) -> None:
    """Let text stand for the function that reader makes of it. The maths itself reads none."""
    _readers[:] = [reader]


def as_function(f: Callable | str) -> Callable:
    """The function that was meant. Raises TypeError for what is none, and what the reader raises for text."""
    if isinstance(f, str) and _readers:
        return _readers[0](str(f))
    if is_expression(f):
        raise TypeError(f"f is an expression of SymPy, not a function: pass {LAMBDIFY}.")
    if not callable(f):
        raise TypeError(
            f"f must be a function, not {type(f).__name__}: pass f itself, as the first argument, without calling it."
        )
    refuse_module(f, "f")
    return f


def refuse_module(f: Callable, name: str) -> None:
    """Raise TypeError for a module of PyTorch, which takes tensors: it is a network, or a criterion, and no loss yet.

    >>> refuse_module(np.sum, "f")
    """
    if hasattr(type(f), "named_parameters"):
        raise TypeError(
            f"{name} is a module of PyTorch, {type(f).__name__}, not a function of one array: "
            "gc.torch_loss(module, criterion, data) makes one of a network."
        )


LAMBDIFY = "sympy.lambdify((x, y), expression) instead"


def is_expression(value: object) -> bool:
    """Whether a value is an expression of SymPy, which nothing here has to load; its functions can be called."""
    return type(value).__module__.partition(".")[0] == "sympy" and not callable(value)


def whole_answers(f: Callable) -> Callable:
    """f itself, but a `np.vectorize` that was given no type keeps each answer as it is.

    It would take the type of all answers from the first: after 0, everything would be cut down to integers.
    """
    if not isinstance(f, np.vectorize) or f.otypes is not None:
        return f
    return np.vectorize(f.pyfunc, otypes=[object], excluded=f.excluded, signature=f.signature)


def name_of(f: Callable) -> str:
    """What a function is called in sentences: its own name, or f."""
    name = getattr(f, "__name__", "f")
    return "f" if name == "<lambda>" else name
