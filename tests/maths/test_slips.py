"""The errors that everybody makes who writes a function as on a blackboard say how to mend them."""

import pytest

import gradcalc as gc

CALLS = {
    "at a point": lambda f: gc.gradient(f, 1.0, 2.0),
    "along a line": lambda f: gc.directional_derivative(f, 1.0, 2.0, [1, 0]),
    "on a grid": lambda f: gc.sample_field(f, (-1, 1), (-1, 1)),
    "in the explorer": gc.explore,
}
SLIPS = {
    "a power": (lambda x, y: x ^ 2 + y, "In Python a power is **: write x**2 for x^2."),
    "a function": (lambda x, y: sin(x) + y, "write np.sin, after import numpy as np"),  # noqa: F821
    "a constant": (lambda x, y: x * pi + y, "write np.pi, after import numpy as np"),  # noqa: F821
    "a logarithm": (lambda x, y: ln(x) + y, "the natural logarithm is np.log"),  # noqa: F821
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_said_once_with_its_mend(slip, call):
    f, mend = SLIPS[slip]
    with pytest.raises((TypeError, NameError)) as caught:
        CALLS[call](f)
    (note,) = caught.value.__notes__
    assert mend in note


def test_other_errors_stay_as_they_are():
    with pytest.raises(NameError) as caught:
        gc.gradient(lambda x: unknown_thing * x, 1.0)  # noqa: F821
    assert not hasattr(caught.value, "__notes__")


def test_the_explorer_shows_the_mend_under_the_picture():
    e = gc.explore("x*y")
    assert not e.offer(SLIPS["a power"][0])
    assert e.view.message.endswith("write x**2 for x^2.")
