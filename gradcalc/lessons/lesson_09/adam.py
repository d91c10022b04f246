"""The third exercise of lesson 09: one step of Adam."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_09 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum

_EPS = 1e-8


def _step(
    first: Callable = lambda m, g: 0.9 * m + 0.1 * g,
    second: Callable = lambda v, g: 0.999 * v + 0.001 * g**2,
    corrections: Callable = lambda t: (1 - 0.9**t, 1 - 0.999**t),
    along: Callable = lambda m, v: m / (np.sqrt(v) + _EPS),
    length: Callable = lambda rate: rate,
    reply: Callable = lambda w, m, v, old, by: (w, m, v),
) -> Callable:
    """A step of Adam with a part of it exchanged.

    first and second renew m and v, corrections are what they are divided by, along is the step from both, reply what
    is returned: old are the m and v that came in, by the corrections.
    """

    def wrong(w, m, v, g, t, rate):
        new_m, new_v = first(m, g), second(v, g)
        by = corrections(t)
        moved = w - length(rate) * along(new_m / by[0], new_v / by[1])
        return reply(moved, new_m, new_v, (m, v), by)

    return wrong


def _before_renewing(w, m, v, g, t, rate):
    moved = w - rate * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + _EPS)
    return moved, 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2


ADAM_STEP = Answer(
    name="adam_step",
    kind="function",
    arguments="w, m, v, g, t, rate",
    gives="the new w, m and v: three arrays of shape (n,)",
    exact=cases.adam_step,
    tolerance=1e-6,
    strata=(
        Stratum("the first step", 1, cases.first_steps),
        Stratum("later steps", 1, cases.later_steps),
        Stratum("components of the gradient that are 0 or tiny", 1, cases.tiny_gradients),
    ),
    mistakes=(
        Mistake("m and v begin at 0, so at first they are too small. The bias correction is missing: divide m by "
                "1 - 0.9^t and v by 1 - 0.999^t, for the step.", _step(corrections=lambda t: (1, 1))),
        Mistake("ε stands under the root here. It is added to the root.",
                _step(along=lambda m, v: m / np.sqrt(v + _EPS))),
        Mistake("ε is missing. Where a component of the gradient was always 0, this divides 0 by 0.",
                _step(along=lambda m, v: m / np.sqrt(v))),
        Mistake("The corrected m and v are handed on, and the next step would correct them again. Hand on those "
                "without the correction.",
                _step(reply=lambda w, m, v, old, by: (w, m / by[0], v / by[1]))),
        Mistake("v is the running mean of the squares of the gradient. Here it takes in the gradient itself.",
                _step(second=lambda v, g: 0.999 * v + 0.001 * g)),
        Mistake("The two numbers are exchanged: m keeps the share 0.9 of what it was, v keeps 0.999.",
                _step(lambda m, g: 0.999 * m + 0.001 * g, lambda v, g: 0.9 * v + 0.1 * g**2,
                      lambda t: (1 - 0.999**t, 1 - 0.9**t))),
        Mistake("The step is made with the m and v that came in. First renew both by the gradient, then step.",
                _before_renewing),
        Mistake("The old m and v are handed on, those that came in. So nothing would be remembered: return the new "
                "ones.", _step(reply=lambda w, m, v, old, by: (w, *old))),
        Mistake("The step is divided by v. It is divided by the root of v, which has the size of a gradient.",
                _step(along=lambda m, v: m / (v + _EPS))),
        Mistake("The sign is turned: the step is subtracted from w.", _step(length=lambda rate: -rate)),
        Mistake("The gradient and its square come in whole. They are multiplied by 1 - 0.9 and by 1 - 0.999: only "
                "then is it a mean.", _step(lambda m, g: 0.9 * m + g, lambda v, g: 0.999 * v + g**2)),
        Mistake("The bias correction does not know t. It divides by 1 minus a power, with t as the exponent.",
                _step(corrections=lambda t: (1 - 0.9, 1 - 0.999))),
        Mistake("In the bias correction t multiplies. It belongs into the exponent: a power, that is ** in Python.",
                _step(corrections=lambda t: (1 - 0.9 * t, abs(1 - 0.999 * t)))),
        Mistake("In the bias correction t multiplies. It belongs into the exponent: a power, that is ** in Python.",
                _step(corrections=lambda t: (1 - 0.9 * t, 1 - 0.999 * t))),
        Mistake("This is the new w alone. The next step needs m and v as well: return all three.",
                _step(reply=lambda w, m, v, old, by: w)),
        Mistake("The step is not multiplied by the rate.", _step(length=lambda rate: 1)),
        Mistake("The step follows m alone. It is divided by the root of v, with ε added.",
                _step(along=lambda m, v: m)),
        Mistake("v took in the squared length of the whole gradient. Each component has a v of its own, from its own "
                "square.", _step(second=lambda v, g: 0.999 * v + 0.001 * (g @ g))),
        Mistake("The exponent is t - 1 here, which divides by 0 at the first step. Steps are counted from 1: the "
                "exponent is t.", _step(corrections=lambda t: (1 - 0.9 ** (t - 1), 1 - 0.999 ** (t - 1)))),
        Mistake("The bias correction divides both by 1 - 0.9^t. That of v has 0.999.",
                _step(corrections=lambda t: (1 - 0.9**t, 1 - 0.9**t))),
        Mistake("The right arrays stand in another order. Return w, m and v.",
                _step(reply=lambda w, m, v, old, by: (m, v, w))),
    ),
)  # fmt: skip
