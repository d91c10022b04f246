"""Memory that a picture has taken and freed goes back to the system, so that more kernels fit on a server."""

import ctypes
import functools
import sys
from collections.abc import Callable


def give_back() -> None:
    """Give free memory back, where the C library can: glibc on Linux. Elsewhere nothing happens.

    Drawing a still takes and frees 10 MB in small pieces, which glibc keeps. To be called after one, not after each
    move: looking for what is free takes a few milliseconds.
    """
    if trim := _trim():
        trim(0)


@functools.cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):  # musl has none
        return None
