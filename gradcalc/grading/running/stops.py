"""Cells that stop, and what fails only because of them: the first cause is told, and what follows points to it.

All of it is told from a cell's text and from what was said of how it ended: nothing of it is run or believed further.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gradcalc.grading.running.cells import LONGEST_CODE, NOT_PYTHON, names_bound
from gradcalc.grading.running.printable import one_line
from gradcalc.grading.running.reading import Ended
from gradcalc.questions.model import Exercise
from gradcalc.questions.replies import Reply

BELOW = "Cells below it may fail for that reason alone."
MOST_TOLD, LONGEST_LINE, LONGEST_MESSAGE = 3, 80, 300

_NO_MODULE = re.compile(r"No module named '([\w.]+)'")
_NO_NAME = re.compile(r"name '(\w+)' is not defined")
_PLACE = re.compile(r"\([^()]*, (line \d+)\)")  # where IPython or a kernel has put the cell
_BINDS = re.compile(r"^[ \t]*(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*=[^=]|\bas[ \t]+(\w+)", re.MULTILINE)
_OF_OTHERS = ("ModuleNotFoundError", "ImportError")


@dataclass(frozen=True)
class Stop:
    """A cell that stopped: a sentence about it, and the module that is not there, if it is one."""

    sentence: str
    module: str = ""


@dataclass
class Stops:
    """What has stopped so far: first causes in order, and by each name that is missing because of one, that one."""

    causes: list[Stop] = field(default_factory=list)
    lost: dict[str, Stop] = field(default_factory=dict)

    def note(
        self, source: str, ended: Ended, kept: Iterable[str] = (), alone: str = "", *, quiet: bool = False
    ) -> Stop:
        """A cell, or what was left of it, has stopped: the cause, which may be an earlier one.

        kept are names that are there all the same, alone is the statement that is passed over, if only that one is.
        quiet: nobody else has to be told, unless a module is missing.
        """
        cause = self.cause_of(ended.error, ended.message)
        if cause is None:
            cause = _stop(_line_of(source, ended), ended)
            if cause.module or not quiet:
                self.causes.append(cause)
        for name in _bound(alone or source) - set(kept):
            self.lost.setdefault(name, cause)
        return cause

    def cause_of(self, error: str, message: str) -> Stop | None:
        """The cell that stopped earlier and was to define the name that is missing now."""
        name = missing_name(error, message)
        return self.lost.get(name) if name else None

    def is_passed_over(self, source: str, ended: Ended) -> bool:
        """Whether a statement fails for what the grader lacks, so that those below it are worth a try."""
        if ended.error in _OF_OTHERS or self.cause_of(ended.error, ended.message):
            return True
        lines = source.splitlines()
        return 0 < ended.line <= len(lines) and lines[ended.line - 1].lstrip().startswith(("%", "!"))

    @property
    def told(self) -> str:
        """The first causes, in sentences."""
        several = list(dict.fromkeys(cause.sentence for cause in self.causes))
        if not several:
            return ""
        more = len(several) - MOST_TOLD
        rest = [f"{more} more {'cell' if more == 1 else 'cells'} stopped."] if more > 0 else []
        return " ".join([several[0], BELOW, *several[1:MOST_TOLD], *rest])

    @property
    def modules(self) -> list[str]:
        """The packages that are not there; a module that is missing in one that is there cannot be installed."""
        return sorted({cause.module for cause in self.causes if cause.module and "." not in cause.module})

    def of_replies(self, exercise: Exercise, replies: Sequence[Reply | None]) -> str:
        """A sentence where answers failed only because of a cell that stopped, or of a module that is not there."""
        asked = [answer.name for answer in exercise.answers]
        for reply in replies:
            if reply is None:
                continue
            if reply.outcome == "raised":
                name, module = missing_name(reply.name, reply.message), _module(reply.name, reply.message)
                if name in self.lost:
                    return f"It needs {name}, which is missing: {self.lost[name].sentence}"
                if module:
                    return f"The grader has no {module}."
            if reply.uncalled and (gone := next((name for name in asked if name in self.lost), "")):
                return f"{gone} is missing: {self.lost[gone].sentence}"
        return ""


def missing_name(error: str, message: str) -> str:
    """The name that an error says is not defined."""
    found = _NO_NAME.search(message) if error == "NameError" else None
    return found[1] if found else ""


def in_words(ended: Ended) -> str:
    """The error of a cell and its message. That of a class of no builtin's name has its message alone.

    >>> in_words(Ended("SyntaxError", "invalid syntax (<ipython-input-1-c5>, line 5)", 5))
    'SyntaxError: invalid syntax (line 5)'
    """
    said = one_line(_PLACE.sub(r"(\1)", ended.message), LONGEST_MESSAGE).rstrip(".")
    return said if ended.error == "Exception" and said else f"{ended.error}: {said}".rstrip(": ")


def parted(source: str, ended: Ended) -> tuple[str, str]:
    """The statement that stopped, and what stands below it; both empty where that cannot be told.

    >>> parted("import seaborn as sns, numpy\\nx = 1", Ended("ModuleNotFoundError", "No module named 'seaborn'", 1))
    ('import seaborn as sns', 'import numpy\\nx = 1')
    """
    statements = _statements(source)
    for number, statement in enumerate(statements):
        if statement.begin <= ended.line <= statement.node.end_lineno:  # type: ignore[operator]  # parsed ones have it
            rest = "\n".join(_from(source, statements[number + 1].node)) if number + 1 < len(statements) else ""
            first, others = _imports(statement.node, _module(ended.error, ended.message))
            return first or _text(source, statement), "\n".join(part for part in (others, rest) if part)
    return "", ""


@dataclass(frozen=True)
class _Statement:
    node: ast.stmt
    begin: int


def _statements(source: str) -> list[_Statement]:
    if len(source) > LONGEST_CODE:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(NOT_PYTHON.sub(r"\1pass", source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return [
        _Statement(node, min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]))
        for node in body
    ]


def _from(source: str, node: ast.stmt) -> list[str]:
    """The lines of a text from a statement on."""
    begin = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    first, *rest = source.splitlines()[begin - 1 :]
    return [first.encode()[node.col_offset :].decode("utf-8", "replace") if begin == node.lineno else first, *rest]


def _text(source: str, statement: _Statement) -> str:
    return "\n".join(source.splitlines()[statement.begin - 1 : statement.node.end_lineno])


def _imports(node: ast.stmt, module: str) -> tuple[str, str]:
    """Of several modules that one line imports the one that is missing, and those behind it; else nothing."""
    if not module or not isinstance(node, ast.Import) or len(node.names) == 1:
        return "", ""
    parts = [ast.unparse(ast.Import([alias])) for alias in node.names]
    at = next((n for n, alias in enumerate(node.names) if alias.name.split(".")[0] == module.split(".")[0]), -1)
    return (parts[at], "\n".join(parts[at + 1 :])) if at >= 0 else ("", "")


def _module(error: str, message: str) -> str:
    found = _NO_MODULE.search(message) if error in _OF_OTHERS else None
    return found[1] if found else ""


def _stop(line: str, ended: Ended) -> Stop:
    module = one_line(_module(ended.error, ended.message), LONGEST_LINE)
    if module:
        return Stop(f"`{line}` stopped: the grader has no {module}.", module)
    said = in_words(ended)
    return Stop(f"`{line}` stopped{f' with {said}' if said.startswith(ended.error) else f': {said}'}.")


def _line_of(source: str, ended: Ended) -> str:
    statement = parted(source, ended)[0]
    lines = source.splitlines()
    if not statement:
        statement = lines[ended.line - 1] if 0 < ended.line <= len(lines) else source.strip()
    if (module := _module(ended.error, ended.message)) and ended.line == 0:
        top = module.split(".")[0]
        statement = next((line for line in lines if re.search(rf"\b(?:import|from)\b.*\b{top}\b", line)), statement)
    return one_line(statement.strip().partition("\n")[0], LONGEST_LINE)


def _bound(source: str) -> set[str]:
    """The names that a text defines, as far as it can be told."""
    known = names_bound(source)
    return set(known) or {name for found in _BINDS.findall(source[:LONGEST_CODE]) for name in found if name}
