"""Which of the cells that were handed out have to run: those that the student's own cells need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gradcalc.grading.inside.naming import Names


@dataclass(frozen=True, eq=False)
class HandedOut:
    """A cell as it was handed out: the names in it, and whether it carries the tag of those that only explore."""

    names: Names
    explores: bool


def needed(cells: Sequence[HandedOut], used: Iterable[str] | None) -> set[HandedOut]:
    """Those of the cells that bind a name that is used, and those that they need in turn.

    Where it cannot be told what is used, these are all but those that only explore.
    """
    if used is None:
        return {cell for cell in cells if not cell.explores}
    found, wanted, size = set[HandedOut](), set(used), -1
    while size < len(found):
        size = len(found)
        for cell in cells:
            if cell.names.bound & wanted:
                found.add(cell)
                wanted |= cell.names.used
    return found
