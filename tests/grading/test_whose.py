"""Honest names and mixed trees: whose a file is, what is made of names that are alike, and which lesson counts."""

import os
import pathlib
import subprocess
import sys

import pytest

from gradcalc.grading.collecting.cells import lessons_of
from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.collecting.people import People
from gradcalc.grading.collecting.taking import with_new
from gradcalc.grading.keeping.taken import keep_words, words_in
from gradcalc.grading.running.plan import Unreadable
from tests.grading.handed_in import LESSONS, as_bytes, only, packed, put, solved, student

STEM, LEVELS = "03_directional_derivatives", "04_level_curves"
OF_03, OF_04 = (only("x = 1", grade_id=name) for name in ("03-best_share-answer", "04-project-answer"))
BOTH = OF_03.replace(b'"id": "c0"', b'"id": "ex-project"')


def whose(submitted: pathlib.Path, lesson: str | None = None) -> list[tuple[str, str]]:
    return [(one.student, one.lesson) for one in find(submitted, lesson).notebooks]


HONEST = {
    "digits behind": ("two_03", "two_03"),
    "digits before": ("03_ada", "03_ada"),
    "a number like a lesson's": ("03", "03"),
    "the whole name of a lesson": (STEM, STEM),
    "Persian, with a joiner": ("می\u200cخواهم", "می\u200cخواهم"),
    "decomposed": ("Zoe\u0308", "Zo\u00eb"),
    "spaces around": (" ada ", "ada"),
    "a space that does not break": ("Ada\u00a0L", "Ada L"),
    "an ideographic space": ("山田\u3000太郎", "山田 太郎"),
    "an em space": ("Ada\u2003L", "Ada L"),
    "a narrow space that does not break": ("Jean\u202fL", "Jean L"),
    "an apostrophe of a word processor": ("Zoë O\u2019Neil", "Zoë O\u2019Neil"),
    "Cyrillic, 42 letters": ("Я" * 42, "Я" * 42),
    "Thai, 60 letters": ("ก" * 60, "ก" * 60),
}


@pytest.mark.parametrize(("folder", "name"), HONEST.values(), ids=HONEST)
def test_honest_names_are_taken(tmp_path, folder, name):
    places = [f"{{}}/{STEM}/x.ipynb", f"{{}}_12_assignsubmission_file_/{STEM}.ipynb", f"{{}}/{STEM}.ipynb"]
    if folder == STEM:  # it stands for the lesson, where it holds no other
        places.pop()
    for number, place in enumerate(places):
        names = [place.format(folder), place.format("bob")]
        tree, archive = put(tmp_path / f"{number}", *names), packed(tmp_path / f"{number}.zip", *names)
        assert whose(tree) == whose(archive) == sorted([(name, "03"), ("bob", "03")])
        assert find(tree).complaints == find(archive).complaints == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([f"ada/{STEM}/x.ipynb", f"bob_{LEVELS}.ipynb", f"Cy_1_assignsubmission_file_/{STEM}.ipynb"], "ada bob Cy"),
        ([f"ada/{STEM}/x.ipynb", f"ada_{LEVELS}.ipynb"], "ada"),  # the folder is for all lessons: not the file
        ([f"{LEVELS}/ada_04.ipynb", f"{STEM}/ada_03.ipynb", f"bob/{STEM}.ipynb"], "ada ada bob"),
        ([f"{name}/Ada_{name[1]}_assignsubmission_file_/x.ipynb" for name in (STEM, LEVELS)], "Ada Ada"),
        ([f"submitted/ada/{STEM}/x.ipynb", f"submitted/bob/{STEM}/x.ipynb", ".DS_Store"], "ada bob"),
        ([f"all/Ada_7_assignsubmission_file_/{STEM}.ipynb", "__MACOSX/all/x.ipynb"], "Ada"),
        ([f"all/{STEM}/x.ipynb"], "all"),  # a student may be called so
        ([f"01/{STEM}/x.ipynb", f"02/{STEM}/x.ipynb", f"42/{STEM}/x.ipynb"], "01 02 42"),
    ],
)  # fmt: skip
def test_trees_of_lecturers(tmp_path, files, expected):
    for submitted in (put(tmp_path / "all", *files), packed(tmp_path / "all.zip", *files)):
        assert sorted(student for student, _ in whose(submitted)) == sorted(expected.split())


TWICE = {
    "composed and decomposed": [f"Zo\u00eb/{STEM}/x.ipynb", f"Zoe\u0308/{STEM}/x.ipynb"],
    "a space behind": [f"bob/{STEM}/x.ipynb", f"bob /{STEM}/x.ipynb"],
    "for different lessons": [f"bob/{STEM}/x.ipynb", f"bob /{LEVELS}/x.ipynb"],
    "a folder and a file": [f"bob/{STEM}.ipynb", f"bob_{STEM}.ipynb"],
    "two files": [f"bob_{STEM}.ipynb", "bob_03_final.ipynb"],
    "in two places": [f"{STEM}/bob_03.ipynb", f"bob_{STEM}.ipynb"],
    "Moodle and a folder": [f"bob/{STEM}.ipynb", f"bob_1_assignsubmission_file_/{STEM}.ipynb"],
}


@pytest.mark.parametrize("names", TWICE.values(), ids=TWICE)
def test_of_two_that_are_called_after_one_student_none_is_graded_and_both_are_named(tmp_path, names):
    others = [f"eve_{STEM}.ipynb", f"bobby/{STEM}.ipynb", f"Bobo_7_assignsubmission_file_/{STEM}.ipynb"]
    found = find(packed(tmp_path / "all.zip", *names, *others), None if LEVELS in names[1] else "03")
    assert [one.student for one in found.notebooks] == ["Bobo", "bobby", "eve"]
    told = [complaint for complaint in found.complaints if "not graded" in complaint]
    assert all(any(name in complaint for complaint in told) for name in names[:2])


def test_that_two_are_called_after_one_student_does_not_depend_on_what_they_hand_in(tmp_path):
    assert whose(packed(tmp_path / "all.zip", f"bob/{STEM}/x.ipynb", f"bob /{STEM}/nothing.txt")) == []


def test_a_file_is_of_whom_its_name_says_first(tmp_path):
    found = find(put(tmp_path, f"ada_{STEM}_two_{STEM}.ipynb", f"bob_{STEM}_or_{LEVELS}.ipynb"))
    assert [one.student for one in found.notebooks] == ["ada"]
    assert "does not say whose it is and which lesson" in found.complaints[0]


@pytest.mark.parametrize("name", ["ก" * 86, "a" * 101])
def test_a_name_that_is_too_long_for_a_folder_is_said(tmp_path, name):
    found = find(packed(tmp_path / "all.zip", f"{name}/{STEM}/x.ipynb", f"bob/{STEM}/x.ipynb"))
    assert [one.student for one in found.notebooks] == ["bob"]
    assert "the student's name in it is too long" in found.complaints[0]


@pytest.mark.parametrize("inside", [f"ada/{STEM}/x.ipynb", f"Ada_1_assignsubmission_file_/{STEM}.ipynb"])
def test_a_folder_around_everything_that_is_called_otherwise_is_no_student(tmp_path, inside):
    found = find(put(tmp_path, f"Assignment 3/{inside}", f"bob/{STEM}/x.ipynb"))
    assert [one.student for one in found.notebooks] == ["bob"]
    assert "needs the whole name of their lesson" in found.complaints[0]


def test_names_that_differ_in_capital_letters_wait(tmp_path):
    found = find(packed(tmp_path / "all.zip", f"bob/{STEM}/x.ipynb", f"Bob/{STEM}/x.ipynb", f"cy/{STEM}/x.ipynb"))
    assert [one.student for one in found.notebooks] == ["cy"]
    assert [(one.entry, one.waits) for one in found.left_out] == [
        (f"{name}/{STEM}/x.ipynb", True) for name in ("Bob", "bob")
    ]
    assert all("spelled in several ways in this course: 'Bob', 'bob'" in sentence for sentence in found.complaints)


def test_who_is_called_the_same_at_moodle_waits_whatever_anybody_hands_in(tmp_path):
    first, second = (f"Ada L_{number}_assignsubmission_file_" for number in (1, 2))
    put(tmp_path, f"{first}/{STEM}.ipynb", f"{second}/nothing.txt")
    assert whose(tmp_path, "03") == []
    assert (
        "several people are called Ada L in this course, with the numbers 1, 2" in find(tmp_path, "03").complaints[0]
    )
    put(tmp_path, f"{second}/{LEVELS}.ipynb")
    assert whose(tmp_path) == []


@pytest.mark.parametrize(
    "entry",
    [
        "_12_assignsubmission_file_", " _12_assignsubmission_file_", "two__assignsubmission_file_",
        "two_assignsubmission_file_", "two_x_assignsubmission_file_", "two_１２_assignsubmission_file_",
        "two__assignsubmission_file_two_1_assignsubmission_file_", f"two_{'1' * 21}_assignsubmission_file_",
        "two_1_assignsubmission_filename", "two_1_assignsubmission_onlinetext_",
    ],
)  # fmt: skip
def test_without_a_name_or_a_number_of_moodle_there_is_no_student(tmp_path, entry):
    for name in (f"{entry}/{STEM}.ipynb", f"{entry}{STEM}.ipynb"):
        found = find(put(tmp_path / name.replace("/", "+"), name))
        assert found.notebooks == []
        assert found.complaints[0].startswith(f"{name}: ")


def test_the_lecturer_says_the_lesson_and_the_cells_confirm_it(tmp_path):
    entry = "Ada_1_assignsubmission_file_"
    put(tmp_path, **{f"{entry}/Untitled.ipynb": OF_04, f"{entry}/03 (final).ipynb": OF_03})
    asked = find(tmp_path)
    assert asked.notebooks == []
    assert asked.unsaid == {"03": 1, "04": 1}
    assert "its cells are of lesson 03: confirm it with --lesson 03." in asked.complaints[0]
    found = find(tmp_path, "03")
    assert [one.path.name for one in found.notebooks] == ["03 (final).ipynb"]
    assert found.complaints == [
        f"{entry}/Untitled.ipynb: its cells are of lesson 04, and not of lesson 03 as asked for: it waits. "
        f"--take '{entry}/Untitled.ipynb' grades it as lesson 03."
    ]


@pytest.mark.parametrize(
    "place", [f"ada/{STEM}/x.ipynb", f"ada_{STEM}.ipynb", f"{STEM}/A_1_assignsubmission_file_/x.ipynb"]
)
def test_what_the_cells_deny_waits_until_it_is_taken(tmp_path, place):
    found = find(put(tmp_path, **{place: OF_04}))
    assert found.notebooks == []
    assert found.complaints == [
        f"{place}: its cells are of lesson 04, and not of lesson 03 as the name of its folder or file says: it waits."
        f" --take '{place}' grades it as lesson 03."
    ]
    assert [one.waits for one in found.left_out] == [True]
    assert [one.lesson for one in find(tmp_path, taken=[place]).notebooks] == ["03"]
    assert find(tmp_path, "04").notebooks == []


def test_the_whole_name_of_a_file_is_asked_where_the_cells_say_nothing(tmp_path):
    found = find(put(tmp_path, f"ada/{STEM}/{LEVELS}.ipynb", f"bob/{LEVELS}.ipynb"))
    assert [(one.student, one.lesson) for one in found.notebooks] == [("bob", "04")]
    assert "its name is that of lesson 04, and not of lesson 03" in found.complaints[0]
    assert whose(put(tmp_path / "other", **{f"ada/{STEM}/{LEVELS}.ipynb": OF_03})) == [("ada", "03")]
    assert find(tmp_path / "other").complaints == []


def test_cells_of_two_lessons_say_none(tmp_path):
    put(tmp_path, **{"Ada_1_assignsubmission_file_/x.ipynb": BOTH})
    found = find(tmp_path)
    assert found.notebooks == []
    assert "its cells are of lesson 03, 04: confirm it with --lesson" in found.complaints[0]
    assert whose(tmp_path, "04") == [("Ada", "04")]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_is_known_by_its_cells(lesson):
    assert lessons_of(as_bytes(student(lesson))) == lessons_of(as_bytes(solved(lesson))) == {lesson}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no such names")
@pytest.mark.parametrize("name", [b"caf\xe9", b"a\x1b[2J", b"a\xe2\x80\xaeb"])
def test_what_does_not_show_in_a_name_is_written_out(tmp_path, name):
    put(tmp_path, f"{os.fsdecode(name)}/{STEM}/x.ipynb")
    (complaint,) = find(tmp_path).complaints
    assert complaint.isprintable()
    assert "student's name" in complaint


@pytest.mark.skipif(sys.platform == "win32", reason="made by os.mkfifo")
def test_what_is_no_ordinary_file_or_lies_too_deep_is_named(tmp_path):
    put(tmp_path, f"ada/{STEM}/x.ipynb", f"bob/{STEM}/{'d/' * 30}x.ipynb")
    os.mkfifo(tmp_path / "ada" / STEM / "y.ipynb")
    found = find(tmp_path)
    assert [one.student for one in found.notebooks] == ["ada"]
    assert [complaint.partition(": ")[2] for complaint in found.complaints] == [
        "it is no ordinary file.", "it lies too deep, and is not looked into.",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="made by os.mkdir in an open folder")
def test_more_folders_in_each_other_than_python_can_call_stop_nobody(tmp_path):
    put(tmp_path, f"ada/{STEM}/x.ipynb", "bob/none.txt")
    place = os.open(tmp_path / "bob", os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=place)
        deeper = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = deeper
    os.close(place)
    try:
        assert whose(tmp_path) == [("ada", "03")]
    finally:
        subprocess.run(["rm", "-r", tmp_path / "bob"], check=True)  # too deep for pytest, which cleans up later


def test_a_fault_with_one_student_leaves_the_others(tmp_path, monkeypatch):
    put(tmp_path, f"ada/{STEM}/x.ipynb", f"bob/{STEM}/x.ipynb")
    monkeypatch.setattr("gradcalc.grading.collecting.choosing.lessons_of", lambda content: 1 / 0)
    found = find(tmp_path)
    assert found.notebooks == []
    assert found.complaints == [
        f"{name}/{STEM}/x.ipynb: it cannot be looked at: ZeroDivisionError('division by zero')."
        for name in ("ada", "bob")
    ]


def test_a_folder_without_a_notebook_is_named(tmp_path):
    (tmp_path / "cy").mkdir()
    found = find(put(tmp_path, f"ada/{STEM}/page.html", f"bob/{STEM}/x.ipynb"))
    assert [one.student for one in found.notebooks] == ["bob"]
    assert sorted(found.complaints) == [
        f"ada/{STEM}/page.html: it holds no notebook, but files of another kind: .html.", "cy: it holds nothing.",
    ]  # fmt: skip


def test_what_has_the_name_of_the_folder_around_everything_stops_nobody(tmp_path):
    found = find(packed(tmp_path / "all.zip", "/submitted", f"submitted/ada/{STEM}/x.ipynb"))
    assert [one.student for one in found.notebooks] == ["ada"]
    assert "leads out of the folder" in found.complaints[0]


TWO = {"ada/a.ipynb": OF_03, "ada/b.ipynb": OF_03.replace(b"x = 1", b"x = 2")}
THIRD = OF_03.replace(b"x = 1", b"x = 3")
IN_DOUBT = {
    # What is there, the file that is taken, and what comes later, of which nobody has said anything.
    "one of two": (TWO, "ada/b.ipynb", {"ada/c.ipynb": THIRD}),
    "one of two that changes": (TWO, "ada/b.ipynb", {"ada/b.ipynb": THIRD}),
    "one of two, and the other changes": (TWO, "ada/b.ipynb", {"ada/a.ipynb": THIRD}),
    "cells of another lesson": ({"ada/a.ipynb": OF_04}, "ada/a.ipynb", {"ada/a.ipynb": OF_04 + b" "}),
    "one of two from the exchange": (
        {f"ada/{STEM}/x.ipynb": OF_03, f"ada/{STEM}/y.ipynb": THIRD}, f"ada/{STEM}/x.ipynb",
        {f"ada/{STEM}/z.ipynb": TWO["ada/b.ipynb"]},
    ),
    "a name with a quote": ({"o'neil/=a b.ipynb": OF_04}, "o'neil/=a b.ipynb", {"o'neil/=a b.ipynb": OF_04 + b" "}),
}  # fmt: skip


@pytest.mark.parametrize(("files", "name", "later"), IN_DOUBT.values(), ids=IN_DOUBT)
def test_what_was_taken_stays_taken_until_something_new_is_handed_in(tmp_path, files, name, later):
    def again():
        return find(upload, "03", People(taken=words_in(tmp_path)))

    upload = put(tmp_path / "in", **files)
    assert whose(upload, "03") == []
    found = find(upload, "03", taken=[name])
    assert found.notes == [f"{name} counts as lesson 03 from now on, as long as it stays the same."]
    keep_words(tmp_path, found.words)
    assert [one.path for one in again().notebooks] == [upload / name]
    assert again().notes == [f"{name} counts as lesson 03, as you have said before."]
    assert again().left_out == []
    put(upload, **later)
    assert again().notebooks == again().notes == []
    assert [one.waits for one in again().left_out] == [True]


def test_the_newer_word_counts_and_one_student_can_take_nothing_for_another(tmp_path):
    put(tmp_path, **TWO, **{"bob/b.ipynb": OF_04})
    first = find(tmp_path, "03", taken=["ada/a.ipynb"]).words
    second = with_new(first, find(tmp_path, "03", taken=["ada/b.ipynb", "bob/b.ipynb"]).words)
    found = find(tmp_path, "03", People(taken=second))
    assert [one.path.name for one in found.notebooks] == ["b.ipynb", "b.ipynb"]
    put(tmp_path, **{"cy/b.ipynb": OF_04})
    assert [one.student for one in find(tmp_path, "03", People(taken=second)).notebooks] == ["ada", "bob"]


def test_a_file_that_is_taken_and_not_there_is_said(tmp_path):
    with pytest.raises(Unreadable, match=r"no file here is called ada/d.ipynb\. Did you mean --take 'ada/"):
        find(put(tmp_path, **TWO), "03", taken=["ada/d.ipynb"])
