"""Uploads of a platform, one notebook a student, and a term of them."""

import pathlib
import zipfile

from gradcalc.grading.collecting.handed_in import Found, find
from gradcalc.grading.collecting.people import People
from gradcalc.grading.people.roster import Person, Roster
from gradcalc.grading.people.seen import as_text, seen_in
from tests.grading.handed_in import only

WORK = only("x = 1", grade_id="03-best_share-answer")


def upload(path: pathlib.Path, *names: str, content: bytes = WORK) -> pathlib.Path:
    """A zip with one notebook for each name of an entry, as a platform gives it."""
    with zipfile.ZipFile(path, "w") as file:
        for name in names:
            file.writestr(f"{name}x.ipynb", content)
    return path


def moodle(name: str, number: int) -> str:
    return f"{name}_{number}_assignsubmission_file_/"


def roster(*people: Person) -> Roster:
    return Roster({person.id: person for person in people})


def whose(found: Found) -> list[str]:
    return [one.student for one in found.notebooks]


class Term:
    """Uploads one after the other, with what is remembered between them."""

    def __init__(self, folder: pathlib.Path, *people: Person):
        self.folder, self.people, self.graded = folder, roster(*people), set()

    def hands_in(self, lesson: str, *names: str) -> Found:
        folder = self.folder / "results"
        folder.mkdir(parents=True, exist_ok=True)
        seen = seen_in(folder)
        found = find(upload(self.folder / "all.zip", *names, content=b"x"), lesson,
                     People(self.people, seen, self.graded.__contains__))  # fmt: skip
        (folder / "names.json").write_text(as_text(seen.add(found.called)))
        self.graded |= {one.student for one in found.notebooks}
        return found
