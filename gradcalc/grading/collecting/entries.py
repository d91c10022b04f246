"""What a platform calls the entries of an upload, so that something can be handed back under the same names."""

import pathlib
from dataclasses import dataclass

from gradcalc.grading.collecting import files, kinds
from gradcalc.grading.collecting.files import File
from gradcalc.grading.collecting.layout import layout_of
from gradcalc.grading.collecting.names import OF_MOODLE, canvas
from gradcalc.grading.collecting.people import People
from gradcalc.grading.people.called import EXCHANGE, Called
from gradcalc.grading.people.who import settled


@dataclass(frozen=True)
class Entry:
    """What a platform gives of one student. begin is what the name of a file begins with that is theirs.

    students are several for a group, and none where it is not clear whose it is, for the reason in why.
    """

    begin: str
    called: Called
    students: tuple[str, ...]
    why: str = ""


def entries_of(upload: pathlib.Path, lesson: str, people: People) -> list[Entry]:
    """The entries of an upload that a platform has made, those of other lessons left out. Raises Unreadable."""
    tree = files.read(upload)
    layout = layout_of(tree.levels, lesson)
    whose, unclear = settled(layout.called, people.roster, people.seen, people.entered)
    begins: dict[tuple[str, ...], str] = {}
    for parts, folder in sorted(tree.levels.items(), key=lambda one: _worth(one[0][-1])):
        entry = layout.entry(parts)
        if entry in layout.called and len(parts) == len(entry):
            begins.setdefault(entry, _begin(parts[-1], folder))
    return [
        Entry(begins[entry], called, whose.get(entry, ()), _why(unclear.get(entry)))
        for entry, called in layout.called.items()
        if called.platform not in ("", EXCHANGE) and layout.says[entry] in ("", lesson)
    ]


def _worth(name: str) -> tuple[bool, bool, str]:
    """What is handed in as a file comes before what was typed in, and a notebook before other files."""
    file = File((name,), pathlib.Path(name))
    return not name.partition(OF_MOODLE)[2].startswith("file"), not kinds.is_notebook(file), name


def _begin(name: str, folder: bool) -> str:
    """
    >>> _begin("Ada L_12_assignsubmission_file_", True), _begin("Ada L_12_assignsubmission_file_a.ipynb", False)
    ('Ada L_12_assignsubmission_file_/', 'Ada L_12_assignsubmission_file_')
    >>> _begin("lovelaceada_LATE_123_45678_a_b.ipynb", False)
    'lovelaceada_LATE_123_45678_'
    """
    if folder:
        return f"{name}/"
    before, mark, after = name.partition(OF_MOODLE)
    if mark:
        return f"{before}{mark}{after.partition('_')[0]}_"
    file = canvas(name)[2] or name.rpartition("_")[2]  # of what was typed in
    return name[: len(name) - len(file)]


def _why(problem: Exception | None) -> str:
    line = getattr(problem, "line", "")
    return f"{problem or ''}{f' In students.csv this settles it: {line}' if line else ''}"
