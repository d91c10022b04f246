"""Copies of the lessons: a student's work is never overwritten."""

import json
import os

import pytest

from gradcalc.lessons import notebooks


@pytest.fixture
def version(tmp_path, monkeypatch):
    """Makes the lessons that this gradcalc has: a call replaces them by others."""
    source = tmp_path / "installed"
    source.mkdir()
    monkeypatch.setattr(notebooks, "folder", lambda: source)

    def publish(**texts: str) -> None:
        for name, text in texts.items():
            (source / f"{name}.ipynb").write_text(text)

    return publish


def texts(target):
    return {path.stem: path.read_text() for path in target.glob("*.ipynb")}


def test_all_lessons_and_the_glossary_are_copied_as_they_are(tmp_path):
    copied = notebooks.copy_to(tmp_path / "new" / "folder")
    assert copied.new == sorted(
        path.name for path in notebooks.folder().glob("*.*") if path.suffix in {".ipynb", ".md"}
    )
    assert {"00_start_here.ipynb", "08_backpropagation.ipynb", "glossary.md"} <= set(copied.new)
    for name in copied.new:
        assert (tmp_path / "new" / "folder" / name).read_bytes() == (notebooks.folder() / name).read_bytes()


def test_a_second_copy_changes_nothing(version, tmp_path):
    version(a="1", b="1")
    notebooks.copy_to(tmp_path / "mine")
    assert notebooks.copy_to(tmp_path / "mine") == notebooks.Copied([], [], [])


def test_untouched_lessons_follow_a_new_version_and_changed_ones_are_kept(version, tmp_path):
    mine = tmp_path / "mine"
    version(changed="1", untouched="1")
    notebooks.copy_to(mine)
    (mine / "changed.ipynb").write_text("my work")
    version(changed="2", untouched="2", fresh="2")
    assert notebooks.copy_to(mine) == notebooks.Copied(["fresh.ipynb"], ["untouched.ipynb"], ["changed.ipynb"])
    assert texts(mine) == {"changed": "my work", "untouched": "2", "fresh": "2"}
    version(changed="3", untouched="3")
    assert notebooks.copy_to(mine) == notebooks.Copied([], ["untouched.ipynb"], ["changed.ipynb"])
    assert texts(mine)["changed"] == "my work"


def test_a_file_that_was_there_before_is_kept(version, tmp_path):
    version(a="1")
    (tmp_path / "a.ipynb").write_text("mine, of another origin")
    for _ in range(2):
        assert notebooks.copy_to(tmp_path).kept == ["a.ipynb"]
    assert texts(tmp_path) == {"a": "mine, of another origin"}


def test_a_deleted_lesson_comes_back(version, tmp_path):
    version(a="1")
    notebooks.copy_to(tmp_path)
    (tmp_path / "a.ipynb").unlink()
    assert notebooks.copy_to(tmp_path).new == ["a.ipynb"]


@pytest.mark.parametrize("record", ["", "{", "[]", '{"a.ipynb": 3}', "\x00", b"\xff\xfe"])
def test_without_a_readable_record_every_file_that_differs_is_kept(version, tmp_path, record):
    version(a="1")
    notebooks.copy_to(tmp_path)
    (tmp_path / notebooks.RECORD).write_bytes(record if isinstance(record, bytes) else record.encode())
    version(a="2")
    assert notebooks.copy_to(tmp_path).kept == ["a.ipynb"]
    assert texts(tmp_path) == {"a": "1"}


def test_a_copy_that_broke_off_before_its_record_is_recognised(version, tmp_path):
    version(a="1")
    notebooks.copy_to(tmp_path)
    (tmp_path / notebooks.RECORD).unlink()
    notebooks.copy_to(tmp_path)
    assert list(json.loads((tmp_path / notebooks.RECORD).read_text())) == ["a.ipynb"]
    version(a="2")
    assert notebooks.copy_to(tmp_path).updated == ["a.ipynb"]


def test_no_half_written_file_takes_a_lesson_s_place(version, tmp_path, monkeypatch):
    version(a="1")
    notebooks.copy_to(tmp_path)
    version(a="2")

    def disk_full(self, target):
        raise OSError("no space left on device")

    monkeypatch.setattr(type(tmp_path), "replace", disk_full)
    with pytest.raises(OSError, match="no space"):
        notebooks.copy_to(tmp_path)
    assert texts(tmp_path)["a"] == "1"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a right of their own on Windows")
def test_a_link_to_a_file_elsewhere_is_not_written_through(version, tmp_path):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("1")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "a.ipynb").symlink_to(elsewhere)
    version(a="1")
    notebooks.copy_to(mine)
    version(a="2")
    notebooks.copy_to(mine)
    assert elsewhere.read_text() == "1"
