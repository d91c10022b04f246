"""Tables as spreadsheets and platforms save them: of the usual encodings, with commas, semicolons or tabs."""

import codecs
import csv
import io
import re

LARGEST_TABLE = 50_000_000
WINDOWS = "cp1252"  # which western Windows has, and in which any bytes are signs
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def table_in(content: bytes) -> list[dict[str, str]]:
    """The rows below the first, by its words. Raises ValueError with a sentence.

    >>> table_in(b"id;first_name\\r\\nada;Ada\\r\\n")
    [{'id': 'ada', 'first_name': 'Ada'}]
    """
    if len(content) > LARGEST_TABLE:
        raise ValueError("it is too large for a table of people.")
    text = text_in(content)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
        lines = [row for row in reader if any(row)]
    except csv.Error as error:
        raise ValueError(f"it cannot be read as a table: {error}.") from None
    if not lines:
        raise ValueError("it is empty.")
    head = [name.strip() for name in lines[0]]
    return [dict(zip(head, [*map(str.strip, row), *[""] * len(head)], strict=False)) for row in lines[1:]]


def separator_of(text: str) -> str:
    """What stands between the cells of a table, by its first line.

    >>> separator_of('Name;"Grade, at most"')
    ';'
    """
    first = re.sub('"[^"]*"', "", re.split("[\r\n]", text, maxsplit=1)[0])
    return max(",;\t", key=first.count)


def text_in(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, or the encoding of western Windows. Raises ValueError."""
    mark, encoding = encoding_of(content)
    return content[len(mark) :].decode(encoding, "replace" if encoding == WINDOWS else "strict")


def encoding_of(content: bytes) -> tuple[bytes, str]:
    """The mark that a file begins with, nothing where it has none, and the encoding of what follows."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    if content[1:2] == b"\0" or content[:1] == b"\0":  # UTF-16 without its mark: half of what is ASCII is nothing
        return b"", "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return b"", WINDOWS
    return b"", "utf-8"
