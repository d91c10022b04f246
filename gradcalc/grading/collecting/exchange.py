"""What nbgrader's exchange notes beside a notebook: when it was handed in, and the secret that names its page.

Both files are written with the student's rights, so they may hold anything.
"""

import datetime
import os
import pathlib
import re
import stat
from collections.abc import Mapping

from gradcalc.grading.people.times import UTC, iso_time

TIME, SECRET = "timestamp.txt", "submission_secret.txt"
NOTES = (TIME, SECRET)
LONGEST_NOTE = 1000

# As nbgrader writes it, with any time zone; its own reader takes much more for a time, and breaks at some of it.
_TIME = re.compile(
    r"(20[0-9]{2}-[0-9]{2}-[0-9]{2})(?:T(?=\S+$)| )([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(?:Z| ?[+-](?:0[0-9]|1[0-4])[0-5][0-9]| [A-Z]{1,5})?"
)


def time_of(notes: Mapping[str, str], zone: datetime.tzinfo | None) -> datetime.datetime | None:
    """When the exchange says that something was handed in: without a zone in UTC, as nbgrader has it.

    zone is the one whose letters, such as CET, may stand there.
    """
    return iso_time(notes.get(TIME, ""), UTC, zone)


def notes_in(folder: pathlib.Path) -> tuple[dict[str, str], dict[str, str]]:
    """The notes in a folder, and why some do not count, both by the names of NOTES; not those that are missing.

    A time that does not count is there, but empty: nbgrader gives a page back only where it finds the file.
    """
    found, refused = {}, {}
    for name, fits in ((TIME, is_time), (SECRET, is_secret)):
        try:
            text = _text(folder / name)
        except FileNotFoundError:
            continue
        except OSError as error:
            refused[name] = f"it cannot be read, and does not count: {error.strerror}."
            continue
        except ValueError:
            text = ""
        if fits(text):
            found[name] = text
        else:
            refused[name] = _REFUSED[name]
            found |= {TIME: ""} if name == TIME else {}
    return found, refused


_REFUSED = {
    TIME: "it holds no time that can be, and does not count.",
    SECRET: "it is not as nbgrader writes it, and does not count: nbgrader cannot give this page back.",
}


def _text(path: pathlib.Path) -> str:
    """The text of an ordinary file of few signs. Raises OSError and ValueError."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise ValueError(f"{path.name} is no ordinary file.")
    with open(path, encoding="utf-8") as file:
        text = file.read(LONGEST_NOTE + 1)
    if len(text) > LONGEST_NOTE:
        raise ValueError(f"{path.name} is too long.")
    return text


def is_time(text: str) -> bool:
    """Whether a text says a time that can be, in the way of nbgrader.

    >>> is_time("2026-11-27 10:00:00.000000 UTC"), is_time("2026-11-31 10:00:00.000000 UTC"), is_time("10h11111")
    (True, False, False)
    """
    match = _TIME.fullmatch(text.strip())
    if not match:
        return False
    try:
        datetime.datetime.fromisoformat(f"{match[1]}T{match[2]}")
    except ValueError:
        return False
    return True


def is_secret(text: str) -> bool:
    """Whether a text can be the secret of a submission: signs of ASCII in one line."""
    return text.isascii() and text.isprintable() and bool(text.strip())
