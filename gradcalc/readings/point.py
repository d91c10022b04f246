"""What there is to read off at a test point, in numbers and in words."""

from dataclasses import dataclass

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.derivatives import gradient_at, slope_along
from gradcalc.maths.evaluation import Point, ScalarField, read_point
from gradcalc.maths.vectors import from_angle
from gradcalc.readings.diagnosis import Diagnosis, Window, diagnose
from gradcalc.readings.writing import component, coordinate, pair, place, short

FAR = 0.01  # of the gradient: differences that are further from it are called differences
PROJECTED = 5e-3  # of the gradient: a slope that is further from ∇f · u is another number


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
    window: Window

    @property
    def length(self) -> float:
        """The length of the gradient: the slope along its own direction."""
        return float(np.hypot(*self.gradient))

    @property
    def noise(self) -> float:
        """What is too small to be read beside the gradient."""
        return 1e-6 * self.length if self.diagnosis.exists else 0.0

    @property
    def where(self) -> str:
        """The test point in words."""
        return place(self.state.x, self.state.y, *self.window)

    def at(self, axis: str) -> str:
        """A coordinate of the test point in words."""
        return coordinate(getattr(self.state, axis), self.window["xy".index(axis)])

    @property
    def true(self) -> np.ndarray:
        """The gradient for words: the exact one where it is known, else one that was found, where it is certain;
        else the differences."""
        found, off = self.diagnosis.gradient, self.diagnosis.off
        if self.exact is not None and np.isfinite(self.exact).all():
            return self.exact
        return found if found is not None and off <= 1e-3 * np.hypot(*found) else self.gradient

    @property
    def off(self) -> bool:
        """Whether the differences are far from the gradient."""
        apart = np.hypot(*(self.gradient - self.true))
        return bool(apart > FAR * np.hypot(*self.true)) and self.diagnosis.exists and not self.diagnosis.flat

    @property
    def lost(self) -> bool:
        """Whether every difference is 0 because the step is lost in rounding, and not because the gradient is."""
        return self.off and not self.gradient.any()

    @property
    def along(self) -> str:
        """What the gradient's part along u is: the slope Dᵤf of the table, unless long steps tell the two apart."""
        projection = float(self.gradient @ self.u)
        apart = self.diagnosis.exists and not abs(projection - self.slope) <= PROJECTED * self.length
        return f"{'∇f · u' if apart else 'Dᵤf'} = {short(projection if apart else self.slope, self.noise)}"


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
    window = surface.xlim, surface.ylim
    diagnosis = diagnose(f, at, u, value, gradient, slope, state.method, window, exact)
    return Reading(state, float(value), u, gradient, float(slope), exact, diagnosis, window)


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
    exact, u, diagnosis = reading.exact, reading.u, reading.diagnosis
    rounding = 1e-12 * reading.length

    def row(name: str, found, true, there: bool, noise: float = 0.0) -> tuple[str, str, str]:
        if not there:
            return name, "does not exist" if np.isfinite(reading.value) else "undefined", ""
        known = np.isfinite(found) and np.isfinite(true)
        return name, number(found, noise), f"{abs(found - true):.1e}" if known else ""

    (fx, fy), (true_x, true_y) = reading.gradient, (np.nan, np.nan) if exact is None else exact
    # Where ∇f · u is not the slope, the exact gradient says nothing about the error of the slope.
    true_slope = np.nan if exact is None or not diagnosis.differentiable else exact @ u
    both, along_u = all(diagnosis.partials), diagnosis.sloped or (not diagnosis.exists and all(diagnosis.partials))
    found = [
        ("f(x, y)", number(reading.value), ""),
        row("∂f/∂x", fx, true_x, diagnosis.partials[0]),
        row("∂f/∂y", fy, true_y, diagnosis.partials[1]),
        row("|∇f|", reading.length, np.hypot(true_x, true_y), both),
    ]
    along = [
        ("u", "({:.4f}, {:.4f})".format(*(u.round(4) + 0)), ""),
        row("∇f · u", reading.gradient @ u, true_slope, both, rounding),
        row("Dᵤf", reading.slope, true_slope, along_u, rounding if both else 0.0),
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
    >>> sentence(read(GALLERY["bowl"], State(1, 1, angle=45, step=1.0)))[:76]
    'At (1.00, 1.00) with this step the differences give (3.00, 3.00); the gradie'
    """
    state, diagnosis, true = reading.state, reading.diagnosis, reading.true
    along_u = f"along {state.angle + 0:.4g}° the slope is"
    if not diagnosis.exists:
        sloped = (
            f" A{along_u[1:]} {short(reading.slope)}."
            if directed and diagnosis.sloped and any(diagnosis.partials)
            else ""
        )
        return diagnosis.remark + sloped
    at = f"At {reading.where}"
    if diagnosis.flat:
        found = f"{at} the differences give the gradient as ({', '.join(map(short, reading.gradient))})."
        return f"{found} It is zero there, and there is no steepest direction."
    length = float(np.hypot(*true))
    if reading.lost:
        at += " every difference is 0, because the step is lost in rounding;"
    elif reading.off:
        at += f" with this step the differences give {pair(reading.gradient, reading.length)};"
    gradient = f"the gradient is {pair(true, length)}, length {component(length, length)}"
    if directed and not diagnosis.sloped:
        return f"{at} {gradient}. {diagnosis.remark}"
    slope = true @ reading.u if diagnosis.differentiable else reading.slope
    fx, fy = (component(part, length) for part in true)
    along_axes = f"the slope along x is {fx} and along y {fy}"
    text = (
        f"{at} {gradient}; {along_u} {component(slope, length)}." if directed else f"{at} {along_axes}; {gradient}."
    )
    return f"{text} {remark(reading, directed)}".strip()


def fitting_step(window: Window) -> float:
    """A step for forward differences where nobody has given one: the note's 1e-7, but in a window of another size.

    >>> fitting_step(((-2, 2), (-2, 2))), fitting_step(((-3e-6, 3e-6), (-3e-6, 3e-6)))
    (1e-07, 1e-13)
    """
    far, width = np.abs(window).max(), min(high - low for low, high in window)
    if width >= 0.1 and far <= 100:
        return State.step
    # Where rounding of the point and the bend of f over the window do as much harm.
    power = round(float(np.log10(np.sqrt(np.finfo(float).eps * max(far, width) * width))))
    return float(f"1e{min(max(power, -16), 0)}")
