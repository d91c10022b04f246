"""All of the live picture that depends on the function alone, made ready before anything is shown."""

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from gradcalc.background import Map, sample_map
from gradcalc.fields import Field, sample_field
from gradcalc.marks import FieldArrows
from gradcalc.readings import State
from gradcalc.scenes.scales import arrow_scale, field_arrows
from gradcalc.surfaces import Surface

FIELD_SIZE = 20  # arrows per axis, as in the lecture note


@dataclass(frozen=True, eq=False)
class Stage:
    """What depends on the function alone: its map, the scale of its arrows, and what to warn of."""

    chart: Map
    scale: float
    warning: str


def prepare(surface: Surface) -> Stage:
    """The stage for a surface. Raises what its function raises, and ValueError where it is defined nowhere."""
    with recorded() as caught:
        chart = sample_map(surface)
        (x0, x1), (y0, y1) = surface.xlim, surface.ylim
        scale = arrow_scale(_sample(surface).magnitude, max(x1 - x0, y1 - y0))
    return Stage(chart, scale, " ".join(dict.fromkeys(str(warning.message) for warning in caught)))


def _sample(surface: Surface, **how) -> Field:
    return sample_field(surface.f, surface.xlim, surface.ylim, FIELD_SIZE, **how)


def field_marks(surface: Surface, state: State) -> FieldArrows:
    """The gradient field of a surface, differenced with the state's method and step."""
    with recorded():  # the stage has warned already
        field = _sample(surface, method=state.method, h=state.step)
    (x0, x1), (y0, y1) = surface.xlim, surface.ylim
    return field_arrows(field.X, field.Y, field.U, field.V, cell=min(x1 - x0, y1 - y0) / (FIELD_SIZE - 1))


@contextlib.contextmanager
def recorded() -> Iterator[list[warnings.WarningMessage]]:
    """Keep warnings back from the notebook's output; gives the list of them."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught
