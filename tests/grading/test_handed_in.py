"""Whose notebook of which lesson each file is, in everything that a lecturer gets."""

import io
import pathlib
import stat
import zipfile

import pytest

from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.running import plan
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import printable
from tests.grading.handed_in import packed, put

STEM = "03_directional_derivatives"


def whose(submitted: pathlib.Path, lesson=None) -> dict[tuple[str, str], str]:
    return {(one.student, one.lesson): one.read().decode() for one in find(submitted, lesson).notebooks}


TREE = [f"ada/{STEM}/{STEM}.ipynb", f"bob/{STEM}/Untitled.ipynb", "bob/04_level_curves/04_level_curves.ipynb"]
MOODLE = [
    f"Ada Lovelace_12345_assignsubmission_file_/{STEM}.ipynb",
    "Zoë O'Neil-Ng_77_assignsubmission_file_/03 (final).ipynb",
    f"Bob_B_9_assignsubmission_file_{STEM}.ipynb",
]
FLAT = [f"ada_{STEM}.ipynb", f"bob_b_01_{STEM}.ipynb", "cy_03_final.ipynb", f"dan_{STEM} (1).ipynb"]


@pytest.mark.parametrize(
    ("files", "students"),
    [
        (TREE, [("ada", "03"), ("bob", "03"), ("bob", "04")]),
        (MOODLE, [("Ada Lovelace", "03"), ("Zoë O'Neil-Ng", "03"), ("Bob_B", "03")]),
        (FLAT, [("ada", "03"), ("bob_b_01", "03"), ("cy", "03"), ("dan", "03")]),
        ([f"{STEM}/{name}" for name in FLAT], [("ada", "03"), ("bob_b_01", "03"), ("cy", "03"), ("dan", "03")]),
        ([f"ada/{STEM}.ipynb"], [("ada", "03")]),
    ],
    ids=["nbgrader", "moodle", "flat", "a folder a lesson", "a folder a student"],
)
def test_folders_and_zip_files_are_read_alike(tmp_path, files, students):
    expected = dict(zip(students, files, strict=True))
    asked = None if len({lesson for _, lesson in students}) > 1 else "03"
    assert whose(put(tmp_path / "folder", *files), asked) == expected
    assert whose(packed(tmp_path / "all.zip", *files), asked) == expected
    assert find(tmp_path / "folder", asked).complaints == find(tmp_path / "all.zip", asked).complaints == []


def test_one_lesson_is_picked(tmp_path):
    assert list(whose(put(tmp_path, *TREE), "04")) == [("bob", "04")]


def test_a_single_file_is_enough(tmp_path):
    put(tmp_path, FLAT[0])
    assert list(whose(tmp_path / FLAT[0])) == [("ada", "03")]


def test_a_file_without_a_lesson_in_its_name_is_of_the_lesson_that_is_asked_for(tmp_path):
    put(tmp_path, "Ada_1_assignsubmission_file_/Untitled.ipynb")
    assert list(whose(tmp_path, "03")) == [("Ada", "03")]
    found = find(tmp_path)
    assert found.notebooks == []
    assert "give --lesson" in found.complaints[0]


def test_what_programs_leave_behind_is_nobodys(tmp_path):
    put(tmp_path, *TREE, f"ada/{STEM}/.ipynb_checkpoints/x.ipynb", f"__MACOSX/{STEM}/._x.ipynb", f"ada/{STEM}/a.png")
    assert len(whose(tmp_path)) == 3
    assert find(tmp_path).complaints == []


def test_what_the_exchange_notes_is_read_unless_it_is_a_link(tmp_path):
    put(tmp_path, *TREE)
    (tmp_path / "ada" / STEM / "timestamp.txt").write_text("2026-11-27 10:00:00.000000 UTC\n", encoding="utf-8")
    (tmp_path / "ada" / STEM / "submission_secret.txt").symlink_to("timestamp.txt")
    noted = [one.notes for one in find(tmp_path, "03").notebooks]
    assert noted == [{"timestamp.txt": "2026-11-27 10:00:00.000000 UTC\n"}, {}]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("notebook.ipynb", "whose it is"),
        (f"{STEM}.ipynb", "whose it is"),
        ("_03_x.ipynb", "whose it is"),
        ("ada_03_or_04_x.ipynb", "whose it is"),
        ("a/b/c/d.ipynb", "no folder has the whole name of a lesson"),
        ("ada/03.zip", "archive among the notebooks"),
        (f"04_level_curves/ada_{STEM}.ipynb", "says lesson 03"),
        (f"a\nb/{STEM}/x.ipynb", "student's name"),
        (f"{'a' * 101}/{STEM}/x.ipynb", "student's name"),
    ],
)
def test_what_is_unclear_is_named_and_the_others_are_found(tmp_path, name, why):
    found = find(put(tmp_path, *TREE, name))
    assert len(found.notebooks) == 3
    (complaint,) = found.complaints
    assert complaint.startswith(f"{printable(name)}: ")
    assert why in complaint


def test_of_two_notebooks_of_a_student_the_one_with_the_lessons_name_counts(tmp_path):
    found = find(put(tmp_path, *TREE, f"ada/{STEM}/{STEM}-Copy1.ipynb"), "03")
    assert [one.path.name for one in found.notebooks] == [f"{STEM}.ipynb", "Untitled.ipynb"]
    assert "more than once" in found.complaints[0]
    assert "Copy1" in found.complaints[0]


def test_of_two_notebooks_without_the_lessons_name_none_is_taken(tmp_path):
    found = find(put(tmp_path, *TREE, f"bob/{STEM}/other.ipynb"), "03")
    assert [one.student for one in found.notebooks] == ["ada"]
    assert "none is graded" in found.complaints[0]


def test_two_students_of_the_same_name_wait_with_the_lines_that_settle_it(tmp_path):
    put(tmp_path, *(f"Ada L_{number}_assignsubmission_file_/{STEM}.ipynb" for number in (1, 2)))
    found = find(tmp_path, "03")
    assert found.notebooks == []
    assert [(one.waits, one.line) for one in found.left_out] == [
        (True, "Ada L 1,Ada,L,,1,"), (True, "Ada L 2,Ada,L,,2,"),
    ]  # fmt: skip
    assert all("several people are called Ada L" in sentence for sentence in found.complaints)


def test_links_are_not_followed(tmp_path):
    put(tmp_path / "in", *TREE)
    put(tmp_path / "out", f"{STEM}/secret.ipynb")
    (tmp_path / "in" / "eve").symlink_to(tmp_path / "out", target_is_directory=True)
    (tmp_path / "in" / "ada" / STEM / "link.ipynb").symlink_to(tmp_path / "out" / STEM / "secret.ipynb")
    found = find(tmp_path / "in")
    assert len(found.notebooks) == 3
    assert len([complaint for complaint in found.complaints if "is a link" in complaint]) == 2


@pytest.mark.parametrize(
    "name", [f"../{STEM}/x.ipynb", f"/etc/{STEM}/x.ipynb", f"a/../../{STEM}/x.ipynb", "C:/x.ipynb"]
)
def test_names_that_lead_out_of_a_zip_are_refused(tmp_path, name):
    found = find(packed(tmp_path / "all.zip", name, *TREE))
    assert len(found.notebooks) == 3
    assert "leads out" in found.complaints[0]


def test_a_link_in_a_zip_is_refused(tmp_path):
    path = packed(tmp_path / "all.zip", *TREE)
    with zipfile.ZipFile(path, "a") as file:
        link = zipfile.ZipInfo(f"eve/{STEM}/x.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    found = find(path)
    assert len(found.notebooks) == 3
    assert "no ordinary file" in found.complaints[0]


def test_a_zip_bomb_is_one_unreadable_file(tmp_path, monkeypatch):
    monkeypatch.setattr("gradcalc.grading.collecting.packed.LARGEST_NOTEBOOK", 1_000_000)
    path = packed(tmp_path / "all.zip", *TREE)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"eve/{STEM}/x.ipynb", bytes(50_000_000))
    by_student = {one.student: one for one in find(path, "03").notebooks}
    with pytest.raises(Unreadable, match="larger than"):
        by_student["eve"].read()
    assert by_student["ada"].read()


def test_a_damaged_or_locked_member_is_one_unreadable_file(tmp_path):
    path = packed(tmp_path / "all.zip", *TREE)
    content = path.read_bytes().replace(
        TREE[0].encode() + TREE[0].encode(), TREE[0].encode() + TREE[0].encode()[::-1]
    )
    path.write_bytes(content)
    ada, bob = find(path, "03").notebooks
    with pytest.raises(Unreadable, match="cannot be taken out"):
        ada.read()
    assert bob.read()


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all" * 100])
def test_what_is_no_zip_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "all.zip"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="zip"):
        find(path)


def test_a_cut_off_zip_is_refused_in_a_sentence(tmp_path):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr(TREE[0], bytes(10_000))
    (tmp_path / "all.zip").write_bytes(whole.getvalue()[:5000])
    with pytest.raises(Unreadable, match="zip"):
        find(tmp_path / "all.zip")


def test_nothing_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(Unreadable, match="does not exist"):
        find(tmp_path / "nothing")


def test_a_huge_file_is_not_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("gradcalc.grading.collecting.content.LARGEST_NOTEBOOK", 10)
    assert plan.LARGEST_NOTEBOOK > 10
    (one,) = find(put(tmp_path, TREE[0])).notebooks
    with pytest.raises(Unreadable, match="larger than"):
        one.read()
