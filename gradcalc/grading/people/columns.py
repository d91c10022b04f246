"""Which column of a table is what, in whatever language: told by the addresses in it, or by somebody."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from itertools import permutations

from gradcalc.grading.people.spelling import look
from gradcalc.grading.running.printable import listed, printable

COLUMN = "--column"
KINDS = ("first", "last", "full", "email", "identifier", "username", "groups")
ENOUGH = 0.6  # of the addresses have to say the same
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")

Rows = Sequence[Mapping[str, str]]


class NotSaid(ValueError):
    """Something said of a column cannot be; the message is a sentence."""


def said_columns(words: Collection[str], head: Collection[str]) -> dict[str, str]:
    """The columns by what they are, from words such as "first=Prénom". Raises NotSaid."""
    found = {}
    for word in words:
        kind, _, name = word.partition("=")
        fits = [column for column in head if column == name] or [one for one in head if look(one) == look(name)]
        if kind not in KINDS:
            raise NotSaid(f"{COLUMN} {printable(word)}: what stands before = has to be one of {', '.join(KINDS)}.")
        if len(fits) != 1:
            raise NotSaid(f"{COLUMN} {printable(word)}: {columns_are(head)}")
        found[kind] = fits[0]
    return found


def columns_are(head: Collection[str]) -> str:
    """A sentence that names all columns."""
    return f"the columns of this table are {listed([f'“{name}”' for name in head if name], 40)}."


def by_addresses(rows: Rows) -> dict[str, str]:
    """The columns of e-mail addresses and of names, where the addresses are made of the names; else nothing.

    >>> by_addresses([{"Nom": "Curie", "Prénom": "Marie", "Courriel": "marie.curie@x.org"}] * 2)
    {'email': 'Courriel', 'first': 'Prénom', 'last': 'Nom'}
    """
    heads = list(rows[0]) if rows else []
    texts = {head: [row[head] for row in rows if row[head]] for head in heads}
    addresses = [head for head in heads if texts[head] and all(map(_ADDRESS.fullmatch, texts[head]))]
    if len(addresses) != 1:
        return {}
    found = {"email": addresses[0]}
    with_one = [row for row in rows if row[found["email"]]]
    least = max(1, ENOUGH * len(with_one))
    begin = {id(row): row[found["email"]].partition("@")[0] for row in with_one}
    others = [head for head in heads if texts[head] and head not in addresses]
    pairs = {
        (first, last): sum(_is_made_of(begin[id(row)], row[first], row[last]) for row in with_one)
        for first, last in permutations(others, 2)
    }
    fits = [pair for pair, number in pairs.items() if number >= least]
    if len(fits) == 1:
        return found | {"first": fits[0][0], "last": fits[0][1]}
    whole = [head for head in others if sum(_stands_in(begin[id(row)], row[head]) for row in with_one) >= least]
    return found | {"full": whole[0]} if len(whole) == 1 and not fits else {}


def _is_made_of(begin: str, first: str, last: str) -> bool:
    """Whether an address begins with a first and a last name, or with the first letter of one and the other."""
    one, other = _letters(first), _letters(last)
    firsts = {one, _letters(first.split()[0])} if first.split() else set()
    return bool(other) and _letters(begin) in {way + other for name in firsts if name for way in (name, name[0])}


def _stands_in(begin: str, name: str) -> bool:
    """Whether all parts of an address, two or more, are words of a name."""
    parts = [_letters(part) for part in re.split(r"[._-]", begin)]
    return len(parts) > 1 and all(parts) and set(parts) <= {_letters(word) for word in re.split(r"[\s-]", name)}


def _letters(text: str) -> str:
    """The letters alone, without accents, as they stand in an address."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalpha())
