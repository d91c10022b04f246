"""What is said of a wrong answer that no known mistake explains: what its reply itself tells, and no more."""

import builtins
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from gradcalc.questions.hints.errors import hint_for_error
from gradcalc.questions.hints.resemblance import resemblance
from gradcalc.questions.model import Answer, Case, Fitting, Refusal, agrees, fault
from gradcalc.questions.replies import NOTHING, WITH_GRADIENT, Reply

LAZY = ("generator", "map", "filter", "zip", "range", "dict_keys", "dict_values", "set")

NEAR = 100  # times the tolerance

Wrong = Sequence[tuple[Case, Reply]]


def plain_hint(wrong: Wrong, all_wrong: Wrong) -> str:
    """A hint for the first of the wrong replies of one kind of case, or nothing; all_wrong are those of all kinds."""
    case, reply = wrong[0]
    answer, exact = case.answer, case.exact
    asked = f"Asked for: {answer.gives}."
    if isinstance(exact, Refusal):
        return _for_no_refusal(exact, reply)
    match reply.outcome:
        case "raised":
            return hint_for_error(case, reply)
        case "timeout":
            return ""
        case "unsendable":
            return _for_no_number(reply, asked)
    if isinstance(exact, str) or isinstance(reply.value, str):
        return asked
    if isinstance(exact, Fitting):
        return fault(exact, reply.value)
    return _for_numbers(answer, wrong, all_wrong) or asked


def _for_no_refusal(exact: Refusal, reply: Reply) -> str:
    if _is_error(reply.name) and reply.outcome == "unsendable":
        return f"The error is returned here, as if it were a value: raise {exact.error} stops with it."
    return f"These inputs have no answer. Asked for is a refusal: raise {exact.error}."


def _is_error(name: str) -> bool:
    kind = vars(builtins).get(name)
    return isinstance(kind, type) and issubclass(kind, BaseException)


def _for_no_number(reply: Reply, asked: str) -> str:
    if reply.name == NOTHING:
        if reply.printed:
            return f"Something is printed, and nothing returned: print shows a value, return hands it over. {asked}"
        return f"Is a return missing? Without one, or where it is not reached, a function gives None. {asked}"
    if WITH_GRADIENT in reply.name:
        return f"Take .detach() of it, and its numbers can be had. {asked}"
    if _is_error(reply.name):
        return f"An error is returned here, as if it were a value. {asked}"
    return f"np.array(list(...)) turns it into an array. {asked}" if reply.name in LAZY else asked


def _for_numbers(answer: Answer, wrong: Wrong, all_wrong: Wrong) -> str:
    got, exact = _numbers(wrong[0])
    if got.dtype.kind == "c":
        return (
            "This is complex, and real numbers are asked for. Where you step along the imaginary axis, take .real or "
            ".imag, as the method needs; elsewhere a root or a power of a negative number does this."
        )
    if exact.size and not got.size:
        return (
            "It is empty: nothing was put into it. np.append leaves its array as it is and gives a new one, which "
            "needs its name again: a = np.append(a, number)."
        )
    if np.isnan(got).any():
        return (
            "nan is what 0 / 0 and inf - inf give, and the root or logarithm of a negative number: look at what is "
            "divided by, and at its brackets."
        )
    if said := resemblance(answer, [_numbers(pair) for pair in wrong if _is_number(pair)]):
        return said
    roughly = replace(answer, tolerance=NEAR * answer.tolerance)
    if all(_is_number(pair) and agrees(roughly, *_numbers(pair)) for pair in all_wrong):
        return (
            f"Nearly right, but an error of {answer.tolerance:g} is accepted at most. A step h that is too long or "
            "too short can do this, and so can a number that was rounded."
        )
    if got.shape == exact.shape and answer.kind == "function":
        return f"The shape is right, the numbers are not. Asked for: {answer.gives}." if got.ndim else ""
    return ""


def _is_number(pair: tuple[Case, Reply]) -> bool:
    case, reply = pair
    return isinstance(reply.value, np.ndarray) and not isinstance(case.exact, (str, Refusal, Fitting))


def _numbers(pair: tuple[Case, Reply]) -> tuple[np.ndarray, np.ndarray]:
    """What came back, and the right numbers."""
    case, reply = pair
    return reply.value, np.asarray(case.exact, dtype=float)
