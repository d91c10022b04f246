"""What a lecturer gets of a term: Moodle's zip and grading worksheet, a folder of files, and nbgrader's folder."""

import csv
import io
import pathlib
import zipfile
from collections.abc import Iterable

from gradcalc.lessons.notebooks import names
from tests.grading.term.students import STUDENTS, Student
from tests.grading.term.works import WORKS

FIRST_NUMBER = 1001
MOST = 14  # points of lesson 03, the one for the reason included
STRANGER = "Eva Fremd"  # who is in no worksheet, but hands in each lesson
ONLINE_TEXT = "onlinetext.html"


def number_of(student: Student) -> int:
    """The number that Moodle gives a student for the assignment of lesson 03."""
    return FIRST_NUMBER + STUDENTS.index(student)


def entry_of(student: Student, kind: str = "file") -> str:
    """The folder of a student in Moodle's zip."""
    return f"{student.at_moodle or student.name}_{number_of(student)}_assignsubmission_{kind}_"


def moodle_zip(path: pathlib.Path, students: Iterable[Student], stranger: bool = True) -> pathlib.Path:
    """All submissions of lesson 03, in folders, as Moodle gives them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for student in students:
            for name, content in WORKS[student.in_03].files("03").items():
                kind = "onlinetext" if name == ONLINE_TEXT else "file"
                place = zipfile.ZipInfo(f"{entry_of(student, kind)}/{name}")
                place.filename = place.filename.replace("/Abgabe\\", "\\Abgabe\\") if "\\" in name else place.filename
                file.writestr(place, content)
        if stranger:
            (content,) = WORKS["solved"].files("03").values()
            file.writestr(f"{STRANGER}_2000_assignsubmission_file_/x.ipynb", content)
    return path


def worksheet(path: pathlib.Path, students: Iterable[Student]) -> pathlib.Path:
    """Moodle's grading worksheet of lesson 03: a row for everybody in the course, whoever has handed in."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade",
                     "Grade can be changed", "Last modified (submission)", "Online text", "Last modified (grade)",
                     "Feedback comments"])  # fmt: skip
    for student in students:
        there = bool(WORKS[student.in_03].files("03"))
        status = "Submitted for grading" if there else "No submission"
        when = "Tuesday, 1 December 2026, 10:00 AM" if there else "-"
        writer.writerow([f"Participant {number_of(student)}", student.name, f"{student.key}@example.org", status, "",
                         f"{MOST}.00", "Yes", when, "", "-", ""])  # fmt: skip
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    return path


def folder_of_files(folder: pathlib.Path, students: Iterable[Student]) -> pathlib.Path:
    """Lesson 04 as files in one folder, each called after a student and the lesson."""
    folder.mkdir()
    for student in students:
        for name, content in WORKS[student.in_04].files("04").items():
            begin = "" if names()["04"] in name else f"{names()['04']}_"
            if student.in_04.startswith("of "):  # the notebook of another lesson, under this one's name
                name = f"{names()['04']}.ipynb"
            (folder / f"{student.files or student.id}_{begin}{name}").write_bytes(content)
    (content,) = WORKS["solved"].files("04").values()
    (folder / f"{STRANGER}_{names()['04']}.ipynb").write_bytes(content)
    return folder


def exchange(folder: pathlib.Path, students: Iterable[Student]) -> pathlib.Path:
    """Lesson 05 as nbgrader collects it, with the time of handing in beside each."""
    for student in students:
        for name, content in WORKS[student.in_05].files("05").items():
            place = folder / student.id / names()["05"] / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            time = folder / student.id / names()["05"] / "timestamp.txt"
            time.write_text("2026-12-01 10:00:00.000000 UTC\n", encoding="utf-8")
    return folder
