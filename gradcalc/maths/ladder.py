"""The slope of a function along lines, from central differences at steps of very different sizes.

Nothing is known beforehand of how fast a function changes. So steps are tried, each about a hundred times the next,
and compared. Where two of them agree, the function has been resolved: its slope, how far that may be off, and which
steps serve are read off. Every array here has the shape (steps, lines), or (lines,).
"""

import math
from dataclasses import dataclass

import numpy as np

RATIO = 10 * math.pi**2  # of a step to the next; irrational, so that no period divides two steps
GOOD = 3e-8  # relative error that needs no further step, unless f's answers are less precise
CLEAR = 1e-4  # relative error that is no longer small
EXACT = 1e-10  # below it, nothing is gained by extrapolating
SMALL = float(np.finfo(float).tiny)  # numbers below it are no more precise than it is
HALVINGS = 4  # steps of an extrapolation
# Two steps agree where their slopes differ by less than this share of the slopes around.
AGREES = 0.1
SAMPLE = 9  # answers, of which one is seldom a number of float32 by chance
ALIKE = 10.0  # fitting steps that differ by less are replaced by one in between
SHRINKS = 0.2  # share of the difference from a step to the next, that is left from that to the one after


@dataclass(frozen=True, eq=False)
class Trials:
    """What a function gave at x + h and x - h, for steps in ascending order.

    slopes are (f(x+h) - f(x-h)) / 2h, bends are (f(x+h) + f(x-h)) / 2 - f(x), sizes the greatest |f| met.
    far is |x| where the lines start, eps the relative precision of f's answers: rounding makes of a slope
    no more than (size + far * slope) * eps / h.
    """

    steps: np.ndarray
    slopes: np.ndarray
    bends: np.ndarray
    sizes: np.ndarray
    far: np.ndarray
    eps: float


@dataclass(frozen=True, eq=False)
class Verdict:
    """What trials say of each line.

    slope, how far it may be off (error, infinite where no two steps agree), and the slopes that are met around
    it (scale). best is the step that gave it, top the longest with which the function is still resolved, length that
    over which its slope changes evenly to both sides, turn that over which it changes from one side to the other.
    rounding is what rounding can change differences of f by. longer says that longer steps may be better, kinked
    that the slopes ahead and behind differ, however small the step. aim is the relative error that will do.
    """

    slope: np.ndarray
    error: np.ndarray
    scale: np.ndarray
    best: np.ndarray
    top: np.ndarray
    length: np.ndarray
    turn: np.ndarray
    rounding: np.ndarray
    longer: np.ndarray
    kinked: np.ndarray
    aim: np.ndarray

    @property
    def resolved(self) -> np.ndarray:
        """Where two steps agree."""
        return np.isfinite(self.error)

    @property
    def good(self) -> np.ndarray:
        """Where no further step is needed."""
        return self.error <= self.aim * self.scale

    def fitting(self, order: int) -> np.ndarray:
        """The step at which rounding and the first neglected term, of a method of this order, are as large; nan
        where the function is not resolved, and where it does not change."""
        with np.errstate(all="ignore"):
            length = np.fmin(self.length, self.turn) if order == 1 else self.length
            step = (self.rounding / self.scale * length**order) ** (1 / (order + 1))
        # Of higher derivatives, which a higher order goes by, nothing has been seen.
        longest = self.top if order <= 2 else self.top / 30
        return np.where(self.resolved & (self.scale > 0), np.fmin(step, longest), np.nan)


def judge(trials: Trials) -> Verdict:
    """Compare each step with the next."""
    with np.errstate(all="ignore"):
        return _judge(trials)


def _judge(trials: Trials) -> Verdict:
    steps, slopes, eps = trials.steps, trials.slopes, trials.eps
    lines = np.arange(steps.shape[1])
    bent = np.abs(trials.bends) / steps  # half of what the slopes ahead and behind differ by
    steep = np.maximum(np.abs(slopes), bent)  # the greatest secant slope
    noise = (eps * np.maximum(trials.sizes, SMALL) + eps * trials.far * steep) / steps
    finite = np.isfinite(slopes) & np.isfinite(bent)
    apart = np.abs(slopes[1:] - slopes[:-1])
    ratio = steps[1:] / steps[:-1]
    share = 1 / ratio**2  # that is left of what shrinks as h²
    scale = np.maximum(steep[:-1], steep[1:])
    near = AGREES * scale
    # Of a smooth function the bend shrinks as h², beside a kink as h, beside a jump not at all.
    smooth = finite[:-1] & finite[1:] & (bent[:-1] <= 30 / ratio * bent[1:] + 4 * noise[:-1])
    agree = smooth & (apart <= near + 2 * noise[:-1])
    own, noise = noise, np.maximum(noise, _shaken(steps, apart, agree) / steps)
    # The error of a central difference shrinks as h²; ten times that, to be safe.
    shorter = noise[:-1] + 10 * share * np.maximum(apart - 2 * noise[:-1], 0)
    errors, scales = np.full(steps.shape, np.inf), np.zeros(steps.shape)
    errors[1:], scales[1:] = np.where(agree, noise[1:] + apart, np.inf), np.where(agree, scale, 0)
    errors[:-1] = np.where(agree, np.minimum(errors[:-1], shorter), errors[:-1])
    scales[:-1] = np.where(agree, scale, scales[:-1])
    # Where the slope itself vanishes, as that of x³ at 0, all slopes shrink: then so must their differences.
    shrinks = apart[:-1] / apart[1:]
    nears = smooth[:-1] & (shrinks <= SHRINKS) & ~agree[:-1]
    if nears.any():
        less = share[:-1]  # and not less: what grows faster than h² tells nothing
        errors[:-2][nears] = (noise[:-2] + 10 * np.maximum(shrinks, less) * apart[:-1])[nears]
        scales[:-2][nears] = np.where(shrinks > less / 3, np.maximum(scale[:-1], scale[1:]), scale[:-1])[nears]
    best = _best(slopes, errors, lines)
    error, step = errors[best, lines], steps[best, lines]
    resolved = np.isfinite(error)
    scale_of_all = np.where(resolved, scales[best, lines], np.where(finite, steep, 0.0).max(axis=0))
    top, length, shown = _top(steps, best, agree, apart / scale, agree & (apart > 6 * noise[:-1]))
    kinked = ~(error <= CLEAR * scale_of_all)
    if kinked.any():
        kinked &= _kinked(bent, own, apart <= near)
        error = np.where(kinked, np.inf, error)
    longer = np.isfinite(error) & ~shown & (best >= len(steps) - 2)
    # The places of f are rounded too, also where all that f does happens to vanish.
    rounding = np.maximum(noise[best, lines] * step, eps * trials.far * scale_of_all)
    turn = scale_of_all * step / (bent[best, lines] + rounding / step)
    aim = np.full(len(lines), max(GOOD, eps ** (2 / 3)))
    return Verdict(slopes[best, lines], error, scale_of_all, step, top, length, turn, rounding, longer, kinked, aim)


def _best(slopes, errors, lines) -> np.ndarray:
    """The steps of the least errors, unless a shorter one is sure of another slope: it has seen what a longer one
    passes over."""
    best = errors.argmin(axis=0)
    apart = np.abs(slopes - slopes[best, lines]) > 10 * errors + errors[best, lines]
    if not (apart & (np.arange(len(slopes))[:, np.newaxis] < best)).any():
        return best
    least = np.fmax.accumulate(slopes - 10 * errors)[:-1]
    greatest = np.fmin.accumulate(slopes + 10 * errors)[:-1]
    contradicted = ((slopes + errors)[1:] < least) | ((slopes - errors)[1:] > greatest)
    errors[1:][contradicted] = np.inf
    return errors.argmin(axis=0)


def _shaken(steps, apart, agree) -> np.ndarray:
    """What rounding is seen to change differences of f by: more than |f| tells where its terms cancel."""
    known = np.where(agree, apart, np.inf)  # where steps are too long, slopes may be alike because all are near 0
    shorter = np.arange(len(apart) - 1)[:, np.newaxis] < known.argmin(axis=0)  # steps that are too short
    grows = shorter & np.isfinite(apart[:-1]) & (apart[:-1] > 2 * apart[1:])
    return np.where(grows, apart[:-1] * steps[:-2], 0.0).max(axis=0, initial=0.0)


def _kinked(bent, noise, alike) -> np.ndarray:
    """Where bends shrink as h, and not as h², down to the shortest step at which rounding leaves them to be seen.

    alike says where the slope with a step is that with the next: so it is if it exists on each side.
    """
    lines = np.arange(bent.shape[1])
    seen = (bent > 10 * noise)[:-1] & np.isfinite(bent[1:])
    first = seen.argmax(axis=0)
    there = bent[first, lines]
    share = there / bent[first + 1, lines]
    # The step before would have shown that of a kink, unless rounding hides it.
    hidden = (first == 0) | ~(there > 30 * noise[first - 1, lines])
    return seen.any(axis=0) & (share > 0.3) & (share < 3) & hidden & alike[first, lines]


def _top(steps, best, agree, apart, bent) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The longest step with which each line is resolved, the length over which its slope changes, and whether a
    step has been seen to be too long.

    From the best step on the next may be longer, up to the first that does not agree, or that shows how f bends.
    """
    lines = np.arange(steps.shape[1])
    ends = (bent | ~agree) & (np.arange(1, len(steps))[:, np.newaxis] >= best)
    shown = ends.any(axis=0)
    end = np.where(shown, ends.argmax(axis=0), len(agree) - 1)
    bends = shown & bent[end, lines]
    top = steps[np.maximum(best, end + (bends | ~shown)), lines]
    # apart is (h / length)² / 6.
    reach = top * np.minimum(10.0, np.sqrt(1 / 6 / apart[end, lines]))
    length = np.where(bends, reach, top / AGREES)
    return np.where(bends, np.minimum(top, reach / 3), top), length, shown & (bends | (end >= best))


def extrapolate(trials: Trials, scale: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The slope of each line and its error, from steps that were halved each time, longest last.

    Richardson's extrapolation, each entry of the table compared with the one it was made of: Press et al.,
    Numerical Recipes, 3rd ed., section 5.7.
    """
    with np.errstate(all="ignore"):
        noise = (trials.eps * trials.sizes + trials.eps * trials.far * scale) / trials.steps
        column = trials.slopes[::-1]
        noise = noise[::-1]
        slope, error = column[-1], np.full(column.shape[1], np.inf)
        for order in range(1, len(column)):
            finer = (4.0**order * column[1:] - column[:-1]) / (4.0**order - 1)
            for i in range(len(finer)):
                off = np.abs(finer[i] - column[i + 1]) + 1.5 * noise[i + order]
                better = off < error
                slope, error = np.where(better, finer[i], slope), np.where(better, off, error)
            column = finer
    return slope, error


def precision(values: np.ndarray, eps: float, some: int = 2) -> float:
    """The relative precision of answers: that of float32 where all, and more than some, are numbers of float32."""
    short = float(np.finfo(np.float32).eps)
    if values.dtype in (np.float32, np.float16):
        return max(eps, float(np.finfo(values.dtype).eps))
    if not _are_short(values.ravel()[:SAMPLE]):  # most often no more has to be looked at
        return eps
    known = values[np.isfinite(values)]
    return max(eps, short) if _are_short(known) and len(set(known.tolist())) > some else eps


def _are_short(values: np.ndarray) -> bool:
    with np.errstate(all="ignore"):
        return bool(((values.astype(np.float32) == values) | np.isnan(values)).all())
