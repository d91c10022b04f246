import functools

import numpy as np
import pytest

from gradcalc import GALLERY, Surface
from gradcalc.functions.given import as_surface


def bowl(x, y):
    return x**2 + y**2


def test_surface_is_called_like_its_function():
    assert Surface("bowl", bowl)(1.0, 2.0) == 5


def test_text_stands_for_the_function_of_a_surface():
    assert Surface("product", "x*y")(2.0, 3.0) == 6


@pytest.mark.parametrize("f", [None, 3])
def test_surface_without_a_function_is_refused(f):
    with pytest.raises(TypeError, match="f must be a function"):
        Surface("nothing", f)


@pytest.mark.parametrize("name", ["xlim", "ylim"])
@pytest.mark.parametrize(
    ("limits", "reason"), [((1, -1), "reversed"), ((1, 1), "zero width"), ((0, np.nan), "finite"), ((0,), "pair")]
)
def test_surface_with_a_bad_window_is_refused(name, limits, reason):
    with pytest.raises(ValueError, match=f"{name}.*{reason}"):
        Surface("bowl", bowl, **{name: limits})


def test_start_lies_inside_the_window_and_off_its_middle():
    assert Surface("bowl", bowl, xlim=(0, 4), ylim=(-1, 1)).start == (3, 0.5)


def test_title_is_the_formula_where_it_is_known():
    assert GALLERY["bowl"].title == "$f(x, y) = x^{2} + y^{2}$"
    assert Surface("x*y", bowl).title == "f(x, y): x*y"


def test_as_surface_knows_surfaces_names_formulas_and_functions():
    saddle = GALLERY["saddle"]
    assert as_surface(saddle) is saddle
    assert as_surface("saddle") is saddle
    assert as_surface(" x*y ").name == "x*y"
    assert as_surface("x*y")(2.0, 3.0) == 6
    assert as_surface(bowl).name == "bowl"
    assert as_surface(lambda x, y: x).name == "your function"
    assert as_surface(functools.partial(bowl, y=1)).f(2) == 5


def test_as_surface_replaces_the_window_and_keeps_the_rest():
    surface = as_surface("bowl", xlim=(0, 1))
    assert (surface.xlim, surface.ylim) == ((0, 1), (-2, 2))
    assert surface.gradient is GALLERY["bowl"].gradient
    assert surface.smooth
    assert 0 <= surface.start[0] <= 1
    assert GALLERY["bowl"].xlim == (-2, 2)


@pytest.mark.parametrize("f", [None, 3, ["x"]])
def test_as_surface_refuses_anything_else(f):
    with pytest.raises(TypeError, match="a surface, a function of x and y, or a formula as text"):
        as_surface(f)


def test_as_surface_refuses_a_formula_that_cannot_be_read():
    with pytest.raises(ValueError, match="does not know “z”"):
        as_surface("x + z")


def test_as_surface_refuses_a_bad_window():
    with pytest.raises(ValueError, match="ylim is reversed"):
        as_surface("bowl", ylim=(1, 0))


def test_a_gradient_of_the_wrong_shape_is_refused():
    with pytest.raises(ValueError, match=r"\(2,\)"):
        Surface("s", lambda x, y: x + y, gradient=lambda x, y: None)


def test_a_new_window_keeps_the_start_that_still_fits():
    assert as_surface("bowl", xlim=(-3, 3)).start == (1, 1)
    assert as_surface("bowl", xlim=(2, 3)).start == (2.75, 1)
