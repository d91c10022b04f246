"""One ES module for the browser, joined from the files of its half.

An editor, tsc and node read those files as they stand, with their import and export lines. anywidget
wants one text: each file stands there once, behind those that it imports, and its names are seen by all.
"""

import functools
import pathlib
import re

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";\n', re.MULTILINE)
DEFINED = re.compile(r"^(export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
UNREADABLE = re.compile(
    r"^(?:import\b|export [{*]|export (?:const|let) [{\[]|(?:const|let) [{\[]|var\b).*", re.MULTILINE
)
TYPES = re.compile(r"^[ \t]*/\*\*(?:[^*]|\*(?!/))*\*/\n", re.MULTILINE)  # for editors: browsers need not be sent them
EXPORT = re.compile(r"^export (?!default\b)", re.MULTILINE)


class Joined:
    """The text that a file and all that it imports are joined to, when it is first asked for."""

    def __init__(self, entry: pathlib.Path):
        self.entry = entry

    @functools.cached_property
    def _text(self) -> str:
        return joined(self.entry)

    def __str__(self) -> str:
        return self._text


def joined(entry: pathlib.Path) -> str:
    """The text of the module that a file and all that it imports make together.

    Raises ValueError for what cannot be joined: a circle of imports, a name that two files define or that is
    imported from where it is not exported, and import or export lines of another kind than those of gradcalc.
    """
    order: dict[pathlib.Path, str] = {}
    _follow(entry.resolve(), (), order)
    owners: dict[str, pathlib.Path] = {}
    for path, text in order.items():
        for _, name in DEFINED.findall(text):
            if name in owners:
                raise ValueError(f"{name} is defined twice, in {owners[name].name} and in {path.name}.")
            owners[name] = path
    return "\n".join(EXPORT.sub("", IMPORT.sub("", text)).strip("\n") + "\n" for text in order.values())


def _follow(path: pathlib.Path, above: tuple[pathlib.Path, ...], order: dict[pathlib.Path, str]) -> set[str]:
    """Put a file into the order, behind what it imports. Gives the names that it exports."""
    if path in above:
        circle = " -> ".join(file.name for file in (*above[above.index(path) :], path))
        raise ValueError(f"these files import each other in a circle: {circle}.")
    if path not in order:
        text = TYPES.sub("", path.read_text(encoding="utf-8"))
        for names, address in IMPORT.findall(text):
            exported = _follow((path.parent / address).resolve(), (*above, path), order)
            for name in filter(None, (name.strip() for name in names.split(","))):
                if " " in name:
                    raise ValueError(f"{path.name} imports {name!r}: a name cannot change on the way.")
                if name not in exported:
                    raise ValueError(f"{path.name} imports {name} from {address}, which does not export it.")
        if above and re.search(r"^export default\b", text, re.MULTILINE):
            raise ValueError(f"{path.name} has a default export, and is imported: give what it exports a name.")
        if odd := UNREADABLE.search(IMPORT.sub("", text)):
            raise ValueError(f"{path.name} has a line that cannot be joined: {odd[0]}")
        order[path] = text
    return {name for export, name in DEFINED.findall(order[path]) if export}
