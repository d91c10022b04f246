"""Whether a function has a gradient at a point, and whether that gradient tells the slopes."""

from dataclasses import dataclass, field

import numpy as np

from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.vectors import from_angle
from gradcalc.readings.beside import EPS, Fan, Kind, kinds, ladder, limit_of, look, shortest, slopes_of
from gradcalc.readings.writing import place, short

# Directions between the axes: a slope that is not ∇f · u may hide from u and from the axes.
BETWEEN = from_angle(np.array([27.0, 63.0, 117.0, 153.0]))
AXES, ALONG_U = slice(0, 2), 2  # where they stand among the directions looked along
# Of the window: at most points these few steps show that f is smooth.
FEW = np.array([[1e-2], [1e-4], [1e-6]])
WILD = 0.01  # of its values, by which f changes at the shortest steps: more than rounding does
SMALL = 1e-4  # of the slopes around: what is no greater at the shortest of them, and shrinks, is no flaw of f
TWISTED = 1e-3  # of the slopes around: the gap between a slope and ∇f · u that makes f not differentiable
NOTHING = 1e-11  # of the slopes around: no slope at all

Window = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Diagnosis:
    """exists: there is a gradient to draw. differentiable: it tells the slopes. sloped: there is a slope
    along u. flat: the gradient is zero, whatever the differences give. partials: which of the two f has, also
    where a method cannot find them. remark: what there is to say about it, in a sentence; empty at an ordinary point.

    gradient is what steps of the window's size find, and off how far that may be off.
    """

    exists: bool = True
    differentiable: bool = True
    sloped: bool = True
    flat: bool = False
    remark: str = ""
    partials: tuple[bool, bool] = (True, True)
    gradient: np.ndarray | None = field(default=None, compare=False, repr=False)
    off: float = field(default=np.inf, compare=False, repr=False)


def diagnose(
    f: ScalarField,
    at: Point,
    u: np.ndarray,
    value: np.ndarray,
    gradient: np.ndarray,
    slope: np.ndarray,
    method: str,
    window: Window,
    exact: np.ndarray | None = None,
) -> Diagnosis:
    """The diagnosis of f at a single point, looking along the axes, the unit vector u, and between the axes.

    value, gradient of shape (2,) and slope along u are what a method found with a step of its own; exact is the
    exact gradient where it is known. f is looked at with steps that are shares of the window (xlim, ylim).
    """
    return _Examination(f, at.x.reshape(2, 1), u, float(value), window).diagnosis(gradient, slope, method, exact)


class _Examination:
    """f at a single point, called as often as the answer needs: for a few steps, or for a whole ladder of them."""

    def __init__(self, f: ScalarField, x: np.ndarray, u: np.ndarray, value: float, window: Window):
        self.f, self.x, self.value = f.f, x, np.array([value])
        self.widths = np.array([high - low for low, high in window])
        self.where = place(float(x[0, 0]), float(x[1, 0]), *window)
        moving = np.abs(u) > 1e-12
        self.reach = float((self.widths[moving] / np.abs(u[moving])).min())  # of the window along u
        between = self.widths[:, np.newaxis] * BETWEEN
        self.ways = np.column_stack([np.diag(self.widths), self.reach * u, between])
        # How each way is made of those along the axes.
        self.shares = self.ways / self.widths[:, np.newaxis]

    def _look(self, steps: np.ndarray) -> Fan:
        return look(self.f, self.x, self.value, self.ways, self.widths, steps)

    def diagnosis(self, gradient: np.ndarray, slope: np.ndarray, method: str, exact: np.ndarray | None) -> Diagnosis:
        if not np.isfinite(self.value[0]):
            return self._without_value()
        glance = self._at_a_glance()
        if glance is not None:
            found, off = glance[0][AXES] / self.widths, float(np.hypot(*(glance[1][AXES] / self.widths)))
            return self._known(found, off, gradient, slope, method, Diagnosis())
        fan = self._look(ladder(self.x, self.ways))
        along = kinds(fan)[:, 0]
        slopes, offs = (part[:, 0] for part in slopes_of(fan))
        found, off = slopes[AXES] / self.widths, float(np.hypot(*(offs[AXES] / self.widths)))
        with np.errstate(all="ignore"):
            steep = np.fmax(np.abs(fan.odd), np.abs(fan.even)) / fan.lengths
            steep = np.where(np.isfinite(steep), steep, 0.0)
            around, scale = float(steep[0].max()), float(steep[:4].max())
        if (flawed := self._flawed(along, slopes, offs, scale)) is not None:
            return self._known(found, off, gradient, slope, method, flawed)
        if scale and (offs[AXES] > 0.1 * around).any():
            size = np.fmax(np.abs(fan.ahead), np.abs(fan.behind)).max()
            if fan.noise.max() > WILD * size:
                return self._known(found, off, gradient, slope, method, _none(_without(Kind.ROUGH, self.where)))
            remark = f"What f changes by beside {self.where} is lost in rounding: its slopes cannot be told here."
            return self._known(found, off, gradient, slope, method, Diagnosis(remark=remark))
        if self._zero(slopes[AXES], offs[AXES], scale, exact):
            remark = f"The gradient is zero at {self.where}: there is no steepest direction."
            return self._known(found, off, gradient, slope, method, Diagnosis(flat=True, remark=remark))
        return self._known(found, off, gradient, slope, method, Diagnosis())

    def _at_a_glance(self) -> tuple[np.ndarray, np.ndarray] | None:
        """The slopes along all ways, and how far they may be off, where a few steps show that f is smooth and not
        flat; else None."""
        if (shortest(self.x, self.ways) > FEW[-1] / 10).any():
            return None
        fan = self._look(FEW.repeat(self.ways.shape[1], axis=1))
        with np.errstate(all="ignore"):
            lengths = fan.lengths[..., 0]
            slopes, gaps, noise = (part[..., 0] / lengths for part in (fan.odd, np.abs(fan.even), fan.noise))
            scale = np.abs(slopes[2]).max()
            small = SMALL * scale
            twists = np.abs(slopes[1] - slopes[1, AXES] @ self.shares)
            smooth = (
                (gaps[2] <= small) & (gaps[2] <= 0.1 * gaps[1] + 4 * noise[2]) & (noise[2] <= small)
                & (np.abs(slopes[2] - slopes[1]) <= small) & (twists <= small)
            )  # fmt: skip
            around = max(np.abs(slopes[0]).max(), gaps[0].max())
            if not smooth.all() or not 1e-3 * around <= scale < np.inf:
                return None
            apart = np.abs(slopes[2] - slopes[1])
            # A step that is seen to be too long gives way to the shorter one.
            longer = apart <= 4 * noise[2]
            return np.where(longer, slopes[1], slopes[2]), np.where(longer, noise[1] + apart, noise[2] + apart / 100)

    def _without_value(self) -> Diagnosis:
        why = f"f is {self.value[0]} at {self.where}"
        limit = limit_of(look(self.f, self.x, np.zeros(1), self.ways, self.widths, ladder(self.x, self.ways)))
        if limit is None:
            why += ", a pole: beside it the values grow beyond all bounds"
        elif limit[1]:
            why += f", a hole: beside it f comes close to {short(limit[0])}"
        return _none(f"{why}, so there is no gradient here.")

    def _flawed(self, along: np.ndarray, slopes: np.ndarray, offs: np.ndarray, scale: float) -> Diagnosis | None:
        """What is said where f is not differentiable; None where it is."""
        worst = Kind(along[AXES].max())
        partials = (bool(along[0] == Kind.SMOOTH), bool(along[1] == Kind.SMOOTH))
        if worst != Kind.SMOOTH:
            why = _without(worst, self.where)
            if any(partials):
                why += f" ∂f/∂{'xy'[partials[0]]} does not exist, ∂f/∂{'yx'[partials[0]]} does."
            return _none(why, partials, sloped=bool(along[ALONG_U] == Kind.SMOOTH))
        if along[ALONG_U] != Kind.SMOOTH:
            why = _ALONG_U[Kind(along[ALONG_U])].format(self.where)
            return Diagnosis(differentiable=False, sloped=False, remark=f"{why}, so f is not differentiable here.")
        twists = np.abs(slopes - slopes[AXES] @ self.shares)
        allowed = TWISTED * max(scale * TWISTED, float(np.abs(slopes).max())) + 4 * (offs + offs[AXES].sum())
        twisted = twists > allowed
        start = f"f is not differentiable at {self.where}"
        if twisted[ALONG_U]:
            made, projection = slopes[ALONG_U] / self.reach, slopes[AXES] @ self.shares[:, ALONG_U] / self.reach
            size = 1e-6 * float(np.abs(slopes).max()) / self.reach
            why = f"the slope along u is {short(made, size)}, but ∇f · u is {short(projection, size)}"
            return Diagnosis(differentiable=False, remark=f"{start}: {why}.")
        if (worst := Kind(along.max())) != Kind.SMOOTH:
            return Diagnosis(
                differentiable=False, remark=f"{start}: there are directions along which {_BETWEEN[worst]}."
            )
        if twisted.any():
            why = "there are directions along which the slope is not ∇f · u"
            return Diagnosis(differentiable=False, remark=f"{start}: {why}.")
        return None

    def _zero(self, slopes: np.ndarray, offs: np.ndarray, scale: float, exact: np.ndarray | None) -> bool:
        """Whether the gradient is zero: small against the slopes around it, and against rounding."""
        if exact is not None and np.isfinite(exact).all():
            far = np.abs(self.x[:, 0]) / self.widths
            return bool((np.abs(exact * self.widths) <= (NOTHING + 8 * EPS * far.max()) * scale).all())
        return bool((np.abs(slopes) <= np.fmax(3 * offs, NOTHING * scale)).all())

    def _known(self, found, off: float, gradient, slope, method: str, diagnosis: Diagnosis) -> Diagnosis:
        """A diagnosis with the gradient that was found, unless the method's own one cannot be drawn."""
        values = {**vars(diagnosis), "gradient": found, "off": off}
        if diagnosis.exists and not np.isfinite([*gradient, slope]).all():
            values |= {
                "exists": False, "sloped": False, "differentiable": False,
                "remark": f"A step from {self.where} leads to where f is undefined: take a shorter one.",
            }  # fmt: skip
        elif diagnosis.exists and method == "complex" and _far(gradient - found, self.widths, found, off):
            why = f"The complex step is wrong for this function at {self.where}: choose another method."
            values |= {"exists": False, "sloped": False, "differentiable": False, "remark": why}
        return Diagnosis(**values)


def _far(apart: np.ndarray, widths: np.ndarray, found: np.ndarray, off: float) -> bool:
    return bool(np.abs(apart * widths).max() > 1e-3 * np.abs(found * widths).max() + 10 * off * widths.max())


def _none(why: str, partials: tuple[bool, bool] = (False, False), sloped: bool = False) -> Diagnosis:
    return Diagnosis(exists=False, differentiable=False, sloped=sloped, remark=why, partials=partials)


def _without(kind: Kind, where: str) -> str:
    return f"{_NO_GRADIENT[kind].format(where)}, so there is no gradient here."


_NO_GRADIENT = {
    Kind.KINK: "f has a kink at {}: ahead and behind the slopes differ",
    Kind.ROUGH: "f has no slope at {}: it is another with every step, however short",
    Kind.CUSP: "f has a cusp at {}: the slopes beside it grow beyond all bounds",
    Kind.JUMP: "f has a jump at {}: beside it the values do not come close to the one there",
    Kind.POLE: "f has a pole at {}: beside it the values grow beyond all bounds",
    Kind.UNDEFINED: "f is undefined or without bound right beside {}",
}
_ALONG_U = {
    Kind.KINK: "f has a kink along u at {}: ahead and behind the slopes differ",
    Kind.ROUGH: "f has no slope along u at {}: it is another with every step, however short",
    Kind.CUSP: "f has a cusp along u at {}: the slopes beside it grow beyond all bounds",
    Kind.JUMP: "f has a jump along u at {}: beside it the values do not come close to the one there",
    Kind.POLE: "f has a pole along u at {}: beside it the values grow beyond all bounds",
    Kind.UNDEFINED: "f is undefined along u right beside {}",
}
_BETWEEN = {
    Kind.KINK: "it has a kink",
    Kind.ROUGH: "it has no slope",
    Kind.CUSP: "it has a cusp",
    Kind.JUMP: "it has a jump",
    Kind.POLE: "it has a pole",
    Kind.UNDEFINED: "it is undefined or without bound right beside it",
}
