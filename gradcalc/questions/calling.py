"""Calling one answer on one case: the same for a check in a notebook and for the grader."""

import dis
import io
from types import FunctionType
from typing import Any

from gradcalc.questions.replies import UNANSWERED, Reply, call, read

PRINTED = 400

# In bytes of code; a body of `...` has 6.
LONGEST_STUB = 32


def reply_of(kind: str, given: Any, inputs: tuple) -> Reply:
    """What an answer gives for the inputs of a case; kind is that of an Answer."""
    if _is_missing(kind, given):
        return UNANSWERED
    return call(given, inputs) if kind == "function" else read(given)


def _is_missing(kind: str, given: Any) -> bool:
    """Whether this is `...`, or for a function a body that does nothing, as that of a stub."""
    if kind != "function" or type(given) is not FunctionType:
        return given is ... or (given is None and kind != "function")
    if len(given.__code__.co_code) > LONGEST_STUB:  # reading the steps of a long body would cost more than calling it
        return False
    steps = [step for step in dis.get_instructions(given) if step.opname not in ("RESUME", "NOP")]
    loads = ("LOAD_CONST", "RETURN_CONST")
    return all(step.opname == "RETURN_VALUE" or (step.opname in loads and step.argval is None) for step in steps)


class FirstWords(io.TextIOBase):
    """Standard output that keeps the beginning of what is printed, however much there is."""

    def __init__(self):
        self._words = ""

    def write(self, text: str) -> int:
        """Take the beginning of what is printed; the number of characters, as every stream gives it."""
        if len(self._words) < PRINTED:
            # Of str itself: a class derived from it may add and cut in ways of its own.
            self._words += str.__getitem__(text, slice(PRINTED - len(self._words)))
        return str.__len__(text)

    def taken(self) -> str:
        """What was printed since the last time."""
        words, self._words = self._words, ""
        return words
