"""Zip files from a learning platform: what is in them is read in place, nothing is ever unpacked to disk."""

import functools
import lzma
import pathlib
import stat
import zipfile
import zlib
from collections.abc import Iterator

from gradcalc.grading.running.plan import LARGEST_NOTEBOOK, Unreadable
from gradcalc.grading.running.printable import one_line, printable


def members(path: pathlib.Path) -> Iterator[tuple[str, str]]:
    """The names in a zip, those of folders ending in "/", each with a sentence if refused. Raises Unreadable."""
    try:
        infos = _opened(path).infolist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(
            f"{printable(path.name)} cannot be read as a zip file: {one_line(str(error), 120)}"
        ) from None
    seen: set[str] = set()
    for info in infos:
        name, kind = info.filename, stat.S_IFMT(info.external_attr >> 16)
        problem = ""
        levels = in_levels(name).split("/")
        if not levels[0] or ":" in levels[0] or ".." in levels:
            problem = "it is refused, because its name leads out of the folder."
        elif not info.is_dir() and kind not in (0, stat.S_IFREG):
            problem = "it is refused, because it is no ordinary file."
        elif name in seen:
            problem = "it is there more than once; the last of them counts."
        elif in_levels(name) in seen:
            problem = "it is there more than once, with two signs between its folders; this one does not count."
        seen |= {name, in_levels(name)}
        yield name, problem


def in_levels(name: str) -> str:
    """A name in a zip with the sign between folders that zips have; some programs on Windows write another."""
    return name.replace("\\", "/")


def read(path: pathlib.Path, member: str) -> bytes:
    """One file in a zip, of at most the largest size of a notebook. Raises Unreadable."""
    try:
        with _opened(path).open(member) as file:
            content = file.read(LARGEST_NOTEBOOK + 1)  # what the zip says of its sizes may be a lie
    except (
        OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, KeyError, ValueError, RuntimeError
    ) as error:  # fmt: skip
        why = one_line(str(error), 120)
        raise Unreadable(f"The file cannot be taken out of {printable(path.name)}: {why}") from None
    if len(content) > LARGEST_NOTEBOOK:
        raise Unreadable(f"The file is larger than {LARGEST_NOTEBOOK // 1_000_000} MB.")
    return content


def _opened(path: pathlib.Path) -> zipfile.ZipFile:
    """The zip, open. Raises OSError, ValueError, zipfile.BadZipFile and NotImplementedError."""
    found = path.stat()
    return _kept_open(path, found.st_mtime_ns, found.st_size)


@functools.lru_cache(maxsize=1)  # to read its list again for each file would cost the square of their number
def _kept_open(path: pathlib.Path, *_: int) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)
