"""The live picture's widget: a Matplotlib background under a canvas on which the browser draws marks."""

import pathlib

import anywidget
import numpy as np
import traitlets

from gradcalc.marks import DOT_RADIUS, HALO, HEAD, LABEL_GAP, LABEL_SIZE, STYLES, FieldArrows, Mark, as_json

HERE = pathlib.Path(__file__).parent


class PictureView(anywidget.AnyWidget):
    """A picture with marks, a table of numbers beside it, and its description in words.

    Both sides set `point`: the browser when the test point is dragged or moved by the arrow keys.
    The browser also sets `screen`, once it knows its pixels and theme; of several browsers the
    last one wins. Everything else comes from the kernel.
    """

    _esm = HERE / "view.js"
    _css = HERE / "view.css"

    background = traitlets.Dict(help="PNG, size in pixels, box of the axes, limits").tag(sync=True)
    field = traitlets.Bytes(help="arrows of the gradient field: float32 rows of x, y, dx, dy").tag(sync=True)
    frame = traitlets.Dict(help="all that changes as a slider moves: marks, table, sentence, note").tag(sync=True)
    message = traitlets.Unicode(help="what went wrong, in words, shown under the picture").tag(sync=True)
    point = traitlets.List(traitlets.Float(), help="the test point, as either side last put it").tag(sync=True)
    screen = traitlets.Dict({"pixel_ratio": 1, "dark": False}, help="the browser's screen").tag(sync=True)
    look = traitlets.Dict(
        {
            "styles": {role: vars(style) for role, style in STYLES.items()},
            "halos": HALO,
            "sizes": {"dot": DOT_RADIUS, "gap": LABEL_GAP, "label": LABEL_SIZE, "head": HEAD},
        },
        help="colours and sizes of the marks",
    ).tag(sync=True)

    def show(self, marks: list[Mark], point: list[float], **words) -> None:
        """Put marks, numbers and words on the screen in one message; a field among the marks goes with it."""
        with self.hold_sync():
            self.point = point
            for mark in marks:
                if isinstance(mark, FieldArrows):
                    self.field = mark.arrows.astype(np.float32).tobytes()
            self.frame = {"marks": as_json(marks), **words}
