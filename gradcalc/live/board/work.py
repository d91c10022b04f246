"""Long work in the kernel's own event loop: in steps, so that sliders are answered in between."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any

_NO_MORE = object()
FRAME = 1 / 30  # seconds between pictures of the work


class Work:
    """One piece of work at a time; a new one ends the one before.

    show is called at most 30 times a second, and once at the end, with (running, share of the work
    that is done or None). report is called with what a step raises, which ends the work.
    around is entered for each step.
    """

    def __init__(
        self,
        show: Callable[[bool, float | None], None],
        report: Callable[[Exception], None],
        around: Callable[[], contextlib.AbstractContextManager],
    ):
        self._show, self._report, self._around = show, report, around
        self._steps: Iterator | None = None
        self._task: asyncio.Task | None = None

    @property
    def running(self) -> bool:
        """Whether work is going on, or waits between two steps."""
        return self._steps is not None

    def start(self, steps: Iterator[float | None], pause: float = 0.0) -> None:
        """Begin to work; pause is the time between steps in seconds. Without an event loop, work to the end now."""
        self._steps = steps
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            asyncio.run(self._go(steps, 0.0))
        else:
            self._show(True, None)
            self._task = loop.create_task(self._go(steps, pause))

    def stop(self) -> None:
        """End the work: at once where it waits between two steps, else after the present one."""
        if self.running:
            self._steps = None
            self._show(False, None)

    async def _go(self, steps: Iterator, pause: float) -> None:
        shown = -FRAME
        try:
            while self._steps is steps:
                with self._around():
                    share: Any = next(steps, _NO_MORE)
                if share is _NO_MORE or self._steps is not steps:
                    break
                if time.monotonic() - shown >= FRAME:
                    shown = time.monotonic()
                    self._show(True, share)
                await asyncio.sleep(pause)
        except Exception as error:  # whatever a lesson's own steps raise
            self._end(steps)
            self._report(error)
        else:
            self._end(steps)
        finally:
            if hasattr(steps, "close"):
                steps.close()

    def _end(self, steps: Iterator) -> None:
        """Show the end, unless other work has taken over."""
        if self._steps is steps:
            self.stop()
