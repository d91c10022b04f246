"""Pages under the names that a platform has given: Moodle's folders and files, and Canvas' files."""

import pathlib
import zipfile

import pytest
from nbgrader.api import Gradebook

from gradcalc.grading.collecting.people import LeftOut
from gradcalc.grading.keeping.left_out import keep, rows_of
from gradcalc.grading.keeping.standings import standings
from gradcalc.grading.making.course import Course
from gradcalc.grading.people.called import Called
from gradcalc.grading.people.roster import Person, write_roster
from gradcalc.grading.people.seen import SEEN, Seen, as_text
from gradcalc.grading.showing import feedback
from tests.grading.class_of_03 import STEM, gradcalc, grade, half, honest, new_course
from tests.grading.handed_in import as_bytes, needs_bubblewrap, packed
from tests.grading.worksheets import CourseOf03, column, moodle, read, standing

PAGE = f"{STEM}.html"


def entry(name: str, number: int) -> str:
    return f"{name}_{number}_assignsubmission_file_/"


def uploaded(path: pathlib.Path, *names: str) -> pathlib.Path:
    """A zip with a file for each of these, which all files of somebody begin with."""
    return packed(path, *(f"{name}x.ipynb" for name in names))


class Pages(CourseOf03):
    """The same course, with pages that say whose they are."""

    def __init__(self, folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch):
        super().__init__(folder, monkeypatch)
        monkeypatch.setattr(feedback, "standings", self._standings)
        monkeypatch.setattr(feedback, "page", lambda standing: f"<p>{standing.student}</p>")

    def pages(self, path: pathlib.Path, *options: str, code: int = 0) -> tuple[str, dict[str, str]]:
        """What is printed, and what each name in the zip holds, the signs around the student left out."""
        new = self.folder / "report" / f"{path.stem}_feedback.zip"
        new.unlink(missing_ok=True)
        printed = gradcalc("feedback", "--course", self.folder, "--for", path, *options, code=code)
        if not new.exists():
            return printed, {}
        with zipfile.ZipFile(new) as file:
            assert file.testzip() is None
            return printed, {name: file.read(name).decode()[3:-4] for name in file.namelist()}


@pytest.fixture
def course(tmp_path, monkeypatch):
    return Pages(tmp_path / "course", monkeypatch)


@pytest.mark.parametrize("mark", ["_assignsubmission_file_/", "_assignsubmission_file/", "_assignsubmission_file_"])
def test_pages_stand_under_the_names_that_moodle_gave(course, tmp_path, mark):
    names = [f"{name}_{number}{mark}" for name, number in (("Ada L", 11), ("Zo\u00eb O'N-M\u00fc", 12))]
    course.graded(standing("Ada L", 12), standing("Zo\u00eb O'N-M\u00fc", 9))
    path = uploaded(tmp_path / "moodle.zip", *names)
    printed, pages = course.pages(path, "--lesson", "03")
    assert pages == {
        f"{name}{PAGE}": student for name, student in zip(names, ("Ada L", "Zo\u00eb O'N-M\u00fc"), strict=True)
    }
    assert "2 pages of lesson 03 in" in printed
    # The same from the unpacked folder, as often as you like.
    with zipfile.ZipFile(path) as file:
        file.extractall(tmp_path / "moodle")
    assert course.pages(tmp_path / "moodle", "--lesson", "03")[1] == pages


def test_online_text_beside_a_file_changes_nothing(course, tmp_path):
    names = ["Ada L_11_assignsubmission_onlinetext_/", "Ada L_11_assignsubmission_file_/a.pdf", entry("Ada L", 11)]
    course.graded(standing("Ada L", 12))
    assert list(course.pages(uploaded(tmp_path / "m.zip", *names), "--lesson", "03")[1]) == [
        f"{entry('Ada L', 11)}{PAGE}"
    ]


def test_canvas_takes_a_page_under_the_numbers_of_student_and_file(course, tmp_path):
    path = uploaded(tmp_path / "submissions.zip", "lada_LATE_123_4567_my_", "mbob_124_4568_", "mbob_124_4569_other")
    course.graded(standing("lada", 12), standing("mbob", 9))
    assert course.pages(path, "--lesson", "03")[1] == {
        f"lada_LATE_123_4567_{PAGE}": "lada", f"mbob_124_4568_{PAGE}": "mbob",
    }  # fmt: skip


def test_whoever_has_no_page_is_named_and_whoever_is_not_clear_gets_none(course, tmp_path):
    path = uploaded(tmp_path / "moodle.zip", entry("Ada L", 11), entry("Bob M", 12), entry("Bob M", 13),
                  entry("Cy", 14), entry("Eve", 15))  # fmt: skip
    course.graded(standing("Ada L", 12), standing("Bob M", 9), standing("Dan", 3), standing("Eve", 4))
    left = [LeftOut("Eve", "Eve (15)", ("Eve",), "03", "its cells are of lesson 04.", waits=True)]
    keep(course.folder / "results", rows_of(left, "moodle.zip", "03"))
    printed, pages = course.pages(path, "--lesson", "03", code=1)
    assert pages == {f"{entry('Ada L', 11)}{PAGE}": "Ada L"}
    assert "Bob M (12): not clear: several people are called Bob M" in printed
    assert "In students.csv this settles it: Bob M 12,Bob,M,,12," in printed
    assert "Cy (14): nothing of this name or number was graded." in printed
    assert "Eve (15): what was handed in later waits: its cells are of lesson 04." in printed
    assert "Bob M, Dan: graded, and no name in the upload is clearly theirs." in printed
    printed, pages = course.pages(path, "--lesson", "03", "--student", "Ada L")
    assert list(pages.values()) == ["Ada L"]
    assert "Bob" not in printed


def test_of_several_lessons_in_folders_one_is_handed_back(course, tmp_path):
    course.graded(standing("Ada L", 12))
    names = [f"{STEM}/{entry('Ada L', 11)}", f"04_level_curves/{entry('Ada L', 31)}"]
    assert list(course.pages(uploaded(tmp_path / "all.zip", *names), "--lesson", "03")[1]) == [
        f"{entry('Ada L', 11)}{PAGE}"
    ]


def test_a_group_is_no_participant_of_entry(course, tmp_path):
    write_roster(course.folder, [Person(name, name, "X", groups=("Group A",)) for name in ("ada", "bob")])
    course.graded(standing("ada", 12), standing("bob", 12))
    printed, pages = course.pages(uploaded(tmp_path / "m.zip", entry("Group A", 5)), "--lesson", "03", code=1)
    assert pages == {}
    assert "Group A (5): is the group of ada, bob, and a platform takes each page for one participant" in printed
    path = uploaded(tmp_path / "m.zip", entry("Group A-ada X", 6), entry("Group A-bob X", 7))
    assert list(course.pages(path, "--lesson", "03")[1].values()) == ["ada", "bob"]


def test_an_upload_of_another_lesson_or_of_no_platform_is_refused(course, tmp_path):
    course.graded(standing("Ada L", 12))
    seen = Seen().add([Called("Ada L", "11", "Moodle", "03"), Called("Ada L", "31", "Moodle", "04")])
    (course.folder / "results" / SEEN).write_text(as_text(seen))
    path = uploaded(tmp_path / "moodle.zip", entry("Ada L", 31))
    printed, pages = course.pages(path, "--lesson", "03", code=1)
    assert "its numbers are those that Moodle gave for lesson 04" in printed
    printed, pages = course.pages(uploaded(tmp_path / "moodle.zip", "Ada L/", "Bob/"), "--lesson", "03", code=1)
    assert "is one that Moodle or Canvas gives" in printed
    printed, pages = course.pages(path, code=1)
    assert "holds notebooks of no lesson that its names say: say which with --lesson" in printed
    assert pages == {}


@needs_bubblewrap
def test_what_was_graded_goes_back_to_moodle_by_two_commands(tmp_path):
    """The real thing, once: a zip is graded, a reason is read, and its pages and its worksheet are made."""
    course, path, table = new_course(tmp_path / "course"), tmp_path / "moodle.zip", tmp_path / "worksheet.csv"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{entry('Ada L', 11)}{STEM}.ipynb", as_bytes(half()))
        file.writestr(f"{entry('Bob M', 12)}work.pdf", b"%PDF")
        file.writestr(f"{entry('Cy Ng', 13)}{STEM}.ipynb", as_bytes(honest()))
    grade(path, course, "--lesson", "03")
    printed = gradcalc("feedback", "--course", course, "--for", path, code=1)
    assert "Bob M (12): not graded: it holds no notebook, but files of another kind: .pdf." in printed
    with zipfile.ZipFile(course / "report" / "moodle_feedback.zip") as file:
        assert file.namelist() == [f"{entry('Ada L', 11)}{PAGE}", f"{entry('Cy Ng', 13)}{PAGE}"]
        assert file.read(file.namelist()[0]) == (course / "feedback" / "Ada L" / STEM / PAGE).read_bytes()

    ada, cy = standings(Course(course))
    people = [("Ada L", 11, "a@x.org"), ("Bob M", 12, ""), ("Cy Ng", 13, "c@x.org")]
    table.write_text(moodle(people, f"{ada.out_of}.00"), encoding="utf-8-sig")
    printed = gradcalc("report", "--course", course, "--worksheet", table, code=1)
    assert "Bob M (12): not graded: it holds no notebook" in printed
    assert "Cy Ng (13): waits for a person to look at an answer" in printed
    filled = tmp_path / "worksheet_filled.csv"
    assert column(read(filled.read_bytes()), "Grade") == [f"{ada.total:.2f}", "", ""]

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        for found in book.find_submission_notebook(STEM, STEM, "Cy Ng").grades:
            if found.needs_manual_grade:
                found.manual_score, found.needs_manual_grade = 0.5, False
        book.db.commit()
    gradcalc("report", "--course", course, "--worksheet", table, code=1)
    assert column(read(filled.read_bytes()), "Grade") == [f"{ada.total:.2f}", "", f"{cy.total + 0.5:.2f}"]
