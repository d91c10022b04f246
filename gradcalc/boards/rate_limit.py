"""The limit of the learning rate where a training stands: that of the quadratic which has the Hessian there."""

from dataclasses import dataclass

import numpy as np

from gradcalc.maths.network import Network, loss_and_gradient
from gradcalc.maths.spectrum import MOST, hessian_product, top_eigenpairs

CLOSE = 1e-3  # more than is shown of the eigenvalue, whose error is about the square of it
LEVEL = 1e-6  # an eigenvalue below this is one of rounding


@dataclass(frozen=True)
class RateLimit:
    """The greatest eigenvalue of the Hessian at a step, whether it was found, and the momentum beta of the descent.

    Where it was not found the greatest value of v · H v that was tried stands for it, which is a lower bound.
    """

    greatest: float
    found: bool
    beta: float
    step: int = 0

    @property
    def rate(self) -> float | None:
        """2 (1 + beta) / lambda_max; None where the loss bends upwards along no direction.

        >>> RateLimit(2.0, True, 0.9).rate
        1.9
        """
        return 2 * (1 + self.beta) / self.greatest if self.greatest > LEVEL else None

    @property
    def words(self) -> str:
        """What the mark at the slider says.

        >>> RateLimit(2.1907, True, 0.9).words, RateLimit(2.1907, False, 0.9).words, RateLimit(-1.0, True, 0.9).words
        ('limit 1.73 at step 0', 'limit at most 1.73 at step 0', 'no limit at step 0')
        """
        if self.rate is None:
            return f"{'no limit' if self.found else 'limit not known'} at step {self.step}"
        return f"limit {'' if self.found else 'at most '}{_three(self.rate)} at step {self.step}"

    def sentence(self, rate: float) -> str:
        """What there is to say of a rate beside the limit.

        >>> RateLimit(2.1907, True, 0.9).sentence(2.0)
        'The rate 2 is above the limit of step 0, 1.73.'
        """
        bound = f" λ_max was not found in {MOST} products with the Hessian, and may be greater." * (not self.found)
        if self.rate is None or rate <= self.rate:
            return bound.strip()
        return f"The rate {_three(rate)} is above the limit of step {self.step}, {_three(self.rate)}.{bound}"


def _three(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def rate_limit_at(
    network: Network, w: np.ndarray, X: np.ndarray, labels: np.ndarray, beta: float, step: int
) -> RateLimit:
    """The limit at parameters w of a network after a step, with X of shape (m, 2) and labels of shape (m,)."""
    product = hessian_product(lambda w: loss_and_gradient(network, w, X, labels)[1], w)
    pairs = top_eigenpairs(product, network.n, 1, CLOSE)
    return RateLimit(float(pairs.values[0]), bool(pairs.found[0]), beta, step)
