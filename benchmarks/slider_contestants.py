"""The contestants of slider_latency.py, and the notebook that shows them all.

The peers draw the same picture: contours, a field of 20 x 20 arrows, a test point and its gradient
arrow, which a slider moves. That is less than ours draws, which adds filled and labelled contours,
the direction, the projection, the marks' labels and a table. Each peer is written the way its own
community makes it fast: artists are made once and only moved, all changes of a step go in one
message, and nothing is shown that a reader does not need (toolbars, hover texts). Plotly is let off
the field, which would double its time; `interact` stays what everybody writes.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contestant:
    """A control, the picture that it moves, and which moment of its answer counts.

    control is the label of a slider or of the chooser, empty for the picture itself, which can only
    be dragged. picture is a CSS selector. local says that the browser answers by itself before the
    kernel confirms: then the first redraw counts, else the last. within is the selector of what holds the
    control, where another one has the same label.
    """

    name: str
    control: str
    picture: str
    kind: str = "peer"
    local: bool = False
    within: str = "body"

    @property
    def is_chooser(self) -> bool:
        return self.control == "function"


FLOOR = Contestant("floor: text through the kernel", "floor", ".bench-text", "floor")
INTERACT = Contestant("interact + plt.show()", "interact", ".bench-interact")


def _ours(name: str, control: str, local: bool) -> Contestant:
    return Contestant(f"ours: {name}", control, ".bench-ours .gradcalc-picture", "ours", local, ".bench-ours")


LOCAL_SLIDERS = [
    _ours("test point x", "x", local=True),
    _ours("test point y", "y", local=True),
    _ours("direction angle", "direction u (°)", local=True),
]
PICTURE_DRAG = _ours("drag on the picture", "", local=True)
STEP_SIZE = _ours("step size (400 field arrows)", "step size h", local=True)
FUNCTION = _ours("function (new background)", "function", local=True)
BOARD = Contestant("ours: lesson 06, start", "start x", ".gradcalc-board .gradcalc-picture", "ours", local=True)
# With map, slopes and slice beside it, on a screen with twice as many pixels: the hill has 912 x 956 of them.
_HILL = ".bench-hill .gradcalc-pictures"
FLOOR_BESIDE = Contestant("floor, beside the hill", "floor", ".bench-text", "floor")
HILL_SLIDERS = [
    Contestant("ours: hill, test point x", "x", _HILL, "ours", local=True, within=".bench-hill"),
    Contestant("ours: hill, direction angle", "direction u (°)", _HILL, "ours", local=True, within=".bench-hill"),
]
HILL_CAMERA = Contestant("ours: hill, turned by its camera", "", ".bench-hill .gradcalc-surface", "ours", local=True)
HILLS = [FLOOR_BESIDE, *HILL_SLIDERS, HILL_CAMERA]
CONTESTANTS = [
    FLOOR,
    INTERACT,
    Contestant("ipympl, draw_idle", "draw_idle", ".bench-draw-idle"),
    Contestant("ipympl, blitting by hand", "blitting", ".bench-blitting"),
    Contestant("plotly FigureWidget", "plotly", ".bench-svg"),
    *LOCAL_SLIDERS,
    PICTURE_DRAG,
    STEP_SIZE,
    FUNCTION,
    BOARD,
]

_COMMON = """
import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np

def slider(name):
    look = dict(layout=widgets.Layout(width="390px"), style={"description_width": "104px"})
    return widgets.FloatSlider(description=name, min=-2, max=2, step=0.01, value=1, **look)

def show(slider, picture, name):
    return widgets.VBox([slider, widgets.Box([picture]).add_class(name)])

X, Y = np.meshgrid(np.linspace(-2, 2, 20), np.linspace(-2, 2, 20))
SIZE = (4.72, 4.78)  # inches of 100 pixels: the size of our picture

def scenery(ax):
    ax.contour(X, Y, X**2 + Y**2, levels=12)
    ax.quiver(X, Y, 2 * X, 2 * Y, alpha=0.5)
    ax.set(xlim=(-2.4, 2.4), ylim=(-2.4, 2.4), aspect="equal")

def marks(ax, x):
    arrow = ax.quiver([x], [1], [2 * x], [2], color="C1", angles="xy", scale_units="xy", scale=3)
    (point,) = ax.plot([x], [1], "o", color="C3")
    return arrow, point

def move(arrow, point, x):
    arrow.set_offsets([[x, 1]])
    arrow.set_UVC([2 * x], [2])
    point.set_data([x], [1])
"""

_FLOOR = """
floor = slider("floor")
text = widgets.HTML("1.00")
floor.observe(lambda change: setattr(text, "value", f"{change['new']:.2f}"), "value")
show(floor, text, "bench-text")
"""

# After the cells with ipympl, whose import takes plt.show() over.
_INTERACT = """
%matplotlib inline

def picture(x):
    figure, ax = plt.subplots(figsize=SIZE, dpi=100)
    scenery(ax)
    marks(ax, x)
    plt.show()

w = widgets.interactive(picture, x=slider("interact"))  # what interact() makes and shows
w.out.add_class("bench-interact")
w
"""

_IPYMPL = """
from ipympl.backend_nbagg import Canvas, FigureManager
from matplotlib.figure import Figure

def live_figure():
    # What %matplotlib widget makes, but unknown to pyplot: plt.show() would close it.
    figure = Figure(figsize=SIZE, dpi=100)
    canvas = Canvas(figure)
    FigureManager(canvas, 0)
    canvas.header_visible = canvas.footer_visible = canvas.toolbar_visible = canvas.resizable = False
    ax = figure.add_subplot()
    scenery(ax)
    return canvas, ax, marks(ax, 1)
"""

_DRAW_IDLE = """
def idle():
    canvas, ax, artists = live_figure()

    def redraw(change):
        move(*artists, change["new"])
        canvas.draw_idle()

    s = slider("draw_idle")
    s.observe(redraw, "value")
    return show(s, canvas, "bench-draw-idle")

idle()
"""

# The blit manager of Matplotlib's own tutorial.
_BLITTING = """
def blitting():
    canvas, ax, artists = live_figure()
    behind = None
    for artist in artists:
        artist.set_animated(True)

    def draw_artists():
        for artist in artists:
            ax.draw_artist(artist)

    def keep(event):
        nonlocal behind
        behind = canvas.copy_from_bbox(canvas.figure.bbox)
        draw_artists()

    def redraw(change):
        move(*artists, change["new"])
        canvas.restore_region(behind)
        draw_artists()
        canvas.blit(canvas.figure.bbox)

    canvas.mpl_connect("draw_event", keep)
    s = slider("blitting")
    s.observe(redraw, "value")
    return show(s, canvas, "bench-blitting")

blitting()
"""

_PLOTLY = """
import plotly.graph_objects as go

grid = X[0]
head = dict(symbol="arrow", angleref="previous", size=[0, 14])
fig = go.FigureWidget(
    [
        go.Contour(x=grid, y=grid, z=X**2 + Y**2, contours_coloring="lines", ncontours=12, showscale=False),
        go.Scatter(x=[1, 5 / 3], y=[1, 5 / 3], mode="lines+markers", line_width=3, line_color="#ff7f0e", marker=head),
        go.Scatter(x=[1], y=[1], mode="markers", marker_size=9, marker_color="#d62728"),
    ],
    dict(width=472, height=478, showlegend=False, margin=dict(l=40, r=10, t=10, b=40), template="simple_white"),
)
fig.update_traces(hoverinfo="skip")
fig.update_xaxes(range=(-2.4, 2.4))
fig.update_yaxes(range=(-2.4, 2.4))

def replot(change):
    x = change["new"]
    with fig.batch_update():
        fig.data[1].update(x=[x, x + 2 * x / 3], y=[1, 5 / 3])
        fig.data[2].x = [x]

s = slider("plotly")
s.observe(replot, "value")
show(s, fig, "bench-svg")
"""

_OURS = """
import gradcalc as gc
e = gc.explore(step=0.01)  # where a step to the next size can be seen in the field
e.add_class("bench-ours")
e
"""

# Three pictures at once: a path of 20 steps, f after each step, and the slope along each.
_BOARD = "gc.explore_descent(condition=10, rate=0.1, steps=20)"

_HILL_CELL = """
h = gc.explore("two hills", views=("map", "surface", "slopes", "slice"), x=-1.5, y=1.5)
h.add_class("bench-hill")
h
"""

CELLS = [_COMMON, _FLOOR, _OURS, _BOARD, _HILL_CELL, _IPYMPL, _DRAW_IDLE, _BLITTING, _INTERACT, _PLOTLY]
