"""Answers that are older than the cell that was to make them: what stopped there would be judged by what was before.

It is told from the cells that were run and from where a function says that it was made. Where these leave a doubt,
nothing is said.
"""

import ast
import linecache
import re
import sys
from collections.abc import Sequence
from types import FunctionType
from typing import Any

from gradcalc.questions.model import Exercise

BEFORE = "So {name} is still what it was before, and that is not judged. Mend the cell, run it, and check again."


def stale(exercise: Exercise, answers: Sequence[Any]) -> str:
    """A sentence or two where the cell of an answer has stopped since the answer was made; else nothing.

    Outside of a notebook nothing is known of cells.
    """
    cells = _cells_run()
    for answer, given in zip(exercise.answers, answers, strict=True):
        if said := _said(answer.name, given, cells):
            return f"{said} {BEFORE.format(name=answer.name)}"
    return ""


def _cells_run() -> Sequence[str]:
    """The cells of this session in order, without the one that runs, as plain Python."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return list(shell.history_manager.input_hist_parsed)[:-1] if shell else ()


def _said(name: str, given: Any, cells: Sequence[str]) -> str:
    if given is ...:
        return ""
    binds = re.compile(rf"^(?:def[ \t]+{name}\b|{name}[ \t]*=(?!=))", re.MULTILINE)
    number = next((n for n in reversed(range(len(cells))) if binds.search(cells[n])), None)
    if number is None:
        return ""
    try:
        body = ast.parse(cells[number]).body
    except SyntaxError as error:
        return f"The cell with {name} could not be run when it was run last: {error.msg} (line {error.lineno})."
    bound = [node for node in body if getattr(node, "name", "") == name or _is_assigned(node, name)]
    made = _made_in(given)
    if not bound or not made or not isinstance(bound[-1], ast.FunctionDef) or bound[-1].decorator_list:
        return ""
    earlier = {cell.strip() for cell in cells[:number]}
    if given.__name__ != name or made == cells[number].strip() or made not in earlier:
        return ""
    return f"The cell with {name} stopped with an error, before it had defined {name}, when it was run last."


def _is_assigned(node: ast.stmt, name: str) -> bool:
    """Whether a statement gives the name another value than a def would; any that holds it may."""
    return not isinstance(node, ast.FunctionDef) and any(
        isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Store) for part in ast.walk(node)
    )


def _made_in(given: Any) -> str:
    """The text of the cell in which a function was made."""
    if type(given) is not FunctionType:
        return ""
    return "".join(linecache.getlines(given.__code__.co_filename)).strip()
