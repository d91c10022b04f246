"""The versions of a lesson: the solved notebook and nbgrader's source, made from the student's notebook.

The model answers of a lesson are a Python file of cells, each under a line `# %%` with the
exercise's id: the whole answer cell, as it reads when it is solved. An answer in words stands
under the id and `[markdown]`, as a comment.
"""

import copy
import re
from collections.abc import Callable

from nbformat import NotebookNode

from gradcalc.grading.making.cells import exercise_cells, mark

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"

_TITLE = re.compile(r"^# %% (\S+)( \[markdown\])?\n", flags=re.MULTILINE)
_STUB = re.compile(r"(?P<indent> *)(?P<start>(?:[^#\s].*[=:])?) ?\.\.\.(?: *#.*)?")


def read_answers(text: str) -> dict[str, str]:
    """The model answers of a file, by exercise id; those in words by the id and " [markdown]".

    >>> read_answers("# %% 00.slope\\nslope = 2\\n\\n# %% 00.slope [markdown]\\n# Half of 4.\\n")
    {'00.slope': 'slope = 2', '00.slope [markdown]': 'Half of 4.'}
    """
    _, *parts = _TITLE.split(text)
    answers = {}
    for exercise, words, source in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if words:
            source = re.sub(r"^# ?", "", source, flags=re.MULTILINE)
        answers[exercise + (words or "")] = source.strip()
    return answers


def solved_version(student: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """The notebook with the model answers in place of the stubs, to read and to run."""
    return _answered(student, answers, lambda stub, code: code)


def source_version(student: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """The notebook from which nbgrader makes the student's: model answers between nbgrader's delimiters."""
    return _answered(student, answers, _delimited)


def _answered(student: NotebookNode, answers: dict[str, str], replace: Callable[[str, str], str]) -> NotebookNode:
    notebook = copy.deepcopy(student)
    mark(notebook)
    for cells in exercise_cells(notebook):
        name = cells.exercise.id
        words = f"{name} [markdown]"
        missing = [key for key in (name, *([words] if cells.reason else [])) if key not in answers]
        if missing:
            raise ValueError(f"there is no model answer {missing[0]!r}.")
        try:
            cells.answer.source = _filled(cells.answer.source, answers[name], replace)
        except ValueError as error:
            raise ValueError(f"the model answer to {name} {error}") from None
        if cells.reason:
            cells.reason.source = answers[words]
    return notebook


def _filled(stubbed: str, solved: str, replace: Callable[[str, str], str]) -> str:
    """The solved cell, with replace(stub, code) for the code that stands in place of each stub.

    A stub is a line that ends with three dots. Every other line must be the same in both.
    """
    lines = stubbed.split("\n")
    stubs = [line for line in lines if _STUB.fullmatch(line)]
    pattern = "\n".join(_in_place_of(line) if _STUB.fullmatch(line) else re.escape(line) for line in lines)
    match = re.fullmatch(pattern, solved)
    if not match:
        raise ValueError("must repeat every line of the answer cell except those that end with three dots.")
    parts, position = [], 0
    for stub, (start, end) in zip(stubs, (match.span(i + 1) for i in range(len(stubs))), strict=True):
        parts += [solved[position:start], replace(stub, solved[start:end])]
        position = end
    return "".join([*parts, solved[position:]])


def _parts(stub: str) -> tuple[str, str | None]:
    """The indent of a stub, and what stands before its dots."""
    match = _STUB.fullmatch(stub)
    assert match
    return match["indent"], match["start"]


def _in_place_of(stub: str) -> str:
    """A pattern for what may replace a stub: lines of its block, or lines of which the last starts alike."""
    indent, start = _parts(stub)
    if start:
        return rf"((?:.*\n)*?{re.escape(indent + start)} ?.*(?:\n(?: .*|[)\]}}].*)?)*?)"
    return rf"({indent}.*(?:\n(?:{indent}.*)?)*?)"


def _delimited(stub: str, code: str) -> str:
    indent, start = _parts(stub)
    # nbgrader puts bare dots in place of the answer; a stub that is more than that is written behind BEGIN SOLUTION.
    begin = f"{BEGIN} {stub.strip()}" if start or stub.strip() != "..." else BEGIN
    return f"{indent}{begin}\n{code}\n{indent}{END}"
