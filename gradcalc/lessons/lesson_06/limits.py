"""The exercise of lesson 06 on the greatest rate."""

import numpy as np

from gradcalc.lessons.lesson_06 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _least(H):
    return np.linalg.eigvalsh(H)[0]


def _greatest(H):
    return np.linalg.eigvalsh(H)[-1]


_EACH = (
    "This is an array, with a limit for each eigenvalue. One number is asked for: a rate that grows is first too "
    "large for the greatest eigenvalue."
)
_BRACKETS = "Python divides before it adds: put the whole numerator, 2 (1 + momentum), before the / into brackets."

RATE_LIMIT = Answer(
    name="rate_limit",
    kind="function",
    arguments="hessian, momentum",
    gives="one number, the rate below which descent converges from every start",
    exact=cases.rate_limit,
    strata=(
        Stratum("a diagonal Hessian, no momentum", 1, cases.diagonal_hessians),
        Stratum("any Hessian, no momentum", 1, cases.any_hessians),
        Stratum("with momentum", 1, cases.with_momentum),
    ),
    mistakes=(
        Mistake(
            "Half of what is allowed: at 1 / λ a step lands in the middle, at 2 / λ as far out on the other side.",
            lambda H, beta: (1 + beta) / _greatest(H),
        ),
        Mistake(
            "This is what the flattest direction allows. The steepest direction is the first to run away.",
            lambda H, beta: 2 * (1 + beta) / _least(H),
        ),
        Mistake(
            "The greatest entry on the diagonal is the greatest eigenvalue only if the matrix is diagonal. "
            "np.linalg.eigvalsh gives the eigenvalues.",
            lambda H, beta: 2 * (1 + beta) / np.diag(H).max(),
        ),
        Mistake(
            "This uses the sum of the eigenvalues. Only the greatest one counts.",
            lambda H, beta: 2 * (1 + beta) / np.trace(H),
        ),
        Mistake(
            "This uses the root of the sum of the squares of all entries. Only the greatest eigenvalue counts.",
            lambda H, beta: 2 * (1 + beta) / np.linalg.norm(H),
        ),
        Mistake(
            "This rate shrinks the steepest and the flattest direction by the same factor. Asked for is the limit.",
            lambda H, beta: 2 * (1 + beta) / (_least(H) + _greatest(H)),
        ),
        Mistake(
            "This uses the determinant, the product of the eigenvalues. Only the greatest one counts.",
            lambda H, beta: 2 * (1 + beta) / np.linalg.det(H),
        ),
        Mistake(
            "This uses the condition number, the greatest eigenvalue over the least. Only the greatest one counts.",
            lambda H, beta: 2 * (1 + beta) / np.linalg.cond(H),
        ),
        Mistake(
            "This uses an entry of the eigenvectors. np.linalg.eigh gives two results, the eigenvalues first.",
            lambda H, beta: 2 * (1 + beta) / np.linalg.eigh(H)[1].max(),
        ),
        Mistake(_EACH, lambda H, beta: 2 * (1 + beta) / np.linalg.eigvalsh(H)),
        Mistake(_EACH, lambda H, beta: 2 * (1 + beta) / np.linalg.eigvals(H)),
        Mistake(
            "This is the greatest eigenvalue. The limit of the rate is 2 (1 + momentum) divided by it.",
            lambda H, beta: _greatest(H),
        ),
        Mistake(_BRACKETS, lambda H, beta: 2 * 1 + beta / _greatest(H)),
        Mistake(_BRACKETS, lambda H, beta: 2 * (1 + beta / _greatest(H))),
        Mistake(
            "The momentum is left out: it raises the limit by the factor 1 + momentum.",
            lambda H, beta: 2 / _greatest(H),
        ),
        Mistake(
            "The momentum is added here. It raises the limit by the factor 1 + momentum.",
            lambda H, beta: 2 / _greatest(H) + beta,
        ),
        Mistake(
            "Momentum raises the limit: the factor is 1 + momentum.",
            lambda H, beta: 2 * (1 - beta) / _greatest(H),
        ),
        Mistake(
            "Momentum raises the limit by the factor 1 + momentum, not by 1 / (1 - momentum).",
            lambda H, beta: 2 / (1 - beta) / _greatest(H),
        ),
    ),
)
