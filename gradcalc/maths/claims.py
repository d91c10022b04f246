"""A claimed gradient beside the function itself: slopes along a few directions, with what rounding can do to each."""

from dataclasses import dataclass, replace

import numpy as np

from gradcalc.maths.differences import report_undefined, step_size
from gradcalc.maths.evaluation import Line, Point, ScalarField
from gradcalc.maths.finding import search
from gradcalc.maths.ladder import Verdict, precision

WIDTH = 3.0  # coordinates whose sizes differ by fewer powers of ten are moved together
AGREES = 10.0  # times its noise that a disagreement may have
CLEAR = 100.0  # and from which on it is one
TINY = 1e-10  # a coordinate as small as this may be what rounding has left of 0
SHORTER = 10.0 ** -np.arange(0.5, 3.5, 0.5)  # steps that a disagreement is seen at again


@dataclass(frozen=True, eq=False)
class Comparison:
    """Slopes by differences and those that are claimed, along some directions through a point.

    directions has shape (m, k), everything else an entry for each of the m. noise is how far a slope may be off,
    infinite where no two steps agree, scale the slopes that are met around it, steps the step that gave it.
    """

    directions: np.ndarray
    slopes: np.ndarray
    claims: np.ndarray
    lengths: np.ndarray
    noise: np.ndarray
    scale: np.ndarray
    steps: np.ndarray
    kinked: np.ndarray

    @property
    def apart(self) -> np.ndarray:
        """How far the claim is from the slope."""
        return np.abs(self.slopes - self.claims)

    @property
    def times(self) -> np.ndarray:
        """The same in units of the noise; 0 where nothing is known."""
        with np.errstate(all="ignore"):
            return np.where(np.isfinite(self.noise) & (self.apart > 0), self.apart / self.noise, 0.0)

    @property
    def sizes(self) -> np.ndarray:
        """What a disagreement is measured by: the slope, or those around it where it vanishes as it is claimed to."""
        size = np.maximum(np.maximum(np.abs(self.slopes), np.abs(self.claims)), self.lengths)
        return np.where(self.times <= AGREES, np.maximum(size, self.scale), size)

    @property
    def shares(self) -> np.ndarray:
        """The disagreement relative to these sizes."""
        return _share(self.apart, self.sizes)

    @property
    def fuzziness(self) -> np.ndarray:
        """The noise relative to these sizes."""
        return _share(self.noise, self.sizes)

    def with_these(self, more: "Comparison") -> "Comparison":
        """Both as one."""
        pairs = zip(vars(self).items(), vars(more).values(), strict=True)
        return Comparison(**{name: np.concatenate([mine, others]) for (name, mine), others in pairs})


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.where(part > 0, part / whole, 0.0)


def compare(f: ScalarField, at: Point, claimed: np.ndarray, directions: int, seed: int) -> Comparison:
    """Compare the gradient that is claimed at a single point with f along some directions through it.

    The first are those of single coordinates, or, of many, of groups of them that are as large as each other. So the
    scale of each is known, by which the others, random ones, are weighed: the small coordinates do not drown.
    Raises ValueError where f is undefined along one of them.
    """
    rng = np.random.default_rng(seed)
    values = np.array([f(at.arguments(), (), at.x.dtype) for _ in range(3)], dtype=float)
    shaken = float(np.ptp(values))  # by chance: an f that is noisy gives another value each time
    group = _groups(at.x, claimed, max(1, directions // 2))
    count = int(group.max()) + 1
    apart = np.where(group == np.arange(count)[:, np.newaxis], _random_signs(rng, (count, len(group))), 0.0)
    apart[(apart != 0).sum(axis=1) == 1] = np.sign(apart[(apart != 0).sum(axis=1) == 1])
    found, steps = _along(f, at, claimed, apart, values[0], shaken)
    if count == 1 and len(group) == 1:
        return found
    rest = _random_signs(rng, (directions - count, len(group))) * steps[group]
    if not len(rest):
        return found
    return found.with_these(_along(f, at, claimed, rest, values[0], shaken, fitting=True)[0])


def compare_one(f: ScalarField, at: Point, claimed: np.ndarray, i: int) -> Comparison:
    """The same along one coordinate alone."""
    direction = np.zeros((1, len(at.x)))
    direction[0, i] = 1
    values = [float(f(at.arguments(), (), at.x.dtype)) for _ in range(2)]
    return confirm(f, at, _along(f, at, claimed, direction, values[0], abs(values[1] - values[0]))[0], 0)


def _along(f, at, claimed, directions, value, shaken, fitting=False) -> tuple[Comparison, np.ndarray]:
    """Compare along directions, and the step that fits each. Those that are fitting have one of about 1."""
    kind, eps = at.x.dtype.type, float(np.finfo(at.x.dtype).eps)
    moving = [v != 0 for v in directions]
    if fitting:
        usual = np.ones(len(directions), at.x.dtype)
        start = usual * kind(0.01)
    else:
        usual = np.array([np.abs(at.x[moves]).max() for moves in moving])
        usual[usual < TINY] = 1  # what is left of 0 says nothing about scales
        start = usual * step_size("central", None, usual[:1] * 0)
    far = np.array(
        [(np.abs(at.x[moves]) / np.abs(v[moves])).max() for v, moves in zip(directions, moving, strict=True)]
    )
    verdict = search(f, at, [line_along(at, v) for v in directions], np.asarray(value), start, far)
    known = np.isfinite(verdict.slope)
    if not fitting:
        report_undefined(f, at, np.asarray(known.all()))
    parts = claimed.astype(float) * directions
    lengths = np.sqrt((parts**2).sum(axis=1))
    slopes = np.where(known, verdict.slope, parts.sum(axis=1)).astype(float)
    with np.errstate(all="ignore"):
        noise = verdict.error + digits(claimed) * lengths + eps * verdict.scale + 4 * shaken / verdict.best
        # What changes f by less than its rounding is not resolved.
        noise += np.where((verdict.scale > 0) | (lengths == 0), 0.0, eps * abs(value) / usual)
        # No central difference is relied on to be better than one with the best step.
        noise = np.where(known, noise + eps ** (2 / 3) * np.maximum(lengths, np.abs(slopes)), np.inf)
    found = Comparison(
        directions, slopes, parts.sum(axis=1), lengths, noise, verdict.scale, verdict.best, verdict.kinked
    )
    return found, _fitting(verdict, start)


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
    if hidden.any() or (found.slopes[k] == 0 and _staircase(f, at, line, found.steps[k], found.claims[k])):
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


def _fitting(verdict: Verdict, start: np.ndarray) -> np.ndarray:
    step = verdict.fitting(2)
    return np.where(step > 0, step, start)


def line_along(at: Point, v: np.ndarray) -> Line:
    """The line through a single point along v, of any length, each coordinate on a scale of its own."""
    moving = v != 0
    return replace(at.line(v.astype(at.x.dtype)), distance=lambda a, b: ((a - b)[moving] / v[moving]).mean())


def _random_signs(rng: "np.random.Generator", shape: tuple[int, int]) -> np.ndarray:
    """Vectors none of whose components is small, so that no wrong component is missed by chance."""
    return rng.choice([-1.0, 1.0], size=shape) * rng.uniform(0.5, 1.5, size=shape)


def _groups(x: np.ndarray, claimed: np.ndarray, most: int) -> np.ndarray:
    """A number for each coordinate, from 0 on, alike for those of like size and of like claimed slope."""
    if len(x) <= most:
        return np.arange(len(x))
    width = WIDTH
    while most > 1 and width < 1000:
        keys = np.stack([_magnitude(x, width), _magnitude(claimed, width)])
        names, group = np.unique(keys, axis=1, return_inverse=True)
        if names.shape[1] <= most:
            return group.reshape(-1)
        width *= 2
    return np.zeros(len(x), int)


def _magnitude(numbers: np.ndarray, width: float) -> np.ndarray:
    """In powers of ten, rounded to a width; those that are 0 stand apart."""
    with np.errstate(divide="ignore"):
        return np.maximum(np.round(np.log10(np.abs(numbers.astype(float))) / width), -1000.0)


def digits(claimed: np.ndarray) -> float:
    """How far off the numbers of a claimed gradient may be, relatively, for the type that they were computed in."""
    known = claimed.astype(float)
    with np.errstate(over="ignore"):
        single = known.astype(np.float32).astype(float) == known
    mantissas = np.frexp(known)[0] * 2.0**16
    short = single.all() and (mantissas != np.round(mantissas)).any()  # few whole numbers tell nothing
    return float(np.finfo(np.float32 if short else float).eps)
