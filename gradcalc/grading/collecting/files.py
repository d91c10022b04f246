"""What lies in a folder or a zip file, or a single file: names alone, nothing is opened or decided here."""

import os
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gradcalc.grading.collecting import packed
from gradcalc.grading.collecting.names import lesson_called
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import printable

Parts = tuple[str, ...]  # a place below what is graded: the names of folders, and of the file

DEEPEST = 20  # folders in each other; a walk without end stops here
SUBMITTED = "submitted"  # nbgrader's own name for the folder with everything
_PROBLEMS = {"file": "", "device": "it is no ordinary file.", "unknown": "it cannot be read."}
LEVELS = 3  # at most so many were made by the lecturer or the platform


@dataclass(frozen=True)
class File:
    """A file that somebody handed in or a platform put there, or what cannot be taken, for the reason in problem.

    Inside a zip file, path is that of the zip, and member the name in it.
    """

    parts: Parts
    path: pathlib.Path
    member: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Tree:
    """The files, sorted by their places, and whether each name of the first levels is that of a folder."""

    files: list[File] = field(default_factory=list)
    levels: dict[Parts, bool] = field(default_factory=dict)

    def add(self, parts: Parts, folder: bool = False) -> None:
        """Note a name and those of the folders that it is in."""
        for depth in range(1, min(len(parts), LEVELS) + 1):
            self.levels[parts[:depth]] = folder or depth < len(parts) or self.levels.get(parts[:depth], False)

    def empty(self) -> list[str]:
        """The folders of the first level in which there is no file."""
        held = {file.parts[0] for file in self.files}
        return [
            parts[0] for parts, folder in self.levels.items() if len(parts) == 1 and folder and parts[0] not in held
        ]


def read(submitted: pathlib.Path) -> Tree:
    """The files in a folder or zip file, or the file itself. Raises Unreadable."""
    tree = Tree()
    if submitted.is_dir():
        _walk(submitted, tree)
    elif submitted.suffix.lower() == ".ipynb":
        tree.add((submitted.name,))
        tree.files.append(File((submitted.name,), submitted))
    else:
        _unzip(submitted, tree)
    tree.files.sort(key=lambda file: file.parts)
    return _unwrapped(tree, submitted.stem)


def _unwrapped(tree: Tree, name: str) -> Tree:
    """The tree without the folder that some program puts around everything, called as the whole or SUBMITTED."""
    first = [parts for parts in tree.levels if len(parts) == 1]
    if len(first) != 1 or not tree.levels[first[0]] or lesson_called(first[0][0]):
        return tree
    of_lessons = any(len(parts) == 2 and lesson_called(parts[1]) for parts in tree.levels)
    if first[0][0] != SUBMITTED and (first[0][0] != name or of_lessons):
        return tree
    # What has the name of the folder itself, as a folder that cannot be read, stays where it is.
    inside = [len(file.parts) > 1 and file.parts[:1] == first[0] for file in tree.files]
    files = [replace(f, parts=f.parts[1:]) if within else f for f, within in zip(tree.files, inside, strict=True)]
    return Tree(files, {parts[1:]: folder for parts, folder in tree.levels.items() if len(parts) > 1})


def _walk(root: pathlib.Path, tree: Tree) -> None:
    waiting: list[Parts] = [()]
    while waiting:
        parts = waiting.pop()
        folder = root.joinpath(*parts)
        try:
            entries = list(_entries(folder))
        except OSError as error:
            if not parts:
                raise Unreadable(f"{printable(str(folder))} cannot be read: {error.strerror}.") from None
            tree.files.append(File(parts, folder, problem=f"it cannot be read: {error.strerror}."))
            continue
        for name, kind in entries:
            place = (*parts, name)
            if is_left_behind(name):
                continue
            tree.add(place, folder=kind == "folder")
            if kind == "link":
                tree.files.append(File(place, folder / name, problem="it is a link, which is not followed."))
            elif kind == "folder" and len(place) >= DEEPEST:
                tree.files.append(File(place, folder / name, problem="it lies too deep, and is not looked into."))
            elif kind == "folder":
                waiting.append(place)
            else:
                tree.files.append(File(place, folder / name, problem=_PROBLEMS[kind]))


def _entries(folder: pathlib.Path) -> Iterator[tuple[str, str]]:
    """Names and kinds of what is in a folder. Raises OSError."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry.name, _kind(entry)


def _kind(entry: os.DirEntry) -> str:
    try:
        if entry.is_symlink():
            return "link"
        if entry.is_dir(follow_symlinks=False):
            return "folder"
        return "file" if entry.is_file(follow_symlinks=False) else "device"
    except OSError:  # that of one entry, which is no reason to leave the others out
        return "unknown"


def _unzip(path: pathlib.Path, tree: Tree) -> None:
    for member, problem in packed.members(path):
        parts = tuple(part for part in packed.in_levels(member).split("/") if part not in ("", "."))
        if not parts or any(map(is_left_behind, parts)):
            continue
        if problem:
            tree.files.append(File(parts, path, member, problem))
            continue
        folder = member.endswith(("/", "\\"))
        tree.add(parts, folder)
        if not folder:
            tree.files.append(File(parts, path, member))


def is_left_behind(name: str) -> bool:
    """Whether some program keeps its own copies under this name."""
    return name == "__MACOSX" or (name.startswith(".") and name != "..")
