"""The controls of the gradient field: how many arrows it has, and how long they are drawn."""

import ipywidgets as widgets
import traitlets

from gradcalc.live.explorer.controls import STYLE, row, wide
from gradcalc.pictures.scenes.scales import LENGTHS

ARROWS = (3, 40)  # along each side
NAMES = {"proportional": "true proportions", "equal": "all equal", "compressed": "compressed (cube root)"}


class FieldControls(widgets.HBox):
    """Two controls, joined to the traits arrows and lengths of an explorer, both ways."""

    def __init__(self, explorer):
        self.arrows = widgets.IntSlider(
            min=ARROWS[0], max=ARROWS[1], description="arrows per side", style=STYLE, layout=wide()
        )
        self.lengths = widgets.Dropdown(
            options=[(NAMES[name], name) for name in LENGTHS], description="arrow lengths", style=STYLE,
            layout=wide(),
        )  # fmt: skip
        super().__init__([self.arrows, self.lengths], layout=row())
        for name in ("arrows", "lengths"):
            traitlets.link((explorer, name), (getattr(self, name), "value"))

    @property
    def choosers(self) -> dict[str, widgets.Widget]:
        """Both, by what they choose."""
        return {name: getattr(self, name) for name in ("arrows", "lengths")}


def field_note(arrows: int, lengths: str) -> str:
    """How the field is drawn, in words, to print under the picture.

    >>> field_note(20, "equal")
    'The grey field has 20 × 20 arrows, all of one length.'
    """
    how = {
        "proportional": "their lengths in true proportion",
        "equal": "all of one length",
        "compressed": "their lengths compressed to the cube root",
    }
    return f"The grey field has {arrows} × {arrows} arrows, {how[lengths]}."
