"""What the names of folders and files say: a student, a lesson, or what Moodle puts before a student's own file."""

import re
import unicodedata

from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import JOINERS
from gradcalc.lessons.notebooks import names

# A name is a key in nbgrader's gradebook (128 signs, with Moodle's number) and a folder (255 bytes).
LONGEST_NAME, MOST_BYTES, LONGEST_NUMBER = 100, 255, 20
OF_MOODLE = "_assignsubmission_"


def student_named(name: str) -> str:
    """The name of a student as it is kept: composed signs, plain spaces, none around it. Raises Unreadable.

    >>> student_named(" Zoe\u0308 ") == "Zo\u00eb"
    True
    """
    signs = unicodedata.normalize("NFC", name)
    name = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in signs).strip(f" {JOINERS}")
    shown = "".join(sign for sign in name if sign not in JOINERS)
    if not name or name.startswith(".") or not shown.isprintable():
        raise Unreadable("the student's name in it cannot be used.")
    if len(name) > LONGEST_NAME or len(name.encode()) > MOST_BYTES:
        raise Unreadable("the student's name in it is too long for a folder: hand it in under a shorter one.")
    return name


def look(name: str) -> str:
    """The same text for all names that a reader can hardly tell apart."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(sign for sign in plain if sign not in JOINERS).split())


def moodle(entry: str) -> tuple[str, str, str]:
    """Name, number and file in `Ada Lovelace_12345_assignsubmission_file_03.ipynb`. Raises Unreadable.

    The first mark counts: what comes after it is the student's own, whatever it says.
    """
    before, _, after = entry.partition(OF_MOODLE)
    name, _, number = before.rpartition("_")
    kind, _, file = after.partition("_")
    if kind != "file" or not name or not (number.isascii() and number.isdigit()) or len(number) > LONGEST_NUMBER:
        raise Unreadable("its name is not as Moodle makes it: expected NAME_NUMBER_assignsubmission_file_....")
    return name, number, file


def lesson_called(folder: str) -> str:
    """The lesson whose whole name a folder has, or nothing."""
    return folder[:2] if names().get(folder[:2]) == folder else ""


def lesson_at_start(name: str) -> str:
    """The lesson whose number a name begins with, or nothing."""
    return name[:2] if re.match(r"[0-9]{2}(?![0-9])", name) and name[:2] in names() else ""


def lesson_within(own: tuple[str, ...]) -> str:
    """The lesson that a student's own names of folders and file say, or nothing."""
    whole = (number for number, stem in names().items() if stem in own[-1])
    return next(filter(None, map(lesson_at_start, reversed(own))), "") or next(whole, "")


def student_and_lesson(name: str) -> tuple[str, str]:
    """What is said by `ada_03_directional_derivatives.ipynb`. Raises Unreadable."""
    found = [(name.find(f"_{stem}"), number) for number, stem in names().items() if f"_{stem}" in name]
    if not found:
        numbers = re.finditer(r"_([0-9]{2})(?=[_.-])", name)
        found = [(match.start(), match[1]) for match in numbers if match[1] in names()]
    if len(found) != 1 or not name[: found[0][0]].strip("_-"):
        raise Unreadable("its name does not say whose it is and which lesson: expected STUDENT_03_....ipynb.")
    ((end, lesson),) = found
    return name[:end].strip("_-"), lesson
