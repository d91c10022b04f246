"""The one call that readers make: explore(f)."""

from collections.abc import Callable
from dataclasses import fields

from numpy.typing import ArrayLike

from gradcalc.functions.given import as_surface
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board import Board
from gradcalc.live.compared.fields import compare_gradients
from gradcalc.live.explorer.explore_link import explore_link
from gradcalc.live.explorer.explorer import Explorer
from gradcalc.live.explorer.link import is_link
from gradcalc.pictures.panels import read_views
from gradcalc.readings.point import State


def explore(
    f: Surface | str | Callable = "bowl",
    *,
    gradient: Callable | None = None,
    xlim: ArrayLike | None = None,
    ylim: ArrayLike | None = None,
    views: tuple[str, ...] = ("map",),
    field: bool = False,
    fold_step: bool = False,
    **state: float | str | tuple[str, ...],
) -> Explorer | Board:
    """The main explorer for any function of two variables.

    f is a surface, the name of one in the gallery, a formula such as "x*y", or a function of x
    and y. xlim and ylim, pairs (low, high), replace its window. views are the pictures: "map"; "level",
    a map with the level curve through the point and the gradient in two parts; "components", a map
    with the slopes along x and y that make the gradient; "slopes", the slope against the direction;
    "slice", f above the line along u; "slice x" and "slice y", f along the axes; "surface", f as a hill in
    space above its map. field adds controls for the arrows of the field. The state may be given as x, y,
    angle (degrees), step, method, arrows and lengths, and for the hill azimuth and elevation (degrees) of the
    camera, and shows: some of "cut", "slices", "plane", "level", "rises". See `Explorer`, whose traits these are.

    fold_step=True is for readers who have not met the step size yet: its slider, the method and the column of errors
    are folded behind the button "step size and error". What links and Python say of them holds all the same.

    gradient is a gradient that you have written: a function that takes x and y, or the point as an array of shape
    (2,), after f where its first parameter is called f, and gives two numbers. It is drawn over the true gradient, on
    one map, with the error painted over the window; only x and y may be given beside it. What it raises is said under
    the picture, which lives on. The result is a `Board` then, whose reading holds both vectors.

    f may also be a link that "Copy link" has copied, or the end of one from "#" on. It says everything, so nothing
    else is asked. A link that cannot be read raises nothing: the bowl appears, and the reason under it.

    Raises ValueError or TypeError for a function that cannot be drawn, for a gradient that cannot be called and for
    unknown views, TraitError for a state that does not fit.

    >>> e = explore("saddle", angle=90)
    >>> e.x = 1.5
    >>> e.reading.gradient.round(4)
    array([ 3., -1.])
    >>> explore("#gradcalc=1&f=x*y&x=1&y=2&angle=90").reading.value
    2.0
    >>> explore("x*y", gradient=lambda x, y: [x, y], x=1, y=2).reading.true
    array([2., 1.])
    """
    names = [part.name for part in fields(State)]
    unknown = sorted(set(state) - set(names))
    if unknown:
        raise TypeError(f"explore does not know {unknown[0]!r}: the state is {', '.join(names)}.")
    if gradient is not None:
        chosen = (("views", read_views(views) != ("map",)), ("field", field), ("fold_step", fold_step))
        others = [name for name, given in chosen if given]
        return _compared(f, gradient, xlim, ylim, [*others, *state], state)
    if isinstance(f, str) and is_link(f):
        return explore_link(f)
    return Explorer(as_surface(f, xlim, ylim), views, field, fold_step, **state)


def _compared(f, gradient, xlim, ylim, asked: list[str], state: dict) -> Board:
    if isinstance(f, str) and is_link(f):
        raise TypeError("a link says all that is shown: beside gradient, give the function itself.")
    if others := [name for name in asked if name not in ("x", "y")]:
        raise TypeError(f"beside gradient, explore shows one map and takes x and y alone: leave {others[0]} out.")
    return compare_gradients(as_surface(f, xlim, ylim), gradient, **state)
