"""Sixty students, and what each of them hands in: lesson 03 at Moodle, 04 as files, 05 by nbgrader's exchange."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Student:
    """key is the e-mail address before the @; works are the names in WORKS, by lesson.

    at_moodle is what Moodle writes before the number where that is not the name; files is what stands before the
    lesson in the name of the file of lesson 04, "" where it is the id. early: graded before there was a students.csv,
    and so under the name.
    """

    key: str
    name: str
    in_03: str
    in_04: str = "solved"
    in_05: str = "solved"
    at_moodle: str = ""
    files: str = ""
    early: bool = False

    @property
    def id(self) -> str:
        """The id in students.csv."""
        return self.name if self.early else self.key

    def work(self, lesson: str) -> str:
        """What is handed in of a lesson."""
        return {"03": self.in_03, "04": self.in_04, "05": self.in_05}[lesson]


STUDENTS = [
    # Who was graded before the lecturer had a students.csv, one of them with a namesake who came later.
    Student("ada", "Ada Berg", "solved", "nothing", "solved", early=True),
    Student("ada2", "Ada Berg", "half", "solved", "nothing"),
    Student("bob", "Bob Carr", "no reason", early=True),
    Student("cleo", "Cleo Dorn", "solved", "untouched", "no reason", early=True),
    # Names.
    Student("yamada", "山田 太郎", "solved", at_moodle="山田\u3000太郎"),
    Student("zoe", "Zo\u00eb Nagel", "solved", files="Zoe\u0308 Nagel", at_moodle="Zoe\u0308\u00a0Nagel"),
    Student("oneil", "Sean O'Neil-Ng", "solved", at_moodle="Sean O\u2019Neil\u2010Ng"),
    Student("ali", "محمد علي", "solved", "solved", "untouched"),
    Student("mina", "می\u200cخواهم رضا", "solved"),
    Student("somchai", "สมชาย ใจดี", "solved", "nothing", "nothing"),
    Student("cmd", "=cmd() Ops", "solved", "nothing", "solved"),
    Student("long", "Maximilian " + "von Hohenfels " * 5 + "Z", "solved", "solved", "nothing"),
    Student("mono", "Suharto", "solved", "solved", "nothing"),
    Student("lu", "Lu Wei", "solved", "solved", "nothing", files="Wei, Lu"),
    Student("jean", "Jean-Luc P", "solved", "nothing", "solved", at_moodle="Gruppe 1-Jean-Luc P"),
    Student("rea", "Rea de la Cruz", "solved", "solved", "nothing", at_moodle="rea DE LA cruz"),
    # Ways in which a file comes.
    Student("date", "Dora Alt", "a date", "nothing", "Untitled"),
    Student("number", "Nils Bo", "a number", "nothing", "a date"),
    Student("txt", "Tess Xu", ".ipynb.txt", "nothing", ".ipynb.txt"),
    Student("json", "Jo Sonn", ".json", "solved", "nothing"),
    Student("load", "Don Load", ".download", "nothing", "nothing"),
    Student("deep", "Dee Per", "deep", "nothing", "deep"),
    Student("win", "Win Dows", "backslashes", "solved", "nothing"),
    Student("mac", "Mac Intosh", "checkpoints", "nothing", "checkpoints"),
    Student("twice", "Tom Wice", "twice the same", "nothing", "nothing"),
    Student("draft", "Fay Nal", "two versions", "nothing", "two versions"),
    Student("old", "Oda Ld", "format 3", "format 3", "nothing"),
    Student("mark", "Mark By", "a mark", "nothing", "nothing"),
    Student("nameless", "Ned Less", "nameless", "nameless", "nameless"),
    Student("deci", "Deci Mal", "Decimals", "nothing", "nothing"),
    # What stops, and what was turned.
    Student("sea", "Sea Born", "seaborn", "seaborn", "seaborn"),
    Student("stop", "Stan Op", "stops", "nothing", "stops"),
    Student("mdown", "Marc Down", "Markdown", "Markdown", "Markdown"),
    Student("head", "Hedi Ing", "heading", "nothing", "nothing"),
    Student("raw", "Rob Aw", "raw", "nothing", "nothing"),
    # Reasons in words.
    Student("below", "Bel Ow", "reason below", "nothing", "reason below"),
    Student("comment", "Com Ment", "reason in a comment", "nothing", "reason in a comment"),
    Student("photo", "Phil Oto", "photo", "nothing", "photo"),
    Student("none", "Nora One", "no reason", "solved", "no reason"),
    # Not everything right.
    Student("half", "Hal Ferry", "half", "nothing", "nothing"),
    Student("one", "Una Ng", "one", "nothing", "nothing"),
    Student("blank", "Blanka U", "untouched", "untouched", "untouched"),
    Student("cut", "Curt Off", "cut off", "cut off", "solved"),
    Student("empty", "Emma Pty", "empty", "solved", "empty"),
    # Nothing that can be graded, at least once.
    Student("lost", "Lo St", "of 05", "of 05", "of 03"),
    Student("html", "Hanna Tml", "html", "html", "html"),
    Student("pdf", "Pia Df", "pdf", "pdf", "solved"),
    Student("py", "Paul Ython", "py", "nothing", "py"),
    Student("docx", "Doc X", "docx", "nothing", "nothing"),
    Student("zip", "Zip Per", "zip", "nothing", "zip"),
    Student("seven", "Sven Z", "7z", "nothing", "nothing"),
    Student("typed", "Ty Ped", "online text", "nothing", "nothing"),
    Student("ghost", "Gus Host", "nothing", "nothing", "nothing"),
    Student("late", "Late Comer", "nothing", "nothing", "solved"),
    # Groups of lesson 04: one file for two, named as such, and one that may be a single name.
    Student("gina", "Gina Ro", "solved", "solved", "nothing", files="gina+hugo"),
    Student("hugo", "Hugo Up", "nothing", "with the group", "nothing"),
    Student("ian", "Ian Tea", "nothing", "solved", "nothing", files="ian_kim"),
    Student("kim", "Kim M", "nothing", "with the group", "nothing"),
    Student("max", "Max Rest", "one", "nothing", "solved"),
    Student("last", "Lea St", "no reason", "nothing", "nothing"),
]  # fmt: skip
