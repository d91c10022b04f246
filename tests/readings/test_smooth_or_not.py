"""What the explorer says of smooth functions and of singular ones, of every size and wherever they live.

The functions are written from the mathematics: the singular ones have their singularity where the point is, the
smooth ones are smooth all over their window.
"""

from itertools import product

import numpy as np
import pytest

from gradcalc import Surface
from gradcalc.live.explorer.stage import field_marks
from gradcalc.readings.point import State, read, sentence

pytestmark = pytest.mark.filterwarnings("ignore")


def moved(f, at, size, tall, offset):
    """f of shifted and scaled coordinates, tall times as tall, above an offset."""
    (a, b), (wide, high) = at, size
    return lambda x, y: offset + tall * f((x - a) / wide, (y - b) / high)


def scaled(x0, y0, wide, high):
    """A window of 4 units, and the centre of the units."""
    return (x0 - 2 * wide, x0 + 2 * wide), (y0 - 2 * high, y0 + 2 * high)


# Where a function lives: its middle, the sizes of its units of x and y, how tall it is, and on what offset.
PLACES = {
    "at the origin": ((0, 0), (1, 1), 1, 0),
    "micrometres": ((0, 0), (1e-6, 1e-6), 1, 0),
    "nanometres": ((0, 0), (1e-9, 1e-9), 1e-12, 0),
    "gigametres": ((0, 0), (1e9, 1e9), 1e9, 0),
    "a loss of 1e-9": ((0, 0), (1, 1), 1e-9, 0),
    "pascals": ((0, 0), (1, 1), 0.05, 101325),
    "UTM metres": ((5e5, 5e6), (10, 10), 10, 0),
    "years": ((2023, 0), (1.5, 1), 1, 0),
    "Julian days": ((2460000.5, 0), (1, 1e-3), 1, 5),
    "mixed scales": ((1e-6, 1e6), (1e-7, 1e4), 1e3, -2),
}
places = pytest.mark.parametrize("where", PLACES)

SMOOTH = {
    "plane": lambda s, t: 3 * s - t,
    "bowl": lambda s, t: s**2 + t**2,
    "saddle": lambda s, t: s**2 - t**2,
    "monkey saddle": lambda s, t: s**3 - 3 * s * t**2,
    "hill": lambda s, t: np.exp(-(s**2) - t**2),
    "narrow hill": lambda s, t: np.exp(-(s**2 + t**2) * 50),
    "waves": lambda s, t: np.sin(8 * s) * np.cos(5 * t),
    "many waves": lambda s, t: np.sin(24 * np.pi * s) * t,
    "Rosenbrock": lambda s, t: (1 - s) ** 2 + 100 * (t - s**2) ** 2,
    "step of a sigmoid": lambda s, t: np.tanh(20 * s) + t,
    "logarithm of a sum": lambda s, t: np.log(np.exp(s) + np.exp(2 * t)),
    "bent root": lambda s, t: np.sqrt(1 + s**2 + t**2),
    "soft corner": lambda s, t: np.sqrt(1e-4 + s**2) + t,
    "ratio": lambda s, t: s / (1 + s**2 + t**2),
    "arctangent": lambda s, t: np.arctan2(t, s + 9),
    "power 3/2 away from 0": lambda s, t: (s + 5) ** 1.5 * t,
}
SPOTS = {(0.0, 0.0): 15.0, (1.0, 0.5): 90.0, (-1.3, 0.7): 200.0, (0.37, -1.9): 45.0, (-2.0, 2.0): 0.0}  # and angles
BAD = ("kink", "jump", "pole", "cusp", "hole", "not differentiable", "undefined", "no slope", "cannot be told")


@places
def test_no_smooth_function_is_called_anything_else(where):
    (a, b), (wide, high), tall, offset = PLACES[where]
    xlim, ylim = scaled(a, b, wide, high)
    for name, f in SMOOTH.items():
        surface = Surface(name, moved(f, (a, b), (wide, high), tall, offset), None, xlim, ylim)
        for (s, t), angle in SPOTS.items():
            point = surface.nearest(a + s * wide, b + t * high)
            slopes = slopes_of(f, (point[0] - a) / wide, (point[1] - b) / high)
            steepest = np.abs(slopes).max()
            reading = read(surface, State(*point, angle, step=min(1e-7, 1e-6 * wide, 1e-6 * high)))
            said = f"{name} at {s, t}: {sentence(reading)}"
            assert reading.diagnosis.exists, said
            assert reading.diagnosis.differentiable, said
            assert not any(word in said for word in BAD), said
            found = reading.diagnosis.gradient * [wide, high] / tall
            assert np.abs(found - slopes).max() <= 1e-3 * max(steepest, 1), said
            assert not (reading.diagnosis.flat and steepest > 1e-4), said


def slopes_of(f, s, t, h=1e-5):
    return np.array([f(s + h, t) - f(s - h, t), f(s, t + h) - f(s, t - h)]) / (2 * h)


SINGULAR = {
    # name: f of s and t, singular at (0, 0), and the word for it
    "roof": (lambda s, t: np.abs(s) + t, "kink"),
    "two roofs": (lambda s, t: np.abs(s) + np.abs(t), "kink"),
    "cone": (lambda s, t: np.hypot(s, t), "kink"),
    "greater one": (lambda s, t: np.maximum(s, 2 * t), "kink"),
    "bent once": (lambda s, t: np.maximum(s, 0) - 2 * t, "kink"),
    "slight roof on a slope": (lambda s, t: 10 * s + 0.2 * np.abs(s) + t**2, "kink"),
    "roof on a bowl": (lambda s, t: s**2 + t**2 + 0.1 * np.abs(t), "kink"),
    "bend of a wave": (lambda s, t: np.abs(np.sin(3 * s)) + np.cos(t), "kink"),
    "least of two bowls": (lambda s, t: np.minimum((s - 1) ** 2, (s + 1) ** 2) + t, "kink"),
    "leaky unit": (lambda s, t: np.where(s > 0, s, 0.1 * s) * (1 + t), "kink"),
    "sign": (lambda s, t: np.sign(s) + t, "jump"),
    "step": (lambda s, t: np.where(s >= 0, 1.0, 0.0) + t, "jump"),
    "stairs": (lambda s, t: np.floor(s) + t**2, "jump"),
    "stairs both ways": (lambda s, t: np.floor(s) + np.ceil(t), "jump"),
    "small step on a slope": (lambda s, t: s + 0.01 * np.sign(s) + t, "jump"),
    "step down along y": (lambda s, t: s - 2 * (t > 0), "jump"),
    "one value apart": (lambda s, t: np.where((s == 0) & (t == 0), 3.0, s + t), "jump"),
    "sawtooth": (lambda s, t: s - np.floor(s) + t, "jump"),
    "root of the distance": (lambda s, t: np.sqrt(np.abs(s)) + t, "cusp"),
    "root both ways": (lambda s, t: np.sqrt(np.hypot(s, t)), "cusp"),
    "power 2/3": (lambda s, t: np.abs(s) ** (2 / 3) + t, "cusp"),
    "cube root": (lambda s, t: np.cbrt(s) + t, "cusp"),
    "root to one side": (lambda s, t: np.sqrt(np.maximum(s, 0)) + t, "cusp"),
    "power 0.3": (lambda s, t: np.abs(t) ** 0.3 - s, "cusp"),
    "power 0.8": (lambda s, t: np.abs(t) ** 0.8 - s, "cusp"),
    "root with its sign": (lambda s, t: np.sign(t) * np.sqrt(np.abs(t)) + s, "cusp"),
    "reciprocal": (lambda s, t: 1 / s + t, "pole"),
    "reciprocal square": (lambda s, t: 1 / s**2 + t, "pole"),
    "reciprocal distance": (lambda s, t: 1 / np.hypot(s, t), "pole"),
    "reciprocal, 0 at 0": (lambda s, t: np.where(s == 0, 0.0, 1 / np.where(s == 0, 1, s)) + t, "pole"),
    "logarithm of the distance": (lambda s, t: np.log(np.abs(s)) + t, "pole"),
    "reciprocal root": (lambda s, t: 1 / np.sqrt(np.abs(t)) + s, "pole"),
    "reciprocal of x y": (lambda s, t: 1 / (s * t), "pole"),
    "quotient of sines": (lambda s, t: np.sin(s) / s + t, "hole"),
    "cancelled factor": (lambda s, t: (s**2 - 4 * s) / s + t, "hole"),
    "cancelled square": (lambda s, t: (s**2 + t**2) ** 2 / (s**2 + t**2), "hole"),
    "quotient of exponentials": (lambda s, t: np.expm1(s) / s * np.cos(t), "hole"),
}  # fmt: skip


@places
def test_no_singular_function_is_called_smooth_and_each_is_called_by_its_name(where):
    at, size, tall, offset = PLACES[where]
    for name, (f, word) in SINGULAR.items():
        for shift, angle in ((0.0, 15.0), (0.5, 90.0), (-0.9, 200.0)):
            xlim, ylim = scaled(at[0] + 2 * shift * size[0], at[1] + 2 * shift * size[1], *size)
            surface = Surface(name, moved(f, at, size, tall, offset), None, xlim, ylim)
            reading = read(surface, State(float(at[0]), float(at[1]), angle))
            said = f"{name}: {sentence(reading)}"
            assert not reading.diagnosis.exists, said
            assert f" {word}" in said.removeprefix(name), said
            assert "no gradient here" in said, said


@places
def test_close_to_a_kink_or_a_jump_f_is_smooth(where):
    at, (wide, high), tall, offset = PLACES[where]
    for (name, slope), share in product({"roof": 1.0, "sign": 0.0, "step": 0.0}.items(), (1e-2, 1e-4, 1e-6, 1e-8)):
        f = SINGULAR[name][0]
        xlim, ylim = scaled(*at, wide, high)
        point = at[0] + share * wide, at[1] + 0.5 * high
        if max(abs(offset) / tall, abs(at[0]) / wide) * 1e-16 > 1e-4 * share:
            continue  # no step is long enough for rounding and too short for the kink
        reading = read(Surface("f", moved(f, at, (wide, high), tall, offset), None, xlim, ylim), State(*point))
        assert reading.diagnosis.differentiable, (sentence(reading), share)
        assert reading.diagnosis.gradient[0] * wide / tall == pytest.approx(slope, abs=1e-2)


def test_a_hill_of_ten_metres_far_from_the_origin_has_all_its_arrows():
    hill = Surface(
        "hill", lambda x, y: 10 * np.exp(-(((x - 5e5) / 10) ** 2) - ((y - 5e6) / 10) ** 2), None,
        (5e5 - 20, 5e5 + 20), (5e6 - 20, 5e6 + 20),
    )  # fmt: skip
    assert len(field_marks(hill, State(5e5, 5e6)).arrows) == 400


def test_the_field_has_no_arrow_on_a_kink_of_any_size():
    for wide in (1e-9, 1e-3, 1e6):
        roof = Surface(
            "roof", lambda x, y, w=wide: np.abs(x / w) + y / w, None, (-2 * wide, 2 * wide), (-2 * wide, 2 * wide)
        )
        assert len(field_marks(roof, State(wide, wide, arrows=15, step=1e-3 * min(wide, 1))).arrows) == 15 * 14
