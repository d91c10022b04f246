"""Words of somebody else's, such as the name of a file, for a person to read in a terminal or on a page.

A terminal takes some signs for commands, and others change the order of what is read, or do not show at all:
they are written out. Code and what was printed keep their lines and tabs as well.
"""

import re
import unicodedata
from collections.abc import Sequence

# In some scripts a name needs these, and they neither move anything nor end a line.
JOINERS = "\u200c\u200d"
_LINES = "\n\t"
_COLOUR = re.compile(r"\x1b\[[0-9;:]*m")
LONGEST, MOST = 120, 5


def printable(text: str, longest: int = LONGEST) -> str:
    r"""The text in one line of at most so many signs, with every sign that does not show written out.

    >>> printable("a\x1b]0;x\x07.ipynb"), printable("x" * 50 + ".ipynb", 20)
    ('a\\x1b]0;x\\x07.ipynb', 'xxxxxxxxxx...x.ipynb')
    """
    half = longest // 2
    beginning = _written_out(text[:longest])
    if len(text) <= longest and len(beginning) <= longest:
        return beginning
    end = _written_out(text[-longest:])  # which tells files in one folder apart
    return f"{beginning[: longest - half]}...{end[3 - half :]}"


def one_line(text: str, longest: int) -> str:
    r"""A sentence of somebody else's in one line: as printable, but with spaces for the ends of lines.

    >>> one_line("invalid syntax\n  here", 80)
    'invalid syntax here'
    """
    return printable(" ".join(text[:longest].split()), longest)


def listed(names: Sequence[str], most: int = MOST) -> str:
    """Names in a sentence: the first few, and how many more there are.

    >>> listed(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    first = ", ".join(map(printable, names[:most]))
    return f"{first} and {len(names) - most:,} more" if len(names) > most else first


def in_lines(text: str) -> str:
    r"""A text of any length with its lines and tabs, and every other sign that does not show written out.

    The colours of a terminal are left out.

    >>> in_lines("a\tb\r\n\x1b[31mred\x1b[0m \x1b[2J")
    'a\tb\nred \\x1b[2J'
    """
    text = _COLOUR.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line if line.isprintable() else _written_out(line, _LINES) for line in text.split("\n"))


def _written_out(text: str, kept: str = "") -> str:
    return "".join(sign if _shows(sign) or sign in kept else repr(sign)[1:-1] for sign in text)


def _shows(sign: str) -> bool:
    return sign.isprintable() or sign in JOINERS or unicodedata.category(sign) == "Zs"  # spaces of any width
