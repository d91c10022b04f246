"""What the names of folders and files say: a student, a lesson, or what Moodle puts before a student's own file."""

import re

from gradcalc.grading.running.plan import Unreadable
from gradcalc.lessons.notebooks import names

LONGEST_NUMBER = 20
OF_MOODLE = "_assignsubmission_"
KINDS = ("file", "onlinetext")  # what Moodle gives of a student
# The student's own number, then that of the file, which has three digits or more as lessons have two; what was typed
# in has none. Where names are hidden, five signs that are made anew for each assignment stand for the student.
_FILE, _TYPED = r"[0-9]{3,20}_(?P<file>.+)", r"(?:text|link)\.html"
_ANONYMOUS = re.compile(rf"(?:LATE_)?(?P<name>anon)_(?P<number>[A-Za-z0-9]{{5}})_(?:{_FILE}|{_TYPED})", re.DOTALL)
_OF_CANVAS = [
    re.compile(rf"(?P<name>[^_]+)(?:_LATE)?_(?P<number>[0-9]{{1,20}})_{_FILE}", re.DOTALL),
    re.compile(rf"(?P<name>[^_].*?)(?:_LATE)?_(?P<number>[0-9]{{3,20}})_(?:{_FILE}|{_TYPED})", re.DOTALL),
]


def moodle(entry: str) -> tuple[str, str, str]:
    """Name, number and file in `Ada Lovelace_12345_assignsubmission_file_03.ipynb`. Raises Unreadable.

    The first mark counts: what comes after it is the student's own, whatever it says.
    """
    before, _, after = entry.partition(OF_MOODLE)
    name, _, number = before.rpartition("_")
    kind, _, file = after.partition("_")
    if kind not in KINDS or not name or not (number.isascii() and number.isdigit()) or len(number) > LONGEST_NUMBER:
        raise Unreadable("its name is not as Moodle makes it: expected NAME_NUMBER_assignsubmission_file_....")
    return name, number, file


def canvas(file: str) -> tuple[str, str, str]:
    """Name, the student's number and file in `lovelaceada_LATE_123_45678_03.ipynb`, or three times nothing.

    The file is "" where there is none, but something that was typed in.

    >>> canvas("lovelaceada_LATE_123_45678_03.ipynb"), canvas("ada_03_directional_derivatives.ipynb")
    (('lovelaceada', '123', '03.ipynb'), ('', '', ''))
    >>> canvas("LATE_anon_x1Y2z_45678_03.ipynb"), canvas("lovelaceada_123_text.html")
    (('anon', 'x1Y2z', '03.ipynb'), ('lovelaceada', '123', ''))
    """
    match = next(filter(None, (one.fullmatch(file) for one in (_ANONYMOUS, *_OF_CANVAS))), None)
    return (match["name"], match["number"], match["file"] or "") if match else ("", "", "")


def lesson_called(folder: str) -> str:
    """The lesson whose whole name a folder has, or nothing."""
    return folder[:2] if names().get(folder[:2]) == folder else ""


def lesson_at_start(name: str) -> str:
    """The lesson whose number a name begins with, or nothing."""
    return name[:2] if re.match(r"[0-9]{2}(?![0-9])", name) and name[:2] in names() else ""


def lesson_within(file: str) -> str:
    """The lesson whose whole name stands in that of a file, or nothing; also where there are several."""
    found = [number for number, stem in names().items() if stem in file]
    return found[0] if len(found) == 1 else ""


def student_and_lesson(name: str) -> tuple[str, str, bool]:
    """What is said by `ada_03_directional_derivatives.ipynb`, and whether it is the lesson's whole name that says it.

    A number alone, as in `ada_03_final.ipynb`, says where the name ends; whether it is a lesson, others have to say.
    Raises Unreadable.
    """
    found = [(name.find(f"_{stem}"), number) for number, stem in names().items() if f"_{stem}" in name]
    whole = bool(found)
    if not found:
        numbers = re.finditer(r"_([0-9]{2})(?=[_.-])", name)
        found = [(match.start(), match[1]) for match in numbers if match[1] in names()]
    if len(found) != 1 or not name[: found[0][0]].strip("_-"):
        raise Unreadable("its name does not say whose it is and which lesson: expected "
                         "STUDENT_03_directional_derivatives.ipynb.")  # fmt: skip
    ((end, lesson),) = found
    return name[:end].strip("_-"), lesson, whole
