"""Whoever waits for a slow function is told so before it takes long."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from itertools import islice
from typing import TypeVar

LONG = 2.0  # seconds that a grid may take without a word
ENOUGH = 0.1  # seconds after which the time of a call is known well enough, by several calls
# So many, or one call may be slow because the machine was busy; a single one is believed after SINGLE seconds.
CALLS = 6
SINGLE = 0.5

AGAIN = 1.0  # seconds from one word on how far it has come to the next

Say = Callable[[str], None]
Point = TypeVar("Point")

clock = time.monotonic


def on_stderr(text: str) -> None:
    """Print what is said, then only how far it has come, in one line; where nobody else listens."""
    first, *more = text.split("\n")
    end = "\r" if len(more) == 3 else "\n"
    print(more[-1] if end == "\r" else text, file=sys.stderr, end=end if first else "", flush=True)


_say: ContextVar[Say] = ContextVar("say", default=on_stderr)


@contextlib.contextmanager
def telling(say: Say) -> Iterator[None]:
    """Let say hear of slow functions inside: in words, then in the same words with how far it has come in a line
    after them, and with an empty text when the waiting is over.

    It hears nothing of functions that are fast enough.
    """
    token = _say.set(say)
    try:
        yield
    finally:
        _say.reset(token)


def counted(points: Iterable[Point], name: str, calls: int) -> Iterator[Point]:
    """The points, while a function of that name is called with each of them, so many in all."""
    say, began, told, count, said = _say.get(), 0.0, 0.0, 1, ""
    each = iter(points)
    try:
        yield from islice(each, 1)
        while count < calls:
            now = clock()
            began = began if count > 1 else now  # a first call may make something ready for all others
            pace = (now - began) / max(count - 1, 1)
            known = now - began >= (ENOUGH if count > CALLS else SINGLE)
            if said and now - told >= AGAIN:
                told = now
                say(f"{said}\n{count / calls:.0%} done, {_duration(pace * (calls - count))} to go.")
            elif not said and known and pace * calls > LONG:
                said, told = words(name, calls, pace), now
                say(said)
            more = 1 + min(count, int(ENOUGH / 4 / pace) if pace else count)
            yield from islice(each, more)
            count += more
    finally:
        if said:
            say("")


def words(name: str, calls: int, seconds: float) -> str:
    """How long it takes to call a function so often, each call so many seconds, and how to be faster.

    >>> print(words("f", 14400, 0.01))
    f takes about 10 ms a call and is called for each of 14,400 points: about 2 minutes.
    It would be faster with NumPy's array arithmetic, one call for all points, or on a smaller grid.
    Interrupt the kernel (■) to stop.
    """
    return (
        f"{name} takes about {1000 * seconds:.2g} ms a call "
        f"and is called for each of {calls:,} points: {_duration(calls * seconds)}.\n"
        "It would be faster with NumPy's array arithmetic, one call for all points, or on a smaller grid.\n"
        "Interrupt the kernel (■) to stop."
    )


def _duration(seconds: float) -> str:
    return f"about {seconds:.0f} seconds" if seconds < 100 else f"about {seconds / 60:.0f} minutes"
