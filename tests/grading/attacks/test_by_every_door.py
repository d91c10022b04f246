"""A class with attacks, graded by each command, by root and by somebody else, into each kind of gradebook.

In four classes each two of command, user and database meet, and every attack comes to both commands and both users:

    gradcalc grade        root        SQLite        every other attack
    nbgrader autograde    somebody    SQLite        the same
    gradcalc grade        somebody    PostgreSQL    those between
    nbgrader autograde    root        PostgreSQL    the same

Of an attack a gradebook holds points alone, so half of them are enough for each. Those that wait until a time is up
are left out: they would take minutes, and test_attacks.py has them with shorter times.
"""

import contextlib
import pathlib
import sys
from collections.abc import Mapping

import psycopg2
import pytest

from gradcalc.grading.keeping.gradebook import Book
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from tests.grading.attacks.attack import Attack
from tests.grading.attacks.test_attacks import ATTACKS, words
from tests.grading.attacks.test_what_is_shown import COMMANDS, hidden
from tests.grading.class_of_03 import POINTS, STEM, half, hand_in, honest, new_course, scores
from tests.grading.handed_in import as_bytes, needs_bubblewrap
from tests.grading.people import Person, root, somebody

pytestmark = needs_bubblewrap

REASON = "03-flat_both_ways-reason"
WORDS = [
    Attack("words that command", "Returns words that a terminal obeys.",
           answer=f"def best_share(gradient, directions): return {COMMANDS!r}", says="13 of 13"),
    Attack("words that no database takes", "Raises words with a zero byte and half a sign.",
           answer="def best_share(gradient, directions): raise ValueError('\\0\\ud800 13 of 13')", says="13 of 13"),
]  # fmt: skip
QUICK = [attack for attack in [*ATTACKS, *WORDS] if "come to an end" not in attack.says]
HONEST = {"ada": honest(), "bob": half()}
# What gradcalc and nbgrader enter of these, whoever else is in their class.
FULL = {name: (points, None, False) for name, points in POINTS.items()} | {REASON: (None, None, True)}
HALF = dict.fromkeys(FULL, (0, None, False)) | {"03-directional_derivative-check": (1, None, False)}
# Files that come with half of the answers, in the name of somebody else, and with names and a time that are none.
# Neither is graded by both commands, and never as anything but half.
BESIDE = {
    "cy": {
        "ada_1_assignsubmission_file_03.ipynb": as_bytes(half()),
        f"bob/{STEM}/{STEM}.ipynb": as_bytes(honest()),
        "\x1b]0;mine\x07\x1b[2J\u202e\n13 of 13.csv": b"",
    },
    "eve": {"timestamp.txt": b"\x1b]0;mine\x07\x1b[2J 10h11111111111111111111111111111"},
}
MADE = {"autograded", "gradebook.db", "results", "report", ".gradcalc.lock"}


def _graded(door: str, person: Person, course: pathlib.Path) -> str:
    """Grade a class by a command. Returns all that was printed."""
    words, code = ["gradcalc", "grade", "submitted", "--workers", "1"], 0
    if door == "nbgrader":  # it refuses a time that cannot be, and says so by its code
        words, code = ["nbgrader", "autograde", STEM], 1
        with Book(Course(course)) as book:
            book.see_whether_it_works("03", 1000)
        person.takes(course)
    done = person.run(course, sys.executable, "-m", *words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def _class(course: pathlib.Path, attacks: Mapping[str, Attack]) -> None:
    """Everybody has handed in."""
    hand_in(course / "submitted", **HONEST, **dict.fromkeys(BESIDE, half()))
    hand_in(course / "submitted", **{name: attack.notebook(course).decode() for name, attack in attacks.items()})
    for student, files in BESIDE.items():
        for name, content in files.items():
            path = course / "submitted" / student / STEM / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _untouched(course: pathlib.Path) -> dict[str, bytes]:
    """Everything in a course but what grading makes."""
    paths = [path for path in course.rglob("*") if path.relative_to(course).parts[0] not in MADE]
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in paths}


def _database(postgres: str, name: str) -> str:
    """The address of another database in the same PostgreSQL."""
    with contextlib.closing(psycopg2.connect(postgres.replace("+psycopg2", ""))) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"create database {name}")
    return postgres.rpartition("/")[0] + f"/{name}"


@pytest.mark.parametrize(
    ("door", "who", "database", "attacks"),
    [
        ("gradcalc", root, "SQLite", QUICK[::2]),
        ("nbgrader", somebody, "SQLite", QUICK[::2]),
        ("gradcalc", somebody, "PostgreSQL", QUICK[1::2]),
        ("nbgrader", root, "PostgreSQL", QUICK[1::2]),
    ],
    ids=lambda value: getattr(value, "__name__", value if isinstance(value, str) else "attacks"),
)
def test_every_attack_has_its_points_and_nobody_else_notices(door, who, database, attacks, request):
    by_name = {f"mallory {number}": attack for number, attack in enumerate(attacks)}
    with who() as person:
        course, url = new_course(person.folder / "course"), ""
        if database == "PostgreSQL":
            url = _database(request.getfixturevalue("postgres"), f"by_{door}")
            with open(course / "nbgrader_config.py", "a", encoding="utf-8") as settings:
                settings.write(f"c.CourseDirectory.db_url = {url!r}\n")
        _class(course, by_name)
        person.takes(course)
        before = _untouched(course)

        printed = _graded(door, person, course)
        marks = scores(course, url)
        told = {student: "\n".join(words(result)) for student, _, result in Kept(course / "results").all()}

        points = {name: sum(mark[0] or 0 for mark in marks[name].values()) for name in by_name}
        assert points == {name: attack.rest + attack.earned for name, attack in by_name.items()}
        assert {name: told[name] for name, attack in by_name.items() if attack.says not in told[name]} == {}
        assert {name: marks[name] for name in HONEST} == {"ada": FULL, "bob": HALF}
        assert all(marks.get(name, HALF) == HALF for name in BESIDE)
        assert set(marks) <= {*HONEST, *BESIDE, *by_name}

        assert _untouched(course) == before
        assert not hidden(printed + "".join(told.values()))
