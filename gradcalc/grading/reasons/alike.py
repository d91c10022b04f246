"""Which answers in words say the same: word for word, or nearly so. Nothing here judges them.

Whoever gives points to a group gives them to all in it. So two texts are nearly the same only if what differs cannot
turn their meaning round as far as a program can tell: signs, numbers, single letters and words such as "not" are the
same in both, and a word that stands for another is that word misspelt. What differs is shown all the same.
"""

import re
from collections.abc import Sequence
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Levenshtein

from gradcalc.grading.running.cells import normal

ALIKE = 90.0  # of a hundred: so much of two texts has to be the same, letter by letter
SAME_WORDS = 0.7  # of one, word by word: counted before, because it takes less time
CANDIDATES = 10  # of the groups that are most like a text

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\s.,;:?\"'“”„‘’…$`]")
_PIECE = re.compile(r"\S+\s*|\s+")
# The words that turn a sentence round, in the languages of most classes. Elsewhere they count as any other word.
_TURNING = frozenset(
    word
    for line in (
        "not no non nor never none nothing nobody neither without cannot only unless except but if",
        "nicht nichts kein keine keinen keinem keiner nie niemals niemand ohne weder nur wenn falls außer aber",
        "ne pas jamais aucun aucune rien sans ni si sauf nunca ningun ningún ninguna nada sin senza mai niet geen",
        "all every each any some always sometimes alle jede jeder jedes manche immer manchmal tout toute tous toutes",
    )
    for word in line.split()
)

Kind = Literal["same", "new", "gone"]


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and signs of a text. Capitals in words count no more than spaces and full stops.

    >>> tokens("It is  Flat, as $X = 1.5$.")
    ('it', 'is', 'flat', 'as', 'X', '=', '1.5')
    """
    return tuple(token if len(token) == 1 else token.casefold() for token in _TOKEN.findall(normal(text)))


def near(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what differs between the tokens of two texts is a slip of the pen or a word that turns nothing round.

    >>> near(tokens("The slope is zero there."), tokens("the slpoe is zero, there"))
    True
    >>> near(tokens("It is differentiable at the origin."), tokens("It is not differentiable at the origin."))
    False
    """
    if fuzz.ratio(" ".join(one), " ".join(other)) < ALIKE:
        return False
    for step in Levenshtein.opcodes(one, other):
        old, new = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag == "replace" and not all(map(_misspelt, old, new)):
            return False
        if step.tag in ("insert", "delete") and any(map(_decides, [*old, *new])):
            return False
    return True


def grouped(texts: Sequence[str], apart: Sequence[str]) -> list[list[int]]:
    """The places of texts that say the same, in groups, the largest first; the first of a group stands for it.

    Only texts with the same word in apart are put together.
    """
    words = [tokens(text) for text in texts]
    same: dict[tuple, list[int]] = {}
    for place, key in enumerate(zip(words, apart, strict=True)):
        same.setdefault(key, []).append(place)
    # Only texts with the same deciding tokens can be nearly the same, so the others need not be looked at.
    groups: dict[tuple, dict[int, list[int]]] = {}
    for several in sorted(same.values(), key=len, reverse=True):
        first = several[0]
        known = groups.setdefault((apart[first], tuple(filter(_decides, words[first]))), {})
        mine = _group_of(words, first, known)
        known.setdefault(first if mine is None else mine, []).extend(several)
    return sorted((group for known in groups.values() for group in known.values()), key=lambda g: (-len(g), g[0]))


def difference(text: str, other: str) -> list[tuple[Kind, str]]:
    """What the other text has in common with a text, what is new in it, and what is gone.

    >>> difference("It is flat.", "It is quite flat.")
    [('same', 'It is '), ('new', 'quite '), ('same', 'flat.')]
    """
    old, new = _PIECE.findall(text), _PIECE.findall(other)
    found = list[tuple[Kind, str]]()
    for step in Levenshtein.opcodes([tokens(piece) for piece in old], [tokens(piece) for piece in new]):
        if step.tag == "equal":
            found.append(("same", "".join(new[step.dest_start : step.dest_end])))
            continue
        gone, added = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        found += [("gone", "".join(gone))] if gone else []
        found += [("new", "".join(added))] if added else []
    return found


def _group_of(words: Sequence[tuple[str, ...]], place: int, groups: dict[int, list[int]]) -> int | None:
    """The group that a text is nearly the same as: the likest of all that are."""
    if not words[place]:
        return None
    likest = process.extract(
        words[place], {first: words[first] for first in groups},
        scorer=Levenshtein.normalized_similarity, score_cutoff=SAME_WORDS, limit=CANDIDATES,
    )  # fmt: skip
    return next((first for *_, first in likest if near(words[first], words[place])), None)


def _decides(token: str) -> bool:
    return len(token) == 1 or not token.isalpha() or token in _TURNING


def _misspelt(one: str, other: str) -> bool:
    """Whether one word is the other with a slip in it, which never makes another word of its first letter."""
    return (
        min(len(one), len(other)) > 3 and one[0] == other[0]
        and not (_decides(one) or _decides(other)) and OSA.distance(one, other) <= 1
    )  # fmt: skip
