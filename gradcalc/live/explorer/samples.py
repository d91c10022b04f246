"""What the browser needs to draw the marks by itself: samples of f and of its differences, and where to trust them.

The browser interpolates by Lagrange's polynomials through SIZE x SIZE points, STENCIL x STENCIL of
them at a time. A cell of the grid is trusted where that reproduces what is computed at a test point
inside the cell and its neighbours, to a fraction of a pixel. Kinks, poles, holes and rounding noise fail
this test: there the marks wait for the kernel.
"""

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.maths.derivatives import gradient_at, slope_along
from gradcalc.maths.evaluation import Point, ScalarField
from gradcalc.maths.vectors import from_angle
from gradcalc.pictures.frames import Frame
from gradcalc.readings.point import State

SIZE, STENCIL = 42, 6
TEST = 0.45  # where in a cell; with an even SIZE neither this nor a sample falls on the middle of the window
TOLERANCE = 0.35  # pixels
FLOAT32 = 5e-7  # of the greatest sample: what is lost by sending and interpolating float32
NOISE = 0.5  # pixels of rounding that make an arrow shake


def sample_heights(surface: Surface, frame: Frame) -> dict:
    """Samples of f for the slice along u, whose frame tells the size of a pixel."""
    f = ScalarField(surface.f)
    corners, tests = (f(at.arguments(), at.grid, at.x.dtype) for at in (_grid(surface), _tests(surface)))
    pixels = frame.box_height / (frame.ylim[1] - frame.ylim[0])
    return {**_window(surface), **_packed([corners]), "trusted": _trusted([corners], [tests], pixels).tobytes()}


def rounding_noise(state: State, largest: float) -> float:
    """How much rounding shakes a slope: values of f up to the largest, divided by the step."""
    return 0.0 if state.method == "complex" else float(np.finfo(float).eps * largest / state.step)


def sample_partials(surface: Surface, state: State, gain: float) -> dict:
    """Samples of both partial derivatives, differenced as the state says.

    gain is how many pixels the marks move where a slope changes by 1. The result also says whether the
    slope along every direction is the projection of the gradient, to a fraction of a pixel: long
    steps and functions that are not differentiable break that, by as much as gap. error is the length up to which
    a sampled gradient may be that of a point where it is zero, as far as the error of the differences is too small
    to be seen.
    """
    f = ScalarField(surface.f)
    with np.errstate(all="ignore"):
        (_, tests), (values, corners) = (
            _values_and_partials(f, at, state) for at in (_tests(surface), _grid(surface))
        )
        largest = np.abs(values[np.isfinite(values)]).max(initial=0)
        some = _tests(surface).take(np.arange(0, (SIZE - 1) ** 2, 37))
        u = from_angle(np.linspace(0, 3600, some.x.shape[1]))
        slopes = slope_along(f, some, u, state.method, state.step, check=False)
        projections = sum(part.reshape(-1)[::37] * along for part, along in zip(tests, u, strict=True))
        gap = np.abs(slopes - projections)
        trusted = _trusted(corners, tests, gain)
        if rounding_noise(state, largest) * gain > NOISE:
            trusted[:] = 0  # here and there chance makes a cell look right
    packed, gap = _packed(corners), float(np.nanmax(gap, initial=0))
    cosine = bool(gap * gain <= TOLERANCE)
    return {
        **_window(surface),
        **packed,
        "trusted": trusted.tobytes(),
        "scheme": f"{state.method}, {state.step}",
        "cosine": cosine,
        "gap": min(gap, 1e300),  # JSON knows no infinity
        # Where ∇f is zero, its differences g break D_u f = g · u by at least |g| along some u: to and fro along
        # g the slope of a smooth f is the same, and the projection is not. Twice, because only some points are seen.
        "error": (2 * gap if cosine else 0.0) + FLOAT32 * packed["unit"],
    }


def _values_and_partials(f: ScalarField, at: Point, state: State) -> tuple[np.ndarray, list[np.ndarray]]:
    values = f(at.arguments(), at.grid, at.x.dtype)
    return values, gradient_at(f, at, state.method, state.step, check=False, value=values)


def _axes(surface: Surface) -> tuple[np.ndarray, np.ndarray]:
    return np.linspace(*surface.xlim, SIZE), np.linspace(*surface.ylim, SIZE)


def _grid(surface: Surface) -> Point:
    return Point(np.array(np.meshgrid(*_axes(surface))), packed=False)


def _tests(surface: Surface) -> Point:
    return Point(np.array(np.meshgrid(*(axis[:-1] + TEST * np.diff(axis) for axis in _axes(surface)))), packed=False)


def _window(surface: Surface) -> dict:
    return {"size": SIZE, "stencil": STENCIL, "xlim": surface.xlim, "ylim": surface.ylim}


def _packed(samples: list[np.ndarray]) -> dict:
    """Samples as float32 in units of the greatest, which keeps values of 1e300 in range."""
    unit = max(float(np.abs(z[np.isfinite(z)]).max(initial=0)) for z in samples) or 1.0
    return {"unit": unit, "samples": [(z / unit).astype(np.float32).tobytes() for z in samples]}


def _weights() -> np.ndarray:
    """Row i holds the Lagrange weights of the samples for the test point of cell i, shape (SIZE - 1, SIZE)."""
    rows = np.zeros((SIZE - 1, SIZE))
    for cell in range(SIZE - 1):
        first = min(max(cell - STENCIL // 2 + 1, 0), SIZE - STENCIL)
        nodes = np.arange(first, first + STENCIL)
        for node in nodes:
            others = nodes[nodes != node]
            rows[cell, node] = np.prod((cell + TEST - others) / (node - others))
    return rows


WEIGHTS = _weights()


def _trusted(corners: list[np.ndarray], tests: list[np.ndarray], pixels: float) -> np.ndarray:
    """Which cells of the grid, and their neighbours, come out right: shape (SIZE - 1, SIZE - 1) of 0 and 1."""
    good = np.ones((SIZE - 1, SIZE - 1), bool)
    for at_corners, at_tests in zip(corners, tests, strict=True):
        finite = np.isfinite(at_corners)
        missing = (WEIGHTS != 0) @ ~finite @ (WEIGHTS != 0).T
        with np.errstate(all="ignore"):
            found = WEIGHTS @ np.where(finite, at_corners, 0) @ WEIGHTS.T
            good &= ~missing & (np.abs(found - at_tests) * pixels <= TOLERANCE)
    around = np.pad(good, 1, constant_values=True)
    n = SIZE - 1
    return np.all([around[i : i + n, j : j + n] for i in range(3) for j in range(3)], axis=0).astype(np.uint8)
