"""What one entry of an upload is called, and what is unclear about whose it is."""

from dataclasses import dataclass

from gradcalc.grading.running.plan import Unreadable

EXCHANGE = "nbgrader"  # whose folders are called after ids
ALSO = "  and  "  # between the rows of several people which settle one entry together


@dataclass(frozen=True)
class Called:
    """The name as it stands there, sign by sign, and the number that a platform puts behind it.

    Moodle's numbers are made anew for each assignment, Canvas' are a student's own unless it hides the names. lesson
    is that for which a number holds, "" where it is not known or does not matter.
    """

    name: str
    number: str = ""
    platform: str = ""
    lesson: str = ""

    @property
    def label(self) -> str:
        """The name and the number, for people to read."""
        return f"{self.name} ({self.number})" if self.number else self.name


class Unclear(Unreadable):
    """It is not clear whose an entry is. The message says why, line is what settles it in students.csv."""

    def __init__(self, why: str, line: str = ""):
        super().__init__(why)
        self.line = line
