"""The live picture of lesson 05: secant and tangent as h shrinks, and the error against h."""

import math

import numpy as np

from gradcalc.functions.curves import CURVES, TREES
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, Picture, graph_picture
from gradcalc.live.board.inputs import choice, log_slider, slider
from gradcalc.live.lifetime import whole
from gradcalc.maths.differences import METHODS
from gradcalc.pictures.scenes.error_curve import error_scene
from gradcalc.pictures.scenes.secant import REACH, close_scene, far_scene
from gradcalc.readings.step import StepReading, close_words, error_words, secant_words, step_remark, step_rows

PLACES = (0.2, 3.0)
WINDOW = (0.0, 3.4)
SHORTEST = {"h from 10⁻²⁰": 1e-20, "h from 10⁻³²⁰": 1e-320}
ERRORS = (-18.5, 5.0)  # powers of ten
BESIDE = ("nothing", "the prediction", "the other methods", "the other numbers")
TYPES = ("float64", "float32")
NOISE = "Digits that rounding decides are noise, and differ from one computer to the next."
NOTE = f"Orange: what the method takes for the tangent. Blue and dashed: the exact tangent. {NOISE}"


@whole
def explore_step(function: str = "eˣ sin x", *, views: tuple[str, ...] = ("far", "close", "error"), **state) -> Board:
    """A slope at a point by differences: the secant, the neighbourhood of the point, and the error against h.

    function is one of gradcalc.functions.curves.CURVES. views are the pictures: "far", the curve with secant
    and tangent; "close", the same within 2h of the point; "error", the error against h. The state may be
    given as x, from 0.2 to 3; h, from smallest to 1; method; numbers, "float64" or "float32"; smallest, 1e-20
    or 1e-320; beside, what the graph of errors shows for comparison.

    Raises ValueError for a view or a state that does not fit.

    >>> board = explore_step("x²", x=1, h=0.5, method="forward")
    >>> board.reading.found, board.reading.exact
    (2.5, 2.0)
    """
    if not views or not set(views) <= {"far", "close", "error"}:
        raise ValueError(f"views must name one or more of far, close, error, got {views!r}.")
    controls = {
        "function": choice("function", list(CURVES), function if function in CURVES else None),
        "method": choice("method", METHODS, "forward"),
        "x": slider("x", *PLACES, 1.3, step=0.01),
        "numbers": choice("numbers", TYPES),
        **step_controls(0.5),
    }
    if "error" in views:
        controls["beside"] = choice("beside the dots", BESIDE)
    pictures = {
        "far": Changing(lambda r: r.curve.name, _far),
        "close": Changing(lambda r: (r.curve.name, r.x), _close),
        "error": Changing(lambda r: r.smallest, _errors),
    }
    board = Board(
        {name: pictures[name] for name in views},
        controls,
        _read,
        home="05_step_size#step",
        table=step_rows,
        remark=step_remark,
        note=NOTE,
        columns=[[v for v in views if v != "error"], ["error", "words"]] if "error" in views else None,
        computed={"name": "step size", "curves": TREES, "views": list(views), "note": NOTE},
    )
    # First the shortest step there is, which limits h.
    board.set(function=function, smallest=state.pop("smallest", 1e-20))
    board.set(**state)
    return board


def step_controls(h: float) -> dict:
    """A slider for h down to 1e-20, and a chooser that extends it to 1e-320."""
    step, smallest = log_slider("step size h", 1e-20, 1.0, h), choice("shortest h", SHORTEST)

    def extend(change) -> None:
        low = round(math.log10(change["new"]))
        with step.hold_sync(), step.hold_trait_notifications():
            step.value, step.min = max(step.value, 10.0**low), low

    smallest.observe(extend, "value")
    return {"smallest": smallest, "h": step}


def _read(function, method, x, numbers, smallest, h, beside="nothing") -> StepReading:
    return StepReading(CURVES[function], x, h, method, numbers, smallest, beside)


def _far(reading: StepReading) -> Picture:
    xs = np.linspace(*WINDOW, 341)
    ys = reading.curve.f(xs)
    low, high = float(ys.min()), float(ys.max())
    ylim = (low - 0.12 * (high - low), high + 0.2 * (high - low))
    return graph_picture(
        f"$f$ = {reading.curve.name}, tangent and secant", "", WINDOW, ylim,
        scene=lambda r: far_scene(r, WINDOW, ylim), words=secant_words, moves=("x", None),
    )  # fmt: skip


def _close(reading: StepReading) -> Picture:
    limit = REACH * 1.4 * (abs(reading.curve.derivative(reading.x, 1)) or 1.0)
    return graph_picture(
        "close up: within 2h of x", "distance from x, in units of h", (-REACH, REACH), (-limit, limit),
        scene=lambda r: close_scene(r, (-limit, limit)), words=close_words,
    )  # fmt: skip


def _errors(reading: StepReading) -> Picture:
    xlim = (float(round(math.log10(reading.smallest))), 0.0)
    return graph_picture(
        "error of the slope against h", "step size h", xlim, ERRORS, log="xy", size=(400, 250),
        scene=lambda r: error_scene(r, xlim, ERRORS), words=error_words, moves=("h", None),
    )  # fmt: skip
