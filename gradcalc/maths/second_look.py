"""A second look at a disagreement: is it rounding that the first did not see, or a kink? Which component is it?"""

from dataclasses import replace

import numpy as np

from gradcalc.maths.claims import AGREES, Comparison, along_gradient, line_along
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.ladder import precision
from gradcalc.maths.lines import Line

SHORTER = 10.0 ** -np.arange(0.5, 3.5, 0.5)  # steps that a disagreement is seen at again


def confirm(f: ScalarField, at: Point, found: Comparison, k: int) -> Comparison:
    """The comparison, with the noise of the k-th direction judged anew, by shorter steps.

    f may be rounded more than its numbers show; or the slope found may be that of steps which are too long, while
    with shorter ones the claim agrees.
    """
    line = line_along(at, found.directions[k])
    steps = found.steps[k] * SHORTER
    slopes, values = [], []
    for step in steps.astype(at.x.dtype):
        pair, distance = secant(f, at, line, step)
        slopes.append((pair[0] - pair[1]) / distance)
        values += pair
    known = np.array(values)
    noise, apart = found.noise.copy(), found.apart[k]
    with np.errstate(all="ignore"):
        moved = np.abs(np.array(slopes) - found.slopes[k])
        noise[k] = np.fmax(noise[k], np.nanmax(moved * SHORTER, initial=0.0))
        rounding = precision(known, float(np.finfo(at.x.dtype).eps)) * np.nanmax(np.abs(known)) / steps
        hidden = (rounding <= apart / AGREES) & (np.abs(np.array(slopes) - found.claims[k]) <= 3 * rounding)
    if hidden.any() or (found.scale[k] == 0 and _staircase(f, at, line, found.steps[k], found.claims[k])):
        noise[k] = apart
    return replace(found, noise=noise)


def bends_at_once(f: ScalarField, at: Point, found: Comparison, k: int) -> bool:
    """Whether the slopes ahead and behind differ along the k-th direction by the same at steps of many sizes."""
    line, value = line_along(at, found.directions[k]), float(f(at.arguments(), (), at.x.dtype))
    sample = np.array(secant(f, at, line, at.x.dtype.type(found.steps[k]))[0])
    eps = precision(np.append(sample, value), float(np.finfo(at.x.dtype).eps))
    with np.errstate(all="ignore"):
        # Where rounding makes one part of a hundred of the slope, and from there on.
        steps = 100 * eps * max(abs(value), np.abs(sample).max()) / found.scale[k] / SHORTER[:-1]
        bends = [abs(sum(secant(f, at, line, step)[0]) / 2 - value) / step for step in steps.astype(at.x.dtype)]
        return bool(min(bends) > 0.3 * max(bends) > 0)


def _staircase(f: ScalarField, at: Point, line: Line, step: float, claim: float) -> bool:
    """Whether f, which does not change within a step, changes as it is claimed to over longer ones: it is rounded."""
    for longer in (step / SHORTER[1::2]).astype(at.x.dtype):
        pair, distance = secant(f, at, line, longer)
        if abs((pair[0] - pair[1]) / distance - claim) <= abs(claim) / AGREES:
            return True
    return False


def secant(f: ScalarField, at: Point, line: Line, step) -> tuple[list[float], float]:
    """What f is ahead and behind, and how far apart the two are."""
    ahead, behind = line.position(step), line.position(-step)
    pair = [float(f(line.arguments(position), (), at.x.dtype)) for position in (ahead, behind)]
    return pair, float(line.distance(ahead, behind))


def compare_one(f: ScalarField, at: Point, claimed: np.ndarray, i: int) -> Comparison:
    """The same along one coordinate alone."""
    direction = np.zeros((1, len(at.x)))
    direction[0, i] = 1
    values = [float(f(at.arguments(), (), at.x.dtype)) for _ in range(2)]
    return confirm(f, at, along_gradient(f, at, claimed, direction, values[0], abs(values[1] - values[0]))[0], 0)


def narrowed(f: ScalarField, at: Point, claimed: np.ndarray, found: Comparison, worst: int) -> int:
    """The index of a component that is off, by halving a direction in which the claim is."""
    v, step, off = found.directions[worst], found.steps[worst], found.slopes[worst] - found.claims[worst]
    moving = np.flatnonzero(v)
    while len(moving) > 1:
        half = moving[: len(moving) // 2]
        part = np.zeros(len(v))
        part[half] = v[half]
        (ahead, behind), distance = secant(f, at, line_along(at, part), at.x.dtype.type(step))
        of_half = (ahead - behind) / distance - claimed @ part
        if abs(of_half) >= abs(off - of_half):
            moving, off = half, of_half
        else:
            moving, off = moving[len(half) :], off - of_half
    return int(moving[0])
