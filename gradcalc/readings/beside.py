"""How a function comes to a point, along several lines through it: smoothly, or with a kink, a cusp, a jump, a pole.

Steps are shares of a window, from a tenth of it down to where rounding starts. A function is split into the odd and
the even part of what it does along a line. Of a smooth one the odd part shrinks as the step and the even part as its
square; what shrinks otherwise, at every step that rounding leaves to be seen, tells what it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from gradcalc.maths.evaluation import ScalarField
from gradcalc.maths.ladder import precision

EPS = float(np.finfo(float).eps)
LONGEST, SHORTEST, STEPS = 0.1, 1e-12, 10
MANY = 20  # different answers, from which on they tell whether all are numbers of float32
CLEAR = 6  # times the noise: what is greater is seen
FLAW = 0.06  # of an exponent that is measured
LASTING = 0.8  # a change that is left by the next step: those of a function with a limit shrink


class Kind(IntEnum):
    """What a function is along a line through a point, the worst last."""

    SMOOTH = 0
    KINK = 1
    ROUGH = 2  # the slopes differ from step to step, however short
    CUSP = 3  # the slopes grow beyond all bounds
    JUMP = 4
    POLE = 5  # the values do
    UNDEFINED = 6


@dataclass(frozen=True, eq=False)
class Fan:
    """What f gives on both sides of some points, along some lines: shape (steps, lines, points), longest step first.

    steps has shape (steps, lines), value (points,). noise is what rounding makes of odd and even.
    """

    steps: np.ndarray
    value: np.ndarray
    ahead: np.ndarray
    behind: np.ndarray
    odd: np.ndarray
    even: np.ndarray
    noise: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        """The steps, to divide by."""
        return self.steps[..., np.newaxis]


def ladder(x: np.ndarray, ways: np.ndarray) -> np.ndarray:
    """Steps from the longest to the shortest that serves: shape (STEPS, lines)."""
    return np.geomspace(LONGEST, shortest(x, ways), STEPS)


def shortest(x: np.ndarray, ways: np.ndarray) -> np.ndarray:
    """The shortest step that rounding allows, at points of shape (2, points), along ways of shape (2, lines)."""
    far = np.abs(x).max(axis=1)[:, np.newaxis]
    size = np.abs(ways)
    # Of the greatest move along each coordinate; what moves hardly at all need not be seen to move.
    moving = size > 0.01 * size.max(axis=1, keepdims=True)
    lost = np.where(moving, far / np.where(moving, size, 1.0), 0.0).max(axis=0)
    return np.clip(64 * EPS * lost, SHORTEST, LONGEST / 4)


def look(
    f: Callable, x: np.ndarray, value: np.ndarray, ways: np.ndarray, widths: np.ndarray, steps: np.ndarray
) -> Fan:
    """Call f beside points x of shape (2, points), where it has a value, along ways of shape (2, lines).

    A way is as long as the window, whose widths are given. Where f cannot be called it counts as undefined.
    """
    signs = np.array([1.0, -1.0])[:, np.newaxis, np.newaxis] * steps
    moves = signs * ways[:, np.newaxis, np.newaxis]
    # Axes: ahead or behind, step, line, point.
    places = x[:, np.newaxis, np.newaxis, np.newaxis] + moves[..., np.newaxis]
    found = values_at(f, places)
    ahead, behind = found
    with np.errstate(all="ignore"):
        odd, even = (ahead - behind) / 2, (ahead + behind) / 2 - value
        eps = precision(found, EPS, MANY)
        size = np.fmax(np.fmax(np.abs(ahead), np.abs(behind)), np.abs(value))
        steep = np.fmax(np.abs(odd), np.abs(even)) / steps[..., np.newaxis]
        far = (np.abs(x) / widths[:, np.newaxis]).max(axis=0)
        noise = 4 * eps * (size + far * steep.max(axis=1, keepdims=True))
        if len(steps) == STEPS:
            noise = np.fmax(noise, 2 * _shaken(odd, even, steps))
    return Fan(steps, value, ahead, behind, odd, even, noise)


def values_at(f: Callable, places: np.ndarray) -> np.ndarray:
    """f at places of shape (2, ...), nan where it cannot be called."""
    # In a field of its own, which does not warn that f takes no arrays: this is no grid of the reader's.
    quiet = ScalarField(f, silent=True)
    try:
        return quiet(list(places), places.shape[1:], places.dtype).astype(float)
    except Exception:  # whatever the reader's function raises outside of where it is defined
        flat = places.reshape(2, -1).T
        return np.array([_value(quiet, place) for place in flat]).reshape(places.shape[1:])


def _value(f: ScalarField, place: np.ndarray) -> float:
    try:
        return float(f([*place], (), place.dtype))
    except Exception:
        return np.nan


def _shaken(odd: np.ndarray, even: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """What rounding is seen to do at the shortest steps, where a part is either constant or proportional to them.

    Of shape (lines, points): that of the line itself, or of most lines.
    """
    parts = np.stack([odd[-3:], even[-3:]])
    share = (steps[-2:] / steps[-3:-1])[..., np.newaxis]
    near, far = parts[:, 1:], parts[:, :-1]
    apart = np.fmin(np.abs(near - far), np.abs(near - share * far))
    own = np.where(np.isfinite(apart), apart, 0.0).max(axis=(0, 1))
    return np.fmax(own, np.median(own, axis=0))


def kinds(fan: Fan) -> np.ndarray:
    """What f is along each line at each point, of shape (lines, points). It has a value there."""
    with np.errstate(all="ignore"):
        odd, even = _kind_of(fan, fan.odd, 1), _kind_of(fan, fan.even, 2)
        found = np.maximum(odd, even)
        found = np.where(unbounded(fan.ahead) | unbounded(fan.behind), Kind.POLE, found)
        here = np.isfinite(fan.ahead[-1]) & np.isfinite(fan.behind[-1])
        infinite = np.isinf(fan.ahead[-1]) | np.isinf(fan.behind[-1])
        return np.where(here, found, np.where(infinite, Kind.POLE, Kind.UNDEFINED))


def _kind_of(fan: Fan, part: np.ndarray, order: int) -> np.ndarray:
    """By the exponent with which a part shrinks; of a smooth f it is at least order."""
    seen = np.abs(part) > CLEAR * fan.noise
    pairs = seen[:-1] & seen[1:]
    powers = np.log(np.abs(part[:-1] / part[1:])) / np.log(fan.lengths[:-1] / fan.lengths[1:])
    last = len(pairs) - 1 - pairs[::-1].argmax(axis=0)
    at = lambda array, index: np.take_along_axis(array, index[np.newaxis], axis=0)[0]  # noqa: E731
    twice = pairs.any(axis=0) & (last > 0) & at(pairs, np.maximum(last - 1, 0))
    power, before = at(powers, last), at(powers, np.maximum(last - 1, 0))
    slopes = part / fan.lengths
    change, earlier = at(np.diff(slopes, axis=0), last), at(np.diff(slopes, axis=0), np.maximum(last - 1, 0))
    slope = at(slopes, last + 1)
    grows = (change * slope > 0) & (earlier * change > 0) & (np.abs(change) > LASTING * np.abs(earlier))
    grows &= np.abs(change) > np.fmax(0.01 * np.abs(slope), CLEAR * at(fan.noise / fan.lengths, last + 1))
    # Twice the same, or else it is a feature that the steps have not passed yet; and not gone at the next step.
    following = np.minimum(last + 2, len(seen) - 1)
    lengths = np.broadcast_to(fan.lengths, part.shape)
    ratio = at(lengths, following) / at(lengths, last + 1)
    expected = np.abs(at(part, last + 1)) * ratio**power
    passed = (following > last + 1) & (expected > 1.5 * CLEAR * at(fan.noise, following)) & ~at(seen, following)
    lasts = twice & (np.abs(power - before) < 2 * FLAW) & (power < 1 + FLAW) & ~passed
    kind = np.where(lasts & (order == 2), Kind.KINK, Kind.SMOOTH)
    kind = np.where(lasts & ((power < 1 - FLAW) | grows), Kind.CUSP, kind)
    kind = np.where(lasts & (power < FLAW), Kind.JUMP, kind)
    if order == 2:
        gaps = np.where(seen, np.abs(slopes), 0.0)
        wide = gaps.argmax(axis=0)
        rough = twice & ~lasts & ~passed & (at(lengths, wide) > 1e3 * at(lengths, last + 1))
        kind = np.where(rough & (np.abs(slope) > 0.3 * at(gaps, wide)), Kind.ROUGH, kind)
    return kind


def unbounded(side: np.ndarray) -> np.ndarray:
    """Where the values on one side, of shape (steps, ...), grow beyond all bounds."""
    with np.errstate(all="ignore"):
        changes = np.diff(side[-4:], axis=0)
        same = (changes[1:] * changes[:-1] > 0).all(axis=0)
        lasting = (np.abs(changes[1:]) > LASTING * np.abs(changes[:-1])).all(axis=0)
        away = np.abs(side - side[:1])
        return same & lasting & (away[-1] > 2.5 * np.fmax(away[1], away[2]))


def slopes_of(fan: Fan) -> tuple[np.ndarray, np.ndarray]:
    """The slope along each line, for a way, and how far it may be off: shape (lines, points) each."""
    lengths = fan.lengths
    with np.errstate(all="ignore"):
        slopes, noise = fan.odd / lengths, fan.noise / lengths
        apart = np.abs(np.diff(slopes, axis=0))
        ratio = lengths[:-1] / lengths[1:]
        gaps = np.abs(fan.even) / lengths
        # Where these do not shrink, something sharp lies between the steps and the point.
        sharp = np.where(gaps[1:] > 0.5 * gaps[:-1], np.maximum(gaps[1:] - noise[1:], 0), 0.0)
        off = np.where(np.isfinite(apart), noise[1:] + apart / ratio + sharp, np.inf)
        best = off.argmin(axis=0)[np.newaxis]
        # Extrapolated: of two central differences, the error of the longer is greater by the ratio squared.
        better = slopes[1:] + np.where(apart > 2 * noise[1:], np.diff(slopes, axis=0) / (ratio**2 - 1), 0.0)
        return np.take_along_axis(better, best, axis=0)[0], np.take_along_axis(off, best, axis=0)[0]


def limit_of(fan: Fan) -> tuple[float, bool] | None:
    """Where f has no value at a single point: what its values beside it come to, and True where all ways come to it.

    None where they grow beyond all bounds; nan where there is nothing to come to.
    """
    rays = np.concatenate([fan.ahead, fan.behind], axis=1)[..., 0].T
    rays = rays[np.isfinite(rays[:, :-2]).all(axis=1)]
    if not len(rays):
        return np.nan, False
    if unbounded(rays.T).any() or np.isinf(rays).any():
        return None
    rays = rays[:, :-2]
    with np.errstate(all="ignore"):
        # The first time that nothing changes any more: later on f may lose its digits.
        size = np.abs(rays).max()
        settled = np.abs(np.diff(rays, axis=1)) <= 1e-4 * size
        ends = rays[np.arange(len(rays)), 1 + settled.argmax(axis=1)]
        whole = settled.any(axis=1).all() and len(rays) >= len(fan.ahead[0])
        return float(ends.mean()), bool(whole and np.ptp(ends) <= 1e-3 * size)
