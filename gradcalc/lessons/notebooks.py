"""Where the lessons are, and copies of them to work in."""

import dataclasses
import functools
import hashlib
import json
import os
import pathlib

# What was copied, as file name -> SHA-256, so that a lesson nobody has touched can follow a new version.
RECORD = ".gradcalc-lessons.json"


def folder() -> pathlib.Path:
    """The folder with the lessons and the glossary: in the source tree, or in the installed package.

    Raises FileNotFoundError where gradcalc was installed without them.
    """
    package = pathlib.Path(__file__).parents[1]
    for place in (package / "notebooks", package.parent / "notebooks"):
        if (place / "00_start_here.ipynb").exists():
            return place
    raise FileNotFoundError("gradcalc was installed without its lessons: install it again, with pip install gradcalc")


@functools.cache
def names() -> dict[str, str]:
    """The file name of each lesson, without its ending, by the lesson's number."""
    return {path.stem[:2]: path.stem for path in sorted(folder().glob("*.ipynb"))}


@dataclasses.dataclass(frozen=True)
class Copied:
    """What `copy_to` did with each file, by name."""

    new: list[str]
    updated: list[str]
    kept: list[str]


def copy_to(target: pathlib.Path) -> Copied:
    """Copy the lessons and the glossary to a folder, which is made if need be.

    A file that is there already stays as it is, unless it is byte for byte what an older gradcalc has copied
    there: that one is brought up to date.
    """
    target.mkdir(parents=True, exist_ok=True)
    record = _read_record(target)
    copied = Copied([], [], [])
    for source in sorted(path for path in folder().iterdir() if path.suffix in (".ipynb", ".md")):
        lesson, place = source.read_bytes(), target / source.name
        present = place.read_bytes() if place.exists() else None
        if present is not None and present != lesson and record.get(source.name) != _digest(present):
            copied.kept.append(source.name)
            continue
        if present != lesson:
            (copied.new if present is None else copied.updated).append(source.name)
            _write(place, lesson)
        record[source.name] = _digest(lesson)
    _write(target / RECORD, json.dumps(record, indent=1).encode())
    return copied


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_record(target: pathlib.Path) -> dict[str, str]:
    """The record of earlier copies; without a readable one nothing there counts as ours."""
    try:
        record = json.loads((target / RECORD).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write(place: pathlib.Path, content: bytes) -> None:
    """Write the whole file or nothing."""
    unfinished = place.with_name(f"{place.name}.{os.getpid()}.part")
    unfinished.write_bytes(content)
    unfinished.replace(place)
