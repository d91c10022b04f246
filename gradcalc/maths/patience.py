"""Whoever waits for a slow function is told so before it takes long."""

import contextlib
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar

LONG = 2.0  # seconds that a grid may take without a word
ENOUGH = 0.1  # seconds after which the time of a call is known well enough, by several calls
CALLS = (
    6  # so many, or one call may be slow because the machine was busy; a single one is believed after SINGLE seconds
)
SINGLE = 0.5

Say = Callable[[str], None]

clock = time.monotonic
_say: ContextVar[Say | None] = ContextVar("say", default=None)


@contextlib.contextmanager
def telling(say: Say) -> Iterator[None]:
    """Let say hear of slow functions inside: once in words, and once with an empty text when the waiting is over.

    It hears nothing of functions that are fast enough.
    """
    token = _say.set(say)
    try:
        yield
    finally:
        _say.reset(token)


@contextlib.contextmanager
def counting(name: str, calls: int) -> Iterator[Callable[[], None]]:
    """Gives what is to be called after each of so many calls of a function of that name."""
    say, began, count, said = _say.get(), 0.0, 0, False

    def called() -> None:
        nonlocal began, count, said
        count += 1
        if said or say is None:
            return
        if count == 1:
            began = clock()  # a first call may make something ready for all others
            return
        spent = clock() - began
        known = spent >= (ENOUGH if count > CALLS else SINGLE)
        if known and spent / (count - 1) * calls > LONG:
            said = True
            say(words(name, calls, spent / (count - 1)))

    try:
        yield called
    finally:
        if said and say:
            say("")


def words(name: str, calls: int, seconds: float) -> str:
    """How long it takes to call a function so often, each call so many seconds, and how to be faster.

    >>> print(words("f", 14400, 0.01))
    f takes about 10 ms a call and is called for each of 14,400 points: about 2 minutes.
    It would be faster with NumPy's array arithmetic, one call for all points, or on a smaller grid.
    Interrupt the kernel (■) to stop.
    """
    whole = calls * seconds
    long = f"{whole:.0f} seconds" if whole < 100 else f"{whole / 60:.0f} minutes"
    return (
        f"{name} takes about {1000 * seconds:.2g} ms a call "
        f"and is called for each of {calls:,} points: about {long}.\n"
        "It would be faster with NumPy's array arithmetic, one call for all points, or on a smaller grid.\n"
        "Interrupt the kernel (■) to stop."
    )
