"""What there is to read off at a test point, in numbers and in words."""

from dataclasses import dataclass

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.derivatives import gradient_at, slope_along
from gradcalc.maths.evaluation import Point, ScalarField, read_point
from gradcalc.maths.vectors import from_angle
from gradcalc.readings.diagnosis import Diagnosis, diagnose
from gradcalc.readings.writing import short


@dataclass(frozen=True)
class State:
    """Where one stands and how one looks: test point, direction in degrees, step size, method.

    arrows is how many arrows the field has along each side, lengths how long they are drawn: see scales.py.
    azimuth and elevation, in degrees, are those of the camera before the hill; shows names what is on it: see
    hill_layers.py.
    """

    x: float
    y: float
    angle: float = 15.0
    step: float = 1e-7
    method: str = "forward"
    arrows: int = 20  # as in the lecture note
    lengths: str = "proportional"
    azimuth: float = -60.0
    elevation: float = 25.0
    shows: tuple[str, ...] = ("cut",)


@dataclass(frozen=True, eq=False)
class Reading:
    """The numbers at a test point. gradient and slope come from differences with the state's step.

    slope is the directional derivative D_u f, differenced along the line. exact is the exact
    gradient, or None where it is not known. diagnosis says whether there is a gradient to draw.
    """

    state: State
    value: float
    u: np.ndarray
    gradient: np.ndarray
    slope: float
    exact: np.ndarray | None
    diagnosis: Diagnosis

    @property
    def length(self) -> float:
        """The length of the gradient: the slope along its own direction."""
        return float(np.hypot(*self.gradient))


def read(surface: Surface, state: State) -> Reading:
    """Value, gradient and directional derivative of a surface at a state.

    Where the function is undefined the numbers are nan and the diagnosis says so. Raises what the
    function raises.
    """
    f, at, u = ScalarField(surface.f), read_point((state.x, state.y), "read(surface, state)"), from_angle(state.angle)
    value = f(at.arguments(), at.grid, at.x.dtype)
    # Not checked here, because diagnose compares them with differences of its own.
    gradient = np.array(gradient_at(f, at, state.method, state.step, check=False))
    slope = slope_along(f, at, u, state.method, state.step, check=False)
    exact = None if surface.gradient is None else np.asarray(surface.gradient(*at.arguments()), dtype=float)
    diagnosis = diagnose(f, at, u, value, gradient, slope, state.method, (surface.xlim, surface.ylim), exact)
    return Reading(state, float(value), u, gradient, float(slope), exact, diagnosis)


def slopes_around(surface: Surface, state: State, angles: np.ndarray) -> np.ndarray:
    """The directional derivative along each of the angles, in degrees, differenced along the line."""
    x = np.repeat([[float(state.x)], [float(state.y)]], len(angles), axis=1)
    f, at = ScalarField(surface.f), Point(x, packed=False)
    return slope_along(f, at, from_angle(angles), state.method, state.step, check=False)


def values_along(surface: Surface, state: State, distances: np.ndarray) -> np.ndarray:
    """The values of f at each of the distances from the test point along u, nan where undefined."""
    along = np.array([[state.x], [state.y]]) + from_angle(state.angle)[:, np.newaxis] * distances
    return ScalarField(surface.f)(list(along), distances.shape, distances.dtype)


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


def rows(reading: Reading, directed: bool = True) -> list[tuple[str, str, str]]:
    """The table beside the picture: name, value, and error against the exact value ("" if not known).

    directed says that it goes on to the direction u and the slope along it.
    """
    exact, u = reading.exact, reading.u
    rounding = 1e-12 * reading.length

    def error(found, true) -> str:
        return f"{abs(found - true):.1e}" if np.isfinite(found) and np.isfinite(true) else ""

    (fx, fy), (true_x, true_y) = reading.gradient, (np.nan, np.nan) if exact is None else exact
    # Where ∇f · u is not the slope, the exact gradient says nothing about the error of the slope.
    true_slope = np.nan if exact is None or not reading.diagnosis.differentiable else exact @ u
    found = [
        ("f(x, y)", number(reading.value), ""),
        ("∂f/∂x", number(fx), error(fx, true_x)),
        ("∂f/∂y", number(fy), error(fy, true_y)),
        ("|∇f|", number(reading.length), error(reading.length, np.hypot(true_x, true_y))),
    ]
    along = [
        ("u", "({:.4f}, {:.4f})".format(*(u.round(4) + 0)), ""),
        ("∇f · u", number(reading.gradient @ u, rounding), error(reading.gradient @ u, true_slope)),
        ("Dᵤf", number(reading.slope, rounding), error(reading.slope, true_slope)),
    ]
    return found + along if directed else found


def remark(reading: Reading, directed: bool = True) -> str:
    """What is unusual about the gradient here, or nothing; not directed for readers who have not met u yet."""
    if reading.diagnosis.exists and not reading.diagnosis.differentiable and not directed:
        return "f is not differentiable here: the slopes between the axes do not follow from these two."
    return reading.diagnosis.remark


def sentence(reading: Reading, directed: bool = True) -> str:
    """The picture in words; not directed, the slopes along the axes take the place of the one along u.

    >>> from gradcalc.functions.gallery import GALLERY
    >>> sentence(read(GALLERY["bowl"], State(1, 1, angle=45)))
    'At (1.00, 1.00) the gradient is (2.00, 2.00), length 2.83; along 45° the slope is 2.83.'
    >>> sentence(read(GALLERY["bowl"], State(1, 1)), directed=False)
    'At (1.00, 1.00) the slope along x is 2.00 and along y 2.00; the gradient is (2.00, 2.00), length 2.83.'
    """
    state, (fx, fy) = reading.state, map(short, reading.gradient)
    if not reading.diagnosis.exists:
        return reading.diagnosis.remark
    at = f"At ({short(state.x)}, {short(state.y)})"
    if reading.diagnosis.flat:
        found = f"{at} the differences give the gradient as ({fx}, {fy})."
        return f"{found} It is zero there, and there is no steepest direction."
    gradient = f"the gradient is ({fx}, {fy}), length {short(reading.length)}"
    if directed and not reading.diagnosis.sloped:
        return f"{at} {gradient}. {reading.diagnosis.remark}"
    slope = f"along {state.angle + 0:.4g}° the slope is {short(reading.slope, 1e-6 * reading.length)}"
    along_axes = f"the slope along x is {fx} and along y {fy}"
    text = f"{at} {gradient}; {slope}." if directed else f"{at} {along_axes}; {gradient}."
    return f"{text} {remark(reading, directed)}".strip()
