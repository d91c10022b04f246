"""Everybody who hands in is graded or named, once, with the reason; and the lesson is the lecturer's word."""

import csv
import pathlib
import tempfile
import zipfile

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gradcalc.app.cli import main
from gradcalc.grading.collecting import files, kinds
from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.collecting.layout import layout_of
from gradcalc.grading.keeping.left_out import as_table, rows_of
from gradcalc.grading.running.plan import Unreadable
from tests.grading.class_of_03 import STEM, gradcalc, grade, half, new_course
from tests.grading.handed_in import as_bytes, needs_bubblewrap, only, packed, put

OF_03, OF_04 = (only("x = 1", grade_id=name) for name in ("03-best_share-answer", "04-project-answer"))


def moodle(path: pathlib.Path, **handed_in: tuple[str, bytes]) -> pathlib.Path:
    """Moodle's zip, one folder for each student."""
    with zipfile.ZipFile(path, "w") as file:
        for number, (name, (what, content)) in enumerate(handed_in.items(), 1):
            kind = "onlinetext" if what == "onlinetext.html" else "file"
            file.writestr(f"{name} L_{number}_assignsubmission_{kind}_/{what}", content)
    return path


def reasons(found) -> dict[str, str]:
    return {one.name: one.why for one in found.left_out}


def test_whatever_leads_to_no_notebook_is_named_with_the_reason(tmp_path):
    path = moodle(
        tmp_path / "moodle.zip",
        Ada=("work.html", b"<html>"), Bob=("work.pdf", b"%PDF"), Cy=("onlinetext.html", b"<p>"), Di=("x.zip", b"PK"),
        Eve=("04_level_curves.ipynb", OF_04), Fay=("mine.ipynb", OF_03), Gil=("lesson.py", b"x = 1"),
        Hal=("03.ipynb.html", b"<html>"), Ida=("03.ipynb.zip", b"PK"), Jo=("photo.HEIC", b"\0"),
        Kim=("Makefile", b""),
    )  # fmt: skip
    found = find(path, "03")
    assert [one.student for one in found.notebooks] == ["Fay L"]
    said = {name.partition(" ")[0]: why for name, why in reasons(found).items()}
    assert said.pop("Eve").startswith(
        "its cells are of lesson 04, and not of lesson 03 as asked for: it waits. --take"
    )
    assert said == {
        "Ada": "it holds no notebook, but files of another kind: .html.",
        "Bob": "it holds no notebook, but files of another kind: .pdf.",
        "Cy": "nothing but online text was handed in.",
        "Di": "this is an archive among the notebooks: unpack it, or ask for the notebook itself.",
        "Gil": "it holds no notebook, but files of another kind: .py.",
        "Hal": "it holds no notebook, but files of another kind: .html.",
        "Ida": "this is an archive among the notebooks: unpack it, or ask for the notebook itself.",
        "Jo": "it holds no notebook, but files of another kind: .HEIC.",
        "Kim": "it holds no notebook, but files of another kind: Makefile.",
    }
    assert [one.name for one in found.left_out if one.waits] == ["Eve L (5)"]


@pytest.mark.parametrize(
    "name", ["03_x.ipynb.txt", "x.json", "X.IPYNB.TXT", "x.ipynb.download", "x.ipynb (1)", "03.txt"]
)
def test_a_notebook_that_was_saved_under_another_name_is_taken(tmp_path, name):
    (one,) = find(moodle(tmp_path / "moodle.zip", Ada=(name, OF_03)), "03").notebooks
    assert one.read() == OF_03
    other = find(moodle(tmp_path / "other.zip", Ada=(name, b'{"data": 1}')), "03")
    assert other.notebooks == []
    assert list(reasons(other)) == ["Ada L (1)"]


def test_a_folder_in_a_zip_of_windows_is_a_folder(tmp_path):
    found = find(packed(tmp_path / "all.zip", f"ada\\{STEM}\\{STEM}.ipynb", f"bob/{STEM}/x.ipynb"))
    assert [one.student for one in found.notebooks] == ["ada", "bob"]
    assert found.complaints == []


NO_LESSONS = ["05.12.2026 Abgabe.ipynb", "02_versuch_directional_derivatives.ipynb", "07.ipynb", "2026-12-05.ipynb",
              "Gruppe 04.ipynb", "Lesson 05 - 08.12., 04 Uhr.ipynb"]  # fmt: skip


@pytest.mark.parametrize("name", NO_LESSONS)
def test_a_date_or_a_number_is_no_lesson(tmp_path, name):
    path = moodle(tmp_path / "moodle.zip", Ada=(name, b"x"), Bob=("mine.ipynb", OF_03))
    assert [(one.student, one.lesson) for one in find(path, "03").notebooks] == [("Ada L", "03"), ("Bob L", "03")]
    assert find(path, "03").complaints == []
    nobody_said = find(path)
    assert nobody_said.notebooks == []
    assert nobody_said.unsaid == {"": 1, "03": 1}
    answered = find(path, rest="03")
    assert [(one.student, one.lesson) for one in answered.notebooks] == [("Ada L", "03"), ("Bob L", "03")]


def test_of_two_that_differ_the_one_that_is_taken_counts_and_of_two_that_are_the_same_one(tmp_path):
    put(tmp_path, **{"ada/a.ipynb": OF_03, "ada/b.ipynb": OF_03.replace(b"x = 1", b"x = 2"), "bob/a.ipynb": OF_03,
                     "bob/b.ipynb": OF_03})  # fmt: skip
    found = find(tmp_path, "03")
    assert [one.student for one in found.notebooks] == ["bob"]
    (ada,) = found.left_out
    assert ada.waits
    assert ada.why.startswith("ada handed in lesson 03 more than once, none is graded")
    assert ada.why.endswith("--take 'ada/b.ipynb'.")
    taken = find(tmp_path, "03", taken=["ada/b.ipynb"])
    assert [one.path.parent.name + "/" + one.path.name for one in taken.notebooks] == ["ada/b.ipynb", "bob/a.ipynb"]


def test_canvas_names_hold_the_student_and_late_is_none_of_it(tmp_path):
    names = ["lovelaceada_LATE_123_45678_work.ipynb", "babbagecharles_124_45679_work-1.ipynb"]
    found = find(packed(tmp_path / "submissions.zip", *names), "03")
    assert [one.student for one in found.notebooks] == ["babbagecharles", "lovelaceada"]
    assert [(one.name, one.number) for one in found.called] == [("lovelaceada", "123"), ("babbagecharles", "124")]


@needs_bubblewrap
def test_who_is_named_has_a_row_everywhere_until_graded_and_keeps_what_was_graded(tmp_path, monkeypatch):
    course, path = new_course(tmp_path / "course"), tmp_path / "moodle.zip"
    work = as_bytes(half())
    moodle(path, Ada=("a.ipynb", work), Bob=("b.pdf", b"%PDF"), Eve=("e.ipynb", OF_04))
    printed = grade(path, course, "--lesson", "03", code=1)
    assert "1 graded" in printed
    assert "1 wait for your word" in printed
    gradcalc("report", "--course", course)

    def table(name: str) -> dict[str, dict]:
        text = (course / "report" / name).read_text("utf-8-sig")
        return {row["student"]: row for row in csv.DictReader(text.splitlines())}

    points = table("points.csv")
    assert list(points) == ["Ada L", "Bob L", "Eve L"]
    assert points["Ada L"]["remark"] == "" != points["Ada L"]["03 total"]
    assert points["Bob L"]["03 total"] == points["Bob L"]["total"] == ""
    assert points["Bob L"]["remark"] == "lesson 03 not graded: it holds no notebook, but files of another kind: .pdf."
    assert "lesson 03 waits: its cells are of lesson 04" in points["Eve L"]["remark"]
    page = (course / "report" / "class.html").read_text("utf-8")
    assert "Named, and not graded" in page
    assert all(page.count(f"<bdi>{name}</bdi>") == 1 for name in ("Bob L", "Eve L"))
    assert [row["waits"] for row in table("left_out.csv").values()] == ["", "yes"]

    # Later Ada hands in something of another lesson: what was graded stays, and is named.
    before = points["Ada L"]["03 total"]
    moodle(path, Ada=("a.ipynb", OF_04), Bob=("b.ipynb", work), Eve=("e.ipynb", work))
    assert "2 graded" in grade(path, course, "--lesson", "03", code=1)
    gradcalc("report", "--course", course)
    points = table("points.csv")
    assert points["Ada L"]["03 total"] == before
    assert "lesson 03 waits" in points["Ada L"]["remark"]
    assert points["Bob L"]["remark"] == points["Eve L"]["remark"] == ""

    printed = grade(path, course, "--lesson", "03", "--student", "Ada", code=1)
    assert "nothing of Ada is in" in printed
    assert "its cells are of lesson 04" in printed
    assert "Did you mean Bob L?" in grade(path, course, "--lesson", "03", "--student", "bob", code=1)
    moodle(path, Ada=("a.ipynb", work))
    printed = grade(path, course, code=1)
    assert "its cells are of lesson 03: confirm it with --lesson 03" in printed
    monkeypatch.setattr("gradcalc.grading.grade.somebody_answers", lambda: True)
    answered = CliRunner().invoke(main, ["grade", str(path), "--course", str(course), "--workers", "1"], input="\n")
    assert answered.exit_code == 0, answered.output
    assert "No name says of which lesson these are: 1 by their cells of lesson 03." in answered.output
    assert "0 graded, 1 graded before" in answered.output
    gradcalc("report", "--course", course)
    assert table("points.csv")["Ada L"]["remark"] == ""


WORDS = [
    "ada", "Ada", "bob", "bob ", "Zo\u00eb", "Zoe\u0308", "ada_1_assignsubmission_file_", "x", "\u202ey", "n\u3000m",
    "ada_2_assignsubmission_file_", "bob_3_assignsubmission_onlinetext_", "Participant_9_assignsubmission_file_",
    "lovelaceada_LATE_123_4567_", "lovelaceada_124_4568_", "04_level_curves", "submitted", "05.12.2026", "group 3",
    f"ada_{STEM}", "cy_03_x", STEM, "ada+bob", "ada_bob", "anon_x1Y2z_4569_", "LATE_anon_x1y2z_4570_",
    "bob_1234_text",
]  # fmt: skip
ENDINGS = [
    ".ipynb", ".ipynb.txt", ".json", ".pdf", ".zip", ".txt", "", "/timestamp.txt", f"/{STEM}.ipynb", "/x.ipynb",
    "/onlinetext.html",
]  # fmt: skip
LEVELS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("/".join)
NAMES = st.builds(str.__add__, LEVELS, st.sampled_from(ENDINGS))
ANYTHING = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=8)
TREES = st.dictionaries(NAMES | ANYTHING, st.sampled_from([OF_03, OF_04, b"x", b"{}", b"<html>"]), max_size=8)


@settings(max_examples=150, deadline=None)
@given(tree=TREES, lesson=st.sampled_from([None, "03"]))
@example(tree={"ada/x.pdf": b"x", f"ada_{STEM}.ipynb": OF_03}, lesson="03")
def test_in_any_tree_every_entry_is_graded_or_named_once(tree, lesson):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "all.zip"
        with zipfile.ZipFile(path, "w") as file:
            for name, content in tree.items():
                file.writestr(zipfile.ZipInfo(name), content)
        try:
            found = find(path, lesson)
        except Unreadable:
            return
        everything = files.read(path)
    layout = layout_of(everything.levels, lesson)
    entries = {
        layout.entry(file.parts)
        for file in everything.files
        if len(layout.entry(file.parts)) < len(file.parts) or not kinds.is_ours(file)
    }
    entries |= {(name,) for name in everything.empty()}
    graded = {
        layout.entry(file.parts) for one in found.notebooks for file in everything.files if file.member == one.member
    }
    named = [entry for one in found.left_out for entry in entries if one.place == entry]
    assert sorted([*graded, *named]) == sorted(entries | {one.place for one in found.left_out})
    assert len({(one.student, one.lesson) for one in found.notebooks}) == len(found.notebooks)
    table = list(csv.reader(as_table(rows_of(found.left_out, "all.zip", lesson)).splitlines()))
    assert len(table) == 1 + sum(len(one.students) or 1 for one in found.left_out)
    assert all(one.why for one in found.left_out)
