"""A race of optimisers on any function of two variables, or on a loss of any number of parameters."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.boards.descent import RATES
from gradcalc.boards.race_pictures import PICTURES, loss_pictures
from gradcalc.boards.race_rates import NAMES, fitting_rates, rates_at
from gradcalc.boards.race_told import MOST_SEED, MOST_STEPS, PAUSE, told
from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.given import as_surface
from gradcalc.functions.losses import read_loss
from gradcalc.functions.surfaces import Surface
from gradcalc.live.board.board import Board
from gradcalc.live.board.inputs import choice, move_range, named_slider, show_value, slider, whole_slider
from gradcalc.live.explorer.stage import recorded
from gradcalc.live.lifetime import whole
from gradcalc.maths.optimisers import METHODS, method_step
from gradcalc.maths.racing import Course, Look, go_on
from gradcalc.maths.vectors import real_array
from gradcalc.readings.looking import look_at_loss, look_at_surface
from gradcalc.readings.race import Race, Runner, runner_of
from gradcalc.readings.race_words import HEAD, LOSS_HEAD, race_remark, race_rows

HOME = "09_your_own_network#race"
FIRST = "bowl"  # the function to begin with
REMEMBERED = 64  # courses of the last moves of the controls
LABELS = {"gradient descent": "descent"}  # of sliders, whose room is short
OFF = 0.0  # the rate of a method that takes no part
NOISE = 0.2  # of the gradient's length at the start
COLUMNS = [["map"], ["hill"], ["values", "slopes", "key"]]
STATE = ("x", "y", "steps", "noise", "seed", "decay", *NAMES.values())


@whole
def explore_race(
    f: Surface | str | Callable = FIRST,
    *,
    start: ArrayLike | None = None,
    methods: Iterable[str] = tuple(METHODS),
    loss: Callable | None = None,
    gradient: Callable | None = None,
    xlim: ArrayLike | None = None,
    ylim: ArrayLike | None = None,
    **state: float,
) -> Board:
    """Optimisers from one start, step by step: gradient descent, SGD, momentum, Nesterov, RMSProp and Adam.

    f, xlim and ylim are as for `explore`, and start is a point (x, y) of the window. With loss, a function of one
    array of shape (n,), start of that shape is where the race begins; gradient gives its gradient, of shape (n,),
    which differences give otherwise. methods names those who take part from the beginning.

    The state may be given as descent, sgd, momentum, nesterov, rmsprop and adam, each a rate from 1e-4 to 10, or 0
    for a method that takes no part; steps, from 0 to 200; noise, the size of what SGD adds to its gradients, as a
    share of |∇f| at the start, from 0 to 1; seed, of the noise, from 0 to 20; decay, AdamW's, from 0 to 1; and x and
    y. Rates that are not given fit the greatest curvature at the start.

    Raises ValueError or TypeError for a function, a start, methods or a state that does not fit.

    >>> board = explore_race("bowl", start=(1, 2), methods=["momentum", "Adam"], momentum=0.25, adam=0.5, steps=1)
    >>> [runner.path[-1].round(6).tolist() for runner in board.reading.runners]
    [[0.5, 1.0], [0.5, 1.5]]
    """
    known = STATE if loss is None else STATE[2:]
    if unknown := sorted(set(state) - set(known)):
        raise TypeError(f"explore_race does not know {unknown[0]!r}: the state is {', '.join(known)}.")
    methods = [methods] if isinstance(methods, str) else list(methods)
    if strange := [method for method in methods if method not in METHODS]:
        raise ValueError(f"methods must be some of {', '.join(map(repr, METHODS))}, got {strange[0]!r}.")
    make = _on_a_surface if loss is None else _on_a_loss
    board = make(f, loss, gradient, start, xlim, ylim, methods)
    board.set(**state)
    return board


def _on_a_surface(f, loss, gradient, start, xlim, ylim, methods: list[str]) -> Board:
    if gradient is not None:
        raise TypeError("gradient belongs to a loss of one array: give loss=... and start=..., or leave it out.")
    surface = as_surface(f, xlim, ylim)
    surfaces = {**GALLERY, surface.name: surface}
    looks = lru_cache(lambda name: look_at_surface(surfaces[name]))
    begun = surface.start if start is None else _start_on(surface, start)
    controls = {
        "function": choice("function", list(surfaces), surface.name),
        "steps": whole_slider("steps", 0, MOST_STEPS, 0),
        "x": slider("start x", *surface.xlim, begun[0]),
        "y": slider("start y", *surface.ylim, begun[1]),
        **_shared(looks(surface.name), np.array(begun), float(np.ptp(surface.xlim)), methods),
    }

    def enter(new: Surface) -> None:
        for name, limits, at in zip("xy", (new.xlim, new.ylim), new.start, strict=True):
            move_range(controls[name], *limits, at)
        for name, rate in fitting_rates(new).items():
            if controls[name].value != OFF:
                show_value(controls[name], rate)

    controls["function"].observe(lambda change: enter(surfaces[change["new"]]), "value")
    courses = _Courses()

    def read(function, steps, x, y, **rest) -> Race:
        chosen = surfaces[function]
        with recorded():
            return courses.race(chosen.name, chosen, looks(function), np.array(chosen.nearest(x, y)), steps, **rest)

    home = HOME if surface is GALLERY.get(surface.name) else ""
    return _board(PICTURES, controls, read, HEAD, COLUMNS, told(surfaces), home)


def _on_a_loss(f, loss, gradient, start, xlim, ylim, methods: list[str]) -> Board:
    if start is None:
        raise TypeError("a loss needs the point where the race begins: give start=w, an array of shape (n,).")
    others = {"f": not isinstance(f, str) or f != FIRST, "xlim": xlim is not None, "ylim": ylim is not None}
    for name, given in others.items():
        if given:
            raise TypeError(f"{name} belongs to a function of two variables: leave it out, or leave out loss=...")
    handed = read_loss("explore_race(loss=loss, start=start)", loss, start, gradient, point="start")
    w = handed.w.astype(float)
    look = look_at_loss(handed.f, handed.gradient, len(w))
    controls = {"steps": whole_slider("steps", 0, MOST_STEPS, 0), **_shared(look, w, 1.0, methods)}
    courses = _Courses()

    def read(steps, **rest) -> Race:
        with recorded():
            return courses.race("", None, look, w, steps, **rest)

    return _board(loss_pictures(look, w), controls, read, LOSS_HEAD, [["key", "values"], ["slopes", "words"]])


def _start_on(surface: Surface, start: ArrayLike) -> tuple[float, float]:
    point = real_array(start, "start")
    if point.shape != (2,):
        raise ValueError(f"start must be a point (x, y), got shape {point.shape}.")
    x, y = map(float, point)
    if surface.nearest(x, y) != (x, y):
        raise ValueError(
            f"start must lie in the window, got ({x:g}, {y:g}) for xlim {surface.xlim} and ylim {surface.ylim}: "
            "give xlim=... and ylim=... that hold it."
        )
    return x, y


def _shared(look: Look, start: np.ndarray, width: float, methods: list[str]) -> dict:
    """The controls of every race."""
    rates = rates_at(look, start, width)
    return {
        **{
            name: named_slider(
                f"{LABELS.get(method, method)} η", RATES, rates[method] if method in methods else OFF, {OFF: "off"}
            )
            for method, name in NAMES.items()
        },
        "noise": slider("SGD's noise", 0, 1, NOISE, 0.01),
        "seed": whole_slider("noise seed", 0, MOST_SEED, 0),
        "decay": slider("Adam's decay", 0, 1, 0.0, 0.01),
    }


class _Courses:
    """The courses of the last moves: a slider of one method leaves those of the others as they are."""

    def __init__(self) -> None:
        self._known: dict[tuple, Course] = {}
        self._read: dict[str, tuple[Course, int, Runner]] = {}

    def race(self, name, surface, look: Look, start: np.ndarray, steps, noise, seed, decay, **rates) -> Race:
        with np.errstate(all="ignore"):
            _, (there,) = look(start[np.newaxis])
        size = noise * float(np.linalg.norm(there)) / np.sqrt(len(start))
        size = size if np.isfinite(size) else 0.0
        running: list[tuple[str, float, Course]] = []
        for method, control in NAMES.items():
            if (rate := rates[control]) != OFF:
                running.append((method, rate, self._course(name, start, method, rate, size, seed, decay)))
        go_on([course for _, _, course in running], look, steps)
        runners = [self._runner(method, rate, course, steps, surface) for method, rate, course in running]
        return Race(surface, start, steps, size, runners)

    def _runner(self, method: str, rate: float, course: Course, steps: int, surface: Surface | None) -> Runner:
        known = self._read.get(method)
        if known is None or known[:2] != (course, steps):
            self._read[method] = known = (course, steps, runner_of(method, rate, course, steps, surface))
        return known[2]

    def _course(self, name: str, start: np.ndarray, method: str, rate: float, size: float, seed: int, decay: float):
        numbers = {"decay": decay} if method == "Adam" else {}
        chance = (size, seed) if method == "SGD" else ()
        key = (name, start.tobytes(), method, rate, *numbers.values(), *chance)
        course = self._known.pop(key, None) or Course(method_step(method, rate, **numbers), start, *chance)
        self._known[key] = course
        while len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return course


def _board(
    pictures: dict, controls: dict, read: Callable, head: tuple[str, ...], columns: list,
    computed: dict | None = None, home: str = "",
) -> Board:  # fmt: skip
    return Board(
        pictures,
        controls,
        read,
        table=race_rows,
        head=head,
        remark=race_remark,
        note=_note,
        actions={
            "Play": lambda board: board.run(play(board), PAUSE),
            "One step": lambda board: board.set(steps=min(board.steps + 1, MOST_STEPS)),
            "Back to the start": lambda board: board.set(steps=0),
        },
        columns=columns,
        computed=computed,
        home=home,
    )


def play(board: Board) -> Iterator[float]:
    """Take the steps one after another, from where the race is; from the start if it is at its end."""
    for steps in itertools.count(board.steps if board.steps < MOST_STEPS else 0):
        board.steps = min(steps, MOST_STEPS)
        yield board.steps / MOST_STEPS
        if board.steps >= MOST_STEPS or not board.reading.order:
            return


def _note(race: Race) -> str:
    noise = f"noise of standard deviation {race.noise:.3g} in each component" if race.noise else "no noise"
    without = "The function has no data" if race.surface else "A loss alone hands over no data"
    return (
        f"Each step costs each method one gradient. {without} to draw batches of: the gradients of SGD "
        f"are whole ones with {noise}, the same for the same seed. Dots: a step that begins uphill, Dᵤf > 0. "
        "Momentum and Nesterov keep β = 0.9, RMSProp α = 0.99, Adam β₁ = 0.9 and β₂ = 0.999."
    )
