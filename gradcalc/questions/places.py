"""Where in an answer's own code an error came from: asked of the frames alone, which no answer can dress up."""

import dis
import linecache
from dataclasses import dataclass
from types import FunctionType, TracebackType
from typing import Any

LONGEST_LINE = 200

_traceback = vars(BaseException)["__traceback__"].__get__


@dataclass(frozen=True)
class Place:
    """The line of an answer's own code at which it stopped, and its text; 0 and empty where they are not known.

    refused says that a `raise` stands there.
    """

    line: int = 0
    code: str = ""
    refused: bool = False


def place_of(error: BaseException, answer: Any) -> Place | None:
    """Where the error came from, which has just left a call of the answer; None if the answer was never entered.

    >>> def half(x):
    ...     raise ValueError("no")
    >>> try:
    ...     half(1)
    ... except ValueError as error:
    ...     print(place_of(error, half).refused)
    True
    """
    step: TracebackType | None = _traceback(error)
    step = step and step.tb_next  # the first is the frame of whoever called
    if step is None:
        return None
    names = answer.__globals__ if type(answer) is FunctionType else step.tb_frame.f_globals
    own = last = step
    while step:
        if step.tb_frame.f_globals is names:
            own = step
        last, step = step, step.tb_next
    refused = own is last and _is_raise(own)
    return Place(own.tb_lineno or 0, _line(own), refused)


def _is_raise(step: TracebackType) -> bool:
    code = step.tb_frame.f_code.co_code
    return 0 <= step.tb_lasti < len(code) and dis.opname[code[step.tb_lasti]] == "RAISE_VARARGS"


def _line(step: TracebackType) -> str:
    name = step.tb_frame.f_code.co_filename
    if type(name) is not str or not step.tb_lineno:
        return ""
    return linecache.getline(name, step.tb_lineno).strip()[:LONGEST_LINE]
