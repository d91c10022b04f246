"""The style sheet of a card: the theme, what all cards have in common, and what is its own."""

import pathlib

from gradcalc.live.view import THEME

HERE = pathlib.Path(__file__).parent
COMMON = (HERE / "card.css").read_text(encoding="utf-8")


def sheet(name: str) -> str:
    """The style sheet of the card of that name.

    >>> ".gradcalc-drill" in sheet("drill")
    True
    """
    return THEME + COMMON + (HERE / f"{name}.css").read_text(encoding="utf-8")
