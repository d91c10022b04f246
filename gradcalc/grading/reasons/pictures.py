"""The pictures that stand at a question, of the notebook that nbgrader shows."""

import base64
import binascii
import hashlib
import json
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass

from gradcalc.grading.keeping.harmless import ATTACHED, text_of
from gradcalc.grading.running.cells import cell_of
from gradcalc.grading.running.handed_out import Released
from gradcalc.grading.running.recognise import recognised
from gradcalc.grading.running.words import FURTHER


@dataclass(frozen=True)
class Picture:
    """A picture as a browser takes it. name is made of what it holds: the same picture has the same name."""

    mime: str
    content: bytes

    @property
    def name(self) -> str:
        """A name of letters and digits."""
        return hashlib.sha256(self.mime.encode() + self.content).hexdigest()[:32]


def pictures_at(path: pathlib.Path, exercise: str, out: Released, where: str) -> tuple[Picture, ...]:
    """The pictures at a question in a notebook that `shown` has made, each once; none where it cannot be read.

    Only where the reason stands far from its question do pictures count that do so, too.
    """
    try:
        notebook = json.loads(path.read_text("utf-8"))
        raws = [(raw, cell) for raw in notebook["cells"] if (cell := cell_of(raw))]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    places = recognised([cell for _, cell in raws], out)
    region = out.regions[exercise]
    others = {place for name, other in out.regions.items() if name != exercise for place in other}
    here, found = -1, dict[str, Picture]()
    for (raw, _), place in zip(raws, places, strict=True):
        here = here if place is None else place
        if here in region or (FURTHER in where and place is None and here not in others):
            found |= {picture.name: picture for picture in _of_cell(raw, own=place is None)}
    return tuple(found.values())


def _of_cell(raw: dict, own: bool) -> Iterator[Picture]:
    """What is attached to a cell, and what a cell of the student's own has drawn."""
    attached, outputs = raw.get("attachments"), raw.get("outputs")
    bundles = list(attached.values()) if type(attached) is dict else []
    if own and type(outputs) is list:
        bundles += [output.get("data") for output in outputs if type(output) is dict]
    for bundle in bundles:
        for mime in ATTACHED if type(bundle) is dict else ():
            if text := text_of(bundle.get(mime)):
                try:
                    yield Picture(mime, base64.b64decode(text))
                except (binascii.Error, ValueError):
                    continue
