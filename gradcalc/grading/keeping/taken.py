"""Which files the lecturer has taken, from one grading to the next: beside the results."""

import json
import pathlib
from collections.abc import Iterable
from dataclasses import asdict

from gradcalc.grading.collecting.taking import Word
from gradcalc.grading.keeping.left_out import write_anew

TAKEN = "taken.json"  # in the folder of the results


def words_in(results: pathlib.Path) -> list[Word]:
    """What was written down; nothing where there is no such file, or none that can be read."""
    try:
        plain = json.loads((results / TAKEN).read_text("utf-8"))
        return [Word(str(of["file"]), str(of["lesson"]), str(of["content"]), tuple(map(str, of["others"])))
                for of in plain]  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return []


def keep_words(results: pathlib.Path, words: Iterable[Word]) -> None:
    """Write them down, if there are any or were some. Raises OSError."""
    plain = [asdict(word) for word in words]
    if plain or (results / TAKEN).exists():
        write_anew(results / TAKEN, json.dumps(plain, ensure_ascii=True, indent=1))
