"""Which of the files that somebody handed in may be notebooks, and what is said where none is."""

import functools
from collections.abc import Iterable

from gradcalc.grading.collecting.exchange import NOTES
from gradcalc.grading.collecting.files import File
from gradcalc.grading.collecting.names import OF_MOODLE, canvas
from gradcalc.grading.running.printable import listed
from gradcalc.lessons import notebooks

ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".xz", ".bz2")
# As browsers and editors save a notebook, beside `x.ipynb.download`, `x.ipynb (1)` and others that hold the ending.
RENAMED = (".txt", ".json")
ONLY_TEXT = "nothing but online text was handed in."


def is_notebook(file: File) -> bool:
    """Whether a file is called as notebooks are."""
    return file.parts[-1].lower().endswith(".ipynb")


def may_be_notebook(file: File) -> bool:
    """Whether a file may be a notebook under another name, which only its content tells."""
    name = file.parts[-1].lower()
    renamed = name.endswith(RENAMED) or (".ipynb" in name and not is_archive(file))
    return not file.problem and renamed and not is_notebook(file)


def is_archive(file: File) -> bool:
    """Whether a file holds others."""
    return file.parts[-1].lower().endswith(ARCHIVES)


def is_ours(file: File) -> bool:
    """Whether we or the platform have put a file there, so that nobody handed it in."""
    return file.parts[-1] in _ours()


@functools.cache
def _ours() -> set[str]:
    return {*NOTES, notebooks.RECORD, *(path.name for path in notebooks.folder().glob("*.md")), "Thumbs.db",
            "desktop.ini"}  # fmt: skip


def why_none(its_files: Iterable[File]) -> str:
    """Why an entry leads to no notebook, by the kinds of its files."""
    own = [file for file in its_files if not is_ours(file)]
    if not own:
        return "it holds no notebook."
    if all(_is_online_text(file) for file in own):
        return ONLY_TEXT
    endings = sorted({f".{name.rpartition('.')[2]}" if "." in name else name for name in (f.parts[-1] for f in own)})
    return f"it holds no notebook, but files of another kind: {listed(endings)}."


def _is_online_text(file: File) -> bool:
    name, _, typed = canvas(file.parts[-1])
    return any(f"{OF_MOODLE}onlinetext" in part for part in file.parts[:2]) or bool(name and not typed)
