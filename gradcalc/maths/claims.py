"""A claimed gradient beside the function itself: slopes along a few directions, with what rounding can do to each."""

from dataclasses import dataclass, replace

import numpy as np

from gradcalc.maths.beside import Neighbours
from gradcalc.maths.climbing import DOWN
from gradcalc.maths.differences import report_undefined, step_size
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.finding import search
from gradcalc.maths.ladder import RATIO
from gradcalc.maths.lines import Line
from gradcalc.maths.vectors import length

WIDTH = 3.0  # coordinates whose sizes differ by fewer powers of ten are moved together
AGREES = 10.0  # times its noise that a disagreement may have
CLEAR = 100.0  # and from which on it is one
TINY = 1e-10  # a coordinate as small as this may be what rounding has left of 0


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


def compare(
    f: ScalarField, at: Point, claimed: np.ndarray, directions: int, seed: int, groups: int | None = None
) -> Comparison:
    """Compare the gradient that is claimed at a single point with f along some directions through it.

    The first are those of single coordinates, or, of many, of groups of them that are as large as each other. So the
    scale of each is known, by which the others, random ones, are weighed: the small coordinates do not drown.
    Raises ValueError where f is undefined along one of them.
    """
    rng = np.random.default_rng(seed)
    values = np.array([f(at.arguments(), (), at.x.dtype) for _ in range(3)], dtype=float)
    shaken = float(np.ptp(values))  # by chance: an f that is noisy gives another value each time
    group = _groups(at.x, claimed, groups or max(1, directions // 2))
    count = int(group.max()) + 1
    apart = np.where(group == np.arange(count)[:, np.newaxis], _random_signs(rng, (count, len(group))), 0.0)
    single = (apart != 0).sum(axis=1) == 1
    apart[single] = apart[single] != 0
    found, steps = along_gradient(f, at, claimed, apart, values[0], shaken)
    if count == 1 and len(group) == 1:
        return found
    rest = _random_signs(rng, (directions - count, len(group))) * steps[group]
    if not len(rest):
        return found
    return found.with_these(along_gradient(f, at, claimed, rest, values[0], shaken, fitting=True)[0])


def along_gradient(f, at, claimed, directions, value, shaken, fitting=False) -> tuple[Comparison, np.ndarray]:
    """Compare the slopes that a claimed gradient has along some directions; the arguments are those of `along`."""
    parts = claimed.astype(float) * directions
    lengths = length(parts.T)
    doubt = digits(claimed) * lengths
    return along(f, at, directions, parts.sum(axis=1), lengths, value, doubt, shaken, fitting)


def along(
    f: ScalarField,
    at: Point,
    directions: np.ndarray,
    claims: np.ndarray,
    lengths: np.ndarray,
    value: float,
    doubt: np.ndarray,
    shaken: float = 0.0,
    fitting: bool = False,
) -> tuple[Comparison, np.ndarray]:
    """Compare slopes that are claimed along directions, of about unit length; and the step that fits each.

    lengths are those of the gradient that is claimed, doubt how far off the claims may be, shaken how much f changes
    by chance. Where the directions are fitting, a step of about 1 along them is.
    """
    kind, eps = at.x.dtype.type, float(np.finfo(at.x.dtype).eps)
    sizes = [np.abs(at.x[v != 0]) for v in directions]
    if fitting:
        usual = np.ones(len(directions), at.x.dtype)
        start = usual * kind(0.01)
        far = np.array([(size / np.abs(v[v != 0])).max() for v, size in zip(directions, sizes, strict=True)])
    else:
        far = np.array([size.max() for size in sizes])
        usual = np.where(far < TINY, kind(1), far)  # what is left of 0 says nothing about scales
        start = usual * step_size("central", None, usual[:1] * 0)
    verdict = search(Neighbours(f, at, [line_along(at, v) for v in directions], np.asarray(value)), start, far)
    known = np.isfinite(verdict.slope)
    if not fitting:
        report_undefined(f, at, np.asarray(known.all()))
    slopes = np.where(known, verdict.slope, claims).astype(float)
    with np.errstate(all="ignore"):
        least = float(np.finfo(at.x.dtype).smallest_subnormal)
        noise = verdict.error + doubt + eps * verdict.scale + 4 * shaken / verdict.best
        noise += least / (start * RATIO**DOWN)  # among the smallest numbers there are, digits get lost
        # What changes f by less than its rounding is not resolved; that nothing changes is no matter of rounding.
        still = verdict.scale == 0
        noise = np.where(still, eps * abs(value) / usual * (lengths > 0), noise)
        # No central difference is relied on to be better than one with the best step.
        noise = np.where(known, noise + eps ** (2 / 3) * np.maximum(lengths, np.abs(slopes)), np.inf)
    found = Comparison(directions, slopes, claims, lengths, noise, verdict.scale, verdict.best, verdict.kinked)
    step = verdict.fitting(2)
    return found, np.where(step > 0, step, start)


def line_along(at: Point, v: np.ndarray) -> Line:
    """The line through a single point along v, of any length."""
    greatest = np.abs(v).max()
    w = v / greatest
    return replace(at.line(v.astype(at.x.dtype)), distance=lambda a, b: (a - b) / greatest @ w / (w @ w))


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
