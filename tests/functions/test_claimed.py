"""How somebody's gradient is called, and what is said of what it gives."""

import functools
from fractions import Fraction

import numpy as np
import pytest

from gradcalc.functions.claimed import as_claimed, claim_at, claims_on, read_claim


def product(x, y):
    return x * y


def of_the_point(point):
    return point[::-1]


def after_f(f, point):
    return [f(1, point[1]), f(point[0], 1)]


CALLS = {
    "x and y": lambda x, y: (y, x),
    "the point": of_the_point,
    "f, x and y": lambda f, x, y: [f(1, y), f(x, 1)],
    "f and the point": after_f,
    "a step with a default": lambda f, x, y, h=0.5: [(f(x + h, y) - f(x, y)) / h, (f(x, y + h) - f(x, y)) / h],
    "three, whatever their names": lambda function, a, b: [function(1, b), function(a, 1)],
    "as many as there are": lambda *point: point[::-1],
    "a part of a function": functools.partial(lambda h, x, y: [y, x], 1),
    "vectorised": np.vectorize(lambda x, y: np.array([y, x]), signature="(),()->(n)"),
}


@pytest.mark.parametrize("name", CALLS)
def test_it_is_called_as_it_wants_to_be(name):
    assert claim_at(as_claimed(CALLS[name], product), 2.0, 3.0).vector == pytest.approx([3, 2])


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (3.0, "gradient must be a function that gives the two slopes at a point, not float"),
        ([1, 2], "not list"),
        (lambda: 1, r"gradient must be a function to be called as mine\(x, y\)"),
        (lambda a, b, c, d: 1, r"yours is called with \(a, b, c, d\)"),
    ],
)
def test_what_cannot_be_called_is_refused_in_words(mine, words):
    with pytest.raises(TypeError, match=words):
        as_claimed(mine, product)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "gives None: does its last line say return?"),
        (..., "gives three dots"),
        (2.0, "gives a single number, and two numbers are asked for"),
        (np.zeros((2, 1)), "gives an array of shape (2, 1), and two numbers"),
        ([[1, 2], 3], "gives rows that differ in length"),
        ("up", "gives 'up', and two real numbers"),
        ([1j, 2], "gives complex numbers"),
        ([1.0, np.nan], "gives (1, nan), which is no arrow"),
    ],
)
def test_an_answer_that_is_no_vector_is_said_to_be_what_it_is(answer, words):
    claim = read_claim(answer)
    assert claim.vector is None
    assert claim.complaint.startswith(words)


def test_fractions_and_masked_arrays_are_numbers():
    assert read_claim([Fraction(1, 2), 1]).vector.tolist() == [0.5, 1]
    assert "nan" in read_claim(np.ma.array([1.0, 2.0], mask=[False, True])).complaint


def test_an_error_is_said_in_one_line_and_printing_is_kept_back(capsys):
    def loud(x, y):
        print("here")
        raise ZeroDivisionError("division\nby zero.")

    assert claim_at(loud, 0.0, 0.0).complaint == "raises ZeroDivisionError: division by zero"
    assert capsys.readouterr().out == ""


def test_on_a_grid_each_point_has_its_own_call_and_nan_where_it_fails():
    X, Y = np.meshgrid([0.0, 1.0, 2.0], [0.0, 5.0])
    found = claims_on(lambda x, y: [1 / x, y] if x else None, X, Y)
    assert found.shape == (2, 2, 3)
    assert np.isnan(found[:, :, 0]).all()
    assert found[:, 1, 1:].tolist() == [[1, 0.5], [5, 5]]
