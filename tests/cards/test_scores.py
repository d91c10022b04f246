"""The progress file: what it keeps, what it survives, and that nobody's points get lost."""

import json
import os
import pathlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.cards.scores import NAME, Score, ScoreFile


@pytest.fixture
def path(tmp_path):
    return tmp_path / NAME


def test_scores_survive_a_restart(path):
    ScoreFile(path).record("03.slope", 2, 4)
    assert ScoreFile(path).scores() == {"03.slope": Score(2, 4)}


def test_the_last_check_counts(path):
    file = ScoreFile(path)
    for points in (4, 1.5):
        file.record("03.slope", points, 4)
    assert file.scores() == ScoreFile(path).scores() == {"03.slope": Score(1.5, 4)}


def test_a_drill_that_is_done_stays_done_beside_the_points(path):
    ScoreFile(path).record("03.slope", 2, 4)
    for lesson in ("04", "03", "04"):
        ScoreFile(path).finish(lesson)
    ScoreFile(path).record("03.slope", 3, 4)
    kept = ScoreFile(path).kept()
    assert kept.drills == {"03", "04"}
    assert kept.scores == {"03.slope": Score(3, 4)}
    assert json.loads(path.read_text())["drills"] == ["03", "04"]


def test_the_file_says_what_it_is_and_that_it_is_plain_json(path):
    ScoreFile(path).record("03.slope", 2, 4)
    assert json.loads(path.read_text()) == {
        "made by": "gradcalc",
        "format": 1,
        "exercises": {"03.slope": {"points": 2, "out_of": 4}},
    }


def test_deleting_the_file_loses_only_what_was_in_it(path):
    file = ScoreFile(path)
    file.record("03.slope", 2, 4)
    path.unlink()
    assert file.scores() == {}
    file.record("03.angles", 1, 3)
    assert file.scores() == {"03.angles": Score(1, 3)}
    assert file.note == ""


def test_looking_writes_no_file(path):
    assert ScoreFile(path).scores() == {}
    assert not path.exists()


def test_two_notebooks_keep_each_others_points(path):
    one, other = ScoreFile(path), ScoreFile(path)
    one.record("03.slope", 2, 4)
    other.record("04.project", 3, 3)
    one.record("03.angles", 1, 3)
    expected = {"03.slope": Score(2, 4), "03.angles": Score(1, 3), "04.project": Score(3, 3)}
    assert one.scores() == other.scores() == expected


def test_processes_that_write_at_the_same_time_lose_nothing(path):
    program = """
import pathlib
import sys
from gradcalc.cards.scores import ScoreFile
file = ScoreFile(pathlib.Path(sys.argv[1]))
for i in range(40):
    file.record(f"{sys.argv[2]}.{i}", i, 40)
assert file.note == "", file.note
"""
    writers = [subprocess.Popen([sys.executable, "-c", program, path, name]) for name in ("03", "04", "05")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    expected = {f"{name}.{i}": Score(i, 40) for name in ("03", "04", "05") for i in range(40)}
    assert ScoreFile(path).scores() == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[1, 2]",
        b"\xff\xfe\x00",
        b'{"made by": "gradcalc", "format": 2, "exercises": {}}',
        b'{"made by": "gradcalc", "format": 1}',
        b'{"made by": "gradcalc", "format": 1, "exercises": []}',
        b'{"made by": "gradcalc", "format": 1, "exercises": {"03.slope": {"points": 5, "out_of": 4}}}',
        b'{"made by": "gradcalc", "format": 1, "exercises": {"03.slope": {"points": NaN, "out_of": 4}}}',
        b'{"made by": "gradcalc", "format": 1, "exercises": {"03.slope": {"points": "4", "out_of": 4}}}',
        b'{"made by": "gradcalc", "format": 1, "exercises": {"03.slope": 4}}',
        b'{"made by": "gradcalc", "format": 1, "exercises": {}, "drills": "03"}',
        b'{"made by": "gradcalc", "format": 1, "exercises": {}, "drills": [3]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_or_foreign_file_is_set_aside_and_said_in_words(path, content):
    path.write_bytes(content)
    file = ScoreFile(path)
    file.record("03.slope", 2, 4)
    assert ScoreFile(path).scores() == {"03.slope": Score(2, 4)}
    aside = path.with_name("gradcalc_progress_set_aside_1.json")
    assert aside.read_bytes() == content
    assert aside.name in file.note
    path.write_bytes(b"again")
    assert file.scores() == {}
    assert path.with_name("gradcalc_progress_set_aside_2.json").read_bytes() == b"again"
    assert aside.read_bytes() == content


KEYS = st.sampled_from(["made by", "format", "exercises", "drills", "points", "out_of"]) | st.text()
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
)


@given(content=st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_content_of_the_file_is_an_error_or_is_lost(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / NAME
    path.write_bytes(content)
    file = ScoreFile(path)
    file.record("03.slope", 2, 4)
    assert file.scores()["03.slope"] == Score(2, 4)
    aside = list(path.parent.glob("*_set_aside_*"))
    assert [kept.read_bytes() for kept in aside] == [content]


@pytest.mark.parametrize("in_the_way", ["a folder of that name", "a file instead of the folder"])
def test_where_no_file_can_be_written_points_are_kept_in_memory_and_that_is_said(tmp_path, in_the_way):
    path = tmp_path / "lessons" / NAME
    if in_the_way == "a folder of that name":
        obstacle = path
        obstacle.mkdir(parents=True)
    else:
        obstacle = path.parent
        obstacle.write_text("")
    file = ScoreFile(path)
    file.record("03.slope", 2, 4)
    file.record("03.angles", 1, 3)
    assert file.scores() == {"03.slope": Score(2, 4), "03.angles": Score(1, 3)}
    assert "kept until the kernel stops" in file.note
    obstacle.rmdir() if obstacle.is_dir() else obstacle.unlink()
    assert file.scores() == ScoreFile(path).scores() == {"03.slope": Score(2, 4), "03.angles": Score(1, 3)}
    assert file.note == ""


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "here/gradcalc_progress.json"),
        ({"GRADCALC_PROGRESS": "elsewhere"}, "elsewhere/gradcalc_progress.json"),
        ({"NBGRADER_EXECUTION": "autograde"}, "None"),
    ],
)
def test_the_file_lies_beside_the_notebook_unless_a_grader_runs_it(tmp_path, environment, expected):
    (tmp_path / "here").mkdir()
    program = "from gradcalc.cards.scores import FILE; print(FILE.path)"
    clean = {name: value for name, value in os.environ.items() if name != "GRADCALC_PROGRESS"}
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path / "here", env={**clean, **environment},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert pathlib.PurePath(result.stdout.strip()).as_posix().endswith(expected)


def test_without_a_file_points_are_kept_in_memory():
    file = ScoreFile(None)
    file.record("03.slope", 2, 4)
    assert file.scores() == {"03.slope": Score(2, 4)}
    assert file.note == ""


@pytest.mark.parametrize(("points", "out_of"), [(-1, 4), (5, 4), (float("nan"), 4), ("1", 4), (True, 1), (1, None)])
def test_impossible_points_are_refused(path, points, out_of):
    with pytest.raises(ValueError, match="points"):
        ScoreFile(path).record("03.slope", points, out_of)
    assert not path.exists()
