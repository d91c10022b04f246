"""A loss as somebody hands it over: a function of one array, perhaps with its gradient and its batched form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from gradcalc.maths.callables import name_of, refuse_module
from gradcalc.maths.layers import Layer, layers_of_shapes, read_layers
from gradcalc.maths.vectors import TRACKED_ANSWER, real_array

AGREE = 1e-3  # of the loss: so far may the batched form be from the loss itself, which float32 needs


@dataclass(eq=False)
class Loss:
    """A loss at w, of shape (n,), with all that was handed over beside it.

    Its values are nan where the loss raises or is not finite; reason says what happened there first.
    """

    f: Callable
    w: np.ndarray
    gradient: Callable | None = None
    batched: Callable | None = None
    layers: list[Layer] | None = None
    reason: str = field(default="", init=False)

    @property
    def n(self) -> int:
        """The number of parameters."""
        return len(self.w)

    def value(self, w: np.ndarray) -> float:
        """The loss at one point, of shape (n,): a number, or nan."""
        try:
            with np.errstate(all="ignore"):
                value = _number(self.f(w.astype(self.w.dtype)))  # a copy: the loss may change what it is given
        except Exception as error:  # whatever a function of the reader's raises
            return self._left_out(f"{type(error).__name__}: {error}")
        return value if np.isfinite(value) else self._left_out(f"the loss is {value}")

    def values(self, rows: np.ndarray) -> np.ndarray:
        """The losses at the rows of an array of shape (m, n): shape (m,), nan where there is none."""
        if self.batched is not None:
            try:
                with np.errstate(all="ignore"):
                    values = _numbers(self.batched(rows.astype(self.w.dtype)), len(rows))
            except Exception as error:  # one bad row may spoil all: the rows one by one tell which
                self._left_out(f"{type(error).__name__}: {error}")
            else:
                if not np.isfinite(values).all():
                    self._left_out(f"the loss is {values[~np.isfinite(values)][0]}")
                return np.where(np.isfinite(values), values, np.nan)
        return np.array([self.value(row) for row in rows])

    def slopes(self, w: np.ndarray) -> np.ndarray | None:
        """The gradient at a point, of shape (n,); None where there is none, or none was handed over."""
        if self.gradient is None:
            return None
        try:
            with np.errstate(all="ignore"):
                g = np.asarray(self.gradient(w.astype(self.w.dtype)), dtype=float)
        except Exception:  # the point may lie where the loss is not defined
            return None
        return g if g.shape == self.w.shape and np.isfinite(g).all() else None

    def slope(self, w: np.ndarray, u: np.ndarray) -> float:
        """D_u of the loss along a unit vector, by a central difference; nan where the loss is not defined."""
        h = np.finfo(self.w.dtype).eps ** (1 / 3) * max(1.0, float(np.abs(w).max()))
        return (self.value(w + h * u) - self.value(w - h * u)) / (2 * h)

    def _left_out(self, reason: str) -> float:
        self.reason = self.reason or reason
        return np.nan


def read_loss(
    caller: str, loss, w, gradient=None, batched=None, shapes: Iterable | None = None, plane: bool = False,
    point: str = "w",
) -> Loss:  # fmt: skip
    """What was handed over, tried once at w. gradient, batched and layers may be attributes of the loss as well.

    point is the name by which the caller knows w.

    Raises TypeError or ValueError, in words, for what does not fit together, and what the loss raises at w.
    """
    if loss is None or w is None:
        missing = "loss" if loss is None else point
        raise TypeError(
            f"{missing} is missing: call {caller}, with a function of one array and an array of shape (n,)."
        )
    if not callable(loss):
        raise TypeError(
            f"loss must be a function of one array, got {loss!r:.60}: pass the function without calling it."
        )
    refuse_module(loss, "loss")
    w = read_parameters(w, point)
    if plane and len(w) < 2:
        raise ValueError(f"{point} must have two parameters or more: with one there is no plane to look at.")
    gradient = getattr(loss, "gradient", None) if gradient is None else gradient
    batched = getattr(loss, "batched", None) if batched is None else batched
    for name, given in (("gradient", gradient), ("batched", batched)):
        if given is not None and not callable(given):
            raise TypeError(f"{name} must be a function, got {given!r:.60}: pass it without calling it.")
    layers = getattr(loss, "layers", None)
    known = None
    if shapes is not None:
        known = layers_of_shapes(shapes, len(w))
    elif layers is not None:
        known = read_layers(layers, len(w))
    read = Loss(loss, w, gradient, batched, known)
    _try_out(read, point)
    return read


def read_parameters(values, name: str, like: np.ndarray | None = None) -> np.ndarray:
    """Parameters as a fresh array of shape (n,), as many as those of w. Raises TypeError or ValueError, in words."""
    try:
        array = real_array(values, name).copy()
    except TypeError as error:
        raise TypeError(f"{error} Join arrays into one: np.concatenate([W1.ravel(), b1.ravel()]).") from None
    if array.ndim != 1 or not array.size:
        raise ValueError(
            f"{name} must have shape (n,), got {array.shape}: hand over {name}.ravel(), and reshape it in the loss."
        )
    if like is not None and array.shape != like.shape:
        raise ValueError(f"{name} must have as many parameters as w, {len(like):,}, got {len(array):,}.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite: take out nan and infinity.")
    return array


def _try_out(loss: Loss, point: str) -> None:
    """One call of each function at w, known as point, and two rows of the batched form beside the loss itself."""
    w, name = loss.w, name_of(loss.f)
    with np.errstate(all="ignore"):
        value = _number(loss.f(w.copy()), name)
        if not np.isfinite(value):
            raise ValueError(f"loss is {value} at {point}: choose a {point} where it is finite.")
        if loss.gradient is not None:
            g = np.asarray(loss.gradient(w.copy()))
            if g.shape != w.shape or g.dtype.kind not in "fiu":
                raise ValueError(
                    f"gradient must return {len(w):,} real numbers, shape {w.shape}, but it returned shape {g.shape}."
                )
            if not np.isfinite(g).all():
                raise ValueError(f"gradient is not finite at {point}: choose a {point} where it is.")
        if loss.batched is not None:
            beside = w + np.asarray(1e-3 * max(1.0, float(np.abs(w).max())), w.dtype)
            together = _numbers(_together(loss.batched, np.stack([w, beside])), 2)
            alone = np.array([value, loss.value(beside)])
            allowed = AGREE * np.abs(alone).max(initial=0.0, where=np.isfinite(alone))
            apart = ~(np.abs(together - alone) <= allowed)  # nan is no loss of a row that has one
            if (apart & np.isfinite(alone)).any():
                raise ValueError(
                    f"batched must return the losses of the rows of W, of shape (m,): here {alone}, "
                    f"but it returned {together}."
                )
            loss.reason = ""


def _together(batched: Callable, rows: np.ndarray):
    try:
        return batched(rows)
    except Exception as error:
        raise ValueError(
            f"batched must give the losses of the rows of W, of shape (m, n), but for shape {rows.shape} it raises "
            f"{type(error).__name__}: {error}"
        ) from error


def _number(answer, name: str = "loss") -> float:
    if answer is None:
        raise TypeError(f"{name} returned None: does its last line say `return`?")
    try:
        values = np.asarray(answer)
    except RuntimeError as error:  # PyTorch's, for a tensor that remembers what it was made of
        raise TypeError(f"{name} {TRACKED_ANSWER}") from error
    if values.size != 1 or values.dtype.kind not in "biufO":
        raise TypeError(f"{name} must return one real number, but it returned {answer!r:.60}.")
    return float(values.reshape(()))


def _numbers(answer, count: int) -> np.ndarray:
    values = np.asarray(answer, dtype=float)
    if values.shape != (count,):
        raise ValueError(f"batched must return shape (m,) for W of shape (m, n): ({count},), got {values.shape}.")
    return values
