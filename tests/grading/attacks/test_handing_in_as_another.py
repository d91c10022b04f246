"""Nobody hands in as somebody else: what a student puts into their own part changes what is found of nobody else."""

import datetime
import pathlib
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.collecting.names import lesson_called
from gradcalc.lessons.exercises import EXERCISES
from tests.grading.class_of_03 import STEM, grade, half, hand_in, new_course, scores
from tests.grading.handed_in import as_bytes, needs_bubblewrap, only, solved

# A lecturer's tree may hold several layouts at once.
ELSEWHERE = {
    f"three_{STEM}.ipynb": b"three",
    f"four_4_assignsubmission_file_/{STEM}.ipynb": b"four",
    "04_level_curves/five_04.ipynb": b"five",
}
TIME, SECRET = "timestamp.txt", "submission_secret.txt"


@dataclass(frozen=True)
class Layout:
    """The part of each student in a tree: what the lecturer or the platform made, before the student's own names.

    others are students who are named so that somebody might want to be taken for them.
    """

    name: str
    part: Callable[[str], str]
    others: tuple[str, ...] = ("two", "two_1", "two_03", "03_ada", "Zoë")
    folders: bool = True

    def honest(self) -> dict[str, bytes]:
        """What the others and the attacker hand in, by its place."""
        return {f"{self.part(student)}{STEM}.ipynb": student.encode() for student in (*self.others, "one")}


LAYOUTS = [
    Layout("nbgrader", lambda student: f"{student}/{STEM}/", ("two", "two_1", "two_03", "03_ada", "03", "Zoë")),
    Layout("a folder each", lambda student: f"{student}/", ("two", "two_1", "two_03", "03_ada", "03", "Zoë")),
    Layout("Moodle", lambda student: f"{student}_{len(student)}_assignsubmission_file_/"),
    Layout("Moodle's files", lambda student: f"{student}_{len(student)}_assignsubmission_file_", folders=False),
    Layout("Moodle's in a lesson", lambda student: f"{STEM}/{student}_{len(student)}_assignsubmission_file_/"),
]

TOKENS = [
    "two", "one", "two_1", "03_ada", "Zoë", "Zoe\u0308", "three", "four", "five", "_1", "_3", "_4", "_", "(1)", " ",
    "_assignsubmission_file_", "_assignsubmission_file", "03", "_03", f"_{STEM}", STEM, "04_level_curves", "_04",
    "submitted", "all", "\n", "\x1b]0;x\x07", "\u202e", ".ipynb", ".ipynb", ".ipynb", ".zip", ".txt", "é" * 40,
]  # fmt: skip
NAMES = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=5).map("".join) | st.sampled_from([TIME, SECRET])
PLACES = st.lists(NAMES.filter(lambda name: len(name.encode()) < 200), min_size=1, max_size=4).map("/".join)
CONTENTS = st.sampled_from([b"x", b"{}", b"2026-01-01 10:00:00 UTC", only("x = 1", grade_id="04-project-answer")])
OWN = st.dictionaries(PLACES, CONTENTS, max_size=6)


def in_folder(folder: pathlib.Path, files: dict[str, bytes]) -> pathlib.Path:
    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError:  # one name for a file and a folder, or a name that is too long
            continue
    return folder


def in_zip(folder: pathlib.Path, files: dict[str, bytes]) -> pathlib.Path:
    with zipfile.ZipFile(folder / "all.zip", "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return folder / "all.zip"


PACKINGS = pytest.mark.parametrize("packing", [in_folder, in_zip])
EVERYWHERE = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


def found(packing, files: dict[str, bytes], lesson: str | None = None) -> tuple[dict, list[str]]:
    """What is found, by student and lesson: its content, its place in the tree, and its notes; and all sentences."""
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder) / "submitted"
        tree.mkdir()
        result = find(packing(tree, files), lesson)
        places = {
            (one.student, one.lesson): (one.read(), one.member or one.path.relative_to(tree).as_posix(), one.notes)
            for one in result.notebooks
        }
    assert len(places) == len(result.notebooks)
    return places, result.complaints


@EVERYWHERE
@PACKINGS
def test_honest_work_is_found(layout, packing):
    places, complaints = found(packing, layout.honest())
    assert {student: content for (student, _), (content, *_) in places.items()} == {
        student: student.encode() for student in (*layout.others, "one")
    }
    assert complaints == []


HOSTILE = {
    "two_1_assignsubmission_file_03.ipynb": b"mine",
    f"two_1_assignsubmission_file_/{STEM}.ipynb": b"mine",
    f"two/{STEM}/{STEM}.ipynb": b"mine",
    f"{STEM}/two_{STEM}.ipynb": b"mine",
    f"two_{STEM}.ipynb": b"mine",
    f"{STEM}/{TIME}": b"2026-01-01 10:00:00 UTC",
}


@EVERYWHERE
@given(
    packing=st.sampled_from([in_folder, in_zip]), own=OWN, lesson=st.sampled_from([None, "03"]),
    company=st.sampled_from(["none", "a class", "many layouts"]),
)  # fmt: skip
@example(packing=in_folder, own=HOSTILE, company="a class", lesson=None)
@example(packing=in_zip, own=HOSTILE, company="many layouts", lesson="03")
@example(packing=in_folder, own={"two_1_assignsubmission_file_03.ipynb": b"mine"}, company="a class", lesson=None)
@example(packing=in_zip, own={f"two/{STEM}/{STEM}.ipynb": b"mine"}, company="none", lesson=None)
def test_what_is_in_ones_own_part_changes_nothing_for_others(layout, packing, own, company, lesson):
    files = {name: content for name, content in layout.honest().items() if content != b"one" and company != "none"}
    if company == "many layouts":
        files |= ELSEWHERE
    before, _ = found(packing, files, lesson)
    own = {(name if layout.folders else name.replace("/", "_")): content for name, content in own.items()}
    after, complaints = found(packing, files | {f"{layout.part('one')}{name}": own[name] for name in own}, lesson)
    mine = {whose: after.pop(whose) for whose in list(after) if whose[0] == "one"}
    assert after == before
    assert all(place.startswith(layout.part("one")) for _, place, _ in mine.values())
    assert len(complaints) <= 13
    assert all(len(sentence) < 2_000 and "\x1b" not in sentence and "\n" not in sentence for sentence in complaints)


MADE = (
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3)
    .map("".join)
    .filter(lambda name: not lesson_called(name))
)
AT_MOODLE = st.builds(
    "{}_{}_assignsubmission_file_".format, st.sampled_from(["two", "Two", " two"]), st.integers(1, 3)
)
ENTRIES = st.tuples(
    st.sampled_from(["", f"{STEM}/"]), MADE | AT_MOODLE | st.sampled_from(["two", "two ", "Two", "two_1", "03"])
).map("".join)


@given(
    entries=st.lists(ENTRIES, min_size=2, max_size=5, unique=True),
    files=st.sets(st.sampled_from([f"two_{STEM}.ipynb", f"{STEM}/two_03.ipynb", "two_1_04.ipynb"])),
    own=OWN,
)
def test_the_same_holds_whatever_the_others_and_oneself_are_called(entries, files, own):
    one, *others = entries
    tree = {f"{other}/{name}": b"" for other in others for name in (f"{STEM}.ipynb", f"{STEM}/{STEM}.ipynb")}
    tree |= dict.fromkeys(files, b"") | {f"{one}/nothing.txt": b""}
    before, _ = found(in_zip, tree)
    after, _ = found(in_zip, tree | {f"{one}/{name}": content for name, content in own.items()})
    assert before == {whose: which for whose, which in after.items() if not which[1].startswith(f"{one}/")}


@given(names=st.lists(st.sampled_from(["..", ".", "", "\\", "C:", "two", STEM]), max_size=5).map("/".join))
def test_no_name_in_a_zip_leads_to_another(names):
    (layout, *_), own = LAYOUTS, f"one/{names}/two/{STEM}/x.ipynb"
    honest = layout.honest()
    before, _ = found(in_zip, honest)
    after, _ = found(in_zip, {own: b"mine", **honest})
    assert {whose: before[whose] for whose in before if whose[0] != "one"} == {
        whose: after[whose] for whose in after if whose[0] != "one"
    }


@pytest.mark.parametrize(
    ("layout", "packing"),
    [(LAYOUTS[0], in_folder), *((layout, in_zip) for layout in LAYOUTS)],
    ids=lambda of: getattr(of, "name", None),
)
def test_20000_files_of_one_student_are_one_short_sentence(layout, packing):
    files = layout.honest() | {f"{layout.part('one')}x{number}.zip": b"" for number in range(20_000)}
    places, complaints = found(packing, files)
    assert len(places) == len(layout.others) + 1
    (complaint,) = complaints
    assert "and 19,995 more" in complaint
    assert len(complaint) < 800


def test_what_is_unclear_of_a_whole_class_is_all_named():
    _, complaints = found(in_folder, {f"student {number}.ipynb": b"" for number in range(300)})
    assert [complaint.partition(".")[0] for complaint in complaints] == sorted(f"student {n}" for n in range(300))


def test_more_notebooks_than_anybody_looks_through_are_not_opened(monkeypatch):
    opened = []
    monkeypatch.setattr(
        "gradcalc.grading.collecting.choosing.lessons_of", lambda content: opened.append(content) or set()
    )
    layout = LAYOUTS[2]
    files = layout.honest() | {f"{layout.part('one')}{number}.ipynb": b"mine" for number in range(1000)}
    places, complaints = found(in_folder, files)
    assert {student for student, _ in places} == set(layout.others)
    assert "more than 30 notebooks" in complaints[0]
    assert len(opened) == len(layout.others)


@needs_bubblewrap
def test_a_batch_with_a_stolen_name_and_impossible_times(tmp_path):
    course = new_course(tmp_path / "course")
    submitted = hand_in(course / "submitted", two=half(), four=half())
    one = submitted / "one" / STEM
    one.mkdir(parents=True)
    (one / "two_1_assignsubmission_file_03.ipynb").write_bytes(as_bytes(solved("03")))
    (submitted / "two" / STEM / TIME).write_text("2026-11-27 10:00:00.000000 UTC", encoding="utf-8")
    (one / TIME).write_text("10h11111111111111111111111111111", encoding="utf-8")
    (submitted / "four" / STEM / "deeper").mkdir()
    (submitted / "four" / STEM / "deeper" / TIME).write_text("2026-01-01 10:00:00 UTC", encoding="utf-8")
    printed = grade(submitted, course)
    assert "3 graded" in printed
    assert f"one/{STEM}/{TIME}: it holds no time that can be" in printed
    points = {student: sum(mark[0] or 0 for mark in marks.values()) for student, marks in scores(course).items()}
    everything = sum(exercise.points for exercise in EXERCISES.values() if exercise.lesson == "03")
    assert points["one"] == everything
    assert 0 < points["two"] == points["four"] < everything
    assert times(course) == {"one": None, "two": datetime.datetime(2026, 11, 27, 10), "four": None}
    # Later the same notebook with a time that cannot be: the one before is not kept in its place.
    (submitted / "two" / STEM / TIME).write_text("9999-99-99 99:99:99 UTC", encoding="utf-8")
    assert "0 graded, 3 graded before" in grade(submitted, course)
    assert set(times(course).values()) == {None}


def times(course: pathlib.Path) -> dict[str, datetime.datetime | None]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        return {submission.student.id: submission.timestamp for submission in book.assignment_submissions(STEM)}
