"""What stands in the files that were handed in."""

import pathlib

from gradcalc.grading.collecting import packed
from gradcalc.grading.collecting.files import File
from gradcalc.grading.running.plan import LARGEST_NOTEBOOK, Unreadable, raw_cells


def content(path: pathlib.Path, member: str) -> bytes:
    """The content of a file, or of the member of a zip file. Raises Unreadable."""
    if member:
        return packed.read(path, member)
    try:
        with open(path, "rb") as file:
            found = file.read(LARGEST_NOTEBOOK + 1)
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from None
    if len(found) > LARGEST_NOTEBOOK:
        raise Unreadable(f"The file is larger than {LARGEST_NOTEBOOK // 1_000_000} MB.")
    return found


def content_if_any(file: File) -> bytes | None:
    """The content of a file; None where it cannot be read, which is said when it is graded."""
    try:
        return content(file.path, file.member)
    except Unreadable:
        return None


def holds_cells(file: File) -> bool:
    """Whether there are cells in a file that is not called as notebooks are."""
    try:
        return bool(raw_cells(content(file.path, file.member)))
    except Unreadable:
        return False
