"""What keeps a whole class from being graded, in a sentence: a course folder or a gradebook that cannot be used."""

import contextlib
import os
import pathlib
from collections.abc import Iterable

import click

from gradcalc.grading.running.printable import one_line, printable

LONGEST_SAID = 300


class Unusable(click.ClickException):
    """The course folder, its settings or its gradebook cannot be used; the message says why and how to mend it."""


def in_words(error: BaseException) -> str:
    """An error in one line, without the traceback.

    >>> in_words(FileNotFoundError(2, "No such file or directory", "seed")), in_words(KeyError("x"))
    ('No such file or directory: seed', "KeyError: 'x'")
    """
    error = getattr(error, "orig", None) or error  # what the database itself has said
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}{f': {printable(os.fsdecode(error.filename))}' if error.filename else ''}"
    return one_line(f"{type(error).__name__}: {error}".strip(": "), LONGEST_SAID)


def see_whether_files_fit(folders: Iterable[pathlib.Path], size: int) -> None:
    """Whether a file of so many bytes can be written into each folder. Raises Unusable."""
    for folder in folders:
        trial = folder / f".trial.{os.getpid()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with open(trial, "wb") as file:
                file.write(bytes(size))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Unusable(unwritable(folder, error)) from None
        finally:
            with contextlib.suppress(OSError):
                trial.unlink(missing_ok=True)


def unwritable(folder: pathlib.Path, error: BaseException) -> str:
    """The sentence that says that nothing can be written here."""
    return f"nothing can be written in {folder}: {in_words(error)}. After that, the same command goes on."
