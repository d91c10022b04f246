"""One submission: runs the cells that it is sent, and calls the answers that it is asked for."""

import contextlib
import functools
import json
import os
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from types import CodeType
from typing import Any

import numpy as np

import gradcalc
from gradcalc.grading.running.inside.naming import all_used
from gradcalc.grading.running.inside.wire import (
    CALL,
    CELL,
    ERROR,
    LEAVE,
    NAMES,
    NOTHING,
    RAN,
    REPLY,
    WITHHOLD,
    Function,
    Wire,
    pack,
    unpack,
)
from gradcalc.questions.calling import FirstWords, reply_of
from gradcalc.questions.replies import Reply, raised
from gradcalc.questions.withholding import Withholding

_ERRORS = {kind.__name__: kind for kind in (TypeError, ValueError, RuntimeError, OverflowError, ZeroDivisionError,
                                            IndexError, AttributeError, MemoryError)}  # fmt: skip

# Rooms that no import of a notebook finds once it runs.
_OUT_OF_SIGHT = ("gradcalc.grading", "gradcalc.questions")


def answer(
    wire: Wire,
    names: dict[str, Any],
    withholding: Withholding,
    run: Callable[[str], BaseException | None] | None = None,
) -> None:
    """Answer the grader's messages until it says that this is enough. Raises Closed when it is gone.

    names is what the cells define; run runs one of them. withholding is in frames alone: no name leads to it.
    """
    calls, printed = _Calls(wire), FirstWords()
    refused: NotImplementedError | None = None
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        while True:
            kind, content = wire.receive()
            if kind == LEAVE:
                wire.send(REPLY, b"")
                return
            if kind == NAMES:
                used, surely_all = all_used(json.loads(content))
                wire.send(REPLY, json.dumps([sorted(used), surely_all]).encode())
                continue
            if kind == WITHHOLD:
                refused = _withhold(withholding, content)
                continue
            if kind == CELL:
                assert run  # a kernel gets its cells by its own sockets
                number, source = unpack(content)
                error = run(source)
                calls.done(RAN, {"number": number} | _ended(error))
                continue
            number, asked, name, *inputs = unpack(content)
            given = calls.take(inputs)
            printed.taken()
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                reply = raised(refused) if refused else _reply(asked, names.get(name, ...), given)
            calls.done(REPLY, {"number": number} | _plain(reply, printed.taken()))


def _ended(error: BaseException | None) -> dict:
    """How a cell ended, as JSON can hold it."""
    if error is None:
        return {"error": "", "message": ""}
    told = raised(error)
    return {"error": told.name, "message": told.message, "line": _line_of(error)}


def _line_of(error: BaseException) -> int:
    """The line of the cell at which it stopped, that of its outermost frame; 0 where it is not known."""
    if isinstance(error, SyntaxError):
        line = vars(SyntaxError)["lineno"].__get__(error)
        return line if type(line) is int else 0
    step = vars(BaseException)["__traceback__"].__get__(error)
    while step and step.tb_frame.f_code.co_name != "<module>":
        step = step.tb_next
    return step.tb_lineno if step else 0


def _withhold(withholding: Withholding, content: bytes) -> NotImplementedError | None:
    """Withhold all but what is allowed, or nothing; the error if that cannot be done."""
    withholding.end()
    try:
        if content != NOTHING:
            withholding.begin(content.decode().split(",") if content else ())
    except NotImplementedError as error:
        return error
    return None


def _reply(asked: str, given: Any, inputs: tuple) -> Reply:
    try:
        return reply_of(asked, given, inputs)
    except BaseException as error:  # an interrupt that the answer itself raised
        return raised(error)


def _plain(reply: Reply, printed: str) -> dict:
    """The reply as JSON can hold it: nan and inf as texts, complex numbers as pairs."""
    plain: dict = {"outcome": reply.outcome, "name": reply.name, "message": reply.message}
    plain |= {"changed": reply.changed, "printed": printed}
    if reply.place:
        plain["place"] = [reply.place.line, reply.place.code, reply.place.refused]
    if isinstance(reply.value, str):
        plain["text"] = reply.value
    elif reply.value is not None:
        flat = reply.value.ravel()
        plain |= {"dtype": flat.dtype.kind, "shape": reply.value.shape}
        plain["numbers"] = [x if x - x == 0 else str(x) for x in flat.view(float).tolist()]
    return plain


class _Calls:
    """The functions that answers are handed: what they give is computed by the grader."""

    def __init__(self, wire: Wire):
        self._wire, self._lock, self._process = wire, threading.RLock(), os.getpid()
        self._open: set[int] = set()

    def take(self, inputs: list) -> tuple:
        """The inputs of a call of an answer, with plain functions that know nothing but their number."""
        with self._lock:
            self._open = {value.number for value in inputs if isinstance(value, Function)}
        return tuple(self._function(value) if isinstance(value, Function) else value for value in inputs)

    def done(self, kind: bytes, plain: dict) -> None:
        """Send what came of a cell or an answer. From now on its functions cannot be called any more."""
        content = json.dumps(plain).encode()
        with self._lock:
            self._open = set()
            self._wire.send(kind, content)

    def _function(self, asked: Function) -> Callable:
        number, ask = asked.number, self._ask
        # Made as the plain function is: an error about the arguments has the same words.
        make = eval(_code(asked.arguments), {})
        return make(lambda *arguments: ask(number, arguments))

    def _ask(self, number: int, arguments: tuple) -> Any:
        content = number.to_bytes(4, "little") + pack(arguments)
        with self._lock:
            # From a thread or a process that an earlier call of the answer left behind, nothing may be sent.
            if number not in self._open or os.getpid() != self._process:
                raise RuntimeError("this function was handed to an earlier call of the answer")
            self._wire.send(CALL, content)
            kind, content = self._wire.receive()
        if kind == ERROR:
            name, message = json.loads(content)
            raise _ERRORS.get(name, RuntimeError)(message)
        return unpack(content)


@functools.cache
def _code(arguments: str) -> CodeType:
    return compile(f"lambda call: lambda {arguments}: call({arguments})", "<string>", "eval")


def settle() -> None:
    """Send whatever goes past sys.stdout nowhere, make an empty home, and take what answers the grader out of sight.

    No import of a notebook finds it any more; greenlets, which keep functions halfway, are not to be had either.
    """
    for name in [name for name in sys.modules if name.startswith(_OUT_OF_SIGHT)]:
        parent, _, last = name.rpartition(".")
        vars(sys.modules.get(parent, gradcalc)).pop(last, None)
        del sys.modules[name]
    sys.modules["greenlet"] = None  # type: ignore[assignment]  # so Python is told that there is none
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    os.environ["HOME"] = tempfile.mkdtemp(prefix="home-")
    os.chdir(os.environ["HOME"])
