"""Late work: what counts as a time, what the rules take off, and that it is never mixed into earned points."""

import csv
import datetime
import os
import re
import zipfile
import zoneinfo
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.grading.keeping.left_out import NOBODY_ELSE
from gradcalc.grading.making.late import Amount, Rule, late_rules, lateness
from gradcalc.grading.people.times import iso_time, platform_time
from gradcalc.grading.showing import feedback, report
from gradcalc.grading.showing.table import points_csv
from tests.grading.class_of_03 import STEM, gradcalc, grade, half, hand_in, nbgrader, new_course
from tests.grading.handed_in import needs_bubblewrap, only
from tests.grading.test_totals import one, text_of

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
DUE = datetime.datetime(2026, 12, 1, 12, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "text",
    [
        "Friday, 27 November 2026, 3:05 PM", "Friday, November 27, 2026, 3:05 PM", "Fri, 27 Nov 2026, 15:05",
        "Freitag, 27. November 2026, 15:05", "27.11.2026, 15:05", "Fr., 27.11.2026 um 15:05 Uhr",
        "Friday, 27 November 2026, 3:05\u202fPM", "2026-11-27 15:05:00", "2026-11-27T14:05:00Z",
        "2026-11-27 09:05 -0500", "2026-11-27 15:05 CET", "  Friday,\u00a027 November 2026,  3:05 pm ",
    ],
)  # fmt: skip
def test_a_platform_s_time_is_read_in_its_zone(text):
    assert platform_time(text, BERLIN).astimezone(datetime.UTC).isoformat() == "2026-11-27T14:05:00+00:00"


@pytest.mark.parametrize(
    "text",
    [
        "-", "", "3/4/2026 10:00", "27 November 2026", "31 November 2026, 10:00", "Friday, 27 Smarch 2026, 3:05 PM",
        "Friday, 27 November 2026, 13:05 PM", "Friday, 27 November 2026, 0:05 AM", "27.13.2026 10:00",
        "27.11.26 10:00",
        "2026-11-27 15:05 EST", "Friday, 27 November 2026, 3:05 PM EST", "2026-11-27", "27 November 2026, 25:00",
        "27 November 2026, 10:00 - 27 November 2026, 12:00", "٢٧.١١.٢٠٢٦ ١٠:٠٠",
    ],
)  # fmt: skip
def test_what_does_not_say_without_doubt_when_it_was_is_no_time(text):
    assert platform_time(text, BERLIN) is None


def test_midnight_and_noon_of_a_clock_with_twelve_hours():
    hours = [
        platform_time(f"27 November 2026, {clock}", BERLIN).hour for clock in ("12:00 AM", "12:00 PM", "1:00 PM")
    ]
    assert hours == [0, 12, 13]


def test_a_note_without_a_zone_is_in_utc_as_for_nbgrader_and_letters_of_another_zone_say_nothing():
    utc = datetime.UTC
    assert iso_time("2026-11-27 10:00:00", utc, BERLIN).isoformat() == "2026-11-27T10:00:00+00:00"
    assert iso_time("2026-07-27 10:00:00 CEST", utc, BERLIN).utcoffset() == 2 * HOUR
    assert iso_time("2026-10-25 02:30 CET", utc, BERLIN).utcoffset() == HOUR  # this hour is there twice
    assert iso_time("2026-10-25 02:30 CEST", utc, BERLIN).utcoffset() == 2 * HOUR
    assert iso_time("2026-11-27 10:00:00 EST", utc, BERLIN) is None


HOWS = ["%d %B %Y, %I:%M %p", "%A, %B %d, %Y, %I:%M %p", "%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M"]


@given(st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2099, 1, 1)), st.sampled_from(HOWS))
def test_any_time_that_is_written_is_read(time, how):
    time = time.replace(second=0, microsecond=0, tzinfo=datetime.UTC)
    assert platform_time(time.strftime(how), datetime.UTC) == time


@pytest.mark.parametrize(
    ("after", "days", "off"),
    [
        (-DAY, 0, 0), (0 * DAY, 0, 0), (2 * HOUR, 0, 0), (2 * HOUR + DAY / 86400, 1, 1.3), (DAY, 1, 1.3),
        (DAY + HOUR, 2, 2.6), (10 * DAY, 10, 6.5), (400 * DAY, 400, 6.5),
    ],
)  # fmt: skip
def test_each_day_that_has_begun_counts_once_the_grace_is_over(after, days, off):
    rule = Rule(DUE, 2 * HOUR, Amount(share=0.1), Amount(share=0.5))
    found = lateness(rule, (DUE.astimezone(datetime.UTC) + after), out_of=13, earned=12)
    assert (found.days, found.points) == (days, off)


def test_never_more_than_was_earned_is_taken_off():
    assert lateness(Rule(DUE, a_day=Amount(points=3)), DUE + DAY, 13, earned=2).points == 2
    assert lateness(Rule(DUE, a_day=Amount(points=3)), DUE + DAY, 13, earned=-1).points == 0


def test_a_day_is_one_on_the_clock_where_summer_time_ends():
    due = datetime.datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    rule = Rule(due, a_day=Amount(points=1))
    for hours, days in ((24.5, 1), (25, 1), (25.1, 2)):
        after = due.astimezone(datetime.UTC) + hours * HOUR
        assert lateness(rule, after, 13, 13).days == days
    spring = datetime.datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    after = spring.astimezone(datetime.UTC) + 23.5 * HOUR
    assert lateness(Rule(spring, a_day=Amount(points=1)), after, 13, 13).days == 2


def settings(**late) -> dict:
    return {"Late": {"zone": "Europe/Berlin", "due": {"03": "2026-12-01 12:00"}, **late}}


def test_rules_are_for_all_lessons_or_for_some():
    due = {"03": "2026-12-01 12:00", "04": "Tuesday, 8 December 2026, 12:00 PM"}
    late = late_rules(settings(due=due, a_day={"03": "10 %", "04": 2}, grace="90 minutes", most={"04": "50%"}))
    assert late.rules["03"] == Rule(DUE, 1.5 * HOUR, Amount(share=0.1), None)
    assert late.rules["04"] == Rule(DUE + 7 * DAY, 1.5 * HOUR, Amount(points=2), Amount(share=0.5))
    assert late_rules({}).rules == {}
    assert late_rules(settings(due={"03": "2026-12-01 12:00 -0500"})).rules["03"].due.hour == 18


@pytest.mark.parametrize(
    ("late", "says"),
    [
        ({"graze": "1 hour"}, "c.Late.graze is not known: there are zone, due, grace, a_day, most."),
        ({"zone": "Berlin"}, "there is no time zone 'Berlin' here"),
        ({"zone": None}, "c.Late.zone is missing"),
        ({"due": "2026-12-01"}, "c.Late.due has to be a time for each lesson"),
        ({"due": {"03": "2026-12-32 12:00"}}, "c.Late.due[\"03\"] is no time that can be"),
        ({"due": {"3": "2026-12-01 12:00"}}, "there is no lesson '3'"),
        ({"due": {"03": "2026-03-29 02:30"}}, "is skipped by the clocks of Europe/Berlin"),
        ({"grace": "2"}, "c.Late.grace has to be minutes, hours or days"),
        ({"a_day": "-1"}, "c.Late.a_day has to be points or a share"),
        ({"a_day": True}, "c.Late.a_day has to be points or a share"),
        ({"most": {"33": 1}}, "c.Late.most: there is no lesson '33'"),
    ],
)  # fmt: skip
def test_a_rule_that_says_nothing_clear_is_refused(late, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        late_rules(settings(**late))


@pytest.mark.parametrize("other", [{"LateSubmissionPlugin": {"penalty_method": "zero"}},
                                   {"AssignLatePenalties": {"plugin_class": "mine.Late"}}])  # fmt: skip
def test_nbgrader_s_own_penalty_beside_these_is_refused(other):
    with pytest.raises(ValueError, match="twice"):
        late_rules(settings() | other)
    assert late_rules(other).rules == {}


RULE = Rule(DUE, 2 * HOUR, Amount(points=1))


def handed_in(after=None, **given):
    """Somebody who earned 6 of 7 points, and handed in so much after it was due; None where nothing tells."""
    return replace(one(**given), rule=RULE, handed_in=None if after is None else DUE + after)


def test_what_is_taken_off_is_a_line_of_its_own_for_the_student():
    late = text_of(feedback.page(handed_in(DAY + HOUR, points=0)))
    assert "6 of 7 points. It was due on 1 December 2026, 12:00 CET, and handed in on 2 December 2026, 13:00" in late
    assert "CET: 1 day and 1 hour late, 2 days have begun. 2 points off for being late." in late
    assert "That leaves 4 of 7 points." in late
    waiting = text_of(feedback.page(handed_in(DAY, waits=True, extra=1)))
    assert "At least 6 of 7 points and 1 extra point, 7 in all, 1 not read yet." in waiting
    assert "That leaves at least 6 of 7 points." in waiting
    assert "within the time of grace. No points are taken off." in text_of(feedback.page(handed_in(HOUR, points=0)))
    assert "When it was handed in is not known" in text_of(feedback.page(handed_in(points=0)))
    assert "due" not in text_of(feedback.page(handed_in(-HOUR, points=0)))


def test_what_is_taken_off_is_a_column_of_its_own_and_no_mean_counts_it():
    times = {"ada": -HOUR, "bob": DAY + HOUR, "cy": HOUR, "di": None}
    found = [replace(handed_in(after, points=0), student=name) for name, after in times.items()]
    rows = list(csv.DictReader(points_csv(found, NOBODY_ELSE)[1:].splitlines()))
    assert [(row["03 automatic"], row["03 late"], row["03 total"], row["total"]) for row in rows] == [
        ("6", "0", "6", "6"), ("6", "-2", "4", "4"), ("6", "0", "6", "6"), ("6", "not known", "6", "6")
    ]  # fmt: skip
    assert [row["remark"] for row in rows] == ["", "", "", "lesson 03: whether it was late is not known."]
    text = text_of(report.page(found))
    assert "Mean 6, median 6, of 7 points." in text
    assert "12:00 CET. 2 of 4 handed in late, 2 points off; of 1 it is not known when." in text
    assert "bob 1 day and 1 hour 2 cy 1 hour 0 When it was handed in is not known of: di" in text


WORKSHEET = """Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (submission)
Participant 1,Ada L,,Submitted,,14.00,"Tuesday, 1 December 2026, 11:59 AM"
Participant 2,Bob L,,Submitted,,14.00,"Wednesday, 2 December 2026, 3:00 PM"
Participant 3,Cy L,,Submitted,,14.00,3/12/2026 10:00
Participant 4,Di L,,No submission,,14.00,-
"""
SETTINGS = """
c.Late.zone = "Europe/Berlin"
c.Late.due = {"03": "2026-12-01 12:00"}
c.Late.a_day = "1 %"
"""


def one_right(more: str = "") -> bytes:
    """A small notebook that earns 1 point."""
    return only(f'flat_choice = "c"{more}', grade_id="03-flat_both_ways-answer")


@needs_bubblewrap
def test_the_time_is_that_of_the_platform_or_the_exchange_and_never_that_of_a_file(tmp_path):
    course, path, table = new_course(tmp_path / "course"), tmp_path / "moodle.zip", tmp_path / "worksheet.csv"
    table.write_text(WORKSHEET, encoding="utf-8-sig")

    def upload(**added: str) -> None:
        with zipfile.ZipFile(path, "w") as file:
            for number, name in enumerate(("Ada", "Bob", "Cy"), 1):
                entry = zipfile.ZipInfo(f"{name} L_{number}_assignsubmission_file_/x.ipynb", (2027, 1, 1, 0, 0, 0))
                file.writestr(entry, one_right(added.get(name, "")))

    def late() -> dict[str, str]:
        gradcalc("report", "--course", course)
        text = (course / "report" / "points.csv").read_text("utf-8-sig")
        return {row["student"]: row["03 late"] for row in csv.DictReader(text.splitlines())}

    upload()
    assert "c.Late.zone" in grade(path, course, "--lesson", "03", "--times", table, code=1)
    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    assert "3 graded" in grade(path, course, "--lesson", "03")
    assert late() == dict.fromkeys(["Ada L", "Bob L", "Cy L"], "not known")
    printed = grade(path, course, "--lesson", "03", "--times", table)
    assert "0 graded, 3 graded before" in printed
    assert "no time for Cy L: '3/12/2026 10:00' does not say for certain when it was." in printed
    assert "does not say when these handed in: Cy L." in printed
    assert late() == {"Ada L": "0", "Bob L": "-0.28", "Cy L": "not known"}

    # Who is graded again keeps the time, and who has handed in something else since has none until it is said.
    upload(Bob="  # changed")
    assert "1 graded, 2 graded before" in grade(path, course, "--lesson", "03")
    grade(path, course, "--lesson", "03", "--student", "Ada L")
    assert late() == {"Ada L": "0", "Bob L": "not known", "Cy L": "not known"}

    submitted = hand_in(course / "submitted", eve=half(), fay=one_right().decode())
    for name, note in (("eve", "2026-12-01 11:00:01 UTC"), ("fay", "2026-12-01 11:00")):
        (submitted / name / STEM / "timestamp.txt").write_text(note, encoding="utf-8")
        os.utime(submitted / name / STEM / f"{STEM}.ipynb", (0, 0))
    assert "2 graded" in grade(submitted, course)
    assert late()["eve"] == "-0.14"
    assert late()["fay"] == "0"
    (submitted / "eve" / STEM / "timestamp.txt").write_text("2026-12-02 11:00:01 UTC", encoding="utf-8")
    nbgrader(course, f"autograde {STEM} --student=eve --force")
    assert late()["eve"] == "-0.28"
    assert "Lesson 03: 1 of 5 handed in late" in gradcalc("report", "--course", course)
