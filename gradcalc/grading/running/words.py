"""A student's own words: where a reason stands, which may be anywhere around its question, and what it says.

What equals a text that was handed out is nobody's own. All else is, for a person to read: nothing here judges it.
"""

import ast
import difflib
import io
import re
import tokenize
import warnings
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from gradcalc.grading.running.cells import LONGEST_CODE, Cell, as_code, names_bound, normal
from gradcalc.grading.running.handed_out import Released

LONGEST_WORDS = 4_000
LONGEST_LOOKED_AT = 100_000  # of one cell
MOST_WORDS = 3_000  # of a cell that are compared with what was handed out; those behind them are the student's own

OWN_CELL, NEW_CELL, TASK, CODE, FURTHER = (
    "its own cell", "a new cell at the question", "the cell of the question", "code at the question",
    "another part of the notebook",
)  # fmt: skip
PICTURE, PICTURE_BELOW = "[a picture]", "(the picture below)"
ATTACHED = re.compile(r"!\[[^\]\n]*\]\(attachment:[^)\n]*\)")  # how a text shows a picture that is attached to it
NOT_READ = "(The file that was handed in could not be read. Open it yourself: a reason may be in it.)"
IN_THE_FILE = "a file that could not be read"

_NOTHING = re.compile(r"[\s.]*")
_TOKEN, _WORD = re.compile(r"\S+|\n"), re.compile(r"[^\W\d_]+['’]?[^\W\d_]*[.,;:!?]?")


@dataclass(frozen=True)
class Reason:
    """What was found as a reason in words: a text, and in what kinds of places; both empty if nothing was."""

    words: str = ""
    where: str = ""


def reason(exercise: str, cells: Sequence[Cell], places: Sequence[int | None], out: Released) -> Reason:
    """What of the student's stands around a question, or further down, outside of another question for a reason.

    places are those of the cells in the lesson as it was handed out, None for new ones.
    """
    found: dict[str, list[str]] = {}
    for where, text in _found(exercise, cells, places, out):
        found.setdefault(where, []).append(text)
    if len(found) > 1:  # what stands at the question is the reason, and notes elsewhere are notes
        found.pop(FURTHER, None)
    text = "\n\n".join(text for texts in found.values() for text in texts)
    return Reason(
        text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS]}\n... (cut off)", " and ".join(found)
    )


def _found(
    exercise: str, cells: Sequence[Cell], places: Sequence[int | None], out: Released
) -> Iterator[tuple[str, str]]:
    """Each piece of the student's own with where it stands: at the question, or where it may have gone astray."""
    region = out.regions[exercise]
    others = {place for name, other in out.regions.items() if name != exercise for place in other}
    asked = next(e for e in out.answers.values() if e.id == exercise)
    names = frozenset(answer.name for answer in asked.answers)
    known = any(place in region for place in places)  # else it may stand anywhere
    here, found = -1, 0
    for cell, place in zip(cells, places, strict=True):
        here = here if place is None else place
        before = "" if place is None else out.cells[place].source
        as_before = place is not None and cell.source == before and not cell.pictures
        if as_before or (known and (here in others or here < out.exercises_from)):
            continue
        source, code = cell.source[:LONGEST_LOOKED_AT], cell.kind == "code"
        if place in out.answers and not code and as_code(source):
            source, code = as_code(source), True
        if cell.pictures:
            source = ATTACHED.sub(PICTURE_BELOW, source)
        if here not in region:
            text, where = _elsewhere(source, code, before, out.lines), FURTHER
        elif code:
            whole = place in out.reasons or (place is None and not names <= names_bound(source))
            text, where = _in_code(source, before, out.lines, whole), CODE
        else:
            text, where = _in_text(source, before, out.lines), NEW_CELL if place is None else TASK
        shown = [] if _NOTHING.fullmatch(normal(text)) else [text.strip()]
        # Below code that was handed out stand pictures that it has made.
        shown += [PICTURE] * (0 if code and (place is not None or here not in region) else cell.pictures)
        if shown:
            yield OWN_CELL if place in out.reasons and here in region else where, "\n".join(shown)
            found += len(text)
        if found > LONGEST_WORDS:
            return


def _elsewhere(source: str, code: bool, before: str, handed_out: Set[str]) -> str:
    """What may be a reason though it stands far from its question: a text, but no code with its comments."""
    if not code:
        return _in_text(source, before, handed_out)
    if before:
        return ""
    found = _sentences(source)
    if found is None:
        return source if _reads_like_words(source) else ""
    comments, texts, alone = found
    return "\n".join(comments + texts) if alone else ""


def _reads_like_words(text: str) -> bool:
    tokens = text[:LONGEST_CODE].split()
    return len(tokens) > 3 and sum(bool(_WORD.fullmatch(token)) for token in tokens) > 0.7 * len(tokens)


def _in_text(source: str, before: str, lines: Set[str]) -> str:
    """The lines that were not handed out; of a line that was, what has been written into it."""
    written = {normal(line) for line in source.splitlines()}
    own = [line for line in source.splitlines() if not (line.strip() and normal(line) in lines)]
    gone = [line for line in before.splitlines() if normal(line) not in written]
    return _added("\n".join(own), "\n".join(gone)) if gone else "\n".join(own)


def _added(text: str, before: str) -> str:
    """The words of a text that were not in it before."""
    words, old = _TOKEN.findall(text), [normal(word) for word in _TOKEN.findall(before)][:MOST_WORDS]
    new = [normal(word) for word in words[:MOST_WORDS]]
    kept = set[int]()
    for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        kept |= {number for number in range(block.b, block.b + block.size) if new[number]}
    return " ".join(word for number, word in enumerate(words) if number not in kept)


def _in_code(source: str, before: str, handed_out: Set[str], whole: bool) -> str:
    """Comments and sentences in code. Where it is whole, or no Python, all that is new."""
    found = _sentences(source)
    if found is None:
        return _added(source, before)
    comments, texts, alone = found
    if whole and not alone:
        return _in_text(source, before, handed_out)
    old = _sentences(before) or ([], [], True)
    known = {normal(bit) for bit in [*old[0], *old[1]]}
    return "\n".join(bit for bit in [*comments, *texts] if normal(bit) not in known)


def _sentences(source: str) -> tuple[list[str], list[str], bool] | None:
    """The comments in code, its texts of several words, and whether these are all; None if it is no Python."""
    if len(source) > LONGEST_CODE:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError):
        return None
    comments = [token.string.lstrip("#! ") for token in tokens if token.type == tokenize.COMMENT]
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    alone = all(isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) for n in tree.body)
    return comments, [text for text in texts if len(text.split()) > 1], alone
