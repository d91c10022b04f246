"""Drawn in lesson 03: the slope against the angle of the direction."""

import numpy as np

from gradcalc.questions.drawn.ground import whole
from gradcalc.questions.drawn.slope_graphs import SlopeGraph
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill
from gradcalc.questions.drills.words import equals, num, pair

ASKED = (
    r"At a point the gradient is $\nabla f = {g}$. Sketch the slope $D_{{\mathbf{{u}}}} f$ against the angle of "
    r"$\mathbf{{u}}$, from 0° to 360°."
)


def of_a_slanting_gradient(rng) -> Task:
    """A gradient with two components of any sign."""
    x, y = (whole(rng, 2, 4) * int(rng.choice((-1, 1))) for _ in "xy")
    return _task((float(x), float(y)))


def of_an_angle(rng) -> Task:
    """A gradient that is given by its length and its angle."""
    length, angle = whole(rng, 3, 5), 15 * whole(rng, 2, 22)
    turn = np.radians(angle)
    told = (
        rf"At a point the gradient has the length ${length}$ and the angle ${angle}°$. Sketch the slope "
        r"$D_{\mathbf{u}} f$ against the angle of $\mathbf{u}$, from 0° to 360°."
    )
    g = (length * float(np.cos(turn)), length * float(np.sin(turn)))
    return Task(told, SlopeGraph(g), _steps(SlopeGraph(g)))


def _task(g: tuple[float, float]) -> Task:
    target = SlopeGraph(g)
    length = rf"The gradient's length is $\sqrt{{{num(g[0] ** 2 + g[1] ** 2)}}} {equals(target.greatest)}$."
    return Task(ASKED.format(g=pair(g)), target, (length, *_steps(target)))


def _steps(target: SlopeGraph) -> tuple[str, ...]:
    """The few points through which the curve goes."""
    angle = target.steepest
    zeros = sorted((angle + turn) % 360 for turn in (90, 270))
    return (
        f"The slope is greatest along the gradient, at the angle {angle:.0f}°, and there it is "
        f"${num(round(target.greatest, 2))}$.",
        f"It is least the opposite way, at {(angle + 180) % 360:.0f}°: ${num(round(-target.greatest, 2))}$.",
        f"It is zero at right angles to the gradient, at {zeros[0]:.0f}° and {zeros[1]:.0f}°.",
        "Between these points it is a cosine.",
    )


DRAWING = Drill("03", "The slope against the angle", (of_an_angle, of_a_slanting_gradient))
