"""A network in training, live: its decision boundary and its loss, step by step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gradcalc.boards.networks import DATA, Placed, Sample, answer_picture, sample, two_hidden_layers
from gradcalc.boards.own_points import YOURS, read_points
from gradcalc.boards.rate_limit import RateLimit, rate_limit_at
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, graph_picture
from gradcalc.live.board.inputs import choice, log_slider, show_value, whole_slider
from gradcalc.live.lifetime import whole
from gradcalc.maths.network import loss, loss_and_gradient
from gradcalc.pictures.marks import Dot, Mark, Polyline

STEPS = 300
PAUSE = 0.02  # seconds between steps: the whole training takes about eight
BETA = 0.9
MEASURED = 10  # at every tenth step the limit of the rate is measured, which takes as long as some steps
POWERS = (-4.0, 1.5)  # of the loss


@dataclass(frozen=True, eq=False)
class Trained(Placed):
    """What the board shows: one step of a course, the losses of the whole course, and the rate to go on with."""

    step: int
    losses: list[float]
    slope: float
    rate: float
    limit: RateLimit


class _Course:
    """All steps of one training so far."""

    def __init__(self, data: Sample, units: int, seed: int):
        self.data, self.network = data, two_hidden_layers(units)
        w = self.network.start(seed)
        self.ws, self.losses = [w], [float(loss(self.network, w, *data.points))]
        self._limits: dict[int, RateLimit] = {}

    def go_on(self, rate: float) -> None:
        """One more step of gradient descent with momentum."""
        last = self.ws[-1] - self.ws[-2] if len(self.ws) > 1 else 0.0
        _, gradient = loss_and_gradient(self.network, self.ws[-1], *self.data.points)
        self.ws.append(self.ws[-1] + BETA * last - rate * gradient)
        self.losses.append(float(loss(self.network, self.ws[-1], *self.data.points)))

    def cut(self, step: int) -> None:
        """Forget what came after a step."""
        del self.ws[step + 1 :], self.losses[step + 1 :]
        self._limits = {known: limit for known, limit in self._limits.items() if known <= step}

    def limit(self, step: int) -> RateLimit:
        """The limit of the rate at a step, or at the last one before it where it is measured."""
        step -= step % MEASURED
        if step not in self._limits:
            self._limits[step] = rate_limit_at(self.network, self.ws[step], *self.data.points, BETA, step)
        return self._limits[step]


@whole
def explore_training(*, data: tuple[ArrayLike, ArrayLike] | None = None) -> Board:
    """A live picture of a network in training on two classes of points.

    data is a pair (X, labels) of your own: X of shape (m, 2) with m from 2 to 2,000, about 1 in size, and labels of
    shape (m,), each 0 or 1. Without it there are the 100 points of lesson 07.

    The controls are data ("two moons", "spirals", or "yours"), units in each of the two hidden layers, rate
    (the learning rate) and step. The button Train goes on from the step that is shown, or begins anew where that is
    the last one, with a progress bar and a Stop, while every slider stays live; New start draws other random
    parameters. Other data or units begin at step 0. A mark at the rate is the limit 2 (1 + β)/λ_max, with the
    greatest eigenvalue of the Hessian at every tenth step.

    Raises TypeError or ValueError for data that are no such pair.

    >>> board = explore_training()
    >>> board.reading.network.n
    354
    >>> X = np.random.default_rng(0).normal(size=(150, 2))
    >>> own = explore_training(data=(X, X[:, 0] * X[:, 1] > 0))
    >>> own.data, own.reading.data.m
    ('yours', 150)
    """
    own = {} if data is None else {YOURS: read_points(data)}
    sets = {**own, **{name: sample(name) for name in DATA}}
    first = next(iter(sets))
    course, seed = _Course(sets[first], 16, 0), 0

    def read(data, units, rate, step) -> Trained:
        nonlocal course
        if (course.data, course.network) != (sets[data], two_hidden_layers(units)):
            course = _Course(sets[data], units, seed)
        step = min(step, len(course.ws) - 1)
        w = course.ws[step]
        _, gradient = loss_and_gradient(course.network, w, *course.data.points)
        limit = course.limit(step)
        controls["rate"].put_mark(limit.rate, limit.words)
        slope = float(np.linalg.norm(gradient))
        return Trained(course.data, course.network, w, step, list(course.losses), slope, rate, limit)

    def steps(board: Board):
        begun = course
        begun.cut(0 if board.step >= STEPS else board.reading.step)
        while len(begun.ws) <= STEPS and begun is course:
            begun.go_on(board.rate)
            board.set(step=len(begun.ws) - 1)
            yield (len(begun.ws) - 1) / STEPS

    def begin(board: Board) -> None:
        board.run(steps(board), PAUSE)

    def start_anew(board: Board) -> None:
        nonlocal course, seed
        board.stop()
        seed += 1
        course = _Course(sets[board.data], board.units, seed)
        board.set(step=0)

    rate_slider = log_slider("learning rate", 0.001, 10, 0.1, plain=True, marked=True)
    controls = {
        "data": choice("data", sets.keys()),
        "units": whole_slider("units in a layer", 2, 32, 16),
        "rate": rate_slider,
        "step": whole_slider("step", 0, STEPS, 0),
    }
    for name in ("data", "units"):  # another network is not trained yet
        controls[name].observe(lambda change: show_value(controls["step"], 0), "value")
    return Board(
        {"answers": Changing(lambda r: r.data, lambda r: answer_picture(r.data)), "loss": _LOSS},
        controls,
        read,
        home="" if own else "07_loss_surfaces#training",
        table=_table,
        remark=_remark,
        note=_note,
        actions={"Train": begin, "New start": start_anew},
        columns=[["answers"], ["loss", "words"]],
    )  # fmt: skip


def _table(reading: Trained) -> list[tuple[str, str]]:
    return [
        ("parameters n", f"{reading.network.n:,}"),
        ("step", f"{reading.step}"),
        ("loss L", f"{reading.losses[reading.step]:.4f}"),
        ("length of ∇L", f"{reading.slope:.4f}"),
        ("sorted rightly", f"{reading.right} of {reading.data.m:,}"),
    ]


def _note(reading: Trained) -> str:
    return f"Momentum {BETA:g}, all points at once. The mark is for a quadratic: {reading.limit.words}."


def _remark(reading: Trained) -> str:
    return " ".join(filter(None, [_progress(reading), reading.limit.sentence(reading.rate)]))


def _progress(reading: Trained) -> str:
    known = len(reading.losses) - 1
    if known == 0:
        return "Not trained yet: press Train."
    if known == STEPS and reading.step == STEPS:
        return f"Step {STEPS} is the last. Train begins anew at step 0."
    return "" if known == STEPS else f"Trained as far as step {known}."


def _loss_scene(reading: Trained) -> list[Mark]:
    powers = tuple(np.clip(np.log10(np.maximum(reading.losses, 1e-300)), *POWERS).tolist())
    curve = [Polyline(tuple(map(float, range(len(powers)))), powers, "curve")] if len(powers) > 1 else []
    return [*curve, Dot(reading.step, powers[reading.step], "point")]


_LOSS = graph_picture(
    "loss L, step by step",
    "step of the training",
    (0.0, float(STEPS)),
    POWERS,
    _loss_scene,
    lambda reading: f"At step {reading.step} the loss is {reading.losses[reading.step]:.4f}.",
    moves=("step", None),
    log="y",
)
