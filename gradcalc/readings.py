"""What there is to read off at a test point, in numbers and in words."""

from dataclasses import dataclass

import numpy as np

from gradcalc.derivatives import gradient_at, slope_along
from gradcalc.evaluation import ScalarField, read_point
from gradcalc.surfaces import Surface
from gradcalc.vectors import from_angle


@dataclass(frozen=True)
class State:
    """Where one stands and how one looks: test point, direction in degrees, step size, method."""

    x: float
    y: float
    angle: float = 45.0
    step: float = 1e-7
    method: str = "forward"


@dataclass(frozen=True, eq=False)
class Reading:
    """The numbers at a test point. gradient and slope come from differences with the state's step.

    slope is the directional derivative D_u f, differenced along the line. exact is the exact
    gradient, or None where it is not known. exists says whether there is a gradient to draw.
    trouble says in a sentence why there is none, or why it does not tell the slopes; it is
    empty where all is well.
    """

    state: State
    value: float
    u: np.ndarray
    gradient: np.ndarray
    slope: float
    exact: np.ndarray | None
    exists: bool
    trouble: str

    @property
    def length(self) -> float:
        """The length of the gradient: the slope along its own direction."""
        return float(np.hypot(*self.gradient))


def read(surface: Surface, state: State) -> Reading:
    """Value, gradient and directional derivative of a surface at a state."""
    f, at, u = ScalarField(surface.f), read_point((state.x, state.y), "read(surface, state)"), from_angle(state.angle)
    value = f(at.arguments(), at.grid, at.x.dtype)
    gradient = np.array(gradient_at(f, at, state.method, state.step, check=False))
    slope = slope_along(f, at, u, state.method, state.step, check=False)
    exact = None if surface.gradient is None else np.asarray(surface.gradient(*at.arguments()), dtype=float)
    no_gradient, twisted = _trouble(f, at, u, value, np.isfinite([*gradient, slope]).all())
    return Reading(state, float(value), u, gradient, float(slope), exact, not no_gradient, no_gradient or twisted)


def _trouble(f, at, u, value, defined) -> tuple[str, str]:
    """Why there is no gradient, and why the gradient does not tell the slopes: sentences, empty where untrue."""
    where = f"({short(at.x[0])}, {short(at.x[1])})"
    if not np.isfinite(value):
        return f"f is {value} at {where}, so there is no gradient here.", ""
    near, far = (_roughness(f, at, u, value, step * max(1.0, *np.abs(at.x))) for step in (1e-7, 1e-5))
    if not (defined and np.isfinite([near.kink, near.twist]).all()):
        return f"f is undefined or without bound right beside {where}, so there is no gradient here.", ""
    # What rounding makes of f and of the point itself, divided by the step.
    size = abs(value) / max(1.0, *np.abs(at.x)) + near.steepest
    noise = 100 * np.finfo(float).eps * size / 1e-7 + 1e-3 * abs(near.slope)
    if near.kink > noise and near.kink > far.kink / 2:
        return f"f has a kink at {where}: ahead and behind the slopes differ, so there is no gradient here.", ""
    if near.twist > noise and near.twist > far.twist / 2:
        return "", (
            f"f is not differentiable at {where}: the slope along u is {short(near.slope)}, "
            f"but ∇f · u is {short(near.projection)}."
        )
    return "", ""


@dataclass(frozen=True)
class _Roughness:
    """How far f is from being differentiable, seen with one step. Both gaps shrink with the step
    where f is smooth, and stay where it is not."""

    kink: float  # the greatest gap between a slope ahead and behind, along an axis or along u
    twist: float  # the gap between the slope along u and the projection of the gradient on u
    slope: float
    projection: float
    steepest: float


def _roughness(f, at, u, value, step) -> _Roughness:
    ahead, behind = (
        np.array([*gradient_at(f, at, method, step, value=value), slope_along(f, at, u, method, step, value=value)])
        for method in ("forward", "backward")
    )
    *gradient, slope = (ahead + behind) / 2
    projection = float(np.dot(gradient, u))
    return _Roughness(
        np.abs(ahead - behind).max(), abs(slope - projection), float(slope), projection, np.abs([ahead, behind]).max()
    )


def number(value: float, noise: float = 0.0) -> str:
    """A number to read: six decimals, or four digits and a power of ten where those say more.

    A value below the noise is 0.

    >>> number(2.0000001), number(1e-9), number(1e-16, noise=1e-12)
    ('2.000000', '1.000e-09', '0.000000')
    """
    if not np.isfinite(value):
        return "undefined"
    value = 0.0 if abs(value) <= noise else value
    plain = value == 0 or 1e-4 <= abs(value) < 1e6
    return f"{value:.6f}" if plain else f"{value:.3e}"


def short(value: float, noise: float = 0.0) -> str:
    """Two decimals for moderate numbers, three digits for others, 0.00 below the noise, never "-0.00"."""
    if abs(value) <= noise:
        return "0.00"
    return f"{value:.2f}" if 0.01 <= abs(value) < 1e5 else f"{value:.3g}"


def rows(reading: Reading) -> list[tuple[str, str, str]]:
    """The table beside the picture: name, value, and error against the exact value ("" if not known)."""
    exact, u = reading.exact, reading.u
    rounding = 1e-12 * reading.length

    def error(found, true) -> str:
        return f"{abs(found - true):.1e}" if np.isfinite(found) and np.isfinite(true) else ""

    (fx, fy), (true_x, true_y) = reading.gradient, (np.nan, np.nan) if exact is None else exact
    # Where ∇f · u is not the slope, the exact gradient says nothing about the error of the slope.
    true_slope = np.nan if exact is None or reading.trouble else exact @ u
    return [
        ("f(x, y)", number(reading.value), ""),
        ("∂f/∂x", number(fx), error(fx, true_x)),
        ("∂f/∂y", number(fy), error(fy, true_y)),
        ("|∇f|", number(reading.length), error(reading.length, np.hypot(true_x, true_y))),
        ("u", "({:.4f}, {:.4f})".format(*(u.round(4) + 0)), ""),
        ("∇f · u", number(reading.gradient @ u, rounding), error(reading.gradient @ u, true_slope)),
        ("Dᵤf", number(reading.slope, rounding), error(reading.slope, true_slope)),
    ]


def sentence(reading: Reading) -> str:
    """The picture in words.

    >>> from gradcalc.gallery import GALLERY
    >>> sentence(read(GALLERY["bowl"], State(1, 1)))
    'At (1.00, 1.00) the gradient is (2.00, 2.00), length 2.83; along 45° the slope is 2.83.'
    """
    state, (fx, fy) = reading.state, reading.gradient
    if not reading.exists:
        return reading.trouble
    text = (
        f"At ({short(state.x)}, {short(state.y)}) the gradient is ({short(fx)}, {short(fy)}), "
        f"length {short(reading.length)}; along {state.angle + 0:.4g}° the slope is "
        f"{short(reading.slope, 1e-6 * reading.length)}."
    )
    return f"{text} {reading.trouble}".strip()
