"""Worksheets as platforms export them, from the documented layouts: Moodle's in several languages, and Canvas'."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass


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
