"""Worksheets as platforms export them, from the documented layouts: Moodle's in several languages, and Canvas'.

And a course to fill them from, in which points are what the test says, so that nothing has to be graded.
"""

import csv
import io
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from gradcalc.grading.keeping.by_hand import ByHand
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.people.called import Called
from gradcalc.grading.people.seen import SEEN, Seen, as_text
from gradcalc.grading.running.results import ExerciseResult, NotebookResult, StratumResult
from gradcalc.grading.showing import worksheet
from tests.grading.class_of_03 import gradcalc


@dataclass(frozen=True)
class Language:
    """The words of a worksheet, what stands before a number, and the decimal sign."""

    heads: tuple[str, ...]
    participant: str
    sign: str
    yes: str


LANGUAGES = {
    "en": Language(("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade",
                    "Grade can be changed", "Last modified (submission)", "Online text", "Last modified (grade)",
                    "Feedback comments"),
                   "Participant ", ".", "Yes"),
    "de": Language(("ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung", "Bestwertung",
                    "Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)", "Texteingabe online",
                    "Zuletzt geändert (Bewertung)", "Feedback als Kommentar"), "Teilnehmer/in", ",", "Ja"),
    "fr": Language(("Identifiant", "Nom complet", "Adresse de courriel", "Statut", "Note", "Note maximale",
                    "La note peut être modifiée", "Dernière modification (travail remis)", "Texte en ligne",
                    "Dernière modification (note)", "Feedback par commentaires"), "Participant", ",", "Oui"),
    "ru": Language(("Идентификатор", "Полное имя", "Адрес электронной почты", "Состояние", "Оценка",
                    "Максимальная оценка", "Оценка может быть изменена", "Последнее изменение (ответ)",
                    "Ответ в виде текста", "Последнее изменение (оценка)", "Отзыв в виде комментария"),
                   "Участник ", ",", "Да"),
    "zh": Language(("标识符", "全名", "电子邮件地址", "状态", "成绩", "最高成绩", "允许更改成绩", "最后修改（作业）",
                    "在线文本", "最后修改（成绩）", "反馈评论"), "参与者", ".", "是"),
}  # fmt: skip


def moodle(
    people: Sequence[tuple[str, int, str]], most: str = "14.00", language: str = "en", *, blind: bool = False,
    grades: Sequence[str] = (), separator: str = ",", changeable: Sequence[str] = (), group: str | None = None,
) -> str:  # fmt: skip
    """A grading worksheet with a row for each name, number and address; where marking is blind, the number alone."""
    words = LANGUAGES[language]
    most = most.replace(".", words.sign)
    heads = [words.heads[0], *([] if blind else words.heads[1:3]), *words.heads[3:]]
    rows = []
    for at, (name, number, email) in enumerate(people):
        who = [f"{words.participant}{number}", *([] if blind else [name, email])]
        grade = grades[at] if grades else ""
        can = changeable[at] if changeable else words.yes
        rows.append([*who, "Submitted for grading - ", grade, most, can, "Friday, 27 November 2026, 9:00 AM",
                     'typed, "quoted"\nin two lines', "-", ""])  # fmt: skip
    if group is not None:
        place = heads.index(words.heads[4])
        heads.insert(place, "Group")
        rows = [[*row[:place], group, *row[place:]] for row in rows]
    return _written([heads, *rows], separator)


def canvas(
    people: Sequence[tuple[str, int, str]], most: str = "14.00", *, title: str = "Directional derivatives (77)",
    scores: Sequence[str] = (), manual: bool = False, separator: str = ",", first_last: bool = False,
) -> str:  # fmt: skip
    """The gradebook with two assignments, for names as "Lovelace, Ada", each with the student's number and login."""
    names = ["LastName", "FirstName"] if first_last else ["Student"]
    heads = [*names, "ID", "SIS Login ID", "Section", "Notes", title, "Essay (78)", "Assignments Current Score",
             "Final Score"]  # fmt: skip
    sign = "," if separator == ";" else "."
    empty = [""] * (len(names) - 1)
    other = f"20{sign}00"
    rows = [heads]
    if manual:
        rows.append(["", *empty, "", "", "", "", "Manual Posting", "", "", ""])
    rows.append(["    Points Possible", *empty, "", "", "", "", most.replace(".", sign), other, "(read only)",
                 "(read only)"])  # fmt: skip
    for at, (name, number, login) in enumerate(people):
        who = name.split(", ") if first_last else [name]
        rows.append(
            [*who, str(number), login, "A", "", scores[at] if scores else "", f"3{sign}00", f"15{sign}00", ""]
        )
    test = ["Student", "Test"] if first_last else ["Student, Test"]
    rows.append([*test, "900", "0123456789abcdef0123456789abcdef01234567", "A", "", "", "", "", ""])
    return _written(rows, separator)


def read(content: bytes, encoding: str = "utf-8-sig", separator: str = ",") -> list[list[str]]:
    """All cells, as Python's own module reads them."""
    return list(csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter=separator))


def _written(rows: Sequence[Sequence[str]], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()


def standing(student: str, points: float, lesson: str = "03", waits: bool = False, out_of: int = 14) -> Standing:
    """Somebody with so many points, whose reason a person has read unless it waits."""
    whole = int(min(points, out_of - 1))
    slope = ExerciseResult(f"{lesson}.directional_derivative", (
        StratumResult("f", "a", whole, "right"), StratumResult("f", "b", out_of - 1 - whole, "wrong"),
    ))  # fmt: skip
    choice = ExerciseResult(f"{lesson}.flat_both_ways", (), reason="Because.")
    by_hand = {choice.exercise: ByHand(waits=True) if waits else ByHand(points=points - whole)}
    return Standing(student, lesson, NotebookResult(lesson, (slope, choice)), by_hand)


class CourseOf03:
    """A course folder in which lesson 03 was graded, with what is remembered of the upload."""

    def __init__(self, folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch):
        self.folder, self.found = folder, list[Standing]()
        self.monkeypatch = monkeypatch
        (folder / "results").mkdir(parents=True)
        monkeypatch.setattr(worksheet, "standings", self._standings)

    def _standings(self, course, lesson, complaints):
        return [one for one in self.found if lesson in (None, one.lesson)]

    def graded(self, *found: Standing) -> None:
        self.found += found
        for one in found:
            Kept(self.folder / "results").save(one.student, one.lesson, one.result, "digest")

    def seen(self, *called: Called) -> None:
        (self.folder / "results" / SEEN).write_text(as_text(Seen().add(called)))

    def fill(
        self, text: str, *options: str, code: int = 0, encoding: str = "utf-8-sig"
    ) -> tuple[str, list[list[str]]]:
        """Fill a worksheet. Returns what is printed, and the cells of the new file, none where there is none."""
        path = self.folder / "worksheet.csv"
        path.write_bytes(text.encode(encoding))
        new = path.with_name("worksheet_filled.csv")
        new.unlink(missing_ok=True)
        printed = gradcalc("report", "--course", self.folder, "--worksheet", path, *options, code=code)
        assert path.read_bytes() == text.encode(encoding)
        separator = ";" if text.partition("\n")[0].count(";") else ","
        return printed, read(new.read_bytes(), encoding, separator) if new.exists() else []


def column(cells: list[list[str]], head: str) -> list[str]:
    return [row[cells[0].index(head)] for row in cells[1:]]
