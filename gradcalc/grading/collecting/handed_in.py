"""What was handed in: the notebooks, each with its student and its lesson, and everybody of whom there is none."""

import pathlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from gradcalc.grading.collecting import exchange, files, kinds
from gradcalc.grading.collecting.beside import counted, left_to_nbgrader, set_aside
from gradcalc.grading.collecting.choosing import (
    OtherLesson,
    Piece,
    Unsaid,
    Waits,
    beside_it,
    chosen,
    lesson_of,
    was_chosen,
)
from gradcalc.grading.collecting.content import content_if_any, content_of, holds_cells
from gradcalc.grading.collecting.files import File, Parts
from gradcalc.grading.collecting.layout import Layout, Place, claims, layout_of
from gradcalc.grading.collecting.people import LeftOut, People
from gradcalc.grading.collecting.said import Said
from gradcalc.grading.collecting.taking import Takes, Word, raise_if_not_there, shown, word_of
from gradcalc.grading.people.called import Called, Unclear
from gradcalc.grading.people.who import settled
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import listed, one_line, printable

MOST_TO_READ = 30  # notebooks of one student that are opened to know their lessons


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
        return content_of(self.path, self.member)


@dataclass
class Found:
    """The notebooks, sorted by lesson and student, all entries without one, and a sentence for all that is unclear.

    unsaid counts notebooks whose lesson nobody has said, by what their cells say; called is what all are called; of
    files that are taken words are remembered and notes said; others counts the students of what is no lesson.
    """

    notebooks: list[HandedIn] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unsaid: Counter[str] = field(default_factory=Counter)
    called: list[Called] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def find(
    submitted: pathlib.Path,
    lesson: str | None = None,
    people: People | None = None,
    taken: Collection[str] = (),
    rest: str | None = None,
    others: Callable[[], Collection[str]] = tuple,
) -> Found:
    """All notebooks in a folder, a zip file or a single file; of one lesson, such as "03", if it is given.

    rest is the lesson of those whose names say none, taken are the files that the lecturer takes in spite of a doubt,
    others gives the assignments that are no lessons. Raises Unreadable if there is nothing, or not what is taken.
    """
    if not submitted.exists():
        raise Unreadable(f"{printable(str(submitted))} does not exist.")
    (tree, aside), people = set_aside(files.read(submitted), others), people or People()
    takes = Takes(taken, people.taken)
    raise_if_not_there(takes, tree.files)
    layout = layout_of(tree.levels, lesson or rest)
    whose, unclear = settled(layout.called, people.roster, people.seen, people.entered)
    search = _Search(layout, lesson, rest, takes, whose, unclear, claims(layout, whose))
    by_entry = defaultdict(list)
    for file in tree.files:
        by_entry[layout.entry(file.parts)].append(file)
    search.found.others = counted(aside)
    for name in tree.empty():
        if name in aside:
            search.found.left_out.append(left_to_nbgrader(name, aside[name], whose.get((name,), ())))
        else:
            by_entry[name,].append(File((name,), submitted, problem="it holds nothing."))
    for entry, its_files in by_entry.items():
        if len(entry) == len(its_files[0].parts) and all(map(kinds.is_ours, its_files)):
            continue
        if lesson and layout.says.get(entry, lesson) not in ("", lesson):
            left = LeftOut("/".join(entry), search.name_of(entry), whose.get(entry, ()), layout.says[entry],
                           f"lesson {lesson} is asked for.", elsewhere=True, place=entry)  # fmt: skip
            search.found.left_out.append(left)
            continue
        try:
            search.look_at(entry, its_files)
        except Exception as error:  # whatever it is, what others handed in is found
            search.leave_out(entry, its_files, f"it cannot be looked at: {one_line(repr(error), 120)}.")
    search.found.notebooks.sort(key=lambda one: (one.lesson, one.student))
    search.found.complaints = search.said.sentences()
    search.found.called = list(layout.called.values())
    return search.found


@dataclass
class _Search:
    """A walk through the entries: what is found, and what is to be said."""

    layout: Layout
    asked: str | None
    rest: str | None
    takes: Takes
    whose: Mapping[Parts, tuple[str, ...]]
    unclear: Mapping[Parts, Unreadable]
    claims: Mapping[str, Mapping[str, set[Parts]]]
    found: Found = field(default_factory=Found)
    said: Said = field(default_factory=Said)

    def look_at(self, entry: Parts, its_files: list[File]) -> None:
        """Find the notebooks of one entry, one for each lesson, or say why there is none."""
        doubts: list[tuple[File, Unreadable]] = []
        pieces = defaultdict(list)
        for piece in self._pieces(its_files, doubts):
            pieces[piece.lesson].append(piece)
        if entry in self.unclear and (pieces or any(isinstance(doubt, Waits) for _, doubt in doubts) or not doubts):
            self.leave_out(entry, its_files, self.unclear[entry])
            return
        number = len(self.found.notebooks)
        for several in pieces.values():
            doubts += self._take(entry, several)
        said = [(file, doubt) for file, doubt in doubts if not isinstance(doubt, OtherLesson)]
        if len(self.found.notebooks) > number or said:
            doubts = said
        for file, doubt in doubts:
            self.said.of(entry, [file], str(doubt))
        if len(self.found.notebooks) == number:
            first = next((doubt for _, doubt in doubts if isinstance(doubt, Waits)), None)
            texts = list(dict.fromkeys(str(doubt) for _, doubt in doubts)) or [kinds.why_none(its_files)]
            self.leave_out(entry, its_files, first or " ".join(texts[:3]), silent=bool(doubts))

    def leave_out(self, entry: Parts, its_files: list[File], why: str | Unreadable, *, silent: bool = False) -> None:
        """Name an entry of which nothing is graded."""
        students = self.whose.get(entry, ())
        waits, line = isinstance(why, Waits | Unclear), getattr(why, "line", "")
        lesson = self.layout.says.get(entry, "") or self.asked or ""
        name = "/".join(its_files[0].parts if len(its_files) == 1 else entry)
        self.found.left_out.append(
            LeftOut(name, self.name_of(entry), students, lesson, str(why), waits, line, place=entry)
        )
        if not silent:
            settles = f" In students.csv this settles it: {line}" if line else ""
            begin = "not graded: " * isinstance(why, Unclear)
            self.said.of(entry, [File(tuple(name.split("/")), its_files[0].path)], f"{begin}{why}{settles}")

    def name_of(self, entry: Parts) -> str:
        """What an entry is called, for people to read."""
        called = self.layout.called.get(entry)
        return called.label if called else entry[-1]

    def _pieces(self, its_files: list[File], doubts: list[tuple[File, Unreadable]]) -> list[Piece]:
        """The notebooks among some files, with their lessons; what is in doubt is added to doubts."""
        wanted = [file for file in its_files if file.problem or kinds.is_notebook(file) or kinds.is_archive(file)]
        renamed = [file for file in its_files if kinds.may_be_notebook(file)][:MOST_TO_READ]
        placed = []
        for file in [*wanted, *filter(holds_cells, renamed)]:
            try:
                placed.append((file, _place(file, self.layout)))
            except Unreadable as problem:
                doubts.append((file, problem))
        if len(placed) > MOST_TO_READ:
            doubt = Waits(f"more than {MOST_TO_READ} notebooks of one student: none of them counts.")
            doubts += [(file, doubt) for file, _ in placed]
            return []
        pieces = []
        for file, place in placed:
            inside = content_if_any(file)
            try:
                of = self._lesson(file, place, inside)
            except Unreadable as problem:
                doubts.append((file, problem))
            else:
                pieces.append(Piece(file, place, of, inside))
        return pieces

    def _lesson(self, file: File, place: Place, content: bytes | None) -> str:
        try:
            return lesson_of(file, place, content, self.asked, self.takes, self.rest)
        except Unsaid as doubt:
            self.found.unsaid[doubt.of] += 1
            raise

    def _take(self, entry: Parts, pieces: list[Piece]) -> list[tuple[File, Unreadable]]:
        """Take the notebook that counts, for each whose it is. Returns what is to be said of the others."""
        students, lesson = self.whose[entry], pieces[0].lesson
        for student in students:
            of = self.claims[student]
            claiming = ["/".join(other) for other in sorted(of.get(lesson, set()) | of.get("", set()))]
            if len(claiming) > 1:
                why = (f"not graded, because {len(claiming)} folders or files are called after {printable(student)} "
                       f"and may hold lesson {lesson}: {listed(claiming)}. Leave one, or say in students.csv whose "
                       "each is.")  # fmt: skip
                return [(piece.file, Waits(why)) for piece in pieces]
        piece, text = chosen(pieces, self.takes, listed(students))
        left = [(one.file, Waits(text) if piece is None else Unreadable(text)) for one in pieces if one is not piece]
        if piece:
            self._remember(piece, pieces)
            notes = self._notes(entry, piece)
            self.found.notebooks += [
                HandedIn(student, lesson, piece.file.path, piece.file.member, notes) for student in students
            ]
        return left

    def _remember(self, piece: Piece, pieces: list[Piece]) -> None:
        name, lesson, beside = shown(piece.file), piece.lesson, beside_it(piece, pieces)
        if self.takes.is_named(piece.file):
            self.found.words.append(word_of(piece.file, piece.content, lesson, beside))
            self.found.notes.append(f"{name} counts as lesson {lesson} from now on, as long as it stays the same.")
        elif was_chosen(piece, pieces, self.takes):
            self.found.notes.append(f"{name} counts as lesson {lesson}, as you have said before.")

    def _notes(self, entry: Parts, piece: Piece) -> dict[str, str]:
        file, place = piece.file, piece.place
        if not place.by_exchange or file.member:
            return {}
        folder = file.path.parents[len(place.own) - 1]
        notes, refused = exchange.notes_in(folder)
        for name, why in refused.items():
            self.said.of(entry, [File((*file.parts[: -len(place.own)], name), folder / name)], why)
        return notes


def _place(file: File, layout: Layout) -> Place:
    if file.problem:
        raise Unreadable(file.problem)
    if kinds.is_archive(file):
        raise Unreadable("this is an archive among the notebooks: unpack it, or ask for the notebook itself.")
    return layout.place(file.parts)
