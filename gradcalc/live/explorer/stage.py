"""All of the live picture that depends on the function and its window alone, made ready before anything is shown."""

import contextlib
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from gradcalc.formulas.slopes import gradient
from gradcalc.functions.surfaces import Surface
from gradcalc.live.explorer.cards import given
from gradcalc.live.explorer.samples import sample_heights, sample_partials
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.fields import Field, sample_field
from gradcalc.pictures.background import Map, sample_map
from gradcalc.pictures.marks import FieldArrows
from gradcalc.pictures.panels import PANELS, Panel, panels_of
from gradcalc.pictures.scenes.scales import arrow_scale, field_arrows
from gradcalc.readings.mask import kinked
from gradcalc.readings.point import State, read

_ONE_AT_A_TIME = threading.RLock()
SHORT = 1e-8  # a complex step that is off by rounding alone: its square is lost beside 1
SAMPLES = 20  # of the gradient along each side, from which the scale of its arrow is found


@dataclass(frozen=True, eq=False)
class Stage:
    """A surface in its window: its map and other pictures, the scale of its arrows, samples of f
    for the browser, and what to warn of.

    gain is how many pixels the marks move, at most, where a slope changes by 1. rehearsed holds what
    the rehearsal has computed and nobody has shown yet.
    """

    chart: Map
    panels: dict[str, Panel]
    scale: float
    gain: float
    heights: dict
    warning: str
    rehearsed: dict = field(default_factory=dict)

    @property
    def surface(self) -> Surface:
        """What the pictures show, in its window."""
        return self.chart.surface

    @property
    def directed(self) -> bool:
        """Whether any picture depends on the direction u."""
        return any(panel.directed for panel in self.panels.values())


def prepare(surface: Surface, views: tuple[str, ...] = ("map",)) -> Stage:
    """The stage for a surface. Raises what its function raises, and ValueError where it is defined nowhere."""
    with recorded() as caught:
        chart = sample_map(surface)
        magnitude = _magnitude(surface)
        scale = arrow_scale(magnitude, max(np.ptp(surface.xlim), np.ptp(surface.ylim)))
        panels = panels_of(views, chart, magnitude, scale)
        # Slices share one range of heights, so any of them tells the size of a pixel.
        needing = any(kind in ("level", "surface") or kind.startswith("slice") for kind in panels)
        needing = needing and not given(surface)
        heights = sample_heights(surface, PANELS["slice"](chart, magnitude, scale).frame) if needing else {}
    return Stage(
        chart=chart,
        panels=panels,
        scale=scale,
        gain=max(panel.gain for panel in panels.values()),
        heights=heights,
        warning=" ".join(dict.fromkeys(str(warning.message) for warning in caught)),
    )


def try_reading(stage: Stage, state: State) -> None:
    """Try the numbers at a state. Raises what the function raises."""
    with recorded():
        read(stage.surface, state)


def rehearse(stage: Stage, state: State) -> None:
    """Try all that will be shown at a state. Raises what the function raises.

    Where complex steps fail for a formula, the page shows it all the same, and says so.
    """
    if given(stage.surface) and state.method == "complex":
        state = replace(state, method="central")
    with recorded():
        reading = read(stage.surface, state)
        for panel in stage.panels.values():
            panel.scene(reading)
        field_marks(stage.surface, state)
        if given(stage.surface):
            return
        # A quarter of all values of f that the first picture needs: they are not computed again for it.
        stage.rehearsed[state.method, state.step] = partials(stage, state)


def _sample(surface: Surface, n: int = SAMPLES, **how) -> Field:
    return sample_field(surface.f, surface.xlim, surface.ylim, n, **how)


def _magnitude(surface: Surface) -> np.ndarray:
    """Lengths of the gradient over the window, nan where there is none: of a formula the exact ones, which the page
    computes as well. Differences are sampled in any case: they warn."""
    sample = _sample(surface)
    if surface.tree is None:
        return sample.magnitude
    return np.hypot(*gradient(surface.tree, sample.X, sample.Y))


def field_marks(surface: Surface, state: State) -> FieldArrows:
    """The gradient field of a surface, differenced and drawn as the state says.

    Raises ValueError where complex steps are wrong, however short: a long one is off as every difference is.
    """
    with recorded():  # the stage has warned already
        short = state.method != "complex" or state.step <= SHORT
        if not short:
            _sample(surface, state.arrows, method="complex", h=SHORT)
        field = _sample(surface, state.arrows, method=state.method, h=state.step, check=short)
        # Differences look past a kink and a pole, and give an arrow where there is no gradient.
        U = np.where(_kinked(surface, state.arrows) | ~np.isfinite(field.Z), np.nan, field.U)
    cell = min(np.ptp(surface.xlim), np.ptp(surface.ylim)) / (state.arrows - 1)
    return field_arrows(field.X, field.Y, U, field.V, cell, state.lengths)


@lru_cache(maxsize=16)
def _kinked(surface: Surface, n: int) -> np.ndarray:
    """Where on a grid of n x n points there is a kink: the same for all steps and methods."""
    at = Point(np.array(np.meshgrid(np.linspace(*surface.xlim, n), np.linspace(*surface.ylim, n))), packed=False)
    return kinked(ScalarField(surface.f), at, (surface.xlim, surface.ylim))


def partials(stage: Stage, state: State) -> dict:
    """Samples of the partial derivatives for the browser, differenced with the state's method and step."""
    if (rehearsed := stage.rehearsed.pop((state.method, state.step), None)) is not None:
        return rehearsed
    with recorded():
        return sample_partials(stage.surface, state, stage.gain)


@contextlib.contextmanager
def recorded() -> Iterator[list[warnings.WarningMessage]]:
    """Keep warnings back from the notebook's output, in one thread at a time; gives the list of them.

    JupyterLab lets some messages of widgets come in a thread of their own, beside that of the cells. A
    slow drawing must not end, with the state that it began with, after a quick one has shown a newer state.
    """
    with _ONE_AT_A_TIME, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught
