"""Is a gradient right? It is compared with the function, and the answer is a number and a verdict in words."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.maths.claims import AGREES, CLEAR, Comparison, compare
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.parts import PointOfParts, alone, called, read_params, read_point_or_name_params
from gradcalc.maths.second_look import bends_at_once, compare_one, confirm, narrowed
from gradcalc.maths.vectors import real_array

RIGHT, WRONG, UNDECIDED = "right", "wrong", "cannot be decided"
BY_PARTS = "gradient_check(f, grad, params=[W1, b1])"
FUZZY = 0.01  # a share of a slope that may be rounding, from which on it shows nothing


class GradientCheck(float):
    """How far a gradient is from the function it belongs to, relatively: a number, with a verdict.

    verdict is "right", "wrong" or "cannot be decided". noise is how much of the number rounding may account for,
    times the number in units of it. component is the index of a component that is off, where one was found,
    and reason says the same in words. Of params, component is the index in one of them, part which of them that is,
    and parts holds a verdict for each.
    """

    verdict: str
    noise: float
    component: int | tuple[int, ...] | None
    part: int | None = None
    parts: tuple[str, ...] = ()
    reason: str

    def __new__(cls, disagreement: float, verdict=UNDECIDED, noise=0.0, component=None, reason=""):
        check = super().__new__(cls, disagreement)
        check.verdict, check.noise, check.component, check.reason = verdict, noise, component, reason
        return check

    @property
    def times(self) -> float:
        """How many times its noise the disagreement is; infinite where there is no noise at all."""
        return float(self) / self.noise if self.noise else (np.inf if self else 0.0)

    def __repr__(self) -> str:
        return f"{float(self):.2g}, {self.verdict}: {self.reason}"


def gradient_check(
    f: Callable,
    grad: Callable,
    *point: ArrayLike,
    params: Sequence[ArrayLike] | None = None,
    directions: int = 10,
    seed: int = 0,
) -> GradientCheck:
    """Whether a gradient is that of f, at one point: how far off it is, and what that means in words.

    grad is called as f is, with a copy of the point, and returns the gradient, of shape (k,). Along some
    directions its product with them is compared with the slope of f by differences. Up to half of them are
    the axes, or, where there are many, groups of coordinates; the others are random, with each coordinate
    weighed by its own scale. The result is the greatest difference, relative to the slopes: about 1 where a
    component is missing, and near rounding for a right gradient, however large it is. Print it for the verdict,
    and for the component that is off. It is wrong from 100 times the noise on, the rounding that it estimates, and
    right below 10 times. Where f has a kink or jumps, or where its rounding hides the slope, it cannot be decided.

    params is a list of arrays of any shape that f and grad take one by one, f(W1, b1), in place of a point. grad
    then returns a list of arrays of the same shapes, and what is wrong is said of each part.

    A direction takes about 10 calls of f, and to find the component that is off some 50 more; so do the parts, each
    by itself, where not all of them are right.

    Raises ValueError where the point is a grid, where f is undefined beside it, or where grad returns another
    shape, and TypeError where params are no list of arrays.

    >>> gradient_check(lambda x, y: x * y, lambda x, y: [y, x], 2.0, 3.0) < 1e-8
    True
    >>> check = gradient_check(lambda x, y: x * y, lambda x, y: [3.0, 0.0], 2.0, 3.0)
    >>> round(check, 6), check.verdict, check.component
    (1.0, 'wrong', 1)
    >>> W, b = np.array([[1.0, 2.0]]), np.array([3.0])
    >>> check = gradient_check(lambda W, b: np.sum(W**2) + b[0], lambda W, b: [2 * W, 0 * b], params=[W, b])
    >>> check.parts, check.part, check.component
    (('right', 'wrong'), 1, (0,))
    """
    if directions < 1:
        raise ValueError(f"directions must be at least 1, got {directions}.")
    if not callable(grad):
        raise TypeError(
            f"grad must be a function, not {type(grad).__name__}: pass it as the second argument, without calling it."
        )
    if params is not None:
        field, at = read_params(f, params, point, BY_PARTS)
        claimed = at.parts.together(grad(*at.parts.split(at.x.copy())))
        check = verdict_on(field, at, claimed, compare(field, at, claimed, directions, seed))
        return _part_by_part(f, at, claimed, check, directions, seed)
    field, place = ScalarField(f), read_point_or_name_params(point, "gradient_check(f, grad, x, y)", BY_PARTS)
    if place.grid:
        raise ValueError("gradient_check looks at one point: pass numbers, not grids.")
    claimed = _claim(grad, place)
    return verdict_on(field, place, claimed, compare(field, place, claimed, directions, seed))


def _claim(grad: Callable, at: Point) -> np.ndarray:
    claimed = real_array(grad(*at.arguments()), "the gradient").copy()
    if claimed.shape != at.x.shape and (claimed.shape, at.x.shape) != ((), (1,)):
        raise ValueError(f"grad must return shape {at.x.shape}, but it returned shape {claimed.shape}.")
    claimed = claimed.reshape(at.x.shape)
    if not np.isfinite(claimed).all():
        raise ValueError(f"grad must return finite numbers, but it returned {claimed}.")
    return claimed


def _part_by_part(
    f: Callable, at: PointOfParts, claimed: np.ndarray, check: GradientCheck, directions: int, seed: int
) -> GradientCheck:
    """The verdict, with one on each part, and what is off as a part and an index in it."""
    names = at.parts.names
    if check.verdict == RIGHT:
        check.parts = (RIGHT,) * len(names)
        return check
    if isinstance(check.component, int):
        check.part, check.component = at.parts.place(check.component)
    verdicts = []
    for k, piece in enumerate(at.parts.slices()):
        one = (*alone(f, at, k), claimed[piece])
        verdicts.append(WRONG if k == check.part else verdict_on(*one, compare(*one, directions, seed)).verdict)
    check.parts = tuple(verdicts)
    said = {
        v: [name for name, its in zip(names, verdicts, strict=True) if its == v] for v in (WRONG, RIGHT, UNDECIDED)
    }
    if len(names) > 1:
        by_itself = "; ".join(f"{verdict}: {', '.join(which)}" for verdict, which in said.items() if which)
        check.reason += f" Part by part, {by_itself}."
    return check


def verdict_on(f: ScalarField, at: Point, claimed: np.ndarray, found: Comparison) -> GradientCheck:
    """What a comparison shows, with a look for the component that is off where one is."""
    for doubtful in np.argsort(-found.times).tolist():
        if found.times[doubtful] <= AGREES:
            break
        found = confirm(f, at, found, doubtful)
        if found.times[doubtful] >= CLEAR:
            return _wrong(f, at, claimed, found, doubtful)
    known = np.isfinite(found.noise)
    worst = int(np.where(known, found.shares, 0).argmax())
    if found.times.max() > AGREES:
        worst = int(found.times.argmax())
        reason = (
            f"the disagreement is {found.times[worst]:.0f} times what rounding is estimated to make of it, too much "
            f"for a right gradient and too little to call it wrong. Try another point.{_longer_digits(at)}"
        )
    elif any(bends_at_once(f, at, found, k) for k in np.flatnonzero(found.kinked & ~known).tolist()):
        reason = (
            f"{f.name} has a kink at {at.name()}: the slopes ahead and behind differ, so there is no gradient. "
            f"Try another point.{_longer_digits(at)}"
        )
    elif _too_few(found, known):
        reason = (
            f"steps of every size give another slope of {f.name} at {at.name()}: it jumps there, grows without "
            f"bound, is noisy or has too few digits. Try another point.{_longer_digits(at)}"
        )
    elif found.fuzziness[known].max() > FUZZY:
        worst = int(np.where(known, found.fuzziness, 0).argmax())
        reason = (
            f"rounding may change the slope of {f.name} at {at.name()} by {_share(found.fuzziness[worst])} of it, so "
            f"differences show too little. Move {f.name} towards 0, or compute it with more digits."
            f"{_longer_digits(at)}"
        )
    elif not found.fuzziness.any():
        reason = f"{f.name} does not change beside {at.name()}, as it is claimed."
        return GradientCheck(0.0, RIGHT, 0.0, None, reason)
    else:
        count = int(known.sum())
        reason = (
            f"it agrees with differences of {f.name} along {count} direction{'s' * (count > 1)}; "
            f"they are good to {found.fuzziness[worst]:.0e}."
        )
        return GradientCheck(found.shares[worst], RIGHT, float(found.fuzziness[worst]), None, reason)
    noise = found.fuzziness[worst]
    share = found.shares[worst] if np.isfinite(found.shares[worst]) else 0.0
    return GradientCheck(share, UNDECIDED, float(noise), None, reason)


def _longer_digits(at: Point) -> str:
    """What float32 asks for: its long steps meet the kinks of ReLU, which those of float64 almost never do."""
    if at.x.dtype != np.float32:
        return ""
    return " The point is in float32: in float64 the steps are far shorter (module.double() and data.double())."


def _too_few(found: Comparison, known: np.ndarray) -> bool:
    """Whether what is not known leaves something open: coordinates, or more than a few of all directions."""
    some = (found.directions == 0).any(axis=1)
    return bool((some & ~known).any() or 4 * (~known).sum() > len(known))


def _share(share: float) -> str:
    return f"{share:.0%}" if share < 10 else f"{share:.0e} times the size"


def _wrong(f: ScalarField, at: Point, claimed: np.ndarray, found: Comparison, worst: int) -> GradientCheck:
    moving = np.flatnonzero(found.directions[worst])
    i = int(moving[0]) if len(moving) == 1 else narrowed(f, at, claimed, found, worst)
    one = compare_one(f, at, claimed, i)
    if not one.times[0] >= CLEAR:
        single = (found.directions != 0).sum(axis=1) == 1
        sure = (found.times < AGREES) & (found.fuzziness < FUZZY)
        if single.sum() == len(at.x) and sure[single].all():
            reason = (
                f"along each coordinate it agrees with {f.name}, but along other directions the slopes are not its "
                f"product with them: {f.name} is not differentiable at {at.name()}."
            )
            return GradientCheck(found.shares[worst], UNDECIDED, float(found.fuzziness[worst]), None, reason)
        reason = f"along a direction it is {found.times[worst]:.0e} times off what rounding explains."
        return GradientCheck(found.shares[worst], WRONG, float(found.fuzziness[worst]), None, reason)
    reason = (
        f"{called(at, i, f'component [{i}]')} is {claimed[i]:.6g}, but by differences it is {one.slopes[0]:.6g}. "
        f"That is {one.times[0]:.0e} times what rounding explains."
    )
    return GradientCheck(
        one.shares[0], WRONG, float(one.fuzziness[0]), i, f"{reason} {_others(found, one, i)}".rstrip()
    )


def _others(found: Comparison, one: Comparison, i: int) -> str:
    """What is wrong beside one component that is."""
    known = np.isfinite(found.noise)
    largest = int(np.where(known, np.abs(found.slopes), 0).argmax())
    share = found.directions[:, i]
    left = np.abs(found.slopes - found.claims - (one.slopes[0] - one.claims[0]) * share)
    if (left <= AGREES * (found.noise + one.noise[0] * np.abs(share)))[known].all():
        return "Nothing else is off along the directions that were tried." if len(share) and known.sum() > 1 else ""
    if not found.slopes[largest]:
        return "Others are off as well."
    factor = found.claims[largest] / found.slopes[largest]
    same = np.abs(found.claims - factor * found.slopes) <= AGREES * found.noise * (1 + abs(factor))
    if same[known].all() and abs(factor) > FUZZY:
        return f"The whole gradient is {factor:.6g} times what it should be."
    return "Others are off as well."
