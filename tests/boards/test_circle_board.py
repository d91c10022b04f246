"""The circle around a critical point as a board: what it reads, draws and says."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.circle import RADII, SURFACES
from gradcalc.pictures.marks import Arrow, Dots, FieldArrows, Label
from gradcalc.pictures.scenes.circle import circle_scene, outward_scene
from gradcalc.readings.circle import CircleReading, circle_words, outward_words


def reading(name="bent valley", radius=0.1):
    return CircleReading(SURFACES[name], radius)


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("radius", [0.01, 0.05, 0.3])
def test_the_outward_part_is_the_slope_as_you_walk_away(name, radius):
    found, h = reading(name, radius), 1e-4 * radius
    ahead, behind = (SURFACES[name](*((radius + s) * found.directions)) for s in (h, -h))
    np.testing.assert_allclose(found.outward, (ahead - behind) / (2 * h), atol=1e-5 * np.abs(found.outward).max())


@pytest.mark.parametrize(
    ("name", "turns"), [("bent valley", 1), ("flat bent valley", 1), ("bowl", 1), ("saddle", -1)]
)
def test_the_turns_are_those_of_the_sums_of_the_angles_between_neighbours_at_every_radius(name, turns):
    for radius in np.geomspace(*RADII, 7):
        t = np.linspace(0, 2 * np.pi, 100_001)
        towards = complex(1, 0) * np.array([1, 1j]) @ SURFACES[name].gradient(radius * np.cos(t), radius * np.sin(t))
        assert np.angle(towards[1:] / towards[:-1]).sum() / (2 * np.pi) == pytest.approx(turns)
        assert reading(name, radius).turns == turns


def test_arrows_that_lead_inwards_look_different_and_are_named():
    marks = circle_scene(reading())
    inwards = [mark for mark in marks if isinstance(mark, Arrow)]
    assert {mark.role for mark in inwards} == {"gradient"}
    assert all(mark.x * mark.dx + mark.y * mark.dy < 0 for mark in inwards)
    (others,) = (mark.arrows for mark in marks if isinstance(mark, FieldArrows))
    assert 72 <= len(inwards) + len(others) <= 74
    assert ((others[:, :2] * others[:, 2:]).sum(axis=1) >= 0).all()
    assert [mark.text for mark in marks if isinstance(mark, Label)] == ["inwards"]
    (below,) = (mark for mark in outward_scene(reading()) if isinstance(mark, Dots))
    assert max(below.y) < 0
    for scene in (circle_scene, outward_scene):
        assert not [mark for mark in scene(reading(radius=0.05)) if isinstance(mark, Arrow | Dots | Label)]


@pytest.mark.parametrize(
    ("name", "radius"), [("bent valley", 0.065), ("flat bent valley", 0.02), ("flat bent valley", 0.01)]
)
def test_no_stretch_where_arrows_lead_inwards_is_too_narrow_to_be_seen(name, radius):
    found = reading(name, radius)
    assert (found.outward < 0).mean() < 0.02
    arrows = [mark for mark in circle_scene(found) if isinstance(mark, Arrow)]
    assert {mark.x > 0 for mark in arrows} == {True, False}  # on both sides of the valley
    (below,) = (mark for mark in outward_scene(found) if isinstance(mark, Dots))
    assert len(found.dips) == 2
    assert {round(angle) for angle in found.angles[found.dips]} <= {round(angle) for angle in below.x}


def test_the_words_say_what_is_seen():
    assert "point inwards on 2.3 % of the way round" in circle_words(reading())
    assert "all arrows point outwards" in circle_words(reading(radius=0.06))
    assert "runs from -0.283053, at 8°, to 200" in outward_words(reading())
    assert "does not decide" in outward_words(reading())
    assert "a minimum" in outward_words(reading(radius=0.06))
    top = gc.Surface("top", lambda x, y: -x * x - y * y, gradient=lambda x, y: np.array([-2 * x, -2 * y]))
    assert "a maximum" in outward_words(CircleReading(top, 0.1))
    assert "all arrows point inwards" in circle_words(CircleReading(top, 0.1))


def test_the_board_follows_its_controls():
    board = gc.explore_circle("flat bent valley", radius=0.2)
    assert board.reading.radius == pytest.approx(0.2)
    board.set(function="bowl", radius=0.01)
    assert dict(board.view.frame["table"])["the outward part"] == "positive all round: a minimum"
    with pytest.raises(ValueError, match="function must be one of"):
        gc.explore_circle("valley")
