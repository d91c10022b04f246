"""The directions of a slice: at random, or such that mean something, as far as what they need was handed over."""

from dataclasses import dataclass

import numpy as np

from gradcalc.functions.losses import Loss, read_loss, read_parameters
from gradcalc.maths.landscape import random_directions
from gradcalc.maths.layers import filter_normalised, without_filters
from gradcalc.maths.planes import orthonormal, principal_directions
from gradcalc.maths.vectors import real_array

RANDOM = "random"
FILTERS = "random, filter-normalised"
GRADIENT = "gradient and random"
PATH = "path's components"
HESSIAN = "Hessian's eigenvectors"
OTHER = "to another network"
KINDS = (RANDOM, FILTERS, GRADIENT, PATH, HESSIAN, OTHER)
CHOSEN_BY_PAIR = (RANDOM, FILTERS, GRADIENT, OTHER)  # a part of these is random


@dataclass(frozen=True, eq=False)
class Given:
    """What directions are made of: a loss at w, its gradient there, and what was handed over beside them."""

    loss: Loss
    slopes: np.ndarray | None
    path: np.ndarray | None = None
    other: np.ndarray | None = None

    @property
    def size(self) -> float:
        """The length of w, in which distances on a slice are told; 1 where w is zero."""
        return float(np.linalg.norm(self.loss.w)) or 1.0

    def missing(self) -> dict[str, str]:
        """The kinds of directions that are out of reach, each with what would bring it."""
        lacking = {}
        if self.loss.layers is None:
            lacking[FILTERS] = "hand over shapes=, the shapes of the layers in the order of w: [(16, 2), (16,)], say"
        elif words := without_filters(self.loss.layers):
            lacking[FILTERS] = words
        elif not _spans(self._normalised(1)):
            lacking[FILTERS] = "its layers have no weights that differ from zero"
        if self.slopes is None:
            for kind in (GRADIENT, HESSIAN):
                lacking[kind] = "hand over gradient=, a function of w that gives the n partial derivatives"
        elif not self.slopes.any():
            lacking[GRADIENT] = "the gradient at w is zero"
        if self.path is None:
            lacking[PATH] = "hand over path=, the parameters on the way, an array of shape (k, n)"
        if self.other is None:
            lacking[OTHER] = "hand over other=, the parameters of another network, of shape (n,)"
        return {kind: lacking[kind] for kind in KINDS if kind in lacking}

    def first_choice(self) -> str:
        """The directions to begin with: those that somebody has handed something over for."""
        lacking = self.missing()
        return next(kind for kind in (PATH, OTHER, FILTERS, RANDOM) if kind not in lacking)

    def directions(self, kind: str, pair: int, eigenvectors: np.ndarray | None = None) -> np.ndarray:
        """The two directions of a kind, of shape (2, n): a step of 1 is as long as w is, or as the kind says.

        "random, filter-normalised": as long as the weights are, neuron by neuron. "to another network": 1 is there.
        "path's components": the path reaches from -1 to 1 at most. eigenvectors are needed for the Hessian's.
        """
        w, random = self.loss.w, random_directions(2, self.loss.n, pair)
        if kind == FILTERS:
            return self._normalised(pair)
        if kind == GRADIENT and self.slopes is not None:
            return orthonormal(np.array([self.slopes, random[0]])) * self.size
        if kind == PATH and self.path is not None:
            pair_of_path = principal_directions(self.path, w)
            return pair_of_path * np.abs((self.path - w) @ pair_of_path.T).max()
        if kind == OTHER and self.other is not None:
            way = self.other.astype(float) - w
            return orthonormal(np.array([way, random[0]])) * np.linalg.norm(way)
        if kind == HESSIAN and eigenvectors is not None:
            return eigenvectors * self.size
        return random * self.size

    def _normalised(self, pair: int) -> np.ndarray:
        random = random_directions(2, self.loss.n, pair)
        return np.array([filter_normalised(self.loss.layers or [], self.loss.w, d) for d in random])


def given_directions(loss, w, *, gradient=None, batched=None, shapes=None, path=None, other=None) -> Given:
    """What was handed over for slices. Raises TypeError or ValueError, in words, for what does not fit together."""
    read = read_loss("explore_slices(loss, w)", loss, w, gradient, batched, shapes, plane=True)
    if path is not None:
        path = _read_path(path, read.w)
    if other is not None:
        other = read_parameters(other, "other", read.w)
        if (other == read.w).all():
            raise ValueError("other must differ from w: there is no way from w to itself.")
    return Given(read, read.slopes(read.w), path, other)


def _read_path(values, w: np.ndarray) -> np.ndarray:
    try:
        path = real_array(values, "path").astype(float)
    except TypeError as error:
        raise TypeError(
            f"{error} A row is all parameters at one time: np.concatenate([W1.ravel(), b1.ravel()]), or of a module "
            "torch.nn.utils.parameters_to_vector(module.parameters()).detach().numpy()."
        ) from None
    if path.ndim != 2 or path.shape[1] != len(w) or len(path) < 2:
        raise ValueError(
            f"path must have shape (k, {len(w)}), the parameters at k places on the way, k at least 2, "
            f"got {path.shape}."
        )
    if not np.isfinite(path).all():
        raise ValueError("path must be finite: take out nan and infinity.")
    if (path == path[0]).all():
        raise ValueError("path must lead somewhere: all of its rows are the same.")
    return path


def _spans(directions: np.ndarray) -> bool:
    try:
        orthonormal(directions)
    except ValueError:
        return False
    return True
