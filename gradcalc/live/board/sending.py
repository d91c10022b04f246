"""Marks and solids of a board on their way to the browser."""

import math

import numpy as np

from gradcalc.live.board.board_pictures import Picture, Reading
from gradcalc.pictures.marks import FieldArrows, Mark, as_json
from gradcalc.pictures.solids import Flat, Solid, solids_as_json

LONG_ROW = 24  # numbers, from which on they travel as binary data


def shown(pictures: dict[str, Picture], reading: Reading) -> dict[str, dict]:
    """What is in each picture: solids where it is a hill, else marks; and the words that say the same."""
    return {
        "marks": {name: sendable(p.scene(reading)) for name, p in pictures.items() if not p.solids},
        "solids": {name: sendable_solids(p.solids(reading)) for name, p in pictures.items() if p.solids},
        "alternatives": {name: picture.words(reading) for name, picture in pictures.items()},
    }


def sendable(marks: list[Mark]) -> list[dict]:
    """Marks as dictionaries for the browser, without those that lie nowhere: it refuses nan and infinity.

    Long rows of coordinates become float64 bytes. ipywidgets looks at each number of a list, which
    takes longer than all the rest of a move.
    """
    plain = []
    for mark in marks:
        if isinstance(mark, FieldArrows):
            arrows = mark.arrows[np.isfinite(mark.arrows).all(axis=1)].astype(np.float32)
            plain.append({"kind": "FieldArrows", "role": mark.role, "arrows": arrows.tobytes()})
        elif _finite(mark):
            plain += _packed(as_json([mark]))
    return plain


def sendable_solids(solids: list[Solid]) -> list[dict]:
    """Solids as dictionaries for the browser, as marks are sent."""
    plain = []
    for solid in solids:
        if isinstance(solid, Flat):
            plain += [{"kind": "Flat", "mark": mark} for mark in sendable([solid.mark])]
        elif _finite(solid):
            plain += _packed(solids_as_json([solid]))
    return plain


def _packed(rows: list[dict]) -> list[dict]:
    def pack(value):
        long = isinstance(value, tuple) and len(value) >= LONG_ROW
        return np.array(value, dtype=float).tobytes() if long else value

    return [{name: pack(value) for name, value in row.items()} for row in rows]


def _finite(mark: Mark | Solid) -> bool:
    for value in vars(mark).values():
        if isinstance(value, tuple):
            if not np.isfinite(value).all():
                return False
        elif not isinstance(value, str) and not math.isfinite(value):
            return False
    return True
