import math
import platform
import subprocess
import sys

import numpy as np
import pytest

from gradcalc import GALLERY, directional_derivative, gradient, sample_field

SMOOTH = [surface for surface in GALLERY.values() if surface.smooth]


def bowl(x, y):
    return x**2 + y**2


@pytest.mark.parametrize(("method", "tolerance"), [("central", 1e-9), ("five-point", 1e-9), ("complex", 1e-14)])
@pytest.mark.parametrize("surface", SMOOTH, ids=lambda surface: surface.name)
def test_field_agrees_with_the_exact_gradient(surface, method, tolerance):
    field = sample_field(surface, surface.xlim, surface.ylim, 20, method=method)
    exact = surface.gradient(field.X, field.Y)
    assert np.abs([field.U, field.V] - exact).max() <= tolerance * np.abs(exact).max()
    assert field.valid.all()
    np.testing.assert_array_equal(field.Z, surface(field.X, field.Y))


def test_field_has_its_edges_and_its_orientation():
    field = sample_field(lambda x, y: x + 10 * y, (0, 2), (5, 8), n=4)
    assert field.X.shape == field.Y.shape == field.Z.shape == field.U.shape == field.valid.shape == (4, 4)
    assert (field.X[0, 0], field.X[0, -1], field.Y[0, 0], field.Y[-1, 0]) == (0, 2, 5, 8)
    assert field.Z[0, -1] == 52
    np.testing.assert_allclose(field.magnitude, math.sqrt(101))


def test_field_agrees_with_gradient_2d_of_the_note():
    field = sample_field(bowl, (-2, 2), (-2, 2), 20, method="forward", h=1e-7)
    np.testing.assert_allclose(field.U, 2 * field.X + 1e-7, atol=4e-8)
    np.testing.assert_allclose(field.V, 2 * field.Y + 1e-7, atol=4e-8)


@pytest.mark.parametrize(
    ("limits", "error", "mend"),
    [((2, -2), ValueError, r"xlim is reversed, got \(2.0, -2.0\): write \(-2.0, 2.0\)"),
     ((1, 1), ValueError, "zero width.*move the two ends apart"),
     ((0, np.inf), ValueError, "xlim must be finite"), ((np.nan, 1), ValueError, "xlim must be finite"),
     ((-1.7e308, 1.7e308), ValueError, "xlim must be finite"),
     (3, ValueError, r"pair \(low, high\)"), ((1, 2, 3), ValueError, r"pair \(low, high\)"),
     (("a", "b"), TypeError, "xlim must be made of real numbers"), (None, TypeError, "xlim")],
)  # fmt: skip
def test_bad_limits_are_refused_with_their_mend(limits, error, mend):
    with pytest.raises(error, match=mend):
        sample_field(bowl, limits, (-1, 1))
    with pytest.raises(error, match=mend.replace("xlim", "ylim")):
        sample_field(bowl, (-1, 1), limits)


@pytest.mark.parametrize("n", [1, 0, -3, True])
def test_fewer_than_two_samples_are_refused(n):
    with pytest.raises(ValueError, match="n must be at least 2, one sample at each edge"):
        sample_field(bowl, (-1, 1), (-1, 1), n)


@pytest.mark.parametrize("n", [2.5, 20.0, "20", None, (20, 20)])
def test_number_of_samples_must_be_whole(n):
    with pytest.raises(TypeError, match="n must be a whole number of samples per axis"):
        sample_field(bowl, (-1, 1), (-1, 1), n)


def test_number_of_samples_may_be_a_numpy_integer():
    assert sample_field(bowl, (-1, 1), (-1, 1), np.int64(3)).X.shape == (3, 3)


def test_field_keeps_nan_and_warns_once_with_share_and_example():
    with pytest.warns(UserWarning, match=r"undefined at 50\.0% of the points: f is nan at \(-2, -2\)") as caught:
        field = sample_field(lambda x, y: np.log(x) + y, (-2, 2), (-2, 2), 4)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    np.testing.assert_array_equal(field.valid, field.X > 0)
    np.testing.assert_array_equal(np.isnan(field.Z), field.X < 0)
    np.testing.assert_allclose(field.U[field.valid], 1 / field.X[field.valid], rtol=1e-8)
    assert np.isnan(field.U[~field.valid]).all()


def test_field_marks_points_whose_neighbours_are_undefined():
    with pytest.warns(
        UserWarning, match=r"20\.0% of the points: f is undefined or without bound within a step of \(0, "
    ):
        field = sample_field(lambda x, y: np.sqrt(x), (0, 1), (0, 1), 5)
    np.testing.assert_array_equal(field.valid, field.X > 0)
    assert np.isfinite(field.Z).all()


def test_field_that_is_valid_nowhere_is_refused():
    with pytest.raises(ValueError, match=r"there is no derivative: f is nan at \(-2, 0\)\. Choose a point"):
        sample_field(lambda x, y: np.log(x), (-2, -1), (0, 1))


def test_undefined_points_of_a_named_function_name_it():
    def landscape(x, y):
        return np.sqrt(x * y)

    with pytest.warns(UserWarning, match="landscape is nan at"):
        sample_field(landscape, (-1, 1), (-1, 1))


def test_gradient_on_a_grid_keeps_nan_and_warns_once():
    with pytest.warns(UserWarning, match=r"25\.0% of the points: f is nan at \(-1, 0\)") as caught:
        g = gradient(lambda x, y: np.log(x) + y, np.array([-1.0, 1.0, 2.0, 4.0]), 0.0)
    assert len(caught) == 1
    np.testing.assert_allclose(g, [[np.nan, 1, 0.5, 0.25], [np.nan, 1, 1, 1]])


def test_directional_derivative_on_a_grid_keeps_nan_and_warns_once():
    with pytest.warns(UserWarning, match=r"25\.0% of the points") as caught:
        slope = directional_derivative(lambda x, y: np.log(x) + y, np.array([-1.0, 1.0, 2.0, 4.0]), 0.0, [-3, 0])
    assert len(caught) == 1
    np.testing.assert_allclose(slope, [np.nan, -1, -0.5, -0.25])


@pytest.mark.parametrize(
    ("f", "x", "words"),
    [(np.log, -1.5, r"f is nan at \(-1\.5, 0\.25\)"), (np.log, 0.0, r"f is -inf at \(0, 0\.25\)"),
     (np.sqrt, 0.0, r"undefined or without bound within a step of \(0, 0\.25\)")],
)  # fmt: skip
def test_undefined_point_is_an_error_that_names_it(f, x, words):
    for call in (
        lambda: gradient(lambda x, y: f(x) * y, x, 0.25),
        lambda: directional_derivative(lambda x, y: f(x) * y, x, 0.25, [1, 0]),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.filterwarnings("error")
def test_undefined_values_cause_no_warnings_of_numpy():
    with pytest.raises(ValueError, match="there is no derivative"):
        gradient(lambda x, y: np.log(x) / y, -1.0, 0.0)


@pytest.mark.filterwarnings("error")
def test_on_a_kink_stands_the_mean_of_both_slopes_and_only_the_gradient_warns():
    def edge(x, y):
        return np.abs(x) + 3 * x + y

    field = sample_field(edge, (-2, 2), (-2, 2), 5)
    assert field.valid.all()
    np.testing.assert_allclose(field.U, np.broadcast_to([2, 2, 3, 4, 4], (5, 5)), rtol=1e-9)
    with pytest.warns(UserWarning, match="kink"):
        gradient(edge, 0.0, 1.0)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries keep what they keep")
def test_fields_in_a_fresh_process_do_not_fetch_their_memory_anew_each_time():
    script = """if True:
        import resource
        from gradcalc import sample_field
        faults = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        field = lambda: sample_field(lambda x, y: x * y, (-2, 2), (-2, 2), 200)
        kept = [field() for _ in range(2)][:0]
        before = faults()
        field()
        print(faults() - before)
    """
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(found.stdout) < 8 * 200**2 * 8 / 4096 / 10
