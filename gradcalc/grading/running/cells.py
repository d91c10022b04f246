"""The cells of a notebook's file, of whatever format and however they were turned: their kinds and their texts.

A cell is somebody else's: nothing in it is taken to be what it should be.
"""

import ast
import re
import textwrap
import unicodedata
import warnings
from dataclasses import dataclass
from typing import Any

from gradcalc.grading.running.inside.naming import names_of

LONGEST_CODE = 20_000  # of a text that may be code: a longer one is none
_FENCED = re.compile(r"\s*(```+|~~~+) *\{?[\w-]*\}?\n(?P<code>.*?)\n?\1\s*", re.DOTALL)
_BESIDE_WORDS = re.compile(r"^(```+|~~~+) *\{?[\w-]*\}?\n(?P<code>.*?)(?:\n\1 *$|\Z)", re.DOTALL | re.MULTILINE)
NOT_PYTHON = re.compile(r"^([ \t]*)[%!].*$", re.MULTILINE)  # what IPython alone understands
_HEADING = re.compile(r"^ {0,3}#{1,6} |^.+\n {0,3}(?:=+|-+) *$", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell: kind is "code", "markdown" or "raw"; keys are nbgrader's name and its id, as far as it has them.

    pictures says how many are attached to it, or shown below it.
    """

    keys: tuple[str, ...]
    kind: str
    source: str
    pictures: int = 0


def cell_of(raw: Any) -> Cell | None:
    """A cell of a file; None for what is no cell."""
    if type(raw) is not dict or type(kind := raw.get("cell_type")) is not str:
        return None
    source = source_of(raw)
    if source is None:
        return None
    if kind not in ("code", "raw"):
        kind = "markdown"
    return Cell(keys_of(raw), kind, source, _pictures(raw))


def source_of(raw: dict) -> str | None:
    """The text of a cell, which format 3 keeps elsewhere; None where it is no text."""
    source = raw.get("source", raw.get("input", ""))
    if type(source) is list and all(type(line) is str for line in source):
        source = "".join(source)
    if type(source) is not str:
        return None
    level = raw.get("level")
    if raw.get("cell_type") == "heading":  # format 3 has cells of their own for them
        return f"{'#' * (level if type(level) is int and 1 <= level <= 6 else 1)} {source}"
    return source


def keys_of(cell: dict) -> tuple[str, ...]:
    """nbgrader's name of a cell and its id, as far as they can be told."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return tuple(key for key in (grade_id, cell.get("id")) if isinstance(key, str))


def _pictures(raw: dict) -> int:
    attached, outputs = raw.get("attachments"), raw.get("outputs")
    number = len(attached) if type(attached) is dict else 0
    for output in outputs[:100] if type(outputs) is list else ():
        data = output.get("data", output) if type(output) is dict else None
        number += type(data) is dict and any(type(key) is str and key in _PICTURES for key in data)
    return number


_PICTURES = ("image/png", "image/jpeg", "image/svg+xml", "image/gif", "image/webp", "png", "jpeg", "svg")


def normal(text: str) -> str:
    """A text as far as it says something: whichever spaces are in it, and however its letters are put together.

    >>> normal("It  is\\u00a0flat,\\r\\nas I said\\u2026")
    'It is flat, as I said...'
    """
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\ufeff", "").split())


def has_heading(text: str) -> bool:
    """Whether a text of Markdown holds a heading."""
    return bool(_HEADING.search(text))


def as_code(text: str) -> str:
    """The code in a text that may be some, without the fence around it; nothing if it is none.

    >>> as_code("```python\\nx = 1\\n```"), as_code("It is flat.")
    ('x = 1', '')
    """
    fenced = _FENCED.fullmatch(text) if len(text) <= LONGEST_CODE else None
    code = fenced["code"] if fenced else text
    return code if _parsed(code) else ""


def codes_in(text: str) -> list[str]:
    """The pieces of code that a text may be instead of an answer: as it is, as a heading, moved in, or beside words.

    >>> codes_in("# def f():\\n    return 1"), codes_in("My answer:\\n```\\nx = 1\\n```")
    (['def f():\\n    return 1'], ['x = 1'])
    """
    if len(text) > LONGEST_CODE:
        return []
    as_heading = re.sub(r"\A\s*#{1,6} ", "", text) if "\n" in text.strip() else ""  # else it is a comment
    beside_words = "\n".join(match["code"] for match in _BESIDE_WORDS.finditer(text))
    ways = (as_code(text), as_heading, textwrap.dedent(text), beside_words)
    return list(dict.fromkeys(code for code in ways if _parsed(code)))


def names_bound(source: str) -> frozenset[str]:
    """The names that a cell defines, as far as it can be read; magics in it are left out."""
    if len(source) > LONGEST_CODE:
        return frozenset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return names_of(NOT_PYTHON.sub(r"\1pass", source)).bound
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()


def _parsed(source: str) -> bool:
    if len(source) > LONGEST_CODE or not source.strip():
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return bool(ast.parse(NOT_PYTHON.sub(r"\1pass", source)).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
