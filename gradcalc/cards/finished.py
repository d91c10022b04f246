"""Drills that are done, kept from one session to the next in a file beside that of the points."""

import pathlib
from dataclasses import dataclass
from typing import Literal

from gradcalc.cards.kept import KeptFile, beside_the_notebook

NAME = "gradcalc_progress_drills.json"  # what is called like the points is never collected: see nbgrader_config.py


Called = Literal["Drill", "Drawing"]


@dataclass(frozen=True)
class Finished:
    """A drill that is done: so many right answers in a row.

    >>> Finished("five")
    Traceback (most recent call last):
    ValueError: in_a_row must be a whole number from 1, got 'five'.
    """

    in_a_row: int

    def __post_init__(self):
        if type(self.in_a_row) is not int or self.in_a_row < 1:
            raise ValueError(f"in_a_row must be a whole number from 1, got {self.in_a_row!r}.")


def name_of(called: Called, lesson: str) -> str:
    """Under which name a lesson's drill is kept; what it lets one draw has a name of its own.

    >>> name_of("Drill", "04"), name_of("Drawing", "04")
    ('04', '04 drawing')
    """
    return lesson if called == "Drill" else f"{lesson} {called.lower()}"


def file_at(path: pathlib.Path | None) -> KeptFile[Finished]:
    """A file of drills that are done, by lesson; None keeps them in memory.

    >>> file_at(None).entries()
    {}
    """
    return KeptFile(path, "drills", "drills", Finished)


FILE = file_at(beside_the_notebook(NAME))
