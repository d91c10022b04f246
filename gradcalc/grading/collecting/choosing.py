"""Of which lesson a notebook is, and which one counts of several: what is not clear waits for the lecturer's word.

The lesson comes from the lecturer, by the whole name of a folder or file, or for the whole upload. The cells of a
notebook confirm it, or contradict.
"""

from dataclasses import dataclass

from gradcalc.grading.collecting.cells import lessons_of
from gradcalc.grading.collecting.files import File
from gradcalc.grading.collecting.layout import Place
from gradcalc.grading.collecting.names import lesson_within
from gradcalc.grading.collecting.taking import TAKE, Takes, quoted
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import listed, printable
from gradcalc.lessons.notebooks import names


@dataclass(frozen=True)
class Piece:
    """A notebook, where it lies, the lesson that it is taken to be of, and what is in it, None if unreadable."""

    file: File
    place: Place
    lesson: str
    content: bytes | None


class Waits(Unreadable):
    """It waits for the lecturer's word; the message says for which."""


class OtherLesson(Unreadable):
    """It lies where another lesson is handed in than is asked for."""


class Unsaid(Waits):
    """Nobody has said of which lesson a notebook is. of is what its cells say, "" for nothing or several."""

    def __init__(self, message: str, of: str):
        super().__init__(message)
        self.of = of


def lesson_of(
    file: File, place: Place, content: bytes | None, asked: str | None, takes: Takes, rest: str | None = None
) -> str:
    """The lesson of a notebook with this content, None if it cannot be read.

    rest is the lesson where no name says one. Raises Unreadable, or of its kinds OtherLesson, Unsaid and Waits.
    """
    cells = lessons_of(content) if content is not None else set()
    by_cells = listed(sorted(cells))
    named = lesson_within(place.own[-1]) if place.own else ""
    lesson = place.lesson or asked or named or rest or ""
    if place.number and (lesson or cells) and place.number not in (lesson, *cells):
        raise Unreadable("its name does not say whose it is and which lesson: expected "
                         f"STUDENT_{names()[place.number]}.ipynb.")  # fmt: skip
    if not lesson:
        own = next(iter(cells)) if len(cells) == 1 else ""
        if cells:
            raise Unsaid(f"its cells are of lesson {by_cells}: confirm it with --lesson {sorted(cells)[0]}.", own)
        raise Unsaid("neither its name nor its cells say which lesson it is: give --lesson.", own)
    if place.lesson and asked and place.lesson != asked:
        raise OtherLesson(f"it lies where lesson {place.lesson} is handed in, and lesson {asked} is asked for.")
    said = by_cells if cells else named
    contradicts = lesson not in cells if cells else bool(named) and named != lesson
    if contradicts and not (takes.is_named(file) or takes.was_named(file, content, lesson)):
        who = (
            "as the name of its folder or file says"
            if place.lesson
            else "as asked for"
            if asked
            else "as its name says"
        )
        what = f"its {'cells are' if cells else 'name is that'} of lesson {said}"
        how = f"{TAKE} {quoted(file)} grades it as lesson {lesson}"
        raise Waits(f"{what}, and not of lesson {lesson} {who}: it waits. {how}.")
    return lesson


def chosen(pieces: list[Piece], takes: Takes, student: str) -> tuple[Piece | None, str]:
    """The notebook that counts, of those of one student and lesson, and what is to be said of the others.

    Where the exchange has put them, it is the one with the lesson's own name, as for nbgrader. Otherwise nothing
    tells which is the newer one, unless they are the same: the time of a file is not that of handing in.
    """
    if len(pieces) == 1:
        return pieces[0], ""
    begin = f"{printable(student)} handed in lesson {pieces[0].lesson} more than once"
    said = [piece for piece in pieces if takes.is_named(piece.file)]
    before = [piece for piece in pieces if was_chosen(piece, pieces, takes)]
    own = [piece for piece in pieces if piece.place.by_exchange
           and piece.place.own == (f"{names()[piece.lesson]}.ipynb",)]  # fmt: skip
    same = pieces[:1] * (pieces[0].content is not None and len({piece.content for piece in pieces}) == 1)
    for counts in (said, before, own, same):
        if len(counts) == 1:
            why = ", and not this" if counts is not same else ", and this is the same"
            return counts[0], f"{begin}: {printable('/'.join(counts[0].file.parts))} counts{why}."
    return None, f"{begin}, none is graded: name the one that counts, as in {TAKE} {quoted(pieces[-1].file)}."


def was_chosen(piece: Piece, pieces: list[Piece], takes: Takes) -> bool:
    """Whether the lecturer has named this one of several before, when all of them were there."""
    return takes.was_named(piece.file, piece.content, piece.lesson, beside_it(piece, pieces))


def beside_it(piece: Piece, pieces: list[Piece]) -> list[bytes | None]:
    """What the others hold."""
    return [one.content for one in pieces if one is not piece]
