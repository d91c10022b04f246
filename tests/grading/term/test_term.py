"""A whole term with sixty students of every kind: each has one row, what was earned, and what is to be said."""

import csv
import dataclasses
import html
import pathlib
import re
import zipfile

import pytest
from nbgrader.api import Gradebook

from gradcalc.grading import grade as door
from gradcalc.grading.many import pool
from gradcalc.grading.people.roster import ROSTER, line_of, roster_in, write_roster
from gradcalc.lessons.notebooks import names
from tests.grading.class_of_03 import gradcalc, grade, new_course
from tests.grading.handed_in import needs_bubblewrap
from tests.grading.term.builder import (
    MOST,
    STRANGER,
    entry_of,
    exchange,
    folder_of_files,
    moodle_zip,
    number_of,
    worksheet,
)
from tests.grading.term.students import STUDENTS, Student
from tests.grading.term.works import WORKS

pytestmark = needs_bubblewrap

PART = re.compile(r"lesson \d\d(?: waits:| not graded:|: at least).*?(?= lesson \d\d(?: waits:| not|: at)|$)")
LESSONS = ("03", "04", "05")
WITH_A_REASON = ("03", "05")  # which a person reads, for 1 of 14 points
EARLY = [student for student in STUDENTS if student.early]
DRAFT = next(student for student in STUDENTS if student.in_03 == "two versions")
TAKEN_03 = f"{entry_of(DRAFT)}/final.ipynb"
TAKEN_05 = f"{DRAFT.id}/{names()['05']}/final.ipynb"


@dataclasses.dataclass
class Term:
    """The course folder at the end of the term, what was handed in, and what the commands have printed, by step."""

    course: pathlib.Path
    uploads: dict[str, tuple[pathlib.Path, str]]
    printed: dict[str, str] = dataclasses.field(default_factory=dict)

    def grade(self, step: str, lesson: str, *options: str, code: int = 1) -> None:
        path, words = self.uploads[lesson]
        self.printed[step] = grade(path, self.course, *words.split(), *options, code=code)

    def table(self) -> list[dict[str, str]]:
        """The rows of points.csv."""
        gradcalc("report", "--course", self.course)
        text = (self.course / "report" / "points.csv").read_text("utf-8-sig")
        return list(csv.DictReader(text.splitlines()))


def put_into_roster(course: pathlib.Path, *lines: str) -> None:
    """Replace the rows of these lines' e-mail addresses, or add them, as a lecturer does in an editor."""
    addresses = {line.split(",")[3] for line in lines}
    kept = [line_of(one) for one in roster_in(course).people.values() if one.email not in addresses]
    head = (course / ROSTER).read_text("utf-8-sig").splitlines()[0]
    (course / ROSTER).write_text("\n".join([head, *kept, *lines]) + "\n", encoding="utf-8")
    write_roster(course, roster_in(course).people.values())


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """The term, graded by one pool of one process."""
    folder = tmp_path_factory.mktemp("term")
    processes = pool.started(1)
    end = processes.processes.shutdown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "started", lambda workers, unsafe: processes)
        patch.setattr(processes.processes, "shutdown", lambda *_, **__: None)  # one for all commands
        try:
            yield _run(folder)
        finally:
            end()


def _run(folder: pathlib.Path) -> Term:
    course = new_course(folder / "course")
    early = moodle_zip(folder / "early.zip", EARLY, stranger=False)
    term = Term(course, {
        "early": (early, "--lesson 03"),
        "03": (moodle_zip(folder / "moodle.zip", STUDENTS), "--lesson 03"),
        "04": (folder_of_files(folder / "files", STUDENTS), ""),
        "05": (exchange(folder / "submitted", STUDENTS), "--lesson 05"),
    })  # fmt: skip
    term.grade("early", "early", code=0)
    term.printed["roster"] = gradcalc("roster", worksheet(folder / "worksheet.csv", STUDENTS), "--course", course)
    term.grade("03", "03")
    # Of the two Ada Berg the first is who was graded under the name. The other keeps the id of the address.
    put_into_roster(course, f"Ada Berg,Ada,Berg,ada@example.org,{1001},")
    term.grade("03 settled", "03", "--take", TAKEN_03)
    term.grade("04", "04")
    put_into_roster(course, "ian,Ian,Tea,ian@example.org,,ian_kim", "kim,Kim,M,kim@example.org,,ian_kim")
    term.grade("04 settled", "04")
    term.grade("05", "05")
    term.grade("05 settled", "05", "--take", TAKEN_05)
    gradcalc("feedback", "--course", course)
    return term


def expected(student: Student, lesson: str) -> str:
    points = WORKS[student.work(lesson)].points(lesson)
    return "" if points is None else str(points)


def test_every_student_has_exactly_one_row_and_the_expected_points(term):
    rows = term.table()
    strangers = [row["student"] for row in rows if row["student"].startswith(STRANGER)]
    assert strangers == [STRANGER, f"{STRANGER} (2000)"]
    assert sorted(row["student"] for row in rows) == sorted([*strangers, *(student.id for student in STUDENTS)])
    by_id = {row["student"]: row for row in rows}
    wrong = {
        f"{student.key}, {lesson}: {student.work(lesson)}": (found, expected(student, lesson))
        for student in STUDENTS
        for lesson in LESSONS
        if (found := by_id[student.id][f"{lesson} automatic"]) != expected(student, lesson)
    }
    assert wrong == {}
    shown = dict.fromkeys(strangers, "") | {student.id: shown_name(student) for student in STUDENTS}
    assert {row["student"]: row["name"] for row in rows} == shown


def shown_name(student: Student) -> str:
    name = "" if student.name == student.id else student.name
    return f"'{name}" if name.startswith("=") else name


def test_the_last_column_says_who_is_not_graded_and_why_and_which_totals_are_not_final_and_nothing_else(term):
    remarks = {row["student"]: row["remark"] for row in term.table()}
    for student in STUDENTS:
        said = PART.findall(remarks[student.id])
        expected = dict(remark for lesson in LESSONS if (remark := expected_remark(student, lesson)))
        assert len(said) >= len(expected), (student.key, said)
        for begin, sentence in expected.items():
            assert any(one.startswith(begin) and sentence in one for one in said), (student.key, begin, sentence)
        assert {one[:9] for one in said} == {begin[:9] for begin in expected}, (student.key, said)
        ever = any(student.work(lesson) != "nothing" for lesson in LESSONS)
        assert (remarks[student.id] == "Nothing was handed in.") == (not ever), student.key
    assert all("nobody is called so in students.csv" in remarks[one] for one in (STRANGER, f"{STRANGER} (2000)"))


def expected_remark(student: Student, lesson: str) -> tuple[str, str] | None:
    """How the remark about a lesson begins, and what stands in it; None where there is none."""
    work = WORKS[student.work(lesson)]
    if work.earned is None:
        return (f"lesson {lesson} ", work.says) if work.says else None
    if work.reason and lesson in WITH_A_REASON:
        return f"lesson {lesson}: ", f"at least {work.points(lesson)} of {MOST}, 1 not read yet."
    return None


def test_a_reason_waits_exactly_where_something_was_found(term):
    found = {}
    with Gradebook(f"sqlite:///{term.course / 'gradebook.db'}", "gradcalc") as book:
        for lesson in WITH_A_REASON:
            for submission in book.assignment_submissions(names()[lesson]):
                found[submission.student.id, lesson] = any(
                    grade.needs_manual_grade for grade in submission.notebooks[0].grades if "reason" in grade.name
                )
    asked = {
        (student.id, lesson): WORKS[student.work(lesson)].reason
        for student in STUDENTS
        for lesson in WITH_A_REASON
        if WORKS[student.work(lesson)].earned is not None
    }
    assert found == asked


def test_what_stopped_was_turned_or_was_found_elsewhere_is_said_on_the_page(term):
    for student in STUDENTS:
        for lesson in LESSONS:
            work = WORKS[student.work(lesson)]
            page = term.course / "feedback" / student.id / names()[lesson] / f"{names()[lesson]}.html"
            assert page.exists() == (work.earned is not None), (student.key, lesson)
            if page.exists() and work.says:
                assert work.says in html.unescape(page.read_text("utf-8")), (student.key, lesson)


def test_the_page_about_the_class_names_everybody_once_who_is_not_graded_in_a_lesson(term):
    gradcalc("report", "--course", term.course)
    page = html.unescape((term.course / "report" / "class.html").read_text("utf-8"))
    for student in STUDENTS:
        not_graded = sum(bool(work.says) and work.earned is None
                         for work in (WORKS[student.work(lesson)] for lesson in LESSONS))  # fmt: skip
        ever = any(student.work(lesson) != "nothing" for lesson in LESSONS)
        assert page.count(f"<bdi>{student.id}</bdi>") >= not_graded + (not ever), student.key


def test_the_commands_say_who_waits_and_what_settles_it(term):
    said = term.printed
    assert "3 graded" in said["early"]
    assert "60 of them new" in said["roster"]
    assert "Ada Berg,Ada,Berg,ada@example.org,1001," in said["03"]
    assert f"In students.csv this settles it: {STRANGER},Eva,Fremd,,," in said["03"]
    assert f"--take '{entry_of(DRAFT)}/" in said["03"]
    assert f"{TAKEN_03} counts as lesson 03 from now on" in said["03 settled"]
    assert "it may be that of ian, kim together" in said["04"]
    assert "it may be that of" not in said["04 settled"]
    assert "its cells are of lesson 03, and not of lesson 05" in said["05"]


def test_pages_go_back_to_moodle_under_the_names_that_it_gave(term):
    upload, words = term.uploads["03"]
    printed = gradcalc("feedback", "--course", term.course, *words.split(), "--for", upload, code=1)
    with zipfile.ZipFile(term.course / "report" / f"{upload.stem}_feedback.zip") as file:
        back = {name: file.read(name) for name in file.namelist()}
    given = {name.partition("/")[0] for name in entries_in(upload)}
    graded = [student for student in STUDENTS if graded_in_03(student)]
    assert sorted(back) == sorted(f"{entry_of(student)}/{names()['03']}.html" for student in graded)
    assert {name.partition("/")[0] for name in back} <= given
    for student in graded:
        page = term.course / "feedback" / student.id / names()["03"] / f"{names()['03']}.html"
        assert back[f"{entry_of(student)}/{names()['03']}.html"] == page.read_bytes(), student.key
    left = [student for student in STUDENTS if WORKS[student.in_03].files("03") and student not in graded]
    assert [student.key for student in left if f"{student.name} ({number_of(student)})" not in printed] == []
    assert f"{STRANGER} (2000)" in printed


def test_the_worksheet_is_filled_where_points_are_final_and_refused_where_all_is_asked_for(term):
    sheet = term.course.parent / "worksheet.csv"
    filled, order = sheet.with_name("worksheet_filled.csv"), ("report", "--course", term.course, "--lesson", "03")
    printed = gradcalc(*order, "--worksheet", sheet, "--all-or-nothing", code=1)
    assert "nothing is written: not every row and every student has the other" in printed
    assert not filled.exists()
    printed = gradcalc(*order, "--worksheet", sheet, code=1)
    before, after = (list(csv.DictReader(path.read_text("utf-8-sig").splitlines())) for path in (sheet, filled))
    final = {f"Participant {number_of(student)}": f"{WORKS[student.in_03].points('03')}.00" for student in STUDENTS
             if graded_in_03(student) and not WORKS[student.in_03].reason}  # fmt: skip
    assert {row["Identifier"]: row["Grade"] for row in after if row["Grade"]} == final
    assert [row | {"Grade": ""} for row in after] == before
    assert f"{len(final)} of 60 rows have their points of lesson 03" in printed
    no_points = [student for student in STUDENTS if f"Participant {number_of(student)}" not in final]
    assert [student.key for student in no_points if f"{student.name} ({number_of(student)})" not in printed] == []


def graded_in_03(student: Student) -> bool:
    return WORKS[student.in_03].earned is not None


def entries_in(upload: pathlib.Path) -> list[str]:
    with zipfile.ZipFile(upload) as file:
        return [name.replace("\\", "/") for name in file.namelist()]


def test_graded_twice_it_is_the_same(term):
    before = term.table()
    for lesson in LESSONS:
        term.grade(f"{lesson} again", lesson)
        assert "\n0 graded, " in f"\n{term.printed[f'{lesson} again']}"
    assert f"{TAKEN_03} counts as lesson 03, as you have said before." in term.printed["03 again"]
    assert f"{TAKEN_05} counts as lesson 05, as you have said before." in term.printed["05 again"]
    assert term.table() == before
