"""Values and gradients of a function at several points at once, as optimisers ask for them step by step."""

from collections.abc import Callable

import numpy as np

from gradcalc.formulas.values import function
from gradcalc.functions.surfaces import Surface
from gradcalc.maths.derivatives import gradient, gradient_at
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.racing import Look

COMPLEX_STEP = 1e-100  # its square is nothing beside any number, so that no digit is lost

ASIDE = 1j * COMPLEX_STEP * np.eye(2)[..., np.newaxis]  # along x, and along y


def look_at_surface(surface: Surface) -> Look:
    """Of points of shape (k, 2) the values and the gradients: exact for a formula, else by differences.

    A smooth formula is asked once, at points a complex step aside: its imaginary part is the slope. Source: Squire
    and Trapp, Using complex variables to estimate derivatives of real functions, 1998.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> values, gradients = look_at_surface(GALLERY["bowl"])(np.array([[1.0, 2.0]]))
    >>> values.tolist(), gradients.tolist()
    ([5.0], [[2.0, 4.0]])
    """
    if surface.smooth and surface.tree is not None:
        f = function(surface.tree)

        def by_complex_steps(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            x, y = X.T[:, np.newaxis] + ASIDE
            both = np.broadcast_to(f(x, y), x.shape)  # a constant is one number
            return both[0].real, (both.imag / COMPLEX_STEP).T

        return by_complex_steps

    exact, field = surface.gradient, ScalarField(surface.f)

    def look(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        at = Point(X.T.copy(), packed=False)
        with np.errstate(all="ignore"):
            values = field(at.arguments(), at.grid, at.x.dtype)
            slopes = exact(*X.T) if exact is not None else np.array(gradient_at(field, at, "central", None))
        return values, np.asarray(slopes, dtype=float).T

    return look


def look_at_loss(loss: Callable, slope: Callable | None, n: int) -> Look:
    """The same of a loss of one array of shape (n,), with its gradient, or by central differences without one.

    Raises ValueError where the gradient is not of shape (n,) or the loss is not one number.

    >>> look = look_at_loss(lambda w: w @ w, lambda w: 2 * w, 3)
    >>> look(np.array([[1.0, 2.0, 3.0]]))
    (array([14.]), array([[2., 4., 6.]]))
    """

    def look(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        values, gradients = np.empty(len(X)), np.empty(X.shape)
        for i, w in enumerate(X):
            value = np.asarray(loss(w.copy()), dtype=float)
            if value.size != 1:
                raise ValueError(f"loss must return one number, got an array of shape {value.shape}.")
            values[i] = value.reshape(())
            g = np.asarray(gradient(loss, w) if slope is None else slope(w.copy()), dtype=float)
            if g.shape != (n,):
                raise ValueError(f"gradient must return an array of shape ({n},), like start, got {g.shape}.")
            gradients[i] = g
        return values, gradients

    return look
