"""The samples from which the browser draws, and where it may trust them."""

from dataclasses import replace

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.live.explorer.samples import SIZE, rounding_noise, sample_heights, sample_partials
from gradcalc.live.explorer.stage import partials, prepare, rehearse
from gradcalc.readings.point import State

CELLS = SIZE - 1


def trusted(samples):
    return np.frombuffer(samples["trusted"], np.uint8).reshape(CELLS, CELLS)


def partials_of(surface, **state):
    stage = prepare(surface)
    return sample_partials(stage.surface, State(*stage.surface.start, **state), stage.gain)


@pytest.mark.parametrize("name", [n for n, s in gc.GALLERY.items() if s.smooth])
@pytest.mark.parametrize("step", [1e-2, 1e-7, 1e-10])
def test_smooth_surfaces_are_trusted_all_over(name, step):
    assert trusted(partials_of(gc.GALLERY[name], step=step)).all()


def test_the_samples_are_the_partial_derivatives_in_units_of_the_greatest():
    samples = partials_of(gc.GALLERY["bowl"], step=1e-2)
    u, v = (np.frombuffer(s, np.float32).reshape(SIZE, SIZE) * samples["unit"] for s in samples["samples"])
    axis = np.linspace(-2, 2, SIZE)
    np.testing.assert_allclose(u, np.broadcast_to(2 * axis + 1e-2, (SIZE, SIZE)), rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(v, u.T, rtol=1e-6, atol=1e-6)


def test_where_f_is_undefined_nothing_is_trusted():
    cells = trusted(partials_of(gc.Surface("root", lambda x, y: np.sqrt(x), start=(1, 0))))
    middle = CELLS // 2
    assert not cells[:, : middle + 1].any()
    assert cells[:, middle + 8 :].all()


def test_beside_a_kink_nothing_is_trusted_and_away_from_it_all_is():
    cells = trusted(partials_of(gc.Surface("roof", lambda x, y: np.abs(x) + y**2, start=(1, 1))))
    middle = CELLS // 2
    assert not cells[:, middle - 1 : middle + 2].any()
    assert cells[:, middle + 6 :].all()


@pytest.mark.parametrize("name", [n for n, s in gc.GALLERY.items() if s.smooth])
def test_where_rounding_shakes_the_arrows_the_browser_waits(name):
    surface = gc.GALLERY[name]
    stage = prepare(surface)
    largest = np.abs(stage.chart.Z).max()
    step = rounding_noise(State(0, 0, step=1.0), largest) * stage.gain / 0.6
    if step >= 1e-16:
        assert not trusted(partials_of(surface, step=step)).any()


def test_the_complex_step_knows_no_rounding_noise():
    assert trusted(partials_of(gc.GALLERY["bowl"], step=1e-16, method="complex")).all()


def test_slopes_are_projections_for_short_steps_only():
    assert partials_of(gc.GALLERY["bowl"], step=1e-7)["cosine"]
    assert not partials_of(gc.GALLERY["bowl"], step=1.0)["cosine"]
    assert partials_of(gc.GALLERY["bowl"], step=1.0, method="central")["cosine"]


def test_heights_of_any_size_fit():
    for scale in (1e300, 1e-300):
        surface = gc.Surface("scaled", lambda x, y, scale=scale: scale * (x + y**2), start=(1, 1))
        stage = prepare(surface, ("slice",))
        samples = sample_heights(surface, stage.panels["slice"].frame)
        assert trusted(samples).all()
        heights = np.frombuffer(samples["samples"][0], np.float32).reshape(SIZE, SIZE)
        assert heights[-1, -1].astype(float) * samples["unit"] == pytest.approx(6 * scale)


def test_what_the_rehearsal_has_sampled_is_shown_without_being_computed_again():
    calls = []

    def mine(x, y):
        calls.append(np.size(x))
        return x**2 * y

    stage, state = prepare(gc.Surface("mine", mine)), State(1.0, 1.0)
    rehearse(stage, state)
    calls.clear()
    shown = partials(stage, replace(state, x=0.5, angle=20.0))
    assert not calls
    assert partials(stage, state) == shown
    assert sum(calls) > SIZE**2
    assert partials(stage, replace(state, step=0.1)) != shown


CRITICAL = [("bowl", 0.0, 0.0), ("elliptic bowl", 0.0, 0.0), ("saddle", 0.0, 0.0), ("monkey saddle", 0.0, 0.0),
            ("Rosenbrock", 1.0, 1.0), ("Himmelblau", 3.0, 2.0), ("ripple", np.pi / 2, 0.0)]  # fmt: skip


@pytest.mark.parametrize("method", ["forward", "backward", "central"])
@pytest.mark.parametrize("step", [1e-5, 1e-7])
@pytest.mark.parametrize(("name", "x", "y"), CRITICAL)
def test_differences_at_a_critical_point_are_within_the_error(name, x, y, step, method):
    surface = gc.GALLERY[name]
    found = gc.gradient(surface.f, x, y, method=method, h=step)
    error = partials_of(surface, step=step, method=method)["error"]
    assert np.hypot(*found) <= error
    # And no more than a small share of the slopes of the surface is within it.
    assert error < 1e-3 * np.hypot(*surface.gradient(*surface.start))
