"""Which of the cells that were handed in is which of those handed out.

nbgrader's name of a cell or its id says so. Where some program has taken them away, its text does, or the names that
it defines.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gradcalc.grading.running.cells import LONGEST_CODE, Cell, as_code, names_bound, normal
from gradcalc.grading.running.handed_out import Released

LEAST_SHARE = 0.6  # of the words of a cell as it was handed out that are still there, in their order
LEAST_WORDS, MOST_WORDS = 6, 1_500
MOST_COMPARED = 100  # pairs of texts of one notebook

_CHECK = re.compile(r"""gc\.check\(\s*["']([^"']+)["']""")
_WORD = re.compile(r"\w+")


def recognised(cells: Sequence[Cell], out: Released) -> list[int | None]:
    """The place of each cell in the lesson as it was handed out; None for one that was not.

    Several cells may have one place, as a copy has that keeps the name.
    """
    found = [next((out.by_key[key] for key in cell.keys if key in out.by_key), None) for cell in cells]
    if None in found:
        for way in (_by_text, _by_what_they_do, _by_words, _by_place):
            _take(found, list(way(cells, found, out)))
    return found


def _take(found: list[int | None], pairs: list[tuple[int, int]]) -> None:
    taken = {place for place in found if place is not None}
    for number, place in pairs:
        if found[number] is None and place not in taken:
            found[number] = place
            taken.add(place)


def _left(found: list[int | None], out: Released) -> list[int]:
    taken = set(found)
    return [place for place in range(len(out.cells)) if place not in taken]


def _by_text(cells: Sequence[Cell], found: list[int | None], out: Released) -> Iterator[tuple[int, int]]:
    """The same text, but for spaces: the first cell with it is the first one that was handed out with it."""
    left: dict[str, list[int]] = {}
    for place in _left(found, out):
        left.setdefault(normal(out.cells[place].source), []).append(place)
    for number, cell in enumerate(cells):
        short = len(cell.source) <= LONGEST_CODE
        if found[number] is None and short and (places := left.get(normal(cell.source))):
            yield number, places.pop(0)


def _by_what_they_do(cells: Sequence[Cell], found: list[int | None], out: Released) -> Iterator[tuple[int, int]]:
    """A check of this exercise; what defines all the names that it asks for, the last of several."""
    left = set(_left(found, out))
    checks = {exercise.id: place for place, exercise in out.checks.items() if place in left}
    asked = {frozenset(a.name for a in e.answers): place for place, e in out.answers.items() if place in left}
    if not checks and not asked:
        return
    for number in range(len(cells) - 1, -1, -1):
        if found[number] is not None:
            continue
        code = cells[number].source if cells[number].kind == "code" else as_code(cells[number].source)
        match = _CHECK.match(code.strip())
        if match and match[1] in checks:
            yield number, checks[match[1]]
        elif code:
            bound = names_bound(code)
            yield from ((number, place) for names, place in asked.items() if names <= bound)


def _by_words(cells: Sequence[Cell], found: list[int | None], out: Released) -> Iterator[tuple[int, int]]:
    """Most of the words, in their order. The more of them, the surer."""
    wanted = {place: _words(out.cells[place].source) for place in _left(found, out) if place not in out.checks}
    counted = {place: Counter(words) for place, words in wanted.items() if len(words) >= LEAST_WORDS}
    maybe = []
    for number, cell in enumerate(cells):
        if found[number] is None:
            words = _words(cell.source)
            have = Counter(words)
            for place, count in counted.items():
                most = sum((have & count).values()) / count.total()
                if most >= LEAST_SHARE and (cell.kind == out.cells[place].kind or place in out.answers):
                    maybe.append((most, number, place, words))
    surely = []
    for _, number, place, words in sorted(maybe, key=lambda m: (-m[0], m[1], m[2]))[:MOST_COMPARED]:
        share = _share(wanted[place], words)
        if share >= LEAST_SHARE:
            surely.append((-share, number, place))
    yield from ((number, place) for _, number, place in sorted(surely))


def _by_place(cells: Sequence[Cell], found: list[int | None], out: Released) -> Iterator[tuple[int, int]]:
    """A text right below the question for a reason is the reason, where no cell says that it is it."""
    for place in out.reasons:
        if place in found or place - 1 not in found:
            continue
        number = found.index(place - 1) + 1
        if number < len(cells) and found[number] is None and cells[number].kind != "code":
            yield number, place


def _words(text: str) -> list[str]:
    return _WORD.findall(text[: 20 * MOST_WORDS])[:MOST_WORDS]


def _share(wanted: list[str], words: list[str]) -> float:
    blocks = difflib.SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)
