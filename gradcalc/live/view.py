"""The live picture's widget: axes drawn by Matplotlib, and canvases on which the browser draws contours and marks."""

import pathlib

import ipywidgets as widgets
import traitlets

from gradcalc.live.joined import Joined
from gradcalc.live.screen import OnScreen
from gradcalc.pictures.marks import (
    BEHIND,
    DOT_RADIUS,
    GLASS,
    HALO,
    HEAD,
    LABEL_GAP,
    LABEL_SIZE,
    SMALL_DOT_RADIUS,
    STYLES,
)
from gradcalc.readings.point import State

HERE = pathlib.Path(__file__).parent
BROWSER = HERE / "browser"
THEME, *REST = [(HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("theme", "view", "layout", "touch")]
SHEETS = "".join([*REST, THEME])
LOOK = {
    "styles": {role: vars(style) for role, style in STYLES.items()},
    "halos": HALO,
    "sizes": {
        "dot": DOT_RADIUS, "smallDot": SMALL_DOT_RADIUS, "gap": LABEL_GAP, "label": LABEL_SIZE, "head": HEAD,
        "glass": GLASS, "behind": BEHIND,
    },
}  # fmt: skip


class PictureView(OnScreen):
    """Pictures with marks, a table of numbers beside them, and their description in words.

    The browser sets `hand` when the test point or the direction is moved in a picture, `window` when
    it is zoomed, and `screen`. Everything else comes from the kernel.
    """

    _esm: Joined | str = Joined(BROWSER / "view.js")
    _css = SHEETS

    panels: traitlets.List = traitlets.List(help="for each picture: kind, PNG and frame of its axes, contours").tag(
        sync=True
    )
    given = traitlets.Dict(help="tree, name and title of a formula, which the page computes; else empty").tag(
        sync=True
    )
    functions = traitlets.Dict(help="what the chooser offers: for each name what cards.py says of it").tag(sync=True)
    home = traitlets.Dict(help="the function's own window: limits of x and y").tag(sync=True)
    window = traitlets.Dict(help="limits of x and y, as either side last set them").tag(sync=True)
    start = traitlets.List(traitlets.Float(), help="where the Home key leads").tag(sync=True)
    directed = traitlets.Bool(True, help="whether any picture depends on the direction").tag(sync=True)
    scale = traitlets.Float(1, help="the factor by which gradients are drawn").tag(sync=True)
    heights = traitlets.Dict(help="samples of f, see samples.py").tag(sync=True)
    partials = traitlets.Dict(help="samples of the partial derivatives, see samples.py").tag(sync=True)
    field = traitlets.Bytes(help="arrows of the gradient field: float32 rows of x, y, dx, dy").tag(sync=True)
    frame = traitlets.Dict(help="all that changes as a slider moves: state, marks, words").tag(sync=True)
    message = traitlets.Unicode(help="what went wrong, in words, shown under the picture").tag(sync=True)
    progress = traitlets.Float(None, allow_none=True, help="how much of an animation is done").tag(sync=True)
    hand = traitlets.Dict(help="x, y and angle, where a hand in the picture last put them").tag(
        sync=True, echo_update=False
    )
    azimuth = traitlets.Float(State.azimuth, help="of the camera before the hill, degrees").tag(sync=True)
    elevation = traitlets.Float(State.elevation, help="of the camera above the floor, degrees").tag(sync=True)
    shows = traitlets.List(traitlets.Unicode(), help="what is shown on the hill, see hill_layers.py").tag(sync=True)
    sliders = traitlets.Dict(help="sliders to follow").tag(sync=True, **widgets.widget_serialization)
    choosers = traitlets.Dict(help="other controls to follow").tag(sync=True, **widgets.widget_serialization)
    recorded = traitlets.Dict(help="pictures for a page without a kernel, see recording.py").tag(sync=True)
    look = traitlets.Dict(LOOK, help="colours and sizes of the marks").tag(sync=True)
