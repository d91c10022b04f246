"""Commands that write into one course folder take turns."""

import contextlib
import os
import pathlib
from collections.abc import Callable, Iterator

import click
from filelock import FileLock, Timeout

from gradcalc.grading.making.unusable import Unusable, unwritable
from gradcalc.grading.running.printable import one_line

LOCK, NOTE = ".gradcalc.lock", ".gradcalc.at_work"


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


@contextlib.contextmanager
def turn(folder: pathlib.Path, what: str, say: Callable[[str], None] = _say, longest: float = -1) -> Iterator[None]:
    """What is done in here, such as "gradcalc grade", is done in this folder by nobody else at the same time.

    It waits for its turn, and says for what: as many seconds as longest says, or without end. A command that was
    killed has ended its turn. Raises Unusable where the turn does not come, or the folder cannot be written to.
    """
    folder = folder.resolve()  # it may be called "."
    lock, note = FileLock(folder / LOCK, mode=0o666), folder / NOTE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"{_at_work(note)} is at work in {folder}. Waiting until it has ended; Ctrl-C ends the waiting.")
            lock.acquire(timeout=longest, poll_interval=0.2)
    except Timeout:
        raise Unusable(f"{_at_work(note)} is still at work in {folder}. Wait until it has ended.") from None
    except (OSError, NotImplementedError) as error:
        lock.release()
        raise Unusable(unwritable(folder, error)) from None
    with contextlib.suppress(OSError):  # it is for those who wait, and one that was left may be somebody else's
        note.unlink(missing_ok=True)
        note.write_text(f"{what} (process {os.getpid()})", encoding="utf-8")
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink()
        lock.release()


def _at_work(note: pathlib.Path) -> str:
    try:
        return one_line(note.read_text(encoding="utf-8", errors="replace"), 100)
    except OSError:  # it has just begun, or just ended
        return "Another command of gradcalc"
