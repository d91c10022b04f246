"""How much of a loss a slice shows: what of the gradient, a path and the greatest curvature lies in its plane."""

import math
from dataclasses import dataclass

import numpy as np

from gradcalc.maths.planes import in_plane, path_share, share_in_plane


@dataclass(frozen=True)
class Shares:
    """What a plane holds, each a share from 0 to 1, nan where there is nothing to share, None where it is not known.

    gradient: the length of the gradient's projection on the plane over the gradient's own. path: the same of a path,
    its steps added up. curvature: the greatest second derivative along a direction of the plane over the greatest of
    all directions, which is the greatest eigenvalue of the Hessian. n counts the parameters.

    >>> print(Shares(1000, 0.05, None, None).gradient_words())
    0.050 of the gradient's length lies in this plane: the length of its projection over its own. Planes at random \
hold √(2/n) = 0.045, as a root mean square.
    """

    n: int
    gradient: float | None
    path: float | None
    curvature: float | None

    def gradient_words(self) -> str:
        """What the share of the gradient means."""
        if self.gradient is None:
            return "There is no gradient here: how much of it lies in this plane is not known."
        if math.isnan(self.gradient):
            return "The gradient is zero here: there is no part of it to see."
        return (
            f"{self.gradient:.3f} of the gradient's length lies in this plane: the length of its projection over its "
            f"own. Planes at random hold √(2/n) = {math.sqrt(2 / self.n):.3f}, as a root mean square."
        )

    def path_words(self) -> str:
        """What the share of the path means."""
        if self.path is None:
            return ""
        if math.isnan(self.path):
            return "The path has no length."
        return (
            f"Of the path's length, {self.path:.3f} is seen: the steps of its projection added up, over the steps "
            "themselves."
        )

    def curvature_words(self) -> str:
        """What the share of the curvature means."""
        if self.curvature is None:
            return ""
        if math.isnan(self.curvature):
            return "At w the loss bends upwards along no direction: there is no greatest curvature to share."
        return (
            f"Along the most curved direction of this plane the second derivative at w is {self.curvature:.3f} of "
            "the greatest of all directions, the top eigenvalue of the Hessian."
        )

    def words(self) -> str:
        """All that is known, in sentences."""
        return " ".join(filter(None, [self.gradient_words(), self.path_words(), self.curvature_words()]))


def shares_of(
    basis: np.ndarray, gradient: np.ndarray | None, path: np.ndarray | None, curvatures: tuple[float, float] | None
) -> Shares:
    """The shares of a plane with an orthonormal basis of shape (2, n).

    gradient has shape (n,), path (k, n); curvatures are the greatest second derivative in the plane and of all
    directions. None stands for what is not known. A plane that bends down along every direction holds nothing.

    >>> shares_of(np.eye(3)[:2], np.array([0.0, 3.0, 4.0]), None, (2.0, 8.0))
    Shares(n=3, gradient=0.6, path=None, curvature=0.25)
    """
    seen = None if gradient is None else share_in_plane(gradient, basis)
    walked = None if path is None else path_share(path, basis)
    return Shares(basis.shape[1], seen, walked, None if curvatures is None else _bent(*curvatures))


def _bent(inside: float, greatest: float) -> float:
    return min(1.0, max(0.0, inside) / greatest) if greatest > 0 else math.nan


def slope_along(gradient: np.ndarray, directions: np.ndarray, degrees: float) -> float:
    """D_u of the loss for the unit vector u along cos a · d1 + sin a · d2 of a slice.

    >>> slope_along(np.array([3.0, 4.0, 9.0]), np.array([[2.0, 0, 0], [0, 5.0, 0]]), 90.0)
    4.0
    """
    return float(gradient @ in_plane(directions, degrees))
