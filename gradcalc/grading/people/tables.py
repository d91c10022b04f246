"""Tables as spreadsheets and platforms save them: of the usual encodings, with commas, semicolons or tabs."""

import codecs
import csv
import io

LARGEST_TABLE = 50_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def table_in(content: bytes) -> list[dict[str, str]]:
    """The rows below the first, by its words. Raises ValueError with a sentence.

    >>> table_in(b"id;first_name\\r\\nada;Ada\\r\\n")
    [{'id': 'ada', 'first_name': 'Ada'}]
    """
    if len(content) > LARGEST_TABLE:
        raise ValueError("it is too large for a table of people.")
    text = text_in(content)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if any(row)]
    except csv.Error as error:
        raise ValueError(f"it cannot be read as a table: {error}.") from None
    if not lines:
        raise ValueError("it is empty.")
    head = [name.strip() for name in lines[0]]
    return [dict(zip(head, [*map(str.strip, row), *[""] * len(head)], strict=False)) for row in lines[1:]]


def text_in(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, or the encoding of western Windows. Raises ValueError."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    if content[1:2] == b"\0" or content[:1] == b"\0":  # UTF-16 without its mark: half of what is ASCII is nothing
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
