"""Waiting for room: a submission can use up all processes or all memory of the machine, until its time is over."""

import time
from collections.abc import Callable, Hashable
from typing import TypeVar

from gradcalc.grading.running.inside.wire import Closed, OutOfTime
from gradcalc.grading.running.sandbox import NoSandbox

RECOVERY, PAUSE = 200.0, 1.0
FULL = "Is there no room on the machine for another? The same command goes on from here."

_worked: set[Hashable] = set()
_Process = TypeVar("_Process")


def patiently(start: Callable[[], _Process], kind: Hashable) -> _Process:
    """What start() gives. If it fails, but has worked for another of this kind, it is tried again for a while.

    Raises NoSandbox.
    """
    deadline = time.monotonic() + (RECOVERY if kind in _worked else 0)
    pause = 0.0
    while True:
        try:
            process = start()
        except (OSError, RuntimeError, MemoryError, Closed, OutOfTime) as error:
            if time.monotonic() > deadline:
                if isinstance(error, NoSandbox):
                    raise
                said = f"{type(error).__name__} {error}".strip()
                raise NoSandbox(f"The process that runs a notebook does not start: {said}. {FULL}") from None
        else:
            _worked.add(kind)
            return process
        time.sleep(pause)
        pause = PAUSE
