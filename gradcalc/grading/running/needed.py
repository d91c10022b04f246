"""Which of the cells that were handed out have to run: those that the student's own cells need."""

from collections.abc import Sequence
from dataclasses import dataclass

from gradcalc.grading.running.inside.naming import Names, Used


@dataclass(frozen=True, eq=False)
class HandedOut:
    """A cell as it was handed out: the names in it, and whether it carries the tag of those that only explore."""

    names: Names
    explores: bool


def needed(cells: Sequence[HandedOut], used: Used) -> set[HandedOut]:
    """Those of the cells that bind a name that is used, and those that they need in turn.

    Where other names may be used as well, all those that do not only explore are needed.
    """
    found, wanted, size = set[HandedOut](), set(used.names), -1
    while size < len(found):
        size = len(found)
        for cell in cells:
            if cell.names.bound & wanted:
                found.add(cell)
                wanted |= cell.names.used
    return found if used.surely_all else found | {cell for cell in cells if not cell.explores}
