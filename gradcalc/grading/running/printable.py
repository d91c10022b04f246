"""Words of somebody else's, such as the name of a file, for a person to read in a terminal or on a page.

A terminal takes some signs for commands, and others change the order of what is read: they are written out.
"""

from collections.abc import Sequence

# In some scripts a name needs these, and they neither move anything nor end a line.
JOINERS = "\u200c\u200d"
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


def _written_out(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign in JOINERS else repr(sign)[1:-1] for sign in text)
