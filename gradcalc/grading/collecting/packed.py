"""Zip files from a learning platform: what is in them is read in place, nothing is ever unpacked to disk."""

import pathlib
import stat
import zipfile
import zlib

from gradcalc.grading.running.plan import LARGEST_NOTEBOOK, Unreadable

MOST_MEMBERS = 50_000


def members(path: pathlib.Path) -> tuple[list[str], list[str]]:
    """The names of the files in a zip, and a sentence for each that is refused. Raises Unreadable."""
    try:
        with zipfile.ZipFile(path) as packed:
            infos = packed.infolist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(f"{path.name} cannot be read as a zip file: {error}") from None
    if len(infos) > MOST_MEMBERS:
        raise Unreadable(f"{path.name} holds more than {MOST_MEMBERS} files.")
    names: list[str] = []
    complaints = []
    seen: set[str] = set()
    for info in infos:
        name, kind = info.filename, stat.S_IFMT(info.external_attr >> 16)
        if info.is_dir():
            continue
        if name.startswith("/") or "\\" in name or ":" in name.split("/")[0] or ".." in name.split("/"):
            complaints.append(f"{path.name}: {name!r} is refused, because its name leads out of the folder.")
        elif kind not in (0, stat.S_IFREG):
            complaints.append(f"{path.name}: {name!r} is refused, because it is no ordinary file.")
        elif name in seen:
            complaints.append(f"{path.name}: {name!r} is there more than once; the last of them counts.")
        else:
            seen.add(name)
            names.append(name)
    return names, complaints


def read(path: pathlib.Path, member: str) -> bytes:
    """One file in a zip, of at most the largest size of a notebook. Raises Unreadable."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(member) as file:
            content = file.read(LARGEST_NOTEBOOK + 1)  # what the zip says of its sizes may be a lie
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError) as error:
        raise Unreadable(f"The file cannot be taken out of {path.name}: {error}") from None
    if len(content) > LARGEST_NOTEBOOK:
        raise Unreadable(f"The file is larger than {LARGEST_NOTEBOOK // 1_000_000} MB.")
    return content
