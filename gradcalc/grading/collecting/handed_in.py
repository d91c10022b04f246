"""What was handed in: the notebooks, each with its student and its lesson, and a sentence for all that is unclear."""

import pathlib
from collections import defaultdict
from dataclasses import dataclass, field

from gradcalc.grading.collecting import exchange, files, packed
from gradcalc.grading.collecting.cells import lessons_of
from gradcalc.grading.collecting.files import File, Parts
from gradcalc.grading.collecting.layout import Layout, Place, layout_of
from gradcalc.grading.collecting.names import lesson_within
from gradcalc.grading.collecting.said import Said
from gradcalc.grading.running.plan import LARGEST_NOTEBOOK, Unreadable
from gradcalc.grading.running.printable import listed, one_line, printable
from gradcalc.lessons.notebooks import names

MOST_TO_READ = 30  # notebooks of one student that have to be opened to know their lessons


@dataclass(frozen=True)
class HandedIn:
    """One notebook of one student. Inside a zip file, member is its name there.

    notes are what nbgrader's exchange notes beside it, by the names of NOTES; not those that are missing.
    """

    student: str
    lesson: str
    path: pathlib.Path
    member: str = ""
    notes: dict[str, str] = field(default_factory=dict)

    def read(self) -> bytes:
        """The content of the file. Raises Unreadable."""
        return _content(self.path, self.member)


@dataclass
class Found:
    """The notebooks, sorted by lesson and student, and a sentence for everything that was left out or is unclear."""

    notebooks: list[HandedIn] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def find(submitted: pathlib.Path, lesson: str | None = None) -> Found:
    """All notebooks in a folder, a zip file or a single file; of one lesson, such as "03", if it is given.

    Raises Unreadable if nothing can be read there at all.
    """
    if not submitted.exists():
        raise Unreadable(f"{printable(str(submitted))} does not exist.")
    tree = files.read(submitted)
    layout, said = layout_of(tree.levels), Said()
    by_entry = defaultdict(list)
    for file in tree.files:
        by_entry[layout.entry(file.parts)].append(file)
    notebooks = []
    for entry, its_files in by_entry.items():
        try:
            notebooks += _of_entry(entry, its_files, layout, lesson, said)
        except Exception as error:  # whatever it is, what others handed in is found
            said.of(entry, its_files, f"it cannot be looked at: {one_line(repr(error), 120)}.")
    for name in tree.empty():
        said.of((name,), [File((name,), submitted)], "it holds no notebook.")
    notebooks.sort(key=lambda one: (one.lesson, one.student))
    return Found(notebooks, [*said.sentences(), *layout.remarks()])


@dataclass(frozen=True)
class _Piece:
    """A notebook, where it lies, and the lesson that it is taken to be of."""

    file: File
    place: Place
    lesson: str


def _of_entry(entry: Parts, its_files: list[File], layout: Layout, lesson: str | None, said: Said) -> list[HandedIn]:
    """The notebooks of one entry, one for each lesson."""
    placed = []
    for file in its_files:
        try:
            placed.append((file, _place(file, layout)))
        except Unreadable as problem:
            said.of(entry, [file], str(problem))
    to_read = [file for file, place in placed if not place.lesson]
    if len(to_read) > MOST_TO_READ:
        said.of(entry, to_read, f"more than {MOST_TO_READ} notebooks in no lesson's folder: none of them counts.")
        placed = [(file, place) for file, place in placed if place.lesson]
    several = defaultdict(list)
    for file, place in placed:
        try:
            of = place.lesson or _lesson(file, place, lesson)
        except Unreadable as problem:
            said.of(entry, [file], str(problem))
            continue
        if lesson in (None, of):
            several[place.student, of].append(_Piece(file, place, of))
    chosen = (_one_of(entry, pieces, layout, said) for pieces in several.values())
    return [_handed_in(entry, piece, said) for piece in chosen if piece]


def _place(file: File, layout: Layout) -> Place:
    if file.problem:
        raise Unreadable(file.problem)
    if file.parts[-1].lower().endswith(".zip"):
        raise Unreadable("this is a zip file among the notebooks: unpack it, or ask for the notebook itself.")
    return layout.place(file.parts)


def _lesson(file: File, place: Place, asked: str | None) -> str:
    """The lesson of a notebook whose place does not say it. Raises Unreadable."""
    said = _said_by_itself(file, place)
    if asked and said and asked not in said:
        raise Unreadable(f"it is of lesson {listed(said)}, and left out: lesson {asked} is asked for.")
    if asked:
        return asked
    if not said:
        raise Unreadable("its name does not say which lesson it is: give --lesson.")
    if len(said) > 1:
        raise Unreadable(f"it has cells of lessons {listed(said)}: give --lesson.")
    return said[0]


def _said_by_itself(file: File, place: Place) -> list[str]:
    """The lessons that a notebook says it is of: by its cells, or if they say nothing by the student's own names."""
    try:
        found = lessons_of(_content(file.path, file.member))
    except Unreadable:  # is said when it is graded
        found = set()
    by_name = lesson_within(place.own) if place.own else ""
    return sorted(found) or [by_name] * bool(by_name)


def _one_of(entry: Parts, pieces: list[_Piece], layout: Layout, said: Said) -> _Piece | None:
    """The notebook that counts, of those of one student and lesson: of several the one with the lesson's own name."""
    student, lesson = pieces[0].place.student, pieces[0].lesson
    claiming = layout.called_after(student, lesson)
    if len(claiming) > 1:
        said.of((), [piece.file for piece in pieces],
                f"not graded, because {len(claiming)} folders or files are called after {printable(student)} and may "
                f"hold lesson {lesson}: {listed(claiming)}. Leave one, or give each a name of its own.")  # fmt: skip
        return None
    own = [piece for piece in pieces if piece.place.own[-1:] == (f"{names()[lesson]}.ipynb",)]
    chosen = pieces if len(pieces) == 1 else own
    left_out = [piece.file for piece in pieces if [piece] != chosen]
    begin = f"{printable(student)} handed in lesson {lesson} more than once"
    if len(chosen) == 1:
        said.of(entry, left_out, f"{begin}: {_shown(chosen[0].file)} counts, and not this.")
        return chosen[0]
    said.of(entry, left_out, f"{begin}, none is graded: remove all but one.")
    return None


def _handed_in(entry: Parts, piece: _Piece, said: Said) -> HandedIn:
    file, place, lesson = piece.file, piece.place, piece.lesson
    itself = _said_by_itself(file, place) if place.lesson else []
    if itself and lesson not in itself:
        said.of(entry, [file], f"graded as lesson {lesson}, which the name of its folder or file says, "
                               f"but it is of lesson {listed(itself)}.")  # fmt: skip
    notes: dict[str, str] = {}
    if place.by_exchange and not file.member:
        folder = file.path.parents[len(place.own) - 1]
        notes, refused = exchange.notes_in(folder)
        for name, why in refused.items():
            said.of(entry, [File((*file.parts[: -len(place.own)], name), folder / name)], why)
    return HandedIn(place.student, lesson, file.path, file.member, notes)


def _content(path: pathlib.Path, member: str) -> bytes:
    if member:
        return packed.read(path, member)
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST_NOTEBOOK + 1)
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST_NOTEBOOK:
        raise Unreadable(f"The file is larger than {LARGEST_NOTEBOOK // 1_000_000} MB.")
    return content


def _shown(file: File) -> str:
    return printable("/".join(file.parts))
