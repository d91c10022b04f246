"""The time and the secret that nbgrader's exchange notes: only where it puts them, and only what can be true."""

import datetime
import os
import pathlib
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nbgrader.utils import parse_utc

from gradcalc.grading.collecting.exchange import LONGEST_NOTE, SECRET, TIME, is_secret, is_time, notes_in
from gradcalc.grading.collecting.handed_in import find
from tests.grading import handed_in

STEM = "03_directional_derivatives"
GOOD = "2026-11-27 10:00:00.000000 UTC"


def put(folder: pathlib.Path, *names: str, content: str = GOOD) -> pathlib.Path:
    return handed_in.put(folder, **dict.fromkeys(names, content.encode()))


def test_notes_count_where_nbgrader_puts_them(tmp_path):
    (one,) = find(put(tmp_path, f"ada/{STEM}/x.ipynb", f"ada/{STEM}/{TIME}", f"ada/{STEM}/{SECRET}")).notebooks
    assert one.notes == {TIME: GOOD, SECRET: GOOD}


@pytest.mark.parametrize(
    ("notebook", "place"),
    [
        (f"ada/{STEM}/deeper/x.ipynb", f"ada/{STEM}/deeper"),
        (f"ada/{STEM}/deeper/x.ipynb", f"ada/{STEM}/deeper/{STEM}"),
        (f"ada/{STEM}/x.ipynb", "ada"),
        (f"ada/{STEM}/x.ipynb", "."),
        (f"ada/{STEM}/x.ipynb", f"ada/{STEM}/ada/{STEM}"),
        (f"ada/{STEM}.ipynb", "ada"),
        (f"ada_{STEM}.ipynb", "."),
        (f"{STEM}/ada_{STEM}.ipynb", STEM),
        (f"Ada_1_assignsubmission_file_/{STEM}.ipynb", "Ada_1_assignsubmission_file_"),
        (f"Ada_1_assignsubmission_file_/{STEM}/x.ipynb", f"Ada_1_assignsubmission_file_/{STEM}"),
        (f"{STEM}/Ada_1_assignsubmission_file_/{STEM}/x.ipynb", f"{STEM}/Ada_1_assignsubmission_file_/{STEM}"),
    ],
)
def test_elsewhere_nothing_is_a_note(tmp_path, notebook, place):
    (one,) = find(put(tmp_path, notebook, f"{place}/{TIME}", f"{place}/{SECRET}"), "03").notebooks
    assert one.notes == {}


def a_link(path: pathlib.Path) -> None:
    path.with_name("other.txt").write_text(GOOD, encoding="utf-8")
    path.symlink_to("other.txt")


FORGED = {
    "breaks nbgrader's reader": lambda path: path.write_text("10h11111111111111111111111111111"),
    "no such day": lambda path: path.write_text("2026-02-30 10:00:00 UTC"),
    "no such hour": lambda path: path.write_text("2026-02-03 25:00:00 UTC"),
    "the year 9999": lambda path: path.write_text("9999-12-31 23:59:59 UTC"),
    "the year 1": lambda path: path.write_text("0001-01-01 00:00:00 CET"),
    "a part of a time": lambda path: path.write_text("10"),
    "a path for a zone": lambda path: path.write_text("2026-11-27 10:00:00 /dev/zero"),
    "two lines": lambda path: path.write_text(f"{GOOD}\n{GOOD}"),
    "words for the terminal": lambda path: path.write_text(f"{GOOD}\x1b[2J"),
    "other digits": lambda path: path.write_text("２０２６-11-27 10:00:00 UTC", encoding="utf-8"),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "nothing": lambda path: path.write_bytes(b""),
    "a huge file": lambda path: path.write_text(GOOD + " " * 10_000_000),
    "a folder": lambda path: path.mkdir(),
    "a link": a_link,
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a pipe": lambda path: os.mkfifo(path),
}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_time_that_cannot_be_is_said_and_does_not_count(tmp_path, forge):
    put(tmp_path, f"ada/{STEM}/x.ipynb", f"bob/{STEM}/x.ipynb", f"bob/{STEM}/{TIME}")
    forge(tmp_path / "ada" / STEM / TIME)
    found = find(tmp_path)
    assert [one.notes for one in found.notebooks] == [{TIME: ""}, {TIME: GOOD}]
    complaint, *others = found.complaints
    assert complaint == f"ada/{STEM}/{TIME}: it holds no time that can be, and does not count."
    assert all("is a link" in other or "no ordinary file" in other for other in others)


@pytest.mark.parametrize("secret", ["", "\n", "a\nb", "é", "\x1b[2J", "x" * (LONGEST_NOTE + 1)])
def test_a_secret_that_nbgrader_never_wrote_is_said_and_does_not_count(tmp_path, secret):
    found = find(put(put(tmp_path, f"ada/{STEM}/x.ipynb"), f"ada/{STEM}/{SECRET}", content=secret))
    assert found.notebooks[0].notes == {}
    assert found.complaints[0].startswith(f"ada/{STEM}/{SECRET}: it is not as nbgrader writes it")


DIGITS = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?"
ZONES = r"( ?([A-Z]{1,6}|[+-][0-9]{4}))?"
TIMES = st.from_regex(DIGITS + ZONES, fullmatch=True) | st.builds(
    "{}{}".format,
    st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2110, 1, 1)),
    st.from_regex(ZONES, fullmatch=True) | st.sampled_from([" UTC", " CET", " +0130", "Z"]),
)


@given(text=TIMES | st.text())
@example(text=GOOD)
@example(text="2026-11-27T23:00:00 AM")
@example(text="2026-11-27 10:00:00 PM")
@example(text="2026-11-27 23:00:00AM")
@example(text="2099-12-31 23:59:59 -1459")
@example(text="2000-01-01 00:00:00+1459")
def test_every_time_that_counts_is_one_for_nbgrader(text):
    if is_time(text):
        by_digits = datetime.datetime.fromisoformat(f"{text.strip()[:10]} {text.strip()[11:16]}")
        assert abs(parse_utc(text.strip()) - by_digits) <= datetime.timedelta(hours=15)


@given(time=st.datetimes(datetime.datetime(2000, 1, 2), datetime.datetime(2099, 12, 30)))
def test_every_time_of_nbgrader_counts(time):
    text = time.strftime("%Y-%m-%d %H:%M:%S.%f UTC")  # Exchange.timestamp_format
    assert is_time(text)
    assert parse_utc(text) == time


@given(content=st.binary(max_size=2 * LONGEST_NOTE), name=st.sampled_from([TIME, SECRET]))
def test_whatever_a_note_holds_it_counts_or_is_refused(tmp_path_factory, content, name):
    folder = tmp_path_factory.mktemp("note")
    (folder / name).write_bytes(content)
    found, refused = notes_in(folder)
    assert (name in refused) != bool(found.get(name))
    assert not found.get(SECRET) or is_secret(found[SECRET])
