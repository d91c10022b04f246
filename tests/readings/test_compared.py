"""A gradient beside the true one: numbers and words against closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.functions.claimed import as_claimed
from gradcalc.functions.given import as_surface
from gradcalc.readings.compared import TwoFields, compare_at, spread
from gradcalc.readings.compared_words import compared_rows, compared_words, spread_words

BOWL = as_surface("x^2 + y^2")
coordinates = st.floats(-2, 2)


def half_y(x, y):
    """The gradient of the bowl with the second slope halved: off by |y|."""
    return [2 * x, y]


def of_bowl(mine, x=1.0, y=2.0):
    return compare_at(spread(TwoFields(BOWL, mine)), x, y)


HALVED = spread(TwoFields(BOWL, half_y))


@given(coordinates, coordinates)
def test_how_far_apart_is_the_length_of_the_difference(x, y):
    reading = compare_at(HALVED, x, y)
    assert reading.apart == pytest.approx(abs(y), abs(1e-12))
    assert reading.true == pytest.approx([2 * x, 2 * y])


def test_shares_are_those_of_the_greatest_slope_in_the_window():
    assert HALVED.unit == pytest.approx(np.sqrt(32))
    assert HALVED.shares == pytest.approx(np.abs(HALVED.Y) / np.sqrt(32))
    assert abs(HALVED.worst[1]) == 2


def test_the_words_give_both_vectors_and_their_distance():
    assert compared_words(of_bowl(half_y)) == (
        "At (1.00, 2.00) your gradient is (2.00, 2.00), length 2.83; the true one is (2.00, 4.00), length 4.47. "
        "They are 2.00 apart: 35 % of the greatest slope in this window, 5.66."
    )
    assert compared_rows(of_bowl(half_y)) == [
        ("∂f/∂x", "2.000000", "2.000000", "0.0e+00"),
        ("∂f/∂y", "2.000000", "4.000000", "2.0e+00"),
        ("length", "2.828427", "4.472136", "1.6e+00"),
        ("direction", "45.0°", "63.4°", "18.4°"),
    ]


def test_the_words_over_the_window_name_the_worst_place():
    said = spread_words(HALVED)
    assert said.startswith("They differ most near (")
    assert "by 35 % of the greatest slope in this window, 5.66." in said


def test_a_right_gradient_is_said_to_be_one():
    reading = of_bowl(lambda x, y: [2 * x, 2 * y])
    assert "the true one are (2.00, 4.00), length 4.47, both" in compared_words(reading)
    assert spread_words(reading.over) == (
        "All over the window the two are less than 0.1 % of the greatest slope in this window, 5.66, apart."
    )


def test_a_gradient_that_raises_in_a_part_of_the_window_is_told_where_and_how():
    def mine(x, y):
        if x > 0:
            raise IndexError("too far")
        return [2 * x, 2 * y]

    reading = of_bowl(mine)
    assert compared_words(reading) == (
        "At (1.00, 2.00) your gradient raises IndexError: too far. The true one is (2.00, 4.00), length 4.47."
    )
    assert [row[1] for row in compared_rows(reading)] == ["none"] * 4
    assert "Yours gives no arrow at 800 of the 1600 points looked at." in spread_words(reading.over)
    assert reading.over.worst[0] > 0


def test_where_f_has_no_gradient_nothing_is_compared():
    crease = as_surface("|x| + y")
    mine = as_claimed(lambda x, y: [1.0, 1.0], crease.f)
    over = spread(TwoFields(crease, mine))
    reading = compare_at(over, 0.0, 1.0)
    assert reading.true is None
    assert "there is no gradient here" in compared_words(reading)
    assert "Your gradient gives (1.00, 1.00), length 1.41 there." in compared_words(reading)
    assert np.isnan(reading.apart)
    left = over.X < 0
    assert over.shares[left] == pytest.approx(2 / np.sqrt(2))
    assert over.shares[~left] == pytest.approx(0)


def test_where_f_is_flat_the_longest_arrow_that_is_claimed_is_the_measure():
    flat = as_surface(lambda x, y: 0 * x + 3)
    over = spread(TwoFields(flat, lambda x, y: [3.0, 4.0]))
    assert over.unit == 5
    assert over.shares == pytest.approx(1)
    assert "of the longest arrow that yours gives, 5.00" in spread_words(over)


def test_the_gradient_of_a_python_function_is_found_by_differences():
    surface = as_surface(lambda x, y: np.exp(x) * y)
    reading = compare_at(spread(TwoFields(surface, half_y)), 1.0, 2.0)
    assert reading.true == pytest.approx([2 * np.e, np.e], rel=1e-9)
