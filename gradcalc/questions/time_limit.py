"""A time limit on somebody else's Python code, in the thread that runs it.

When the time is up, another thread has the interpreter raise an exception in this one. That works on
every system and leaves the user's own interrupt alone, but a call into C has to return first.

The interpreter looks for such an exception whenever a loop goes round and whenever a function is
entered or has returned, and nowhere in between. Between two such places neither the exception nor
another thread comes in, which is what the few lines that end a watch rely on.

One that is on its way must not be called back, for then Python 3.11 and 3.12 look for it evermore, and in 3.11
a profiler or a debugger waits for ever with them. It is caught instead.
"""

import _thread
import ctypes
import sys
from collections.abc import Callable
from functools import partial

# How long code may tidy up after the first exception, and how long between those that follow.
PATIENCE, PAUSE = 0.2, 0.001

# Calls that may be added where a recursion has gone so deep that no exception can be made any more.
ROOM = 50

# Python in the browser has no threads, and so nobody who could keep the time.
LIMITED = sys.platform != "emscripten"

# Puts an exception on its way to a thread, in place of one that is on its way already.
_send = ctypes.PYFUNCTYPE(None, ctypes.c_ulong, ctypes.py_object)(("PyThreadState_SetAsyncExc", ctypes.pythonapi))


class OutOfTime(BaseException):
    """The time is up. Not an Exception, so that `except Exception` does not swallow it."""


class _Last(BaseException):
    """Takes the place of what may still be on its way when a watch ends."""


_LAST = ctypes.py_object(_Last)


class _Watch:
    """One time limit. over says that it has ended: nothing is raised on its behalf from then on. sent: some was.

    error is raised first, once: code that behaves closes its files then and puts back what it changed.
    stubborn follows, for code that swallowed it. Whenever one is raised, the next is sent, so that no
    loop goes round and no function is entered any more, in handlers neither: each attempt leads out of
    one more of them, until the code is left.
    """

    def __init__(self, seconds: float):
        self.seconds, self.depth = seconds, sys.getrecursionlimit()
        self.over = self.sent = False
        self.thread = ctypes.c_ulong(_thread.get_ident())
        self.awake = _thread.allocate_lock()
        self.awake.acquire()
        # Classes of its own, because the answer may well call a check that has a time limit too.
        self.error: type[BaseException] = type("OutOfTime", (OutOfTime,), {})
        self.stubborn: type[BaseException] = type("OutOfTime", (self.error,), {})
        # No function of Python: on leaving one, the exception that it sent would be raised already.
        again = partial(_send, self.thread, ctypes.py_object(self.stubborn))
        self.stubborn.__init__ = again  # type: ignore[method-assign]  # a class of its own

    def keep(self) -> None:
        """Wait in a thread until the time is up, or the watch is over."""
        if self.awake.acquire(timeout=self.seconds):
            return
        error, stubborn = ctypes.py_object(self.error), ctypes.py_object(self.stubborn)
        if not self.over:
            self.sent = True
            _send(self.thread, error)
        pause = PATIENCE
        depth = self.depth
        while not self.awake.acquire(timeout=pause):
            depth += ROOM
            if not self.over:
                sys.setrecursionlimit(depth)
            if not self.over:
                _send(self.thread, stubborn)
            pause = PAUSE


def finishes(work: Callable[[], None], seconds: float) -> bool:
    """Call work and say whether it came to its end before the time was up. In the browser there is no limit.

    Whatever else work raises passes through, a KeyboardInterrupt of the user's too.

    >>> finishes(lambda: None, seconds=5)
    True
    """
    if not LIMITED:
        work()
        return True
    watch, done = _Watch(seconds), False
    try:
        _thread.start_new_thread(watch.keep, ())
        try:
            work()
            done = True
        except watch.error:
            pass  # here goes what the error kept alive, and what runs as it goes is still watched
    except watch.error:
        pass  # the same error, on the way out of the handler above
    finally:
        try:
            watch.over = True
            if watch.sent:
                _send(watch.thread, _LAST)  # no other call: after each, what is on its way comes in
                while True:
                    pass
        except _Last:
            pass
        sys.setrecursionlimit(watch.depth)
        watch.stubborn.__init__ = OutOfTime.__init__  # type: ignore[method-assign]  # as above
        watch.awake.release()
    return done
