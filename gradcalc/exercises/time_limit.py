"""A time limit on somebody else's Python code, in the thread that runs it.

When the time is up, another thread has the interpreter raise an exception in this one. That works on
every system and leaves the user's own interrupt alone, but a call into C has to return first.
"""

import _thread
import ctypes
import sys
import time
from collections.abc import Callable

# Before the exception is raised again, for code that swallowed it.
PAUSE = 0.2


class OutOfTime(BaseException):
    """The time is up. Not an Exception, so that `except Exception` does not swallow it."""


class _OutOfPatience(OutOfTime):
    """The time was up before, and a bare `except:` or a `finally:` swallowed that, perhaps in a loop.

    The interpreter makes this exception in the thread that is to stop. There it sees to it that every
    further line of the code raises OutOfTime too, the lines of its handlers included.
    """

    def __init__(self):
        frame = sys._getframe(1)
        while frame.f_globals is not globals():
            frame.f_trace = _stop
            frame = frame.f_back
        sys.settrace(_stop)


def _stop(frame, event, argument):
    if frame.f_globals is not globals():
        raise OutOfTime


def finishes(work: Callable[[], None], seconds: float) -> bool:
    """Call work and say whether it came to its end before the time was up.

    Whatever else work raises passes through, a KeyboardInterrupt of the user's too.

    >>> finishes(lambda: None, seconds=5)
    True
    """
    try:
        return _watched(work, seconds)
    except OutOfTime:
        return False


def _watched(work: Callable[[], None], seconds: float) -> bool:
    # Bare locks, both held at first: an exception between two lines of threading.py would leave it in disorder.
    over, gone = _thread.allocate_lock(), _thread.allocate_lock()
    over.acquire()
    gone.acquire()
    tracing = sys.gettrace()
    thread = _thread.get_ident()
    _thread.start_new_thread(_watch, (thread, seconds, over, gone))
    try:
        work()
        return True
    finally:
        # An exception that comes now is too late to matter, and none may come once this is left.
        while True:
            try:
                sys.settrace(tracing)
                if over.locked():
                    over.release()
                while gone.locked():
                    time.sleep(0.001)
                _raise_in(thread, None)
                break
            except (OutOfTime, KeyboardInterrupt):
                continue


def _watch(thread: int, seconds: float, over: _thread.LockType, gone: _thread.LockType) -> None:
    if not over.acquire(timeout=seconds):
        _raise_in(thread, OutOfTime)
        while not over.acquire(timeout=PAUSE):
            _raise_in(thread, _OutOfPatience)
    gone.release()


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    # Without an error, one that is on its way is called back.
    error = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)
