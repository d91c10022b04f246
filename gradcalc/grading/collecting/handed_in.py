"""What was handed in: finds whose notebook of which lesson each file is.

Known are nbgrader's tree (`submitted/ada/03_directional_derivatives/x.ipynb`), the folder or zip that
Moodle gives (`Ada Lovelace_12345_assignsubmission_file_/x.ipynb`), and files in one folder
(`ada_03_directional_derivatives.ipynb`). Whatever fits none of them is named and left out.
"""

import os
import pathlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gradcalc.grading.collecting import packed
from gradcalc.grading.running.plan import LARGEST_NOTEBOOK, Unreadable
from gradcalc.lessons.notebooks import names

MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_file(?:_(?P<rest>.*))?", flags=re.DOTALL)
LONGEST_NAME = 100
# When a notebook was handed in, and what the name of the page that nbgrader gives back is made from.
TIME = "timestamp.txt"
NOTES = (TIME, "submission_secret.txt")
LONGEST_NOTE = 1000


@dataclass(frozen=True)
class HandedIn:
    """One notebook of one student. Inside a zip file, member is its name there.

    number is Moodle's, which sets students of the same name apart.
    """

    student: str
    lesson: str
    path: pathlib.Path
    member: str = ""
    number: str = ""

    def read(self) -> bytes:
        """The content of the file. Raises Unreadable."""
        if self.member:
            return packed.read(self.path, self.member)
        try:
            with open(self.path, "rb") as file:
                content = file.read(LARGEST_NOTEBOOK + 1)
        except OSError as error:
            raise Unreadable(f"The file cannot be read: {error.strerror}.") from None
        if len(content) > LARGEST_NOTEBOOK:
            raise Unreadable(f"The file is larger than {LARGEST_NOTEBOOK // 1_000_000} MB.")
        return content

    @property
    def notes(self) -> dict[str, str]:
        """What nbgrader's exchange notes beside the notebook, by the names of NOTES; not those that are missing."""
        found = {}
        for name in NOTES:
            path = self.path.with_name(name)
            if not (self.member or path.is_symlink()) and path.is_file():
                with open(path, encoding="utf-8", errors="replace") as file:
                    found[name] = file.read(LONGEST_NOTE)
        return found

    @property
    def where(self) -> str:
        """The place of the file, to show."""
        return f"{self.path.name}: {self.member}" if self.member else str(self.path)


@dataclass
class Found:
    """The notebooks, sorted by lesson and student, and a sentence for everything that was left out."""

    notebooks: list[HandedIn] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def find(submitted: pathlib.Path, lesson: str | None = None) -> Found:
    """All notebooks in a folder, a zip file or a single file; of one lesson, such as "03", if it is given.

    Raises Unreadable if nothing can be read there at all.
    """
    found = Found()
    if not submitted.exists():
        raise Unreadable(f"{submitted} does not exist.")
    if submitted.is_dir():
        paths = sorted(_files(submitted, found.complaints))
        files = [(path.relative_to(submitted).parts, path, "") for path in paths]
    elif submitted.suffix == ".ipynb":
        files = [((submitted.name,), submitted, "")]
    else:
        inside, found.complaints = packed.members(submitted)
        files = [(tuple(name.split("/")), submitted, name) for name in sorted(inside)]
    for parts, path, member in files:
        if _is_nobodys(parts):
            continue
        try:
            student, number, of = _whose(parts, lesson)
        except Unreadable as problem:
            found.complaints.append(f"{'/'.join(parts)}: {problem}")
            continue
        if lesson in (None, of):
            found.notebooks.append(HandedIn(student, of, path, member, number))
    found.notebooks = sorted(_one_each(_told_apart(found.notebooks), found.complaints), key=_order)
    return found


def _order(one: HandedIn) -> tuple[str, str]:
    return one.lesson, one.student


def _files(folder: pathlib.Path, complaints: list[str]) -> Iterable[pathlib.Path]:
    def note(error: OSError) -> None:
        complaints.append(f"{error.filename} cannot be read: {error.strerror}.")

    for place, folders, files in os.walk(folder, onerror=note):
        for name in [*folders, *files]:
            path = pathlib.Path(place, name)
            try:
                is_link, is_file = path.is_symlink(), path.is_file()
            except OSError as error:
                note(error)
                continue
            if is_link:
                complaints.append(f"{path.relative_to(folder)} is a link, which is not followed.")
            elif name in files and is_file:
                yield path


def _is_nobodys(parts: tuple[str, ...]) -> bool:
    """Whether a file is beside what is handed in: no notebook, or a copy that some program keeps."""
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or not parts[-1].lower().endswith((".ipynb", ".zip"))


def _whose(parts: tuple[str, ...], lesson: str | None) -> tuple[str, str, str]:
    """Student, Moodle's number and lesson. Raises Unreadable."""
    if parts[-1].lower().endswith(".zip"):
        raise Unreadable("this is a zip file among the notebooks: unpack it, or ask for the notebook itself.")
    for depth, part in enumerate(parts):
        match = MOODLE.fullmatch(part)
        if match:
            rest = parts[depth + 1 :] or (match["rest"] or "",)
            return _student(match["name"]), match["number"], _lesson(rest, lesson)
    if len(parts) == 1:
        student, of = _flat(parts[0])
    elif len(parts) == 2 and not _number(parts[0]):
        student, of = parts[0], _lesson(parts[1:], lesson)
    elif len(parts) == 2:  # a folder for each lesson, with files in it
        student, of = _flat(parts[1])
        if of != _number(parts[0]):
            raise Unreadable(f"the file's name says lesson {of}, its folder {parts[0]}.")
    else:
        places = [place for place in range(1, len(parts) - 1) if _number(parts[place])]
        if not places:
            raise Unreadable("no folder has the name of a lesson: expected STUDENT/LESSON/NOTEBOOK.ipynb.")
        student, of = parts[places[0] - 1], _number(parts[places[0]])
    return _student(student), "", of


def _student(name: str) -> str:
    name = name.strip()
    if not name or name.startswith(".") or len(name) > LONGEST_NAME or not name.isprintable():
        raise Unreadable("the student's name in it cannot be used.")
    return name


def _number(name: str) -> str:
    """The lesson that a folder or file is named after, or nothing."""
    return name[:2] if re.match(r"\d\d(?!\d)", name) and name[:2] in names() else ""


def _lesson(rest: tuple[str, ...], lesson: str | None) -> str:
    named = next(filter(None, map(_number, reversed(rest))), "") or _number_within(rest[-1])
    if not (named or lesson):
        raise Unreadable("its name does not say which lesson it is: give --lesson.")
    return named or lesson or ""


def _number_within(name: str) -> str:
    """The lesson whose whole name stands somewhere in a file's name."""
    return next((number for number, stem in names().items() if stem in name), "")


def _flat(name: str) -> tuple[str, str]:
    """Student and lesson in `ada_03_directional_derivatives.ipynb`."""
    whole = [(name[: name.rfind(stem)], number) for number, stem in names().items() if f"_{stem}" in name]
    if not whole:
        whole = [(name[: match.end() - 2], match[1]) for match in re.finditer(r"_(\d\d)(?=[_.-])", name)]
    fitting = [(student.strip("_-"), number) for student, number in whole if number in names()]
    if len(fitting) != 1 or not fitting[0][0]:
        raise Unreadable("its name does not say whose it is and which lesson: expected STUDENT_03_....ipynb.")
    return fitting[0]


def _told_apart(notebooks: list[HandedIn]) -> list[HandedIn]:
    """Students of the same name get Moodle's number as well."""
    numbers = defaultdict(set)
    for one in notebooks:
        numbers[one.student, one.lesson].add(one.number)
    same = {student for (student, _), found in numbers.items() if len(found) > 1}
    return [replace(one, student=f"{one.student}_{one.number}") if one.student in same else one for one in notebooks]


def _one_each(notebooks: list[HandedIn], complaints: list[str]) -> Iterable[HandedIn]:
    """One notebook for each student and lesson: of several the one with the lesson's own name."""
    by_student = defaultdict(list)
    for one in notebooks:
        by_student[one.student, one.lesson].append(one)
    for (_, lesson), several in by_student.items():
        own = [one for one in several if one.where.endswith(f"{names()[lesson]}.ipynb")]
        chosen = several if len(several) == 1 else own
        if len(chosen) == 1:
            yield chosen[0]
        left_out = [one.where for one in several if [one] != chosen]
        if left_out and len(chosen) == 1:
            complaints.append(f"{several[0].student} handed in lesson {lesson} more than once: "
                              f"{chosen[0].where} counts, not {', '.join(left_out)}.")  # fmt: skip
        elif left_out:
            complaints.append(f"{several[0].student} handed in lesson {lesson} more than once, none is graded: "
                              f"{', '.join(left_out)}. Remove all but one.")  # fmt: skip
