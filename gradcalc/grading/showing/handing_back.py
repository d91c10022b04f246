"""The pages of one lesson in a zip that a platform takes back: each under the names that it has given itself."""

import os
import pathlib
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import click

from gradcalc.grading.collecting.entries import Entry, entries_of
from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.collecting.people import People
from gradcalc.grading.keeping.final import OfLesson
from gradcalc.grading.people.rows import raise_if_of_another
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import listed, one_line, printable
from gradcalc.lessons.notebooks import names

LONGEST = 20_000
Found = TypeVar("Found")


@dataclass
class Packed:
    """The pages by the names in the zip, whoever has none there, by the reason, and pages that belong to no name."""

    pages: dict[str, str] = field(default_factory=dict)
    left: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    nameless: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """Everybody who is left out."""
        said = [f"{_all(labels)}: {why}" for why, labels in self.left.items()]
        if self.nameless:
            said.append(f"{_all(self.nameless)}: graded, and no name in the upload is clearly theirs.")
        return said


def lesson_handed_in(upload: pathlib.Path, people: People) -> str:
    """The lesson of an upload as its files say it. Raises click.ClickException where they say none or several."""
    lessons = {one.lesson for one in _readable(lambda: find(upload, None, people)).notebooks}
    if len(lessons) != 1:
        which = f"of the lessons {', '.join(sorted(lessons))}" if lessons else "of no lesson that its names say"
        raise click.ClickException(f"{printable(str(upload))} holds notebooks {which}: say which with --lesson.")
    return lessons.pop()


def hand_back(upload: pathlib.Path, known: OfLesson, pages: Mapping[str, str], chosen: Collection[str],
              place: pathlib.Path) -> int:  # fmt: skip
    """Write the pages of students into a zip with the names of an upload; of those who were chosen, if any were.

    Returns the exit code: 1 if somebody in the upload or among the pages is left out. Raises click.ClickException and
    OSError.
    """
    entries = _readable(lambda: entries_of(upload, known.lesson, known.people))
    if not entries:
        raise click.ClickException(f"no name in {printable(str(upload))} is one that Moodle or Canvas gives: take "
                                   "what they gave you, as it was.")  # fmt: skip
    called, people = [entry.called for entry in entries], known.people
    _readable(lambda: raise_if_of_another(called, known.lesson, people.roster, people.seen))
    packed = packed_for(entries, known, pages, chosen)
    for sentence in packed.sentences():
        click.echo(one_line(sentence, LONGEST), err=True)
    if not packed.pages:
        raise click.ClickException("no zip is written: there is no page for anybody in it.")
    path = place / f"{upload.stem}_feedback.zip"
    _write(path, packed.pages)
    number = len(packed.pages)
    click.echo(f"{number} {'page' if number == 1 else 'pages'} of lesson {known.lesson} in {path}, under the names "
               f"of {printable(upload.name)}.")  # fmt: skip
    return 1 if packed.left or packed.nameless else 0


def packed_for(
    entries: Iterable[Entry], known: OfLesson, pages: Mapping[str, str], chosen: Collection[str] = ()
) -> Packed:
    """Which page goes where. What is not clear goes nowhere."""
    entries = list(entries)
    number = Counter(student for entry in entries for student in entry.students)
    packed = Packed()
    matched = set[str]()
    for entry in entries:
        if chosen and not set(entry.students) & set(chosen):
            continue
        why = entry.why and f"not clear: {entry.why}"
        if not why and len(entry.students) > 1:
            why = (f"is the group of {listed(entry.students)}, and a platform takes each page for one participant: "
                   "attach theirs yourself.")  # fmt: skip
            matched.update(entry.students)
        elif not why:
            (student,) = entry.students
            matched.add(student)
            if number[student] > 1:
                why = f"{number[student]} names in the upload are those of {printable(student)}."
            elif student in pages:
                why = known.why_older(student)
            else:
                why = known.why_nothing(student) or "nothing of this name or number was graded."
        if why:
            packed.left[why].append(entry.called.label)
        else:
            packed.pages[f"{entry.begin}{names()[known.lesson]}.html"] = pages[entry.students[0]]
    packed.nameless = sorted(pages.keys() - matched)
    return packed


def _readable(read: Callable[[], Found]) -> Found:
    """What is read, or found. Raises click.ClickException."""
    try:
        return read()
    except (Unreadable, ValueError, OSError) as error:
        raise click.ClickException(one_line(str(error), LONGEST)) from None


def _all(labels: Iterable[str]) -> str:
    return ", ".join(map(printable, labels))


def _write(path: pathlib.Path, pages: Mapping[str, str]) -> None:
    """Write a zip entirely or not at all; the same pages make the same zip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as file:
        for name, html in sorted(pages.items()):
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o100644 << 16
            file.writestr(info, html, zipfile.ZIP_DEFLATED)
    os.replace(unfinished, path)
