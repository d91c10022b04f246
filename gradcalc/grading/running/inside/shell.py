"""IPython without a screen: the cells of a notebook run in it as they do in a kernel, and show nothing."""

import contextlib

from IPython.core.interactiveshell import InteractiveShell


class Shell(InteractiveShell):
    """The shell of one submission. Other programs are not started, tracebacks are not written."""

    def enable_gui(self, gui=None):
        """There is no window to show anything in."""

    def system(self, command):
        """Start nothing."""

    def getoutput(self, command, split=True, depth=0):
        """Start nothing."""
        return []

    def showtraceback(self, *arguments, **options):
        """Write nothing: the error is in the result."""

    def showsyntaxerror(self, *arguments, **options):
        """Write nothing: the error is in the result."""

    @contextlib.contextmanager
    def _tee(self, channel):
        """Keep no copy of what is printed: it may be without end."""
        yield

    def ask_exit(self):
        """Called by exit and quit."""
        end_the_cell()

    def run(self, source: str) -> BaseException | None:
        """Run one cell, and give the error that ended it."""
        result = self.run_cell(source, store_history=False, silent=True)
        return result.error_before_exec or result.error_in_exec


def end_the_cell() -> None:
    """What exit and quit do: end the cell as sys.exit does, not the process some time later. Raises SystemExit."""
    raise SystemExit("exit or quit was called")
