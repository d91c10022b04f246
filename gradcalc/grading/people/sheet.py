"""A table of a platform that is to be given back: every byte stays, but for the cells that are filled."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from gradcalc.grading.people.tables import LARGEST_TABLE, WINDOWS, encoding_of, separator_of


@dataclass(frozen=True)
class Cell:
    """A cell: where it begins and ends in the text, quotes included, what it says, and whether it has quotes."""

    start: int
    end: int
    says: str
    quoted: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table as it was found: its mark, b"" if it has none, and the cells of each row, the first row included."""

    mark: bytes
    encoding: str
    text: str
    separator: str
    rows: tuple[tuple[Cell, ...], ...]

    def says(self, row: int, column: int) -> str:
        """What a cell says, without spaces around it; nothing where a row ends before."""
        cells = self.rows[row]
        return cells[column].says.strip() if column < len(cells) else ""

    @property
    def heads(self) -> list[str]:
        """The words of the first row."""
        return [cell.says.strip() for cell in self.rows[0]]

    def below(self) -> list[int]:
        """The rows below the first, those without any sign left out."""
        return [at for at in range(1, len(self.rows)) if any(cell.says.strip() for cell in self.rows[at])]

    def as_dicts(self, rows: list[int]) -> list[dict[str, str]]:
        """These rows by the words of the first."""
        return [{head: self.says(row, column) for column, head in enumerate(self.heads)} for row in rows]

    def filled(self, texts: Mapping[tuple[int, int], str]) -> bytes:
        """The file with these texts in cells, by row and column."""
        by_row: dict[int, dict[int, str]] = defaultdict(dict)
        for (row, column), text in texts.items():
            by_row[row][column] = text
        pieces, done = [], 0
        for row in sorted(by_row):
            for start, end, new in self._changes(row, by_row[row]):
                pieces += [self.text[done:start], new]
                done = end
        text = "".join([*pieces, self.text[done:]])
        return self.mark + text.encode(self.encoding, _errors(self.encoding))

    def _changes(self, row: int, texts: Mapping[int, str]) -> list[tuple[int, int, str]]:
        cells = self.rows[row]
        there = [(cells[at].start, cells[at].end, self._written(text, cells[at].quoted))
                 for at, text in sorted(texts.items()) if at < len(cells)]  # fmt: skip
        if max(texts) >= len(cells):  # some programs leave out what is empty at the end of a row
            more = [self._written(texts.get(at, ""), False) for at in range(len(cells), max(texts) + 1)]
            end = cells[-1].end
            new = "".join(self.separator + text for text in more)
            if there and there[-1][1] == end:
                new = there.pop()[2] + new
                there.append((cells[-1].start, end, new))
            else:
                there.append((end, end, new))
        return there

    def _written(self, text: str, quoted: bool) -> str:
        if quoted or any(sign in text for sign in (self.separator, '"', "\r", "\n")):
            return '"{}"'.format(text.replace('"', '""'))
        return text


def sheet_in(content: bytes) -> Sheet:
    """A table that can be given back as it was. Raises ValueError with a sentence.

    >>> sheet_in(b'Name;Grade\\r\\n"Ada; L";\\r\\n').filled({(1, 1): "2"})
    b'Name;Grade\\r\\n"Ada; L";2\\r\\n'
    """
    if len(content) > LARGEST_TABLE:
        raise ValueError("it is too large for a table of people.")
    mark, encoding = encoding_of(content)
    try:
        text = content[len(mark) :].decode(encoding, _errors(encoding))
    except UnicodeDecodeError:
        raise ValueError(f"it begins as {encoding.upper()}, and is none.") from None
    if not text.strip():
        raise ValueError("it is empty.")
    separator = separator_of(text)
    return Sheet(mark, encoding, text, separator, tuple(_rows(text, separator)))


def _errors(encoding: str) -> str:
    return "surrogateescape" if encoding == WINDOWS else "strict"  # a few bytes are no sign of Windows, and stay


def _rows(text: str, separator: str) -> list[tuple[Cell, ...]]:
    """The cells, as the module csv reads them."""
    other = f"[^{separator}\r\n]*"
    field = re.compile(f'"([^"]*(?:""[^"]*)*)"({other})|({other})')
    rows, row, at = list[tuple[Cell, ...]](), list[Cell](), 0
    while True:
        match = field.match(text, at)
        assert match  # it may be empty
        if match[1] is None:
            if match[3].startswith('"'):
                raise ValueError(f"a quote in row {len(rows) + 1} is never closed.")
            row.append(Cell(at, match.end(), match[3]))
        else:
            row.append(Cell(at, match.end(), match[1].replace('""', '"') + match[2], quoted=True))
        at = match.end()
        if text.startswith(separator, at):
            at += 1
            continue
        rows.append(tuple(row))
        row = []
        at += 2 if text.startswith("\r\n", at) else 1
        if at >= len(text):
            return rows
