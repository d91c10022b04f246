"""The complex step's manners: how long it is, where it is refused, and what is said then."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc import GALLERY, directional_derivative, gradient, sample_field

LOST = r"np\.abs of a complex number is its distance from 0"
SMOOTH = [surface for surface in GALLERY.values() if surface.smooth]


def bowl(x, y):
    return x**2 + y**2


LIARS = [
    (lambda x, y: np.abs(x) + y, r"Write np\.where\(x < 0, -x, x\) for np\.abs\(x\)"),
    (lambda x, y: x * np.conj(x) + y, "np.conj turns the sign of the imaginary part"),
    (lambda x, y: x * x.conj() + y, "np.conj turns the sign of the imaginary part"),
    (lambda x, y: np.real(x) ** 2 + y, "real takes the imaginary part away"),
    (lambda x, y: x.real**2 + y, "real takes the imaginary part away"),
    (lambda x, y: np.abs(x + 1j * y) ** 2, "np.abs of a complex number is its distance from 0"),
    (lambda x, y: np.where(np.abs(x) > 0, np.abs(x), x) + y**2, "np.abs of a complex number"),
    (lambda x, y: x**2 * np.sign(x) + y, r"np\.where\(x < 0, -1, 1\) for np\.sign\(x\)"),
    (lambda x, y: x + np.ravel([np.asarray(y), 1.0])[0].real, "loses the imaginary part"),
]


@pytest.mark.filterwarnings("ignore:f does not take arrays")
@pytest.mark.parametrize(("f", "mend"), LIARS)
def test_complex_refuses_what_is_not_analytic(f, mend):
    X, Y = np.meshgrid(np.linspace(1, 2, 5), np.linspace(-2, -1, 5))
    for call in (
        lambda: gradient(f, 1.5, -1.0, method="complex"),
        lambda: gradient(f, X, Y, method="complex"),
        lambda: directional_derivative(f, 1.5, -1.0, [2, 1], method="complex"),
        lambda: sample_field(f, (1, 2), (1, 2), method="complex"),
    ):
        with pytest.raises(ValueError, match=mend + ".*Otherwise use another method, or check=False"):
            call()


def test_complex_without_the_check_shows_the_lie():
    assert gradient(lambda x: np.abs(x), 2.0, method="complex", check=False).tolist() == [0]
    assert gradient(lambda x: x * np.conj(x), 2.0, method="complex", check=False).tolist() == [0]
    assert gradient(lambda x: np.real(x) ** 2, 2.0, method="complex", check=False).tolist() == [0]
    assert gradient(lambda x: np.conj(x) ** 2, 2.0, method="complex", check=False).tolist() == [-4]
    assert directional_derivative(lambda x: np.abs(x), 2.0, [1], method="complex", check=False) == 0


@pytest.mark.parametrize("h", [0.5, 0.1, 1e-3, 1e-9])
def test_a_long_complex_step_is_taken_at_its_word_and_loses_nothing(h):
    """Its slope is off by its length alone; what loses the imaginary part is refused all the same."""
    f, x, y = lambda x, y: np.sin(x) * y**3, 1.0, 2.0
    by_hand = np.array([8 * np.cos(1) * np.sinh(h) / h, np.sin(1) * (12 - h**2)])
    np.testing.assert_allclose(gradient(f, x, y, method="complex", h=h), by_hand, rtol=1e-12)
    along = directional_derivative(f, x, y, [0, 1], method="complex", h=h)
    np.testing.assert_allclose(along, by_hand[1], rtol=1e-12)
    X, Y = np.meshgrid([0.5, x], [1.0, y])
    np.testing.assert_allclose(gradient(f, X, Y, method="complex", h=h)[:, 1, 1], by_hand, rtol=1e-12)
    for lossy in (lambda x, y: np.abs(np.sin(x)) * y**3, lambda x, y: np.sin(np.real(x)) * y**3):
        with pytest.raises(ValueError, match="method='complex' fails for f"):
            gradient(lossy, x, y, method="complex", h=h)
        with pytest.raises(ValueError, match="method='complex' fails for f"):
            directional_derivative(lossy, x, y, [1, 0], method="complex", h=h)


@pytest.mark.parametrize("surface", SMOOTH, ids=lambda surface: surface.name)
@given(data=st.data())
def test_complex_does_not_refuse_smooth_functions(surface, data):
    x, y = (data.draw(st.floats(*limits)) for limits in (surface.xlim, surface.ylim))
    np.testing.assert_allclose(
        gradient(surface, x, y, method="complex"), surface.gradient(x, y), rtol=1e-12, atol=1e-12
    )
    directional_derivative(surface, x, y, [1, data.draw(st.floats(-2, 2))], method="complex")


def test_complex_is_not_refused_where_differences_are_lost_in_what_cancels():
    slope = directional_derivative(lambda x, y: x**2 - y**2, 0.0, 4.5e-238, [1, 1], method="complex")
    assert slope == pytest.approx(-9e-238 / np.sqrt(2), rel=1e-12)


@pytest.mark.parametrize("scale", [1e-30, 1e30])
@pytest.mark.parametrize("offset", [0, 1e6])
def test_complex_does_not_refuse_small_large_and_lifted_functions(scale, offset):
    g = gradient(lambda x, y: scale * (offset + np.sin(x) * np.exp(y)), 0.3, -1.1, method="complex")
    exact = [scale * math.cos(0.3) * math.exp(-1.1), scale * math.sin(0.3) * math.exp(-1.1)]
    np.testing.assert_allclose(g, exact, rtol=1e-14)


@pytest.mark.parametrize("f", [lambda x: np.maximum(x, 0) ** 2, lambda x: np.where(x > 1, x**2, 0)])
def test_complex_is_right_where_max_and_comparisons_choose_a_smooth_piece(f):
    assert gradient(f, 2.0, method="complex").tolist() == [4]


def test_complex_at_a_kink_is_not_called_wrong():
    # Central differences at two steps disagree here or give no answer, so there is nothing to refuse with.
    assert np.isfinite(gradient(lambda x: x**2 * np.sign(x), 0.0, method="complex")).all()


@pytest.mark.parametrize("point", [(1.0, 2.0), (np.ones((2, 2)), np.ones((2, 2)))], ids=["point", "grid"])
@pytest.mark.parametrize(
    ("f", "mend"),
    [
        (np.hypot, r"Write np\.sqrt\(x\*\*2 \+ y\*\*2\) for np\.hypot\(x, y\)"),
        (lambda x, y: np.heaviside(x, 1) * y, r"Write np\.where\(x < 0, 0, 1\) for np\.heaviside\(x, 1\)"),
        (lambda x, y: np.arctan2(y, x), r"np\.arctan\(y / x\) for np\.arctan2\(y, x\)"),
        (lambda x, y: np.cbrt(x) + y, r"x \*\* \(1 / 3\) for np\.cbrt\(x\)"),
        (lambda x, y: np.floor(x) + y, "np.floor takes no complex numbers"),
        (lambda x, y: x % 1 + y, "np.remainder takes no complex numbers"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*does not take arrays")
def test_what_takes_no_complex_numbers_is_named(f, mend, point):
    with pytest.raises(TypeError, match=f"with complex numbers.*{mend}.*Otherwise use method='central'"):
        gradient(f, *point, method="complex")


def test_another_type_error_under_the_complex_method_carries_a_note():
    def f(x, y):
        if np.asarray(x).dtype.kind == "c":
            raise TypeError("x has to be real")
        return x + y

    with pytest.raises(TypeError, match="x has to be real") as caught:
        gradient(f, 1.0, 2.0, method="complex")
    assert any("use NumPy functions in f, or method='central'" in note for note in caught.value.__notes__)


@pytest.mark.filterwarnings("ignore:f does not take arrays", "ignore::numpy.exceptions.ComplexWarning")
@pytest.mark.parametrize("f", [lambda x, y: math.sin(x) * y, lambda x, y: float(x) ** 2 + y])
def test_complex_refuses_functions_of_the_math_module(f):
    # At a single point Python's float() of a NumPy number drops the imaginary part; on a grid it refuses.
    mend = r"Write np\.exp\(x\) for math\.exp\(x\)"
    with pytest.raises(ValueError, match=mend):
        gradient(f, 1.0, 2.0, method="complex")
    with pytest.raises(TypeError, match=mend):
        gradient(f, np.ones(3), np.ones(3), method="complex")


@pytest.mark.parametrize("y", [1e-12, 1e-17, 1e-20, 1e-23, 1e-100])
def test_complex_does_not_refuse_points_just_beside_a_minimum(y):
    # Such a coordinate is what is left of 0 in the middle of many a linspace.
    np.testing.assert_allclose(gradient(bowl, 0.0, y, method="complex"), [0, 2 * y], rtol=1e-14)


def test_complex_does_not_refuse_a_direction_along_which_terms_cancel():
    saddle = GALLERY["saddle"]
    slope = directional_derivative(saddle, 0.0, 2.7015267044848766e-33, [1, 1], method="complex")
    assert slope == pytest.approx(-(2**0.5) * 2.7015267044848766e-33, rel=1e-12)


def test_complex_step_works_in_float32():
    g = gradient(lambda x, y: np.sin(x) * y, np.float32(1), np.float32(2), method="complex")
    assert g.dtype == np.float32
    np.testing.assert_allclose(g, [2 * math.cos(1), math.sin(1)], rtol=1e-6)


def test_complex_far_from_the_origin_at_a_point_along_a_line_and_on_a_grid():
    def f(x, y):
        return np.exp(-((x - 1e6) ** 2) - (y - 1e6) ** 2)

    x, y = 1e6 + 0.7, 1e6 + 0.3
    exact = np.array([-2 * (x - 1e6) * f(x, y), -2 * (y - 1e6) * f(x, y)])
    assert exact == pytest.approx([-0.7839, -0.3359], abs=1e-4)
    np.testing.assert_allclose(gradient(f, x, y, method="complex"), exact, rtol=1e-12)
    assert directional_derivative(f, x, y, [3, 4], method="complex") == pytest.approx(exact @ [0.6, 0.8], rel=1e-12)
    field = sample_field(f, (1e6 - 1, 1e6 + 1), (1e6 - 1, 1e6 + 1), 9, method="complex")
    np.testing.assert_allclose(field.U, -2 * (field.X - 1e6) * field.Z, rtol=1e-12, atol=1e-15)


@settings(deadline=None, max_examples=60)
@given(st.floats(-9, 9), st.floats(-12, 12), st.floats(0.2, 1.4), st.floats(-2, 2), st.sampled_from([0.0, 1e3, 1e5]))
def test_complex_is_exact_on_every_scale_and_never_refused(scale, tall, at, y, far):
    scale, tall = 10**scale, 10**tall
    x0 = far * scale
    x = x0 + at * scale
    z = (x - x0) / scale  # as f sees it

    def f(x, y):
        return tall * np.sin((x - x0) / scale) * np.exp(y)

    exact = [tall / scale * math.cos(z) * math.exp(y), tall * math.sin(z) * math.exp(y)]
    np.testing.assert_allclose(gradient(f, x, y, method="complex"), exact, rtol=1e-12)
    u = np.array([1.0, -2.0]) / math.sqrt(5)
    found = directional_derivative(f, x, y, u, method="complex")
    assert found == pytest.approx(u @ exact, abs=1e-12 * np.abs(u * exact).max())
    X, Y = np.meshgrid(x0 + scale * np.linspace(-1, 1, 5), np.linspace(-1, 1, 4))
    grid = tall / scale * np.cos((X - x0) / scale) * np.exp(Y)
    np.testing.assert_allclose(gradient(f, X, Y, method="complex")[0], grid, rtol=1e-12)


@settings(deadline=None, max_examples=40)
@given(st.floats(-9, 9), st.floats(-12, 12), st.floats(0.2, 1.4))
def test_complex_refuses_abs_on_every_scale(scale, tall, at):
    scale, tall = 10**scale, 10**tall
    with pytest.raises(ValueError, match=LOST):
        gradient(lambda x, y: tall * (np.abs(np.sin(x / scale)) + y), at * scale, 1.0, method="complex")
    with pytest.raises(ValueError, match=LOST):
        gradient(lambda x, y: tall * (np.abs(np.sin(x / scale)) + y), 1e-3 * at * scale, 1.0, method="complex")


@pytest.mark.parametrize("x", [1e-3, 1e-6, 1e-40, 1e-80])
def test_complex_step_shrinks_with_the_coordinate(x):
    assert gradient(lambda x: 1 / x, x, method="complex")[0] == pytest.approx(-1 / x**2, rel=1e-12)
    assert gradient(lambda t: np.sin(t / x), x, method="complex")[0] == pytest.approx(math.cos(1) / x, rel=1e-12)
    assert gradient(lambda t: np.sin(t / x), 0.0, method="complex")[0] == pytest.approx(1 / x, rel=1e-12)


@pytest.mark.parametrize("x", [0.0, 1e-9, 1.0, 1e9])
@pytest.mark.parametrize("tall", [1e-300, 1e-150, 1e-12])
def test_complex_step_is_long_enough_for_tiny_functions(x, tall):
    assert gradient(lambda x: tall * np.tan(x), x, method="complex")[0] == pytest.approx(
        tall / math.cos(x) ** 2, rel=1e-12
    )


@pytest.mark.parametrize("x", [0.0, 1e-6, 1.0])
@pytest.mark.parametrize("tall", [1e-30, 1e-12, 1.0])
def test_complex_step_is_long_enough_for_tiny_functions_in_float32(x, tall):
    g = gradient(lambda x: np.float32(tall) * np.sin(x), np.float32(x), method="complex")
    assert g.dtype == np.float32
    assert g[0] == pytest.approx(tall * math.cos(x), rel=1e-6)


@pytest.mark.parametrize("n", [2, 3, 99, 100, 101, 250, -3, -100])
def test_powers_under_the_complex_method(n):
    assert gradient(lambda x: x**n, 1.1, method="complex")[0] == pytest.approx(n * 1.1 ** (n - 1), rel=1e-12)
    if abs(n) < 100:
        assert gradient(lambda x: x**n, -1.1, method="complex")[0] == pytest.approx(n * (-1.1) ** (n - 1), rel=1e-12)


@pytest.mark.parametrize("f", [lambda x, y: x + y**100, lambda x, y: x + np.power(y, 133)])
def test_high_powers_of_negative_numbers_are_refused_by_name(f):
    X, Y = np.meshgrid(np.linspace(1, 2, 5), np.linspace(-2, -1, 5))
    for call in (
        lambda: gradient(f, 1.5, -1.1, method="complex"),
        lambda: gradient(f, X, Y, method="complex"),
        lambda: directional_derivative(f, 1.5, -1.1, [2, 1], method="complex"),
    ):
        with pytest.raises(ValueError, match=r"way of exp and log.*\(x\*\*2\)\*\*50 for x\*\*100"):
            call()


def test_what_is_written_for_a_power_of_a_hundred_is_right():
    assert gradient(lambda x: (x**2) ** 50, -1.1, method="complex")[0] == pytest.approx(100 * (-1.1) ** 99, rel=1e-12)


def test_where_f_is_undefined_the_complex_method_gives_no_number():
    def f(x, y):
        return np.sqrt(x) + y

    with pytest.raises(ValueError, match="f is nan at"):
        gradient(f, -1.0, 1.0, method="complex")
    with pytest.raises(ValueError, match="f is nan at"):
        directional_derivative(f, -1.0, 1.0, [1, 0], method="complex")
    with pytest.warns(UserWarning, match="undefined at 50.0% of the points"):
        g = gradient(f, np.array([[-1.0, 4.0]]), np.array([[1.0, 1.0]]), method="complex")
    assert np.isnan(g[:, 0, 0]).all()
    assert g[:, 0, 1].tolist() == [0.25, 1]


@pytest.mark.parametrize("offset", [1e14, 1e16])
def test_complex_is_not_called_wrong_where_differences_resolve_nothing(offset):
    g = gradient(lambda x, y: offset + np.sin(x + y), 3.0, 4.0, method="complex")
    np.testing.assert_allclose(g, math.cos(7), rtol=1e-12)
    X, Y = np.meshgrid(np.linspace(0, 1, 4), np.linspace(0, 1, 5))
    np.testing.assert_allclose(
        gradient(lambda x, y: offset + np.sin(x + y), X, Y, method="complex")[0], np.cos(X + Y), rtol=1e-12
    )


def test_a_small_coordinate_does_not_drown_beside_a_large_one():
    def f(x, y):
        return np.sin(x / 1e6) + np.abs(y) / 1e-6

    with pytest.raises(ValueError, match=LOST):
        gradient(f, 1e6, 1e-6, method="complex")
    with pytest.raises(ValueError, match=LOST):
        gradient(lambda y, x: f(x, y), 1e-6, 1e6, method="complex")


def test_one_component_of_many_that_is_wrong_is_seen():
    w = np.linspace(1, 2, 500)
    with pytest.raises(ValueError, match=LOST):
        gradient(lambda w: (w**2).sum() + abs(w[3]), w, method="complex")
    with pytest.raises(ValueError, match=r"Write np\.sqrt\(np\.sum\(x \* x\)\) for np\.linalg\.norm\(x\)"):
        gradient(np.linalg.norm, w, method="complex")
    np.testing.assert_allclose(gradient(lambda w: (w**2).sum(), w, method="complex"), 2 * w, rtol=1e-14)


@pytest.mark.parametrize("n", [1, 2, 4, 500])
def test_the_check_takes_few_calls(n):
    calls = []

    def f(w):
        calls.append(1)
        return np.sin(w).sum()

    gradient(f, np.linspace(0.2, 1.3, n), method="complex")
    assert len(calls) - n <= 4 + 10 * min(n, 4)
