"""The traits of an explorer that fit or do not, whatever its function is."""

import math

import traitlets

from gradcalc.live.explorer.controls import STEP_POWERS
from gradcalc.live.explorer.field_controls import ARROWS
from gradcalc.live.explorer.link_to import link_to
from gradcalc.live.plain import Number, OneOf, Several, Whole
from gradcalc.maths.differences import METHODS
from gradcalc.pictures.scenes.hill_layers import LAYERS
from gradcalc.pictures.scenes.scales import LENGTHS
from gradcalc.readings.point import State


class StateTraits(traitlets.HasTraits):
    """How one looks: everything of a `State` but the test point, which has to lie in a window."""

    angle = Number(State.angle, help="direction in degrees, from the x-axis towards the y-axis")
    step = Number(State.step, help="step size of the differences")
    method = OneOf(METHODS, State.method, help="difference scheme")
    arrows = Whole(State.arrows, min=ARROWS[0], max=ARROWS[1], help="arrows of the field along each side")
    lengths = OneOf(tuple(LENGTHS), State.lengths, help="how long the arrows of the field are drawn")
    azimuth = Number(State.azimuth, help="of the camera before the hill, in degrees from the x-axis")
    elevation = Number(State.elevation, help="how far it stands above the floor, from 0 to 90 degrees")
    shows = Several(State.shows, help="what is shown on the hill")
    link = property(link_to)

    @traitlets.validate("angle")
    def _fit_angle(self, proposal) -> float:
        angle = proposal["value"]
        if not math.isfinite(angle):
            raise traitlets.TraitError(f"angle must be a finite number of degrees, got {angle}.")
        return angle if 0 <= angle <= 360 else angle % 360

    @traitlets.validate("step")
    def _fit_step(self, proposal) -> float:
        low, high = (10.0**power for power in STEP_POWERS)
        if not low <= proposal["value"] <= high:
            raise traitlets.TraitError(f"step must lie from {low:.15g} to {high:.15g}, got {proposal['value']:.15g}.")
        return proposal["value"]

    @traitlets.validate("azimuth")
    def _fit_azimuth(self, proposal) -> float:
        if not math.isfinite(proposal["value"]):
            raise traitlets.TraitError(f"azimuth must be a finite number of degrees, got {proposal['value']}.")
        return proposal["value"]

    @traitlets.validate("elevation")
    def _fit_elevation(self, proposal) -> float:
        if not 0 <= proposal["value"] <= 90:
            raise traitlets.TraitError(f"elevation must lie from 0 to 90 degrees, got {proposal['value']:g}.")
        return proposal["value"]

    @traitlets.validate("shows")
    def _fit_shows(self, proposal) -> tuple[str, ...]:
        names = proposal["value"]
        if len(set(names)) < len(names) or not set(names) <= set(LAYERS):
            raise traitlets.TraitError(f"shows must name some of {', '.join(LAYERS)}, each once, got {names!r}.")
        return names
