"""What a page needs to compute a board by itself, besides where its controls stand: see browser/boards/."""

from collections.abc import Iterable

import ipywidgets as widgets

from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board_pictures import Picture

PARTS = ("name", "tree", "xlim", "ylim", "start", "lowest")


def told_of(
    what: dict, controls: dict[str, widgets.Widget], starts: dict[str, object], pictures: dict[str, Picture]
) -> dict:
    """What is told of a board: what it is, its "name" among it, and what its controls stand for.

    names are those of the controls, in their order; choices the values of those that choose, for which a browser has
    words alone; starts where all began; moves the sliders that a hand moves in each picture.
    """
    choices = {n: list(c._options_values) for n, c in controls.items() if hasattr(c, "_options_values")}
    moves = {name: picture.moves for name, picture in pictures.items() if picture.moves}
    return {**what, "names": list(controls), "choices": choices, "starts": starts, "moves": moves}


def told_surfaces(surfaces: Iterable[Surface]) -> dict[str, dict]:
    """Functions for the page, by name; the tree of one that is no formula is None."""
    return {s.name: {part: getattr(s, part) for part in PARTS} for s in surfaces}


def is_known(told: dict, values: dict) -> bool:
    """Whether the page computes the board for these values of its controls."""
    surface = told.get("surfaces", {}).get(values.get("function"))
    return bool(told) and (surface is None or surface["tree"] is not None)


def frames_alone(pictures: dict[str, Picture]) -> dict[str, dict]:
    """Backgrounds for a page that draws them by itself: the room that they take, and which of them is a hill."""
    return {
        name: {"sheet": 0, "moves": bool(picture.moves), **vars(picture.frame), "hill": {} if picture.hill else None}
        for name, picture in pictures.items()
    }


def needs_no_python(told: dict) -> bool:
    """Whether a page computes all of a board that is told so, whatever its controls say."""
    return bool(told) and all(surface["tree"] is not None for surface in told.get("surfaces", {}).values())
