"""What is in a file that was handed in, in a folder or in a zip."""

import hashlib
import pathlib

from gradcalc.grading.collecting import packed
from gradcalc.grading.collecting.files import File
from gradcalc.grading.running.plan import LARGEST_NOTEBOOK, Unreadable, raw_cells


def content_of(path: pathlib.Path, member: str = "") -> bytes:
    """The content of a file, or of a member of a zip. Raises Unreadable."""
    if member:
        return packed.read(path, member)
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST_NOTEBOOK + 1)
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST_NOTEBOOK:
        raise Unreadable(f"The file is larger than {LARGEST_NOTEBOOK // 1_000_000} MB.")
    return content


def content_if_any(file: File) -> bytes | None:
    """The content, or None where it cannot be read, which is said when it is graded."""
    try:
        return content_of(file.path, file.member)
    except Unreadable:
        return None


def holds_cells(file: File) -> bool:
    """Whether there are cells in a file that is not called as notebooks are."""
    try:
        return bool(raw_cells(content_of(file.path, file.member)))
    except Unreadable:
        return False


def digest(content: bytes | None) -> str:
    """What tells one content from another; "" for what cannot be read."""
    return "" if content is None else hashlib.sha256(content).hexdigest()
